"""`bagyt content check`: everything wrong with the content."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.cli.common import language_option, settings_of


@click.command(name="check")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "html"]),
    default="text",
    show_default=True,
)
@click.option("--jsonl", is_flag=True, help="The same as --format json.")
@click.option("--launch", is_flag=True, help="Also every topic that nobody has signed; then exit 1.")
@language_option
@click.pass_obj
def command(config: Path | None, form: str, jsonl: bool, launch: bool, lang: str | None) -> None:
    """Everything wrong with the content, with file:line:column. Exit 1 if it cannot be served."""
    import gc

    from bot.content.loader import load
    from bot.findings import errors
    from bot.staff.check import check_on_two_cores
    from bot.staff.check.report import REPORTS
    from bot.staff.check.signatures import unsigned

    gc.disable()  # a short life: what the collector would look through is kept to the end anyway
    settings = settings_of(config)
    language = lang or settings.config.staff_language
    loaded = load(settings.content, settings.config.languages, settings.config.default_language)
    findings = check_on_two_cores(loaded, settings.today())
    waiting = list(unsigned(loaded)) if launch else []
    findings = sorted({*findings, *waiting})
    click.echo(REPORTS["json" if jsonl else form](loaded, findings, language), nl=False)
    if errors(findings) or any(one.code == "signature_outdated" for one in findings if launch) or waiting:
        sys.exit(1)

"""`bagyt content coverage`: which topic stands in which language."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.cli.common import language_option, settings_of
from bot.words import say


@click.command(name="coverage")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page instead.")
@click.option("--jsonl", is_flag=True, help="One JSON object for each topic and language.")
@language_option
@click.pass_obj
def command(config: Path | None, html: Path | None, jsonl: bool, lang: str | None) -> None:
    """Which topic is complete, missing, borrowed, older than its source or hard to find, by language."""
    from bot.content.loader import load
    from bot.staff.coverage import as_row, coverage
    from bot.staff.coverage_report import page, text
    from bot.staff.record import read_record

    settings = settings_of(config)
    lang = lang or settings.config.staff_language
    loaded = load(settings.content, settings.config.languages, settings.config.default_language)
    if loaded.catalogue is None:
        raise click.ClickException(say("translations", "no_catalogue", lang))
    cells = coverage(loaded, read_record(loaded.root))
    if html:
        try:
            html.write_text(page(loaded, cells, lang, settings.today()), encoding="utf-8")
        except OSError as error:
            reason = f"{html}: {error.strerror}"
            raise click.ClickException(say("coverage", "not_written", lang, reason=reason)) from None
        click.echo(say("coverage", "written", lang, file=html))
    elif jsonl:
        for cell in cells:
            click.echo(json.dumps(as_row(cell), ensure_ascii=False))
    else:
        click.echo(text(loaded, cells, lang))

"""`bagyt content schemas`: what an editor completes and checks the content files by."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from bot.cli.common import language_option, settings_of
from bot.words import say


@click.command(name="schemas")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if the schemas are out of date.")
@language_option
@click.pass_obj
def command(config: Path | None, check: bool, lang: str | None) -> None:
    """Write content/schemas/*.json, which VS Code and other editors read."""
    from bot.content.schemas import out_of_date, write_schemas

    settings = settings_of(config)
    lang = lang or settings.config.staff_language
    languages = settings.config.languages
    try:
        changed = (out_of_date if check else write_schemas)(settings.content, languages)
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
        raise click.ClickException(say("schemas", "not_written", lang, reason=reason)) from None
    if not changed:
        click.echo(say("schemas", "up_to_date", lang))
        return
    click.echo(say("schemas", "out_of_date" if check else "written", lang, files=", ".join(changed)))
    sys.exit(1 if check else 0)

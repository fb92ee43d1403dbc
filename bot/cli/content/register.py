"""`bagyt content register`: every fact with its source, and everything that is still to be asked."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.common import language_option, settings_of
from bot.words import say


@click.command(name="register")
@click.option(
    "--into",
    type=click.Path(file_okay=False, path_type=Path),
    default="docs",
    show_default=True,
    help="The folder for facts.md and open-facts.md.",
)
@language_option
@click.pass_obj
def command(config: Path | None, into: Path, lang: str | None) -> None:
    """Write the table of all facts and contacts, and the list of open questions by whom to ask."""
    from bot.content.loader import load
    from bot.staff.register import count_open, facts_page, open_page

    settings = settings_of(config)
    language = lang or settings.config.staff_language
    loaded = load(settings.content, settings.config.languages, settings.config.default_language)
    if loaded.library is None:
        raise click.ClickException(say("register", "not_sound", language))
    pages = {
        "facts.md": facts_page(loaded, language),
        "open-facts.md": open_page(loaded, language, settings.today()),
    }
    try:
        into.mkdir(parents=True, exist_ok=True)
        for name, page in pages.items():
            (into / name).write_text(page, encoding="utf-8")
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
        raise click.ClickException(say("register", "not_written", language, reason=reason)) from None
    files = ", ".join(str(into / name) for name in pages)
    click.echo(say("register", "written", language, files=files, n=count_open(loaded)))

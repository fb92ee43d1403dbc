"""`bagyt content sign`: a member of staff confirms topics as they stand."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.common import language_option, settings_of
from bot.words import say


@click.command(name="sign")
@click.argument("topics", nargs=-1, metavar="TOPIC...")
@click.option("--section", help="Every topic of this section.")
@click.option("--by", default="", help="Who signs: the name and the office.")
@language_option
@click.pass_obj
def command(
    config: Path | None, topics: tuple[str, ...], section: str | None, by: str, lang: str | None
) -> None:
    """Confirm topics in all languages as they stand. A later change of their words undoes it."""
    from bot.content.loader import load
    from bot.staff.signing import NotSigned, sign

    settings = settings_of(config)
    language = lang or settings.config.staff_language
    loaded = load(settings.content, settings.config.languages, settings.config.default_language)
    named = list(topics)
    if section:
        if loaded.library and section not in loaded.library.sections:
            raise click.ClickException(say("signing", "section_unknown", language, section=section))
        named += loaded.library.sections[section].topics if loaded.library else ()
    if not named and loaded.library:
        raise click.ClickException(say("signing", "nothing_named", language))
    try:
        signed = sign(loaded, named, by, settings.today())
    except NotSigned as error:
        raise click.ClickException(error.told(language)) from None
    for topic in signed:
        click.echo(say("signing", "signed", language, topic=topic))
    if not signed:
        click.echo(say("signing", "already", language))
    topics_left = (
        [one.id for one in loaded.library.topics.values() if not one.signed] if loaded.library else []
    )
    click.echo(say("signing", "left", language, n=len(set(topics_left) - set(signed))))

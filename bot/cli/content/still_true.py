"""`bagyt content still-true`: somebody has looked at the source today, and it still says the same."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.common import language_option, settings_of
from bot.words import say


@click.command(name="still-true")
@click.argument("ids", nargs=-1, metavar="ID...")
@click.option("--topic", help="Everything that this topic rests on, for example uk/overview.")
@click.option("--yes", is_flag=True, help="Do not ask whether all of it was looked at.")
@language_option
@click.pass_obj
def command(
    config: Path | None, ids: tuple[str, ...], topic: str | None, yes: bool, lang: str | None
) -> None:
    """Mark facts and contacts as checked today, for all languages at once.

    An ID is that of a fact or a contact: uk.seasonal_visa_fee; if both have it, fact:uk.x or contact:uk.x.
    """
    from bot.content.loader import load
    from bot.staff.confirm import Looked, NotConfirmed, behind_topic, looked_at, still_true

    settings = settings_of(config)
    language = lang or settings.config.staff_language
    today = settings.today()

    def told(key: str, one: Looked) -> str:
        values = {"before": one.checked, "checked": one.checked, "after": today.isoformat()}
        kind = say("confirm", one.kind, language)
        return say(
            "confirm",
            key,
            language,
            kind=kind,
            id=one.id,
            value=one.value(language),
            source=one.source,
            **values,
        )

    try:
        names = list(ids)
        if topic:
            behind = behind_topic(
                load(settings.content, settings.config.languages, settings.config.default_language), topic
            )
            if not behind:
                raise click.ClickException(say("confirm", "rests_on_nothing", language, topic=topic))
            names += behind
        if not names:
            raise click.ClickException(say("confirm", "nothing_named", language))
        if topic and not yes:
            listed = looked_at(settings.content, names)
            for one in listed:
                click.echo(told("listed", one) + "\n")
            if not click.confirm(say("confirm", "question", language, n=len(listed))):
                raise click.ClickException(say("confirm", "left_alone", language))
        changed = still_true(settings.content, names, today)
    except NotConfirmed as error:
        raise click.ClickException(error.told(language)) from None
    for one in changed:
        click.echo(told("marked", one))
    key = "summary" if changed else "nothing_new"
    click.echo(say("confirm", key, language, n=len(changed)))

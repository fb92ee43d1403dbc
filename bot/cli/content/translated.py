"""`bagyt content translated`: puts on record that translations agree with the text they come from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from bot.cli.common import language_option, settings_of
from bot.words import say


@click.command(name="translated")
@click.argument("topics", nargs=-1, metavar="[TOPIC]...")
@click.option("--language", help="Only the translation into this language.")
@click.option("--minor", is_flag=True, help="The source changed in a trifle: no translation needs a change.")
@click.option("--all", "everything", is_flag=True, help="Record for the first time what has no record yet.")
@language_option
@click.pass_obj
def command(
    config: Path | None,
    topics: tuple[str, ...],
    language: str | None,
    minor: bool,
    everything: bool,
    lang: str | None,
) -> None:
    """Record that the translations of TOPIC are right as they are.

    Without a TOPIC only what needs no decision is recorded: paragraphs that changed in both languages.
    """
    from difflib import get_close_matches

    from bot.content.loader import load
    from bot.staff.record import Wish, bring_up, read_record, write_record
    from bot.staff.translations import topics_of

    settings = settings_of(config)
    lang = lang or settings.config.staff_language

    def told(key: str, **values: object) -> str:
        return say("translations", key, lang, **values)

    languages = settings.config.languages
    if language is not None and language not in languages:
        allowed = ", ".join(languages)
        raise click.ClickException(told("unknown_language", language=language, allowed=allowed))
    if minor and not topics:
        raise click.UsageError(told("nothing_named"))
    if everything and (topics or minor):
        raise click.UsageError(told("names_and_all"))
    loaded = load(settings.content, languages, settings.config.default_language)
    if loaded.catalogue is None:
        raise click.ClickException(told("no_catalogue"))
    listed = list(topics_of(loaded))
    for topic in topics:
        if topic not in listed:
            near = ", ".join(get_close_matches(topic, listed, 3, 0.4) or listed[:3])
            raise click.ClickException(told("unknown_topic", topic=topic, near=near))
    wish: Wish = "minor" if minor else "translated" if topics else "first" if everything else "known"
    record = read_record(loaded.root)
    agreed, done = bring_up(loaded, record, wish, topics, language)
    for topic in topics if language else ():
        if all(one.translation.topic != topic for one in done):
            raise click.ClickException(told("no_translation", topic=topic, language=language))
    if agreed != record.agreed or record.unread:
        write_record(loaded.root, agreed)
    for one in done:
        place = one.translation
        named = {"topic": place.topic, "source": place.source, "language": place.language}
        if one.done == "recorded":
            click.echo(told("recorded", **named))
        if one.behind:
            click.echo(told("behind", n=one.behind, **named))
        if one.done == "no_record" and topics:
            click.echo(told("no_record", **named))
    states = Counter(one.done for one in done)
    behind = sum(one.behind for one in done)
    counts = {state: states[state] for state in ("recorded", "as_before", "no_record")}
    click.echo(told("total", behind=behind, **counts))
    if behind:
        click.echo(told("next_behind"))
    if states["no_record"] and not topics:
        click.echo(told("next_first"))

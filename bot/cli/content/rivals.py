"""`bagyt content rivals`: what a topic is confused with, and by which words."""

from __future__ import annotations

import json
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import language_option, settings_of
from bot.words import LANGUAGES, say

if TYPE_CHECKING:
    from bot.staff.rivals import Confusion


@click.command(name="rivals")
@click.argument("topic")
@click.option("--jsonl", is_flag=True, help="One JSON object for each language and rival.")
@language_option
@click.pass_obj
def command(config: Path | None, topic: str, jsonl: bool, lang: str | None) -> None:
    """The topics that TOPIC (section/slug) is most easily confused with, by each phrase without itself."""
    from bot.content.loader import load
    from bot.staff.check.phrases import said
    from bot.staff.rivals import confusions

    settings = settings_of(config)
    lang = lang or settings.config.staff_language
    loaded = load(settings.content, settings.config.languages, settings.config.default_language)
    lines = said(loaded)
    topics = list(dict.fromkeys(line.topic for line in lines))
    if topic not in topics:
        names = ", ".join(get_close_matches(topic, topics, 3))
        near = say("rivals", "meant", lang, names=names) if names else ""
        raise click.ClickException(say("rivals", "unknown", lang, topic=topic, near=near).strip())
    found = confusions(lines, topic)
    if jsonl:
        for confusion in found:
            row = {"topic": topic} | asdict(confusion) | {"likeness": round(confusion.likeness, 4)}
            row["words"] = {word: round(share, 4) for word, share in confusion.words}
            click.echo(json.dumps(row, ensure_ascii=False))
        return
    if not found:
        click.echo(say("rivals", "none", lang, topic=topic))
        return
    click.echo(say("rivals", "head", lang, topic=topic))
    language = ""
    for confusion in found:
        if confusion.language != language:
            language = confusion.language
            known = language in LANGUAGES
            click.echo("\n" + (say("rivals", f"language_{language}", lang) if known else language))
        _tell(confusion, lang)
    click.echo("\n" + say("rivals", "advice", lang))


def _tell(confusion: Confusion, lang: str) -> None:
    nearer = say("rivals", "nearer", lang, n=confusion.nearer, asked=confusion.asked)
    click.echo(f"  {confusion.rival}: {nearer}")
    if confusion.words:
        words = ", ".join(f"{word} {share:.0%}" for word, share in confusion.words)
        click.echo("    " + say("rivals", "words", lang, words=words))
    if confusion.like:
        click.echo("    " + say("rivals", "most", lang, phrase=confusion.phrase, like=confusion.like))

"""What every command needs: settings, the Library, the reader's language, lines in and out."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.findings import errors
from bot.words import LANGUAGES

if TYPE_CHECKING:
    from bot.content.model import Library
    from bot.settings import Settings

# The language in which a tool speaks to staff; left out, it is `staff_language` of config.yaml.
language_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of what is told (default: staff_language)."
)


def settings_of(config: Path | None) -> Settings:
    """The settings, or one line for each reason why there are none."""
    from bot.settings import BadSettings, load_settings

    try:
        return load_settings(os.environ, config)
    except BadSettings as error:
        raise click.ClickException(str(error)) from None


def library_of(settings: Settings) -> Library:
    """The content ready to be served, or every error in it."""
    from bot.content.loader import load

    loaded = load(settings.content, settings.config.languages, settings.config.default_language)
    if loaded.library is None:
        language = settings.config.staff_language
        raise click.ClickException("\n".join(one.told(language) for one in errors(loaded.findings)))
    return replace(loaded.library, mark_drafts=settings.config.mark_drafts)


def each_line(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """One JSON object a line in, one out, in the same order."""
    for row in _rows(sys.stdin):
        click.echo(json.dumps(answer(row), ensure_ascii=False))


def _rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise click.ClickException(f"standard input:{number}: not a JSON object")
        yield row


def text_of(row: dict[str, Any]) -> str:
    """The text of a line."""
    text = row.get("text")
    if not isinstance(text, str):
        raise click.ClickException('each line needs a "text"')
    return text


def public_numbers(library: Library) -> frozenset[str]:
    """Helplines and offices, which a cleaned text may keep."""
    return frozenset(phone for contact in library.contacts.values() for phone in contact.phones)

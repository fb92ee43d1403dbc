"""Every text that staff wrote, piece by piece as it stands in the files, for the rules that go over words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from bot.content.loader import Loaded
from bot.findings import Finding, found
from bot.yamlfile import Keys, YamlFile

# `ask` are phrases as people type them; `label` is everything short; `text` is what is read as sentences.
Role: TypeAlias = Literal["text", "label", "ask"]

_TOPIC: dict[str, Role] = {"title": "label", "summary": "text", "answer": "text"}
# A pattern for dates, not words.
_NOT_WORDS = frozenset({("lines", "date")})
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?$")
# What is no word of the language: names in braces, addresses, commands, a backslash and its letter.
_NO_WORDS = re.compile(r"\{[^{}\n]*\}|https?://[^\s)>\]]+|(?<![\w/])/[a-z_]+\b|\\[a-zA-Z]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a text as it stands in its file, `column` counted from 1."""

    file: str
    at: Keys
    language: str
    role: Role
    line: int
    column: int
    written: str

    @property
    def words(self) -> str:
        """The same characters with everything that is no word made spaces."""
        if "{" in self.written or "/" in self.written or "\\" in self.written:
            return _NO_WORDS.sub(lambda match: " " * len(match[0]), self.written)
        return self.written

    def finding(self, start: int, code: str, quote: str, **values: object) -> Finding:
        """A finding at a character of the piece."""
        return found(self.file, self.line, self.column + start, code, quote, **values)


def pieces(loaded: Loaded) -> Iterator[Piece]:
    """Titles, summaries, answers, phrases, the bot's own words and the names of contacts, line by line."""
    languages = set(loaded.languages)
    for name, file in loaded.files.items():
        folder, _, rest = name.partition("/")
        if folder in languages:
            of = _interface if rest == "interface.yaml" else _topic
            for at, role in of(file.data):
                yield from _pieces(file, at, folder, role)
        elif folder == "contacts" and isinstance(file.data, dict):
            for key, entry in file.data.items():
                names = entry.get("name") if isinstance(entry, dict) else None
                for language in names if isinstance(names, dict) else ():
                    if language in languages:
                        yield from _pieces(file, (key, "name", language), language, "label")


def _topic(data: Any) -> Iterator[tuple[Keys, Role]]:
    if not isinstance(data, dict):
        return
    for key, role in _TOPIC.items():
        if isinstance(data.get(key), str):
            yield (key,), role
    phrases = data.get("ask")
    if isinstance(phrases, list):
        yield from ((("ask", i), "ask") for i, phrase in enumerate(phrases) if isinstance(phrase, str))


def _interface(data: Any, at: Keys = ()) -> Iterator[tuple[Keys, Role]]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _interface(value, (*at, key))
    elif isinstance(data, list):
        for i, value in enumerate(data):
            yield from _interface(value, (*at, i))
    elif isinstance(data, str) and at not in _NOT_WORDS:
        yield at, "ask" if "said" in at else "label"


def _pieces(file: YamlFile, at: Keys, language: str, role: Role) -> Iterator[Piece]:
    first = True
    for line, column, written in file.pieces(at):
        if not (first and _BLOCK.match(written)):
            yield Piece(file.name, at, language, role, line, column, written)
        first = False

"""The small Markdown of answers as a tree: parsed once, filled with facts, rendered by each channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters, unescaped."""

    text: str


@dataclass(frozen=True, slots=True)
class Bold:
    """Strong emphasis."""

    inside: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Italic:
    """Light emphasis."""

    inside: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A word that opens an http(s), mailto or tg address."""

    url: str
    inside: tuple[Inline, ...]


Inline: TypeAlias = Text | Bold | Italic | Link


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of thought; a line break inside it is a Text of one newline."""

    inside: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside an answer (one level: a phone shows no more)."""

    inside: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list; `start` is the first number of an ordered list, None for bullets."""

    items: tuple[tuple[Inline, ...], ...]
    start: int | None = None


Block: TypeAlias = Paragraph | Heading | Items
Document: TypeAlias = tuple[Block, ...]

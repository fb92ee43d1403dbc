"""A text as YAML may write it: plain, quoted, or as a block under `|` or `>`."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

STEP = 2  # how much deeper a block stands than its key
# Line breaks to YAML but to no text editor; bot.yamlfile reads each as a space.
ODD_BREAKS = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})
_AS_IT_IS = re.compile(r"[ !#-\[\]-~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
# Readers of YAML disagree on these in words without quotes.
_UNSURE, _UNSURE_IN_FLOW = re.compile(r"\t"), re.compile(r"[\t?:,\[\]{}#&*!|>'\"%@`]")
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class Written:
    """`inline` stands behind the key or dash, `body` on the lines below it."""

    inline: str
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is written now: `mark` is one of `|`, `>`, `'`, `"` or empty for plain.

    A block also has its chomping (`-`, `+` or empty), how far it and its key are set in, and the length of
    its longest line. In `flow` (between brackets) no block can stand.
    """

    mark: str = ""
    chomping: str = ""
    indent: int = STEP
    parent: int = 0
    width: int = 0
    flow: bool = False


def as_read(value: str) -> str:
    """The text as it is read back from a file: a line break is a newline, an odd one a space."""
    return value.replace("\r\n", "\n").replace("\r", "\n").translate(ODD_BREAKS)


def ways_to_write(value: str, style: Style) -> Iterator[Written]:
    """Ways to write a text, in the old style first, the surest last; reading tells which of them holds it."""
    if style.mark in ("|", ">"):
        yield from _blocks(value, style)
    elif "\n" not in value:
        if style.mark == "'":
            yield Written(_single(value))
        elif style.mark == '"':
            yield Written(_double(value))
    elif not style.flow:
        yield from _blocks(value, Style("|", "", style.parent + STEP, style.parent))
    if "\n" not in value:
        if not (_UNSURE_IN_FLOW if style.flow else _UNSURE).search(value):
            yield Written(value)
        if '"' in value or "\\" in value:
            yield Written(_single(value))
    yield Written(_double(value))


def _single(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _double(value: str) -> str:
    return '"' + "".join(_SHORT.get(c) or (c if _AS_IT_IS.match(c) else _escaped(c)) for c in value) + '"'


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02X}" if number < 256 else f"\\u{number:04X}"


def _blocks(value: str, style: Style) -> Iterator[Written]:
    text = value.removesuffix("\n")
    if not text.strip("\n"):
        return  # a block of nothing is misread by people
    chomping = "-" if text == value else "+" if style.chomping == "+" else ""
    for mark, lines in _layouts(text, style):
        body = tuple(" " * style.indent + line if line else "" for line in lines)
        yield Written(mark + chomping, body)
        # A block that begins with a space has to say how far it is set in.
        yield Written(f"{mark}{style.indent - style.parent}{chomping}", body)


def _layouts(text: str, style: Style) -> Iterator[tuple[str, list[str]]]:
    lines = text.split("\n")
    if style.mark == ">":
        width = max(style.width, 40)
        wrapped = (
            textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) for line in lines
        )
        yield ">", "\n\n".join(map("\n".join, wrapped)).split("\n")
    yield "|", lines

"""Two texts word by word: what stayed, what went out, what came in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["same", "out", "in"]

# A number stays whole with its separators, so that 340 -> 3400 and 12.7 -> 12.71 are marked as one value.
_TOKEN = re.compile(r"\d+(?:[.,:\-\u00a0\u202f]\d+)*|\w+(?:[-/]\w+)*|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters that stayed, went out or came in."""

    kind: Kind
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Both texts in one run of pieces: those `same` and `out` make the old text, `same` and `in` the new."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[i:j])))
            continue
        pieces += [Piece("out", "".join(before[i:j])), Piece("in", "".join(after[k:m]))]
    return tuple(_joined(piece for piece in pieces if piece.text))


def left(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The old text, with what went out of it marked."""
    return tuple(piece for piece in pieces if piece.kind != "in")


def right(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The new text, with what came into it marked."""
    return tuple(piece for piece in pieces if piece.kind != "out")


def changed_lines(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The runs of lines that differ, old and new; either may be empty."""
    before, after = _lines(old), _lines(new)
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            yield "\n".join(before[i:j]), "\n".join(after[k:m])


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Changes parted by a single space become one: a changed phrase is read as a phrase."""
    out = into = ""
    held = ""  # white space that may yet stand between two changes
    for piece in pieces:
        if piece.kind == "same":
            if (out or into) and piece.text.isspace() and "\n" not in piece.text and not held:
                held = piece.text
                continue
            yield from _change(out, into)
            yield Piece("same", held + piece.text)
            out = into = held = ""
            continue
        out, into, held = out + held, into + held, ""
        if piece.kind == "out":
            out += piece.text
        else:
            into += piece.text
    yield from _change(out, into)
    if held:
        yield Piece("same", held)


def _change(out: str, into: str) -> Iterator[Piece]:
    if out:
        yield Piece("out", out)
    if into:
        yield Piece("in", into)

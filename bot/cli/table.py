"""A table for the terminal, aligned by what letters take up on the screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence


def width(text: str) -> int:
    """Columns on a terminal: none for a combining mark, two for an emoji or a Korean letter."""
    return sum(map(_columns, text))


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def table(rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """The rows as lines, two spaces between columns; the columns in `right` end where they end (numbers)."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]

    def line(row: Sequence[str]) -> str:
        cells = []
        for number, (cell, wide) in enumerate(zip(row, widths, strict=True)):
            space = " " * (wide - width(cell))
            cells.append(space + cell if number in right else cell + space)
        return "  ".join(cells).rstrip()

    return [line(row) for row in rows]

"""Words set into lines and lines into columns: what stands where on a leaflet, before anything is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.content.markup import Bold, Inline, Link, Text

# The width in mm of a run of characters, bold or not, at a size in points.
Measure = Callable[[str, bool, float], float]
_MM_PER_POINT = 25.4 / 72
_LINE_HEIGHT = 1.28


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one weight; `url` is opened by them."""

    text: str
    bold: bool = False
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together, `before` mm below what stands above; `starts`: it opens a topic."""

    lines: tuple[tuple[Run, ...], ...]
    size: float
    before: float = 0
    indent: float = 0
    mark: str = ""
    grey: bool = False
    starts: bool = False
    keep_with_next: bool = False

    @property
    def leading(self) -> float:
        """The height of a line in mm."""
        return self.size * _MM_PER_POINT * _LINE_HEIGHT


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece of a block in a column: its lines from `first` on, `top` mm below the top of the page."""

    block: Block
    first: int
    last: int
    column: int
    top: float


def runs(nodes: Iterable[Inline], bold: bool = False, url: str | None = None) -> Iterator[Run]:
    """The runs of inline markup; light emphasis looks like the rest."""
    for node in nodes:
        if isinstance(node, Text):
            yield Run(node.text, bold, url)
        else:
            yield from runs(
                node.inside, bold or isinstance(node, Bold), node.url if isinstance(node, Link) else url
            )


def set_lines(
    words: Iterable[Run], size: float, width: float, measure: Measure
) -> tuple[tuple[Run, ...], ...]:
    """The runs in lines no wider than `width` mm, broken at spaces, and a word wider than that anywhere."""
    lines: list[list[Run]] = [[]]
    room = width
    for word in _words(words):
        if word == [Run("\n")]:
            lines.append([])
            room = width
            continue
        wide = sum(measure(run.text, run.bold, size) for run in word)
        blank = word[0].text == " "
        if wide > room and not blank and lines[-1]:
            lines.append([])
            room = width
        if blank and not lines[-1]:
            continue
        for run in word if wide <= width else _letters(word):
            letter = measure(run.text, run.bold, size)
            if letter > room and wide > width:
                lines.append([])
                room = width
            lines[-1].append(run)
            room -= letter
    return tuple(tuple(_joined(line)) for line in lines)


def columns(blocks: Iterable[Block], tops: Callable[[int], float], bottom: float) -> tuple[Placed, ...]:
    """The blocks one below the other in columns that begin at `tops(column)` and end at `bottom` mm.

    A title stays with the lines behind it, and no line of a paragraph stands alone.
    """
    placed: list[Placed] = []
    waiting = list(blocks)
    column, y = 0, tops(0)
    fresh = True  # nothing stands in this column yet
    for number, block in enumerate(waiting):
        need = block.leading * min(2, len(block.lines))
        ahead = number
        while waiting[ahead].keep_with_next and ahead + 1 < len(waiting):
            ahead += 1
            need += waiting[ahead].before + waiting[ahead].leading * min(2, len(waiting[ahead].lines))
        first = 0
        while first < len(block.lines):
            before = 0 if fresh or first else block.before
            left = len(block.lines) - first
            fit = min(left, int((bottom - y - before + 1e-6) / block.leading))
            if left - fit == 1:
                fit -= 1 if fit > 2 else 0
            short = (not first and bottom - y - before + 1e-6 < need) or fit < min(2, left)
            if short and not fresh:
                column, fresh = column + 1, True
                y = tops(column)
                continue
            fit = max(1, fit)
            placed.append(Placed(block, first, first + fit, column, y + before))
            y += before + fit * block.leading
            first += fit
            fresh = False
    return tuple(placed)


def _words(words: Iterable[Run]) -> Iterator[list[Run]]:
    """Words with the punctuation that another run adds to them; a space and a line break stand alone."""
    word: list[Run] = []
    for run in words:
        for piece in filter(None, re.split(r"([ \n])", run.text)):
            if piece in " \n":
                if word:
                    yield word
                    word = []
                yield [Run("\n")] if piece == "\n" else [Run(" ", run.bold, run.url)]
            else:
                word.append(Run(piece, run.bold, run.url))
    if word:
        yield word


def _letters(word: Iterable[Run]) -> Iterator[Run]:
    for run in word:
        for letter in run.text:
            yield Run(letter, run.bold, run.url)


def _joined(line: list[Run]) -> Iterator[Run]:
    while line and line[-1].text == " ":
        line.pop()
    text, last = "", None
    for run in line:
        if last is not None and (run.bold, run.url) != (last.bold, last.url):
            yield Run(text, last.bold, last.url)
            text = ""
        text, last = text + run.text, run
    if last is not None:
        yield Run(text, last.bold, last.url)

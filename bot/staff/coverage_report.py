"""The coverage of languages as a table for the terminal and as a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.content.loader import Loaded
from bot.staff.check.figures import reading_figures
from bot.staff.coverage import PHRASES, Cell, Totals, totals
from bot.words import say

_GAP = "  "
_TOTALS = ("missing", "borrowed", "older", "short", "unrecorded")


def words(cell: Cell, language: str) -> list[str]:
    """What there is to say of a cell, the worst first."""
    if cell.text == "missing":
        return [say("coverage", "missing", language)]
    if cell.text == "borrowed":
        return [say("coverage", "borrowed", language, lender=cell.lender)]
    said = []
    if cell.behind:
        said.append(say("coverage", "older", language, n=cell.behind))
    if cell.short:
        said.append(say("coverage", "short", language, n=cell.phrases))
    return said or [say("coverage", "complete", language)]


def text(loaded: Loaded, cells: Sequence[Cell], language: str) -> str:
    """Sections, topics and languages in columns, then what each language comes to."""
    rows: list[list[str]] = [[say("coverage", "topic", language), *loaded.languages]]
    for section, topics in _sections(cells):
        rows.append([section])
        for topic, row in topics:
            rows.append([_GAP + topic.partition("/")[2], *("; ".join(words(cell, language)) for cell in row)])
    summed = list(_summed(loaded, cells, language))
    widths = [max(len(row[i]) for row in (*rows, *summed) if len(row) > i) for i in range(len(rows[0]))]
    lines = [
        _GAP.join(word.ljust(width) for word, width in zip(row, widths, strict=False)).rstrip()
        for row in (*rows, [], *summed)
    ]
    unrecorded = sum(cell.text == "own" and cell.behind is None for cell in cells)
    if unrecorded:
        lines += ["", say("coverage", "unrecorded", language, n=unrecorded)]
    return "\n".join(lines)


def page(loaded: Loaded, cells: Sequence[Cell], language: str, today: date) -> str:
    """The same as one page that needs nothing from outside."""
    environment = Environment(
        loader=PackageLoader("bot.staff", "pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    version = loaded.library.version if loaded.library else "-"
    interface = loaded.interface.get(language)
    return environment.get_template("coverage.html").render(
        language=language,
        w=lambda key, **values: say("coverage", key, language, **values),
        made=say("coverage", "made", language, day=today.isoformat(), version=version),
        languages=loaded.languages,
        sections=[
            (interface.sections.get(section, section) if interface else section, list(topics))
            for section, topics in _sections(cells)
        ],
        title_of=lambda topic: _title(loaded, topic, language),
        words=lambda cell: words(cell, language),
        summed=list(_summed(loaded, cells, language)),
    )


def _sections(cells: Sequence[Cell]) -> Iterator[tuple[str, list[tuple[str, list[Cell]]]]]:
    for section, inside in groupby(cells, lambda cell: cell.topic.partition("/")[0]):
        yield section, [(topic, list(row)) for topic, row in groupby(inside, lambda cell: cell.topic)]


def _summed(loaded: Loaded, cells: Sequence[Cell], language: str) -> Iterator[list[str]]:
    columns = [totals(cells, one) for one in loaded.languages]
    yield [say("coverage", "all_complete", language), *(_percent(one, language) for one in columns)]
    for name in _TOTALS:
        numbers = [getattr(one, name) for one in columns]
        if any(numbers):
            yield [say("coverage", f"all_{name}", language, phrases=PHRASES), *map(str, numbers)]
    yield from _easy(loaded, language)


def _easy(loaded: Loaded, language: str) -> Iterator[list[str]]:
    """How hard the texts are to read; a language without a text or a formula has a dash."""
    read = {one.language: one for one in reading_figures(loaded)}
    rows: dict[str, dict[str, float | None]] = {
        "sentence_words": {one.language: one.words_in_sentence for one in read.values()},
        "long_words": {one.language: round(100 * one.long_words) for one in read.values()},
        "ease": {one.language: one.ease for one in read.values()},
    }
    for key, row in rows.items():
        figures = (row.get(one) for one in loaded.languages)
        yield [say("coverage", key, language), *("-" if one is None else f"{one:g}" for one in figures)]


def _percent(one: Totals, language: str) -> str:
    return say("coverage", "percent", language, n=one.complete, topics=one.topics, percent=one.percent)


def _title(loaded: Loaded, topic: str, language: str) -> str:
    own = loaded.texts.get((language, topic))
    return own.title if own else topic

"""Which topic stands in which language, and how whole it is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.content.loader import Loaded
from bot.staff.record import Record
from bot.staff.translations import source_of, standing, topics_of, translations

# Fewer ways to ask for a topic than this, and the bot does not find it when people ask.
PHRASES = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """One topic in one language.

    `text` is "own", "borrowed" (another language's is shown) or "missing" (there is nothing to show);
    `behind` the number of paragraphs older than the source, None if no record says what was agreed.
    """

    topic: str
    language: str
    source: str
    text: Literal["own", "borrowed", "missing"]
    lender: str | None
    behind: int | None
    phrases: int

    @property
    def short(self) -> bool:
        """Whether there are too few phrases to find it by."""
        return self.text == "own" and self.phrases < PHRASES

    @property
    def complete(self) -> bool:
        """Whether there is nothing left to do."""
        return self.text == "own" and not self.behind and not self.short


@dataclass(frozen=True, slots=True)
class Totals:
    """The topics of a language, counted."""

    topics: int
    complete: int
    missing: int
    borrowed: int
    older: int
    short: int
    unrecorded: int

    @property
    def percent(self) -> int:
        """Complete topics of a hundred; never 100 as long as one is not."""
        return self.complete * 100 // self.topics if self.topics else 0


def coverage(loaded: Loaded, record: Record) -> list[Cell]:
    """A cell for each topic and language, topics in menu order."""
    behind = dict(_behind(loaded, record))
    return [
        _cell(loaded, topic, language, behind) for topic in topics_of(loaded) for language in loaded.languages
    ]


def totals(cells: Iterable[Cell], language: str) -> Totals:
    """What the cells of one language come to."""
    own = [cell for cell in cells if cell.language == language]
    return Totals(
        topics=len(own),
        complete=sum(cell.complete for cell in own),
        missing=sum(cell.text == "missing" for cell in own),
        borrowed=sum(cell.text == "borrowed" for cell in own),
        older=sum(bool(cell.behind) for cell in own),
        short=sum(cell.short for cell in own),
        unrecorded=sum(cell.text == "own" and cell.behind is None for cell in own),
    )


def as_row(cell: Cell) -> dict[str, Any]:
    """A cell for a program to read."""
    return {
        "topic": cell.topic,
        "language": cell.language,
        "source": cell.source,
        "text": cell.text,
        "borrowed_from": cell.lender,
        "older": cell.behind,
        "phrases": cell.phrases,
        "complete": cell.complete,
    }


def _behind(loaded: Loaded, record: Record) -> Iterator[tuple[tuple[str, str], int | None]]:
    for translation in translations(loaded):
        agreed = record.agreed.get((translation.topic, translation.language))
        known = agreed if agreed and agreed.source == translation.source else None
        yield (
            (translation.topic, translation.language),
            standing(translation, known).behind if known else None,
        )


def _cell(loaded: Loaded, topic: str, language: str, behind: Mapping[tuple[str, str], int | None]) -> Cell:
    source = source_of(loaded, topic)
    text = loaded.texts.get((language, topic))
    lender = None
    if text is None:
        lender = next((one for one in (source, *loaded.languages) if (one, topic) in loaded.texts), None)
    return Cell(
        topic=topic,
        language=language,
        source=source,
        text="own" if text else "borrowed" if lender else "missing",
        lender=lender,
        behind=behind.get((topic, language)) if text and language != source else 0,
        phrases=len(text.ask) if text else 0,
    )

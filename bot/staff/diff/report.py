"""All that changes between two versions, gathered for every form it is shown in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.content.model import Library
from bot.staff.diff.entries import EntryChange, entry_changes
from bot.staff.diff.menu import menu_changes, word_changes
from bot.staff.diff.replay import MOVES, Asked, Replayed, fold, replay
from bot.staff.diff.sides import Side
from bot.staff.diff.texts import (
    Part,
    PhraseChange,
    TextChange,
    phrase_changes,
    text_changes,
    whole_text,
)
from bot.understanding import Index


@dataclass(frozen=True, slots=True)
class Report:
    """What changes from one side to the other. `replayed` is None if a side cannot be served."""

    old: Side
    new: Side
    languages: tuple[str, ...]
    replayed: tuple[Replayed, ...] | None
    added: tuple[TextChange, ...]
    removed: tuple[str, ...]
    texts: tuple[TextChange, ...]
    last_lines: tuple[TextChange, ...]
    phrases: tuple[PhraseChange, ...]
    entries: tuple[EntryChange, ...]
    menu: tuple[Part, ...]
    words: tuple[tuple[str, Part], ...]

    def title(self, topic: str, language: str) -> str:
        """A topic's title, the new one first; its id if it has none."""
        return self.new.title(topic, language) or self.old.title(topic, language) or topic

    @property
    def lost(self) -> int:
        """How many questions lost their answer."""
        return sum(one.times for one in self.replayed or () if one.move == "lost")

    @property
    def nothing(self) -> bool:
        """Whether both sides read, answer and look alike."""
        parts = (self.added, self.removed, self.texts, self.last_lines, self.phrases, self.entries)
        moved = any(one.move != "unchanged" for one in self.replayed or ())
        return not (any(parts) or self.menu or self.words or moved or self.old.faults or self.new.faults)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table of questions: how many of all, and of each language."""

    key: str
    counts: tuple[int, ...]


def compare(
    old: Side, new: Side, asked: Sequence[Asked], today: date, learned: Callable[[Library], Index]
) -> Report:
    """Everything that differs; what cannot be compared because a side is unsound is left out."""
    before, after = old.topics(), new.topics()
    languages = new.loaded.languages
    texts = tuple(text_changes(old, new, today))
    added = tuple(
        TextChange(topic, language, parts)
        for topic in after
        if topic not in before and _known(old)
        for language in languages
        if (parts := whole_text(new, topic, language, today))
    )
    libraries = old.loaded.library, new.loaded.library
    replayed = None
    if libraries[0] and libraries[1]:
        replayed = replay(libraries[0], libraries[1], fold(asked, languages), learned)
    return Report(
        old=old,
        new=new,
        languages=languages,
        replayed=replayed,
        added=added,
        removed=tuple(topic for topic in before if topic not in after and _known(new)),
        texts=tuple(change for change in texts if not change.only_last_line),
        last_lines=tuple(change for change in texts if change.only_last_line),
        phrases=tuple(phrase_changes(old, new)),
        entries=tuple(entry_changes(old, new)),
        menu=tuple(menu_changes(old, new)),
        words=tuple(word_changes(old, new)),
    )


def rows(report: Report) -> list[Row]:
    """The table of questions: all, unchanged, and each way in which an answer can change."""
    replayed = report.replayed or ()
    table = [_row("asked", report, replayed)]
    for key in ("unchanged", *MOVES):
        table.append(_row(key, report, (one for one in replayed if one.move == key)))
    judged = [one for one in replayed if one.asked.judged]
    if judged:
        table += [
            _row("right_before", report, (one for one in judged if one.was_right)),
            _row("right_after", report, (one for one in judged if one.is_right)),
            _row("right_to_wrong", report, (one for one in judged if one.was_right and not one.is_right)),
            _row("wrong_to_right", report, (one for one in judged if one.is_right and not one.was_right)),
        ]
    return table


def percents(table: Sequence[Row]) -> tuple[str, ...]:
    """Which part is unchanged, for all and each language; rounded down, so that 100 means all of them."""
    pairs = zip(table[1].counts, table[0].counts, strict=True)
    return tuple(f"{1000 * part // whole / 10:g}" if whole else "" for part, whole in pairs)


def by_topic(changes: Iterable[TextChange]) -> Mapping[str, list[TextChange]]:
    """The changes of each topic together, all its languages."""
    topics: dict[str, list[TextChange]] = {}
    for change in changes:
        topics.setdefault(change.topic, []).append(change)
    return topics


def _row(key: str, report: Report, found: Iterable[Replayed]) -> Row:
    found = list(found)
    each = (sum(one.times for one in found if one.language == language) for language in report.languages)
    return Row(key, (sum(one.times for one in found), *each))


def _known(side: Side) -> bool:
    """Whether its catalogue tells which topics there are; else none is called new or gone."""
    return side.loaded.catalogue is not None

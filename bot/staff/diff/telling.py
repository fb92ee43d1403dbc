"""What every form of the report says alike: names of versions, answers, keys, topics."""

from __future__ import annotations

from collections.abc import Iterable

from bot.staff.diff.entries import EntryChange
from bot.staff.diff.replay import Got, Replayed
from bot.staff.diff.report import Report
from bot.words import say

TOLD = 20  # faults of an unsound side; the check tells them all


def word(key: str, language: str, **values: object) -> str:
    """A text of words/diff.yaml."""
    return say("diff", key, language, **values)


def versions(report: Report, language: str) -> str:
    """OLD → NEW."""
    return word("versions", language, old=report.old.name, new=report.new.name)


def broken(report: Report, language: str) -> Iterable[tuple[str, list[str]]]:
    """For each side that cannot be served: a heading, and what is wrong with its place."""
    for side in (report.old, report.new):
        if not side.sound:
            faults = [finding.told(language) for finding in side.faults]
            rest = [word("more", language, n=len(faults) - TOLD)] if len(faults) > TOLD else []
            yield word("side_broken", language, name=side.name), faults[:TOLD] + rest


def got(found: Got, language: str) -> str:
    """What a question got: `answers uk/seasonal-costs`."""
    outcome = word(f"outcome_{found.outcome}", language)
    return f"{outcome} {found.topic}" if found.topic and _shows_topic(found) else outcome


def judged(one: Replayed, language: str) -> str:
    """Whether a judged question went from right to wrong or back; "" if neither."""
    if not one.asked.judged or one.was_right == one.is_right:
        return ""
    return word("now_wrong" if one.was_right else "now_right", language)


def heading(entry: EntryChange, language: str) -> str:
    """The id of a fact or contact, and whether it is new or gone."""
    if entry.old and entry.new:
        return entry.id
    return f"{entry.id} ({word('new' if entry.new else 'gone', language)})"


def touched(entry: EntryChange, language: str) -> str:
    """The topics that a fact or contact touches."""
    if not entry.touches:
        return word("touches_none", language)
    return word("touches", language, topics=", ".join(entry.touches))


def part_name(name: str, language: str) -> str:
    """The name of a part of a topic."""
    return word(f"part_{name}", language)


def moved(report: Report, move: str) -> list[Replayed]:
    """The questions of one kind of change, by language, the most asked first."""
    found = [one for one in report.replayed or () if one.move == move]
    order = {language: number for number, language in enumerate(report.languages)}
    return sorted(found, key=lambda one: (order.get(one.language, 9), -one.times))


def _shows_topic(found: Got) -> bool:
    return found.answers or found.outcome == "suggested"

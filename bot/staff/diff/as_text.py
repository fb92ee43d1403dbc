"""The report for a terminal: [-what went out-] and {+what came in+}."""

from __future__ import annotations

from collections.abc import Iterator

from bot.staff.diff.marks import Piece, changed_lines, left, right, word_diff
from bot.staff.diff.replay import MOVES, Replayed
from bot.staff.diff.report import Report, by_topic, percents, rows
from bot.staff.diff.telling import broken, got, heading, judged, moved, part_name, touched, versions, word
from bot.staff.diff.texts import Part

_MARKS = {"same": ("", ""), "out": ("[-", "-]"), "in": ("{+", "+}")}


def as_text(report: Report, language: str) -> str:
    """Everything, the questions first."""
    return "\n".join(_all(report, language)) + "\n"


def _all(report: Report, language: str) -> Iterator[str]:
    yield f"{word('title', language)}: {versions(report, language)}"
    for title, faults in broken(report, language):
        yield from ("", title, *(f"  {fault}" for fault in faults))
    if report.replayed is None:
        yield from ("", word("not_asked", language))
    elif report.nothing:
        yield from ("", word("nothing", language))
    if report.replayed is not None:
        yield from ("", *_table(report, language))
        for move in MOVES:
            if found := moved(report, move):
                yield from ("", _title(word(move, language)), *(_question(one, language) for one in found))
    yield from _entries(report, language)
    yield from _topics(report, language)
    yield from _menu(report, language)


def _table(report: Report, language: str) -> Iterator[str]:
    table = rows(report)
    if not table[0].counts[0]:
        yield word("no_questions", language)
        return
    lines = [(word("questions", language), (word("all", language), *report.languages))]
    for row in table:
        lines.append((word(row.key, language), tuple(map(str, row.counts))))
        if row.key == "unchanged":
            lines.append((word("percent", language), percents(table)))
    width = max(len(name) for name, _ in lines) + 2
    for name, cells in lines:
        yield f"{name:<{width}}" + "".join(f"{cell:>8}" for cell in cells)


def _question(one: Replayed, language: str) -> str:
    times = f" ×{one.times}" if one.times > 1 else ""
    note = f" ({judged(one, language)})" if judged(one, language) else ""
    text = " ".join(one.asked.text.split())
    return f"  {one.language}{times}  {text}\n      {got(one.old, language)} → {got(one.new, language)}{note}"


def _entries(report: Report, language: str) -> Iterator[str]:
    for kind in ("fact", "contact"):
        found = [entry for entry in report.entries if entry.kind == kind]
        if found:
            yield from ("", _title(word(kind, language)))
        for entry in found:
            yield f"  {heading(entry, language)}"
            for part in entry.written:
                yield f"    {part.name}: {_side(part.old, language)} → {_side(part.new, language)}"
            for part in entry.parts if entry.old and entry.new else ():
                yield f"    {part.name}: {_side(part.old, language)} → {_side(part.new, language)}"
            yield f"    {touched(entry, language)}"


def _topics(report: Report, language: str) -> Iterator[str]:
    for key, ids in (("added", tuple(by_topic(report.added))), ("removed", report.removed)):
        if ids:
            yield from ("", _title(word(key, language)))
            yield from (f"  {topic}  {report.title(topic, language)}" for topic in ids)
    if report.texts:
        yield from ("", _title(word("texts", language)))
    for topic, changes in by_topic(report.texts).items():
        yield f"  {topic}  {report.title(topic, language)}"
        for change in changes:
            for part in change.parts:
                yield f"    {change.language} · {part_name(part.name, language)}"
                yield from _changed(part, "      ")
    if report.last_lines:
        yield from ("", _title(word("last_lines", language)))
    for topic, changes in by_topic(report.last_lines).items():
        yield f"  {topic} ({', '.join(change.language for change in changes)})"
    if report.phrases:
        yield from ("", _title(word("phrases", language)))
    for phrases in report.phrases:
        yield f"  {phrases.topic} ({phrases.language})"
        yield from (f"    - {phrase}" for phrase in phrases.removed)
        yield from (f"    + {phrase}" for phrase in phrases.added)


def _menu(report: Report, language: str) -> Iterator[str]:
    if report.menu:
        yield from ("", _title(word("menu", language)))
    for part in report.menu:
        yield f"  {part.name}"
        yield from _changed(part, "    ")
    if report.words:
        yield from ("", _title(word("words", language)))
    for one, part in report.words:
        yield f"  {one} · {part.name}"
        yield from _changed(part, "    ")


def _changed(part: Part, indent: str) -> Iterator[str]:
    """Only the lines that differ, the old ones under -, the new ones under +."""
    for old, new in changed_lines(part.old or "", part.new or ""):
        pieces = word_diff(old, new) if old and new else (Piece("same", old or new),)
        for sign, text, side in (("-", old, left(pieces)), ("+", new, right(pieces))):
            if text:
                marked = "".join(f"{_MARKS[p.kind][0]}{p.text}{_MARKS[p.kind][1]}" for p in side)
                yield from (f"{indent}{sign} {line}" for line in marked.split("\n"))


def _side(text: str | None, language: str) -> str:
    return word("not_there", language) if text is None else text


def _title(words: str) -> str:
    return f"== {words} =="

"""The report as a comment on a change: a table on top, everything else folded, under GitHub's limit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape

from bot.staff.diff.marks import Piece, changed_lines, left, right, word_diff
from bot.staff.diff.replay import MOVES, Replayed
from bot.staff.diff.report import Report, by_topic, percents, rows
from bot.staff.diff.telling import broken, got, heading, judged, moved, part_name, touched, versions, word
from bot.staff.diff.texts import Part

LIMIT = 60_000  # a comment of GitHub takes 65,536 characters
_ROWS = 50  # questions or phrases in one folded part
_CELL = 4000  # characters of one changed text
_TAGS = {"same": ("", ""), "out": ("<del>", "</del>"), "in": ("<ins>", "</ins>")}


def as_markdown(report: Report, language: str, limit: int = LIMIT) -> str:
    """The whole comment, shorter than `limit`; parts that do not fit are left out, and how many is said."""
    text = "\n\n".join(_top(report, language))
    left_out = 0
    for part in _folded(report, language):
        if len(text) + len(part) + 300 < limit:  # room for the note below
            text += f"\n\n{part}"
        else:
            left_out += 1
    if left_out:
        text += f"\n\n_{word('cut', language, n=left_out)}_"
    return text + "\n"


def _top(report: Report, language: str) -> Iterator[str]:
    yield f"## {word('title', language)}\n\n{_safe(versions(report, language))}"
    for title, faults in broken(report, language):
        yield "\n".join([f"**{_safe(title)}**", "", *(f"- {_safe(fault[:600])}" for fault in faults)])
    if report.replayed is None:
        yield word("not_asked", language)
        return
    if report.nothing:
        yield word("nothing", language)
    table = rows(report)
    if not table[0].counts[0]:
        yield word("no_questions", language)
        return
    names = (word("questions", language), word("all", language), *report.languages)
    lines = [_row(names), "|---|" + "---:|" * (len(names) - 1)]
    for row in table:
        lines.append(_row((word(row.key, language), *map(str, row.counts))))
        if row.key == "unchanged":
            lines.append(_row((word("percent", language), *percents(table))))
    yield "\n".join(lines)


def _folded(report: Report, language: str) -> Iterator[str]:
    for move in MOVES:
        found = moved(report, move)
        yield from _fold(
            f"{word(move, language)}: {sum(one.times for one in found)}",
            [_question(one, language) for one in found],
            language,
        )
    for kind in ("fact", "contact"):
        found_entries = [entry for entry in report.entries if entry.kind == kind]
        lines = []
        for entry in found_entries:
            parts = [*entry.written, *(entry.parts if entry.old and entry.new else ())]
            keys = "".join(f"<br>{escape(part.name)}: {_inline(part)}" for part in parts)
            lines.append(
                f"<b>{_safe(heading(entry, language))}</b>{keys}<br>{_safe(touched(entry, language))}"
            )
        yield from _fold(f"{word(kind, language)}: {len(lines)}", lines, language)
    for key, topics in (("added", tuple(by_topic(report.added))), ("removed", report.removed)):
        lines = [f"<b>{_safe(id)}</b> {_safe(report.title(id, language))}" for id in topics]
        yield from _fold(f"{word(key, language)}: {len(lines)}", lines, language)
    for topic, changes in by_topic(report.texts).items():
        cells = "\n".join(
            _sides(f"{change.language} · {part_name(part.name, language)}", part)
            for change in changes
            for part in change.parts
        )
        head = f"<tr><th></th><th>{word('before', language)}</th><th>{word('after', language)}</th></tr>"
        title = f"{word('texts', language)}: {topic} · {report.title(topic, language)}"
        yield _details(title, f"<table>\n{head}\n{cells}\n</table>")
    lines = [
        f"{_safe(topic)} ({', '.join(change.language for change in changes)})"
        for topic, changes in by_topic(report.last_lines).items()
    ]
    yield from _fold(f"{word('last_lines', language)}: {len(lines)}", lines, language)
    lines = [
        f"{_safe(phrases.topic)} ({phrases.language})"
        + "".join(f"<br><del>{_safe(phrase)}</del>" for phrase in phrases.removed)
        + "".join(f"<br><ins>{_safe(phrase)}</ins>" for phrase in phrases.added)
        for phrases in report.phrases
    ]
    yield from _fold(f"{word('phrases', language)}: {len(lines)}", lines, language)
    lines = [f"{escape(part.name)}: {_inline(part)}" for part in report.menu]
    yield from _fold(f"{word('menu', language)}: {len(lines)}", lines, language)
    lines = [f"{one} · {escape(part.name)}: {_inline(part)}" for one, part in report.words]
    yield from _fold(f"{word('words', language)}: {len(lines)}", lines, language)


def _fold(title: str, lines: list[str], language: str) -> Iterable[str]:
    if lines:
        rest = [word("more", language, n=len(lines) - _ROWS)] if len(lines) > _ROWS else []
        items = "\n".join(f"<li>{line}</li>" for line in lines[:_ROWS] + rest)
        yield _details(title, f"<ul>\n{items}\n</ul>")


def _details(title: str, inside: str) -> str:
    # No blank line inside: Markdown would take what follows it for Markdown again.
    return f"<details><summary>{_safe(title)}</summary>\n{inside}\n</details>"


def _question(one: Replayed, language: str) -> str:
    times = f" ×{one.times}" if one.times > 1 else ""
    note = f" ({judged(one, language)})" if judged(one, language) else ""
    change = f"{got(one.old, language)} → {got(one.new, language)}{note}"
    return f"{one.language}{times} <b>{_safe(one.asked.text)}</b><br>{_safe(change)}"


def _sides(name: str, part: Part) -> str:
    old, new = [], []
    for before, after in changed_lines(part.old or "", part.new or ""):
        pieces = word_diff(before, after)
        old.append(_tagged(left(pieces)))
        new.append(_tagged(right(pieces)))
    cells = "".join(f"<td>{_clipped('<br>'.join(filter(None, side)))}</td>" for side in (old, new))
    return f"<tr><td>{_safe(name)}</td>{cells}</tr>"


def _clipped(cell: str) -> str:
    if len(cell) <= _CELL:
        return cell
    cut = cell[:_CELL].rpartition("<br>")[0] or cell[:_CELL].rpartition(" ")[0]
    return (
        cut
        + "".join(end for start, end in _TAGS.values() if start and cut.count(start) > cut.count(end))
        + " …"
    )


def _inline(part: Part) -> str:
    return _tagged(word_diff(part.old or "", part.new or ""))


def _tagged(pieces: Iterable[Piece]) -> str:
    tag: Callable[[Piece], str] = lambda p: f"{_TAGS[p.kind][0]}{_safe(p.text)}{_TAGS[p.kind][1]}"  # noqa: E731
    return "".join(map(tag, pieces))


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _safe(text: str) -> str:
    """Words as words: no tag, no table, no blank line, nobody called by @name and no issue by #number."""
    quiet = escape(text.replace("@", "@\u200b").replace("#", "#\u200b"))
    # A line may end where a marked piece does; Markdown also ends a line at a bare carriage return.
    return re.sub(r"\s*[\r\n]\s*", "<br>", quiet).replace("|", "&#124;").replace("`", "&#96;")

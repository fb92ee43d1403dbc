"""The report as one page that needs nothing else: both versions side by side, as bubbles of a chat."""

from __future__ import annotations

from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.staff.diff import telling
from bot.staff.diff.marks import left, right, word_diff
from bot.staff.diff.replay import MOVES
from bot.staff.diff.report import Report, by_topic, percents, rows


def as_html(report: Report, language: str) -> str:
    """The page, its words in a language."""
    # Autoescape: the texts of content and the questions of people are words, never tags.
    environment = Environment(
        loader=PackageLoader("bot.staff.diff", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    table = rows(report)
    return environment.get_template("diff.html").render(
        report=report,
        language=language,
        w=partial(_word, language),
        versions=telling.versions(report, language),
        broken=list(telling.broken(report, language)),
        rows=table,
        percents=percents(table),
        moves=[(move, found) for move in MOVES if (found := telling.moved(report, move))],
        got=lambda found: telling.got(found, language),
        judged=lambda one: telling.judged(one, language),
        heading=lambda entry: telling.heading(entry, language),
        touched=lambda entry: telling.touched(entry, language),
        kinds=[
            (kind, entries)
            for kind in ("fact", "contact")
            if (entries := [entry for entry in report.entries if entry.kind == kind])
        ],
        texts=by_topic(report.texts),
        added=by_topic(report.added),
        last_lines=by_topic(report.last_lines),
        diff=lambda part: word_diff(part.old or "", part.new or ""),
        left=left,
        right=right,
    )


def _word(language: str, key: str, **values: object) -> str:
    return telling.word(key, language, **values)

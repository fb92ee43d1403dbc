"""The report for other programs."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from bot.staff.diff.report import Report, percents, rows
from bot.staff.diff.sides import Side


def as_json(report: Report) -> str:
    """One JSON object; questions that changed nothing are only counted."""
    table = rows(report)
    columns = ("all", *report.languages)
    counts = {row.key: dict(zip(columns, row.counts, strict=True)) for row in table}
    data: dict[str, Any] = {
        "old": _side(report.old),
        "new": _side(report.new),
        "questions": None
        if report.replayed is None
        else {
            "counts": counts,
            "percent_unchanged": {
                name: float(share) if share else None
                for name, share in zip(columns, percents(table), strict=True)
            },
            "changed": [
                {
                    "text": one.asked.text,
                    "language": one.language,
                    "times": one.times,
                    "change": one.move,
                    "old": asdict(one.old),
                    "new": asdict(one.new),
                }
                | ({"right": {"old": one.was_right, "new": one.is_right}} if one.asked.judged else {})
                for one in report.replayed
                if one.move != "unchanged"
            ],
        },
        "topics": {
            "added": [asdict(change) for change in report.added],
            "removed": list(report.removed),
            "changed": [asdict(change) for change in report.texts],
            "only_last_line": [asdict(change) for change in report.last_lines],
        },
        "phrases": [asdict(change) for change in report.phrases],
        "entries": [asdict(entry) for entry in report.entries],
        "menu": [asdict(part) for part in report.menu],
        "words": [{"language": language} | asdict(part) for language, part in report.words],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _side(side: Side) -> dict[str, Any]:
    library = side.loaded.library
    return {
        "name": side.name,
        "version": library.version if library else None,
        "errors": [asdict(finding) for finding in side.faults],
    }

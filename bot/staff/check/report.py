"""A list of findings as text for a terminal, JSON lines, annotations of a web forge, or a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from jinja2 import Environment, PackageLoader

from bot.content.loader import Loaded
from bot.findings import Finding, worst_first
from bot.words import say

Report: TypeAlias = Callable[[Loaded, Sequence[Finding], str], str]
_ANNOTATION = {"error": "error", "warning": "warning", "hint": "notice"}


def text(loaded: Loaded, findings: Sequence[Finding], language: str) -> str:
    """For a terminal: worst first, each with its place, its words and what to do; then the sum."""
    lines = [line for finding in worst_first(findings) for line in _in_words(finding, language)]
    return "".join(f"{line}\n" for line in [*lines, _sum(loaded, findings, language)])


def json_lines(_: Loaded, findings: Sequence[Finding], language: str) -> str:
    """For a program: one object a line."""
    return "".join(json.dumps(_row(finding, language), ensure_ascii=False) + "\n" for finding in findings)


def github(_: Loaded, findings: Sequence[Finding], language: str) -> str:
    """Workflow commands that a web forge shows at the line."""

    def escaped(words: str) -> str:
        return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    return "".join(
        f"::{_ANNOTATION[one.severity]} file={escaped(one.file)},line={one.line},col={one.column},"
        f"title={escaped(one.code)}::{escaped(one.what(language))}; {escaped(one.mend(language))}\n"
        for one in worst_first(findings)
    )


def html(loaded: Loaded, findings: Sequence[Finding], language: str) -> str:
    """One page without anything from outside: findings by file, each with the lines around it."""
    environment = Environment(
        loader=PackageLoader("bot.staff.check", "pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    files: dict[str, list[dict[str, object]]] = {}
    for finding in worst_first(findings):
        row = _row(finding, language)
        row["around"] = _around(loaded, finding)
        row["badge"] = say("check", finding.severity, language)
        files.setdefault(finding.file, []).append(row)
    return environment.get_template("findings.html").render(
        language=language,
        title=say("check", "title", language),
        sum=_sum(loaded, findings, language),
        mend=say("check", "mend", language),
        files=files,
    )


REPORTS: dict[str, Report] = {"text": text, "json": json_lines, "github": github, "html": html}


def _in_words(finding: Finding, language: str) -> Iterable[str]:
    severity = say("check", finding.severity, language)
    what = finding.what(language)
    quote = f" «{finding.quote}»" if finding.quote and finding.quote not in what else ""
    yield f"{finding.file}:{finding.line}:{finding.column}: {severity}: {what}{quote}"
    yield f"    {say('check', 'mend', language)}: {finding.mend(language)}"


def _row(finding: Finding, language: str) -> dict[str, object]:
    return {
        "severity": finding.severity,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "code": finding.code,
        "quote": finding.quote,
        "message": finding.what(language),
        "mend": finding.mend(language),
    }


def _sum(loaded: Loaded, findings: Sequence[Finding], language: str) -> str:
    if not findings and loaded.library:
        library = loaded.library
        return say(
            "check",
            "sound",
            language,
            topics=len(library.topics),
            facts=len(library.facts),
            contacts=len(library.contacts),
            version=library.version,
        )
    counts = {
        f"{kind}s": sum(finding.severity == kind for finding in findings)
        for kind in ("error", "warning", "hint")
    }
    key = "blocked" if counts["errors"] else "served"
    return say("check", "counted", language, **counts) + " " + say("check", key, language)


def _around(loaded: Loaded, finding: Finding) -> list[tuple[int, str, bool]]:
    """The lines from one before to one after: (number, characters, whether it is the one)."""
    name = finding.file.partition("/")[2]
    lines = loaded.files[name].lines if name in loaded.files else ()
    first, last = max(1, finding.line - 1), min(len(lines), finding.line + 1)
    return [(number, lines[number - 1], number == finding.line) for number in range(first, last + 1)]

"""A sample folder with a text of ours in it, and what the rules say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import yaml

from bot.content.loader import Loaded, load
from bot.findings import Finding

TODAY = date(2026, 11, 24)
TOPIC = "uk/seasonal-costs"
Rule = Callable[[Loaded, date], Iterable[Finding]]


def read(folder: Path) -> Loaded:
    return load(folder, ("ky", "ru", "en"), "ky")


def write(folder: Path, language: str, answer: str, **others: object) -> Loaded:
    """The folder with this answer (and title, summary, ask) in one topic."""
    path = folder / language / f"{TOPIC}.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8")) | others
    data.pop("answer")
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    lines = "".join(f"  {line}\n" if line else "\n" for line in answer.split("\n"))
    path.write_text(f"{text}answer: |\n{lines}", encoding="utf-8")
    return read(folder)


def told(rule: Rule, loaded: Loaded, language: str) -> list[Finding]:
    """What a rule finds in our topic; each can be told in three languages and stands where it says."""
    name = f"{language}/{TOPIC}.yaml"
    findings = [finding for finding in rule(loaded, TODAY) if finding.file.endswith(name)]
    for finding in findings:
        assert all(finding.told(speaks) for speaks in ("ky", "ru", "en"))
        line = loaded.files[name].lines[finding.line - 1]
        assert (
            line[finding.column - 1 :].startswith(finding.quote) or " " in finding.quote or not finding.quote
        )
    return findings

"""Words that stand in a text and are not read, because YAML takes them for a comment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.content.loader import Loaded
from bot.findings import Finding, found
from bot.yamlfile import YamlFile


def check_lost(loaded: Loaded, _: date) -> Iterator[Finding]:
    """What stands behind a # on the line of a title, a summary or a way to ask."""
    for language, topic in loaded.texts:
        file = loaded.files[f"{language}/{topic}.yaml"]
        lines = {
            n for n, line in enumerate(file.lines, 1) if " #" in line and not line.lstrip().startswith("#")
        }
        if lines:
            yield from _behind(file, lines)


def _behind(file: YamlFile, lines: set[int]) -> Iterator[Finding]:
    for at, (line, column) in file.ends.items():
        first, begun = file.values[at]
        if line not in lines or file.lines[first - 1][begun - 1] in "\"'|>":
            continue  # a comment behind quotation marks is meant as one
        behind = file.lines[line - 1][column - 1 :]
        if behind.lstrip().startswith("#"):
            near = behind.strip()[:30]
            yield found(file.name, line, column + behind.index("#"), "words_behind_hash", near, near=near)

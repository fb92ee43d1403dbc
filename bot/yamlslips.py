"""What somebody did when the YAML reader stumbles: where the hand slipped, not where the reader gave up."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

# What the YAML reader says -> the finding that explains it.
_SYNTAX = {
    "mapping values are not allowed": "yaml_colon",
    "cannot start any token": "yaml_start",
    "unknown directive": "yaml_start",
    "did not find expected ',' or": "yaml_bracket",
    "while scanning a quoted scalar": "yaml_quote",
    "could not find expected ':'": "yaml_no_colon",
    "did not find expected key": "yaml_indent",
    "did not find expected '-'": "yaml_indent",
    "alias": "yaml_star",
    "anchor": "yaml_star",
    "another document": "yaml_documents",
}
# What was begun and never ended is mended where it begins.
_BEGUN = {"yaml_quote", "yaml_no_colon", "yaml_star", "yaml_start"}
# Where Git leaves the versions of two people to be chosen from.
_MERGE = re.compile(r"^(?:<{7} |={7}$|>{7} |\|{7} )", re.MULTILINE)
# What Word and phones make of the - of a list.
_DASH = re.compile(r" *[–—•·▪●][ \t]")
_ITEM = re.compile(r" *[-–—•·▪●][ \t]")
_KEY = re.compile(r" *(?:- )?[a-z_]+:(?:\s|$)")
_KEY_ALONE = re.compile(r"( *)[a-z_]+: *")
_KEY_STUCK = re.compile(r" *(?:- )?[a-z_]+(?=:[^\s/:])")


def slip(text: str, error: yaml.MarkedYAMLError) -> tuple[int, int, str]:
    """(line, column, the code of the finding), counted from 1."""
    if merge := _MERGE.search(text):
        return text.count("\n", 0, merge.start()) + 1, 1, "merge_marks"
    reason = ", ".join(filter(None, [error.context, error.problem]))
    code = next((code for words, code in _SYNTAX.items() if words in reason), "yaml_other")
    mark, begun = error.problem_mark or error.context_mark, error.context_mark
    if mark is None:
        return 1, 1, code
    if begun and (code in _BEGUN or (code == "yaml_bracket" and begun.line < mark.line)):
        mark = begun
    lines = text.split("\n")
    if mark.line < len(lines) and _DASH.match(lines[mark.line]):
        return mark.line + 1, _depth(lines[mark.line]) + 1, "yaml_dash"
    if code in ("yaml_colon", "yaml_no_colon", "yaml_star"):
        for seek in (_without_space, _without_bar):
            if sure := seek(lines, mark.line):
                return sure
    return mark.line + 1, mark.column + 1, code


def swallowed(lines: Sequence[str], first: int, last: int) -> int | None:
    """The line (from 0) of a text without quotes that was meant as the next item of a list."""
    return next((n for n in range(first + 1, last + 1) if _ITEM.match(lines[n])), None)


def _without_space(lines: Sequence[str], number: int) -> tuple[int, int, str] | None:
    """`title:Words`, here or on the line above: the reader takes it for words."""
    for at in (number, number - 1):
        if 0 <= at < len(lines) and (stuck := _KEY_STUCK.match(lines[at])):
            return at + 1, stuck.end() + 1, "yaml_no_space"
    return None


def _without_bar(lines: Sequence[str], number: int) -> tuple[int, int, str] | None:
    """Lines of words under `answer:`, which needs a | for them."""
    if number >= len(lines) or _KEY.match(lines[number]):
        return None
    for at in range(number - 1, -1, -1):
        if lines[at].strip() and _depth(lines[at]) < _depth(lines[number]):
            alone = _KEY_ALONE.fullmatch(lines[at])
            first = next(line for line in lines[at + 1 :] if line.strip()).lstrip()
            if alone and not first.startswith("- ") and not _KEY.match(first):
                return at + 1, len(alone[1]) + 1, "yaml_no_bar"
            return None
    return None


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))

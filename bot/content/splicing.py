"""Where the parts of a YAML text begin and end, character by character, and how new parts are put in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import yaml

from bot.content.scalars import STEP, Style, Written

_HEADER = re.compile(r"[|>]([-+\d]*)")
_BREAK = re.compile(r"\r\n|\r|\n")
_BLOCKS = ("|", ">")


@dataclass(frozen=True, slots=True)
class Found:
    """A node with the column of its key or dash, and whether it stands between brackets."""

    node: yaml.Node
    column: int
    flow: bool


def style_of(text: str, node: yaml.ScalarNode, found: Found) -> Style:
    """How a scalar is written now."""
    parent, header = found.column, _HEADER.match(text, node.start_mark.index)
    if node.style not in _BLOCKS or header is None:  # a tag may stand before the mark of a block
        mark = "" if node.style in _BLOCKS else node.style or ""
        return Style(mark, parent=parent, flow=found.flow)
    first, last = _body(text, node)
    lines = [line for line in _BREAK.split(text[first:last]) if line.strip(" ")]
    indent, told = parent + STEP, header[1].strip("-+")
    if told:
        indent = parent + int(told)
    elif lines:
        indent = len(lines[0]) - len(lines[0].lstrip(" "))
    width = max((len(line) - indent for line in lines), default=0)
    return Style(str(node.style), header[1].strip("0123456789"), indent, parent, width)


def _body(text: str, node: yaml.ScalarNode) -> tuple[int, int]:
    """Where the lines of a block begin and end; blank lines behind it that it does not hold are layout."""
    start = line_end(text, node.start_mark.index)
    if node.style == "|" and not node.value.endswith("\n\n"):
        end = start
        for _ in node.value.removesuffix("\n").split("\n") if node.value else ():
            end = line_end(text, end)
        return start, end
    end = node.end_mark.index
    if not text[line_start(text, end) : end].strip(" "):
        end = line_start(text, end)
    if not node.value.endswith("\n\n"):
        while end > start and not text[line_start(text, end - 1) : end].strip():
            end = line_start(text, end - 1)
    return start, max(start, end)


def exchanged(text: str, node: yaml.ScalarNode, way: Written) -> str:
    """The text with a scalar written another way. A comment behind it stays on the first line."""
    start, end = node.start_mark.index, node.end_mark.index
    first = last = line_end(text, end)
    if node.style in _BLOCKS:
        first, last = _body(text, node)
        header = _HEADER.match(text, start)
        end = header.end() if header else len(text[:first].rstrip("\r\n"))
    inline = f" {way.inline}" if start == end and text[start - 1 : start].strip() else way.inline
    body = _joined(text, way.body)
    if body and not text[:first].endswith(("\n", "\r")):
        body = _line_break(text) + body
    return text[:start] + inline + text[end:first] + body + text[last:]


def below(text: str, end: int, lines: Iterable[str]) -> str:
    """The text with lines put in under the line on which `end` stands."""
    place = line_end(text, end)
    first = "" if text[:place].endswith(("\n", "\r")) else _line_break(text)
    return text[:place] + first + _joined(text, lines) + text[place:]


def between_brackets(text: str, node: yaml.CollectionNode, item: str, end: int | None = None) -> str:
    """The text with one more item in a list or mapping between brackets, behind `end` or last."""
    if not node.value:
        place = node.start_mark.index + 1
        return text[:place] + item + text[place:]
    place = end_of(text, _last(node)) if end is None else end
    return f"{text[:place]}, {item}{text[place:]}"


def end_of(text: str, node: yaml.Node) -> int:
    """Where the last characters of a node stand: the marks of a block take in what follows it."""
    if isinstance(node, yaml.CollectionNode) and node.value and not node.flow_style:
        return end_of(text, _last(node))
    if isinstance(node, yaml.ScalarNode) and node.style in _BLOCKS:
        first, last = _body(text, node)
        return last - 1 if last > first else node.start_mark.index
    return node.end_mark.index


def behind_comments(text: str, end: int, column: int) -> int:
    """Past the comment lines below that are set in deeper than `column`: they belong to what they follow."""
    place = line_end(text, end)
    while place < len(text):
        line = text[place : line_end(text, place)]
        if not line.lstrip(" ").startswith("#") or len(line) - len(line.lstrip(" ")) <= column:
            break
        end, place = place, line_end(text, place)
    return end


def blank_lines_between(text: str, node: yaml.MappingNode) -> bool:
    """Whether its keys are kept apart by empty lines."""
    return any(
        any(
            not line.strip()
            for line in _BREAK.split(text[end_of(text, one[1]) : two[0].start_mark.index])[1:-1]
        )
        for one, two in pairwise(node.value)
    )


def line_start(text: str, place: int) -> int:
    """Where the line begins on which `place` stands."""
    if text[place - 1 : place + 1] == "\r\n":
        place -= 1
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def line_end(text: str, place: int) -> int:
    """Behind the line break of the line on which `place` stands."""
    found = _BREAK.search(text, place)
    return found.end() if found else len(text)


def _last(node: yaml.CollectionNode) -> yaml.Node:
    last: yaml.Node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return last


def _line_break(text: str) -> str:
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _joined(text: str, lines: Iterable[str]) -> str:
    return "".join(line + _line_break(text) for line in lines)

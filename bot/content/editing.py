"""One change in YAML text, every other byte as it was: comments, layout, quoting, line ends.

Text is spliced at the marks that the reader itself sets, and every result is read again: it must say what was
asked and nothing else. (A round trip through ruamel.yaml keeps the files shipped here, but in a file saved by
another editor it rewrites line ends, the byte order mark, the space before comments and the set-in of lists.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, TypeAlias

import yaml

from bot.content.scalars import ODD_BREAKS, STEP, Style, Written, as_read, ways_to_write
from bot.content.splicing import (
    Found,
    behind_comments,
    below,
    between_brackets,
    blank_lines_between,
    end_of,
    exchanged,
    line_end,
    line_start,
    style_of,
)
from bot.words import say

Keys: TypeAlias = tuple[str | int, ...]
Reason: TypeAlias = Literal["unreadable", "missing", "exists", "no_text", "no_list", "no_keys", "unwritable"]
_BOM = "\ufeff"


class CannotEdit(Exception):
    """The change cannot be made, and why."""

    def __init__(self, reason: Reason, path: Keys) -> None:
        super().__init__(reason, path)
        self.reason = reason
        self.path = path

    def told(self, language: str) -> str:
        """The reason in words."""
        return say("editing", self.reason, language, path=".".join(map(str, self.path)))

    def __str__(self) -> str:
        return self.told("en")


def replaced(text: str, path: Keys, value: str) -> str:
    """The text with another value for the scalar at `path`, in the style of the old one if that can hold it.

    `value` is written as it will be read: see `as_read`. Raises CannotEdit.
    """
    value = as_read(value)

    def change(text: str, root: yaml.Node) -> Iterator[str]:
        found = _find(root, path)
        node = found.node
        if not isinstance(node, yaml.ScalarNode):
            raise CannotEdit("no_text", path)
        if _data(node) == value:
            yield text
        for way in ways_to_write(value, style_of(text, node, found)):
            yield exchanged(text, node, way)

    return _edited(text, path, change, lambda data: _with(data, path, lambda _: value))


def appended(text: str, path: Keys, value: str) -> str:
    """The text with one more item at the end of the list at `path`. Raises CannotEdit."""
    value = as_read(value)

    def change(text: str, root: yaml.Node) -> Iterator[str]:
        found = _find(root, path)
        node = found.node
        if not isinstance(node, yaml.SequenceNode):
            raise CannotEdit("no_list", path)
        flow, column = found.flow or bool(node.flow_style), node.start_mark.column
        for way in ways_to_write(value, Style(parent=column, flow=flow)):
            if flow:
                yield between_brackets(text, node, way.inline)
            else:
                lines = [f"{' ' * column}- {way.inline}", *way.body]
                yield below(text, end_of(text, node.value[-1]), lines)

    return _edited(text, path, change, lambda data: _with(data, path, lambda items: [*items, value]))


def removed(text: str, path: Keys) -> str:
    """The text without the list item at `path`. The only item stays: raises CannotEdit."""
    list_path, place = path[:-1], path[-1]

    def change(text: str, root: yaml.Node) -> Iterator[str]:
        node = _find(root, list_path).node
        if not isinstance(node, yaml.SequenceNode) or not isinstance(place, int):
            raise CannotEdit("no_list", path)
        if not 0 <= place < len(node.value) or len(node.value) == 1:
            raise CannotEdit("missing", path)
        item = node.value[place]
        first, last = item.start_mark.index, end_of(text, item)
        if not node.flow_style:
            first, last = line_start(text, first), line_end(text, last)
        elif place + 1 < len(node.value):
            last = node.value[place + 1].start_mark.index
        else:
            first = end_of(text, node.value[place - 1])
        yield text[:first] + text[last:]

    def without(items: list[Any]) -> list[Any]:
        return [item for number, item in enumerate(items) if number != place]

    return _edited(text, path, change, lambda data: _with(data, list_path, without))


def inserted_key(text: str, path: Keys, key: str, block: str, after: str | None = None) -> str:
    """The text with a new key in the block mapping at `path`, and under it the YAML lines of `block`.

    It stands behind the key `after` and the comments that belong to it, or last. Raises CannotEdit.
    """

    def ways(style: Style) -> Iterator[Written]:
        before = " " * (style.parent + STEP)
        lines = block.rstrip("\n").split("\n")
        yield Written("", tuple(before + line if line else "" for line in lines))

    return _with_key(text, path, key, _data(_composed(block)), ways, after)


def inserted_value(text: str, path: Keys, key: str, value: str, after: str | None = None) -> str:
    """The text with a new key and its words in the mapping at `path`, behind `after` or last.

    Raises CannotEdit.
    """
    value = as_read(value)
    return _with_key(text, path, key, value, lambda style: ways_to_write(value, style), after)


def _with_key(
    text: str, path: Keys, key: str, new: Any, ways: Callable[[Style], Iterator[Written]], after: str | None
) -> str:
    def change(text: str, root: yaml.Node) -> Iterator[str]:
        found = _find(root, path)
        node = found.node
        if not isinstance(node, yaml.MappingNode) or not node.value:
            raise CannotEdit("no_keys", path)
        nodes = {str(name.value): value for name, value in node.value}
        if key in nodes:
            raise CannotEdit("exists", (*path, key))
        if after is not None and after not in nodes:
            raise CannotEdit("missing", (*path, after))
        flow, column = found.flow or bool(node.flow_style), node.value[0][0].start_mark.column
        end = end_of(text, node.value[-1][1] if after is None else nodes[after])
        blank = [""] if not flow and blank_lines_between(text, node) else []
        for way in ways(Style(parent=column, flow=flow)):
            head = f"{key}: {way.inline}".rstrip(" ")
            if not flow:
                lines = [*blank, " " * column + head, *way.body]
                yield below(text, behind_comments(text, end, column), lines)
            elif not way.body:
                yield between_brackets(text, node, head, end)

    def with_key(data: dict[str, Any]) -> dict[str, Any]:
        items = list(data.items())
        place = len(items) if after is None else list(data).index(after) + 1
        return dict([*items[:place], (key, new), *items[place:]])

    return _edited(text, path, change, lambda data: _with(data, path, with_key))


def _edited(
    text: str,
    path: Keys,
    change: Callable[[str, yaml.Node], Iterable[str]],
    expected: Callable[[Any], Any],
) -> str:
    """The first of the changed texts that reads as expected."""
    bom, text = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    root = _composed(text)
    for candidate in change(text, root):
        try:
            if _same(_data(_composed(candidate)), expected(_data(root))):
                return bom + candidate
        except CannotEdit:
            continue
    raise CannotEdit("unwritable", path)


def _composed(text: str) -> yaml.Node:
    try:
        # Odd breaks are read as bot.yamlfile reads them; one character each, so that marks stay true.
        node = yaml.compose(text.translate(ODD_BREAKS), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, RecursionError, UnicodeError):
        raise CannotEdit("unreadable", ()) from None
    if node is None:
        raise CannotEdit("unreadable", ())
    return node


def _data(node: yaml.Node) -> Any:
    """What bot.yamlfile reads: each scalar a string or None. Of a key that stands twice the first counts."""
    if isinstance(node, yaml.ScalarNode):
        return None if not node.style and node.value in ("", "~", "null") else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_data(item) for item in node.value]
    data: dict[str, Any] = {}
    for key, value in node.value:
        data.setdefault(str(key.value), _data(value))
    return data


def _same(one: Any, other: Any) -> bool:
    """Whether two readings are equal, the order of keys too."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return bool(one == other)


def _with(data: Any, path: Keys, change: Callable[[Any], Any]) -> Any:
    if not path:
        return change(data)
    head, rest = path[0], path[1:]
    if isinstance(data, list):
        return [_with(item, rest, change) if number == head else item for number, item in enumerate(data)]
    return {key: _with(item, rest, change) if key == head else item for key, item in data.items()}


def _find(root: yaml.Node, path: Keys) -> Found:
    node, column, flow = root, 0, False
    for step in path:
        flow = flow or bool(getattr(node, "flow_style", False))
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        pair = next((pair for pair in pairs if str(pair[0].value) == step), None)
        if pair is not None:
            node, column = pair[1], pair[0].start_mark.column
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
            node, column = node.value[step], node.start_mark.column
        else:
            raise CannotEdit("missing", path)
    return Found(node, column, flow)

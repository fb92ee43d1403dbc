"""YAML files read with the place of every word, so that a problem is named by file, line and column."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.findings import Finding, found, known
from bot.yamlslips import slip, swallowed

T = TypeVar("T")
Keys = tuple[str | int, ...]
# Line breaks to YAML but to no text editor; they come in with words pasted from elsewhere.
_ODD_BREAKS = ("\x85", "\u2028", "\u2029")
_DEEP = 5000  # the C loader crashes some 25,000 levels down; the other one says so
# A key that is not quite one: typed on the keyboard of another alphabet, or misspelt.
_SLIPS = ("key_letters", "key_misspelt")
# What pydantic says -> the finding.
_BUILT_IN = {
    "model_type": "keys_expected",
    "dict_type": "keys_expected",
    "list_type": "list_expected",
    "tuple_type": "list_expected",
    "string_type": "words_expected",
    "string_too_long": "text_too_long",
    "too_long": "list_too_long",
    "string_too_short": "value_empty",
    "too_short": "list_too_short",
    "bool_parsing": "not_yes_or_no",
    "bool_type": "not_yes_or_no",
    "literal_error": "not_one_of",
}


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file's data (every scalar a string or None) and where keys and values begin and end, from 1:1."""

    name: str
    lines: tuple[str, ...]
    data: Any
    keys: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)
    values: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)
    ends: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)

    def finding(
        self, at: Keys, code: str, *, key: bool = False, quote: str = "", **values: object
    ) -> Finding:
        """A finding at a path of keys; at `quote` inside that value if the file has it there."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        while at and at not in first and at not in second:
            at = at[:-1]
        line, column = first.get(at) or second.get(at) or (1, 1)
        if quote and not key:
            for number, before, text in self.pieces(at):
                if quote in text:
                    return found(self.name, number, before + text.index(quote), code, quote, **values)
        return found(self.name, line, column, code, quote, **values)

    def first_line(self, at: Keys) -> int:
        """The line in which the text of a value begins: behind its key, or under a | or >."""
        line, column = self.values[at]
        if self.lines[line - 1][column - 1] in "|>":
            line += 1
            while line < len(self.lines) and not self.lines[line - 1].strip():
                line += 1
        return line

    def pieces(self, at: Keys) -> Iterator[tuple[int, int, str]]:
        """The lines that a value stands on, as written: (line, column of its first character, characters)."""
        (line, column), (last, end) = self.values.get(at, (1, 1)), self.ends.get(at, (len(self.lines), 1))
        for number in range(line, min(last, len(self.lines)) + 1):
            text = self.lines[number - 1]
            first = column - 1 if number == line else 0
            piece = text[first : end - 1] if number == last else text[first:]
            if piece:
                yield number, first + 1, piece


def read_yaml(path: Path, root: Path) -> tuple[YamlFile | None, list[Finding]]:
    """The file with its marks, or None and what keeps it from being read. Its name is told from `root`."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    try:
        return parse_yaml(path.read_bytes(), name)
    except FileNotFoundError:
        return None, [found(name, 1, 1, "file_missing")]
    except OSError:
        return None, [found(name, 1, 1, "file_unreadable")]


def parse_yaml(content: bytes, name: str) -> tuple[YamlFile | None, list[Finding]]:
    """The same for the bytes of a file that is called `name`."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return None, [found(name, line, column, "file_not_utf8")]
    for odd in _ODD_BREAKS:
        text = text.replace(odd, " ")
    deep = sum(map(text.count, ("[", "{", "- ", "? "))) > _DEEP
    marks = _Marks(name, text.split("\n"))
    try:
        node = yaml.compose(text, yaml.SafeLoader if deep else getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        data = None if node is None else _construct(node, (), marks)
    except yaml.MarkedYAMLError as error:
        line, column, code = slip(text, error)
        reason = ", ".join(filter(None, [error.context, error.problem]))
        return None, [found(name, line, column, code, reason=reason)]
    except yaml.reader.ReaderError as error:
        before = text.partition(chr(error.character))[0]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return None, [found(name, line, column, "yaml_control", character=f"U+{error.character:04X}")]
    except RecursionError:
        return None, [found(name, 1, 1, "yaml_deep")]
    file = YamlFile(name, tuple(marks.lines), data, marks.keys, marks.values, marks.ends)
    return file, marks.findings


def validate(file: YamlFile, kind: type[T]) -> tuple[T | None, list[Finding]]:
    """The file's data as `kind`, or None and every reason why it is not.

    A key that nobody knows is left out with a warning, unless it looks like the slip of a known one: then
    something that staff meant would be lost, and that is an error.
    """
    adapter: TypeAdapter[T] = _adapter(cast(Hashable, kind))
    data = {} if file.data is None else file.data
    try:
        return adapter.validate_python(data), []
    except ValidationError as error:
        if file.data is None:
            return None, [found(file.name, 1, 1, "file_empty")]
        findings = _without_doubles(
            [(tuple(detail["loc"])[:-1], _finding(file, kind, dict(detail))) for detail in error.errors()]
        )
        if any(finding.severity == "error" for finding in findings):
            return None, findings
        kept = _without(data, {tuple(detail["loc"]) for detail in error.errors()}, ())
        return adapter.validate_python(kept), findings


def _without_doubles(findings: list[tuple[Keys, Finding]]) -> list[Finding]:
    """One slip, one finding: a key that is misspelt is not missing as well."""
    meant = {(at, dict(one.values)["near"]) for at, one in findings if one.code in _SLIPS}
    return [
        one
        for at, one in findings
        if one.code != "key_missing" or (at, dict(one.values)["word"]) not in meant
    ]


@cache
def _adapter(kind: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(cast(Any, kind))


@dataclass(slots=True)
class _Marks:
    """What is gathered while a file's nodes become data."""

    name: str
    lines: list[str]
    keys: dict[Keys, tuple[int, int]] = field(default_factory=dict)
    values: dict[Keys, tuple[int, int]] = field(default_factory=dict)
    ends: dict[Keys, tuple[int, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)


def _construct(node: yaml.Node, at: Keys, marks: _Marks) -> Any:
    start, end = node.start_mark, node.end_mark
    here = marks.values[at] = (start.line + 1, start.column + 1)
    marks.ends[at] = (end.line + 1, end.column + 1)
    if id(node) in marks.seen:
        marks.findings.append(found(marks.name, *here, "yaml_alias"))
        return None
    marks.seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        # A word stays as it is written: "no", "12:30" and "007" are not numbers; the model converts.
        number = None if node.style else swallowed(marks.lines, start.line, end.line)
        if number is not None:
            column = len(marks.lines[number]) - len(marks.lines[number].lstrip()) + 1
            marks.findings.append(found(marks.name, number + 1, column, "yaml_swallowed"))
        empty = not node.style and node.value in ("", "~", "null")
        return None if empty else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(inner, (*at, number), marks) for number, inner in enumerate(node.value)]
    data: dict[str, Any] = {}
    for key, value in node.value:
        place = (key.start_mark.line + 1, key.start_mark.column + 1)
        word = str(key.value)
        if not isinstance(key, yaml.ScalarNode):
            marks.findings.append(found(marks.name, *place, "key_not_a_word"))
            continue
        if word in data:
            marks.findings.append(found(marks.name, *place, "key_twice", word, key=word))
            continue
        flow = isinstance(node, yaml.MappingNode) and node.flow_style
        if flow and ":" in word and not value.value:  # {ky:"words"}
            column = place[1] + word.index(":")
            marks.findings.append(found(marks.name, place[0], column, "yaml_no_space"))
            continue
        marks.keys[(*at, word)] = place
        data[word] = _construct(value, (*at, word), marks)
    return data


def _without(data: Any, places: set[Keys], at: Keys) -> Any:
    """The data without the keys at some places."""
    if isinstance(data, dict):
        return {k: _without(v, places, (*at, k)) for k, v in data.items() if (*at, k) not in places}
    if isinstance(data, list):
        return [_without(v, places, (*at, i)) for i, v in enumerate(data)]
    return data


def _finding(file: YamlFile, kind: Any, detail: dict[str, Any]) -> Finding:
    at: Keys = tuple(detail["loc"])
    last, reason = (at[-1] if at else ""), detail["type"]
    if reason == "extra_forbidden":
        allowed = _fields(kind, at[:-1])
        if near := get_close_matches(str(last), allowed, 1):
            code = _SLIPS[str(last).isascii()]
            return file.finding(at, code, key=True, quote=str(last), word=last, near=near[0])
        return file.finding(
            at, "key_unknown", key=True, quote=str(last), word=last, allowed=", ".join(allowed)
        )
    if reason == "missing":
        return file.finding(at[:-1], "key_missing", word=last)
    given = detail.get("input")
    # People count from one.
    name = ".".join(str(p + 1 if isinstance(p, int) else p) for p in at if p != "[key]")
    quote = given if isinstance(given, str) and len(given) <= 60 and "\n" not in given else ""
    values = {str(k): v for k, v in detail.get("ctx", {}).items()} | {"path": f"{name}: " if name else ""}
    if given is None:
        return file.finding(at, "value_empty", **values)
    code = _BUILT_IN.get(reason, reason)
    if not known(code):
        code, values = "value_wrong", values | {"reason": str(detail["msg"]).removeprefix("Value error, ")}
    inside = values.pop("line", None)
    finding = file.finding(at, code, **(values | {"given": f" (`{quote}`)" if quote else ""}))
    if inside is not None:  # it speaks of a line of a longer text
        line = file.first_line(at) + int(inside)
        finding = replace(finding, line=line, column=1 if line > finding.line else finding.column)
    return replace(finding, quote=quote)


def _fields(kind: Any, at: Keys) -> list[str]:
    """The keys that the model at this path takes, for the hint beside an unknown key."""
    models = _models(kind)
    if not at or not models:
        return sorted(name for model in models for name in _names(model))
    inner = [f.annotation for m in models for n, f in m.model_fields.items() if at[0] in (n, f.alias)]
    if inner:
        return sorted({name for kind in inner for name in _fields(kind, at[1:])})
    return _fields(kind, at[1:])  # a key of a mapping, a place in a list or a member of a union


def _names(model: type[BaseModel]) -> list[str]:
    return [f.alias or name for name, f in model.model_fields.items()]


def _models(kind: Any) -> list[type[BaseModel]]:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return [kind]
    return [model for argument in get_args(kind) for model in _models(argument)]

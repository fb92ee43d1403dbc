"""YAML files read with the place of every word, so that a problem is named by file, line and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

T = TypeVar("T")
Keys = tuple[str | int, ...]
# Line breaks to YAML but to no text editor; they come in with words pasted from elsewhere.
_ODD_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")
_DEEP = 5000  # the C loader crashes some 25,000 levels down; the other one says so
_EXPECTED = {
    "model_type": "keys with values are expected here",
    "dict_type": "keys with values are expected here",
    "list_type": "a list is expected here",
    "tuple_type": "a list is expected here",
    "string_type": "words are expected here",
}


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong in a file that staff wrote: where it is, what it is, what to do."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


@dataclass(frozen=True, slots=True)
class YamlFile:
    """A file's data (every scalar a string or None) and where each key and value begins, from 1:1."""

    name: str
    lines: tuple[str, ...]
    data: Any
    keys: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)
    values: Mapping[Keys, tuple[int, int]] = field(default_factory=dict)

    def problem(self, at: Keys, message: str, *, key: bool = False, quote: str = "") -> Problem:
        """A problem at a path of keys; at `quote` inside that value if the file has it there."""
        first, second = (self.keys, self.values) if key else (self.values, self.keys)
        while at and at not in first and at not in second:
            at = at[:-1]
        line, column = first.get(at) or second.get(at) or (1, 1)
        if quote:
            for number, text in enumerate(self.lines[line - 1 :], line):
                if quote in text:
                    return Problem(self.name, number, text.index(quote) + 1, message)
        return Problem(self.name, line, column, message)


def read_yaml(path: Path, root: Path) -> tuple[YamlFile | None, list[Problem]]:
    """The file with its marks, or None and what keeps it from being read. Its name is told from `root`."""
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
    try:
        text = path.read_text(encoding="utf-8-sig").translate(_ODD_BREAKS)
    except FileNotFoundError:
        return None, [Problem(name, 1, 1, "the file is missing")]
    except (OSError, UnicodeDecodeError) as error:
        reason = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else error.strerror
        return None, [Problem(name, 1, 1, f"the file cannot be read: {reason}")]
    keys: dict[Keys, tuple[int, int]] = {}
    values: dict[Keys, tuple[int, int]] = {}
    problems: list[Problem] = []
    deep = sum(map(text.count, ("[", "{", "- ", "? "))) > _DEEP
    try:
        node = yaml.compose(text, yaml.SafeLoader if deep else getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        data = None if node is None else _construct(node, (), name, keys, values, problems, set())
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        words = ", ".join(filter(None, [error.context, error.problem]))
        return None, [Problem(name, line, column, f"this is not YAML: {words}")]
    except yaml.reader.ReaderError as error:
        before = text.partition(chr(error.character))[0]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        words = f"a character that no text has (U+{error.character:04X}): take it out"
        return None, [Problem(name, line, column, words)]
    except RecursionError:
        return None, [Problem(name, 1, 1, "lists stand inside lists too deep to read")]
    return YamlFile(name, tuple(text.split("\n")), data, keys, values), problems


def validate(file: YamlFile, kind: type[T]) -> tuple[T | None, list[Problem]]:
    """The file's data as `kind`, or None and every reason why it is not."""
    adapter = TypeAdapter(kind)
    try:
        return adapter.validate_python({} if file.data is None else file.data), []
    except ValidationError as error:
        return None, [_problem(file, kind, dict(detail)) for detail in error.errors()]


def _construct(
    node: yaml.Node,
    at: Keys,
    name: str,
    keys: dict[Keys, tuple[int, int]],
    values: dict[Keys, tuple[int, int]],
    problems: list[Problem],
    seen: set[int],
) -> Any:
    here = (node.start_mark.line + 1, node.start_mark.column + 1)
    values[at] = here
    if id(node) in seen:
        problems.append(Problem(name, *here, "anchors and aliases (& and *) are not used here: write it out"))
        return None
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        # A word stays as it is written: "no", "12:30" and "007" are not numbers; the model converts.
        empty = not node.style and node.value in ("", "~", "null")
        return None if empty else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_construct(n, (*at, i), name, keys, values, problems, seen) for i, n in enumerate(node.value)]
    data: dict[str, Any] = {}
    for key, value in node.value:
        place = (key.start_mark.line + 1, key.start_mark.column + 1)
        word = str(key.value)
        if not isinstance(key, yaml.ScalarNode):
            problems.append(Problem(name, *place, "a key must be a word"))
            continue
        if word in data:
            problems.append(Problem(name, *place, f"`{word}` stands here twice: keep one"))
            continue
        keys[(*at, word)] = place
        data[word] = _construct(value, (*at, word), name, keys, values, problems, seen)
    return data


def _problem(file: YamlFile, kind: Any, detail: dict[str, Any]) -> Problem:
    at: Keys = tuple(detail["loc"])
    last, reason = (at[-1] if at else ""), detail["type"]
    if reason == "extra_forbidden":
        allowed = _fields(kind, at[:-1])
        near = get_close_matches(str(last), allowed, 1)
        hint = f"did you mean `{near[0]}`?" if near else f"allowed: {', '.join(allowed)}"
        return file.problem(at, f"`{last}` is not known here; {hint}", key=True)
    if reason == "missing":
        return file.problem(at[:-1], f"`{last}` is missing")
    given = detail.get("input")
    words = _EXPECTED.get(reason) or str(detail["msg"]).removeprefix("Value error, ")
    if given is None:
        words = "it is empty"
    elif isinstance(given, str) and given not in words and len(given) <= 60:
        words += f" (it says `{given}`)"
    name = ".".join(str(part) for part in at if part != "[key]")
    return file.problem(at, f"{name}: {words}" if name else words)


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

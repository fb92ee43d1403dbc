"""A sheet that came back -> what it changes in the files: all of it or, with one row at fault, nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeAlias

from bot.content.editing import CannotEdit, appended, inserted_value, removed, replaced
from bot.content.interface import PLACEHOLDERS
from bot.content.loader import Loaded, load
from bot.content.markdown import NAME
from bot.content.reading import Snapshot
from bot.content.writing_files import Change
from bot.findings import Finding, errors
from bot.staff.sheets.rows import MORE, Row, mark_of, rows, shown
from bot.staff.sheets.tables import BadSheet
from bot.words import say
from bot.yamlfile import Keys

_NEW_FILE = "title: x\nsummary: x\nanswer: |\n  x\nask:\n  - x\n"
_SHOWN = 30  # rows at fault in one message

What: TypeAlias = Literal["changed", "added", "removed"]
Fault: TypeAlias = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a row of the sheet changes. `path` is where the text stands, or the list that gets one more."""

    number: int
    row: Row
    what: What
    path: Keys
    text: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import would do: the edits, in the order of the sheet, and the files they make."""

    edits: tuple[Edit, ...]
    changes: tuple[Change, ...]


def taken(
    loaded: Loaded,
    snapshot: Snapshot,
    language: str,
    default_language: str,
    cells: Sequence[tuple[int, Mapping[str, str]]],
) -> Taken:
    """What the sheet changes. Its rows may be fewer than the texts, in any order. Raises BadSheet."""
    known = {row.id: row for row in rows(loaded, language, default_language, language)}
    faults: list[Fault] = []
    edits: list[Edit] = []
    seen: set[str] = set()
    for number, cell in cells:
        id = " ".join(cell["id"].split())
        row = known.get(id) or _gone(known, id)
        if row is None:
            faults.append(_fault(number, id, "row_unknown"))
        elif row.kind != "more" and id in seen:
            faults.append(_fault(number, id, "row_twice"))
        else:
            try:
                edit = _edit(loaded, number, row, shown(cell["text"]), cell["mark"].strip())
            except _Wrong as wrong:
                faults.append(_fault(number, id, wrong.key, **wrong.values))
            else:
                edits += [edit] if edit else []
        seen.add(id)
    faults += _lists_emptied(loaded, edits) + _halves(loaded, edits)
    if faults:
        raise BadSheet("refused", faults[:_SHOWN], n=len(faults))
    changes = _changes(loaded, snapshot, edits)
    _expect_sound(loaded, snapshot, default_language, changes, edits)
    return Taken(tuple(edits), tuple(changes))


def _gone(known: Mapping[str, Row], id: str) -> Row | None:
    """The row of a phrase of which the list has fewer than when the sheet was made."""
    found = re.fullmatch(r"(.+ )(\d{1,4})", id)
    free = known.get(f"{found[1]}{MORE}") if found else None
    if free is None or found is None:
        return None
    return replace(free, id=id, kind="phrase", path=(*free.path, int(found[2]) - 1))


class _Wrong(Exception):
    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


def _fault(number: int, id: str, key: str, **values: object) -> Fault:
    def told(language: str) -> str:
        return say(
            "sheet", "row", language, number=number, id=id, words=say("sheet", key, language, **values)
        )

    return told


def _edit(loaded: Loaded, number: int, row: Row, text: str, mark: str) -> Edit | None:
    """What the row asks for; None if the text is as it was when the sheet was made."""
    path, current = row.path, row.text
    if row.kind == "more":
        if not text or text in _phrases(loaded, row.file, row.path):
            return None
        return Edit(number, row, "added", path, text)
    if not mark:
        raise _Wrong("mark_missing")
    if mark_of(text) == mark or text == current:
        return None
    if row.kind == "phrase":
        # Phrases may have moved since: the one that was in the sheet is known by its mark.
        phrases = _phrases(loaded, row.file, row.path[:-1])
        places = [place for place, phrase in enumerate(phrases) if mark_of(phrase) == mark]
        if not places:
            if not text or text in phrases:
                return None  # it is gone, or changed to this already
            raise _Wrong("row_changed_meanwhile")
        path = (*path[:-1], path[-1] if path[-1] in places else places[0])
        if not text:
            return Edit(number, row, "removed", path, "")
        return Edit(number, row, "changed", path, text)
    if mark_of(current) != mark:
        raise _Wrong("row_changed_meanwhile")
    if not text:
        raise _Wrong("row_emptied")
    if row.most is not None and len(text) > row.most:
        raise _Wrong("row_too_long", length=len(text), most=row.most)
    _expect_names(loaded, row, text)
    return Edit(number, row, "changed" if current else "added", path, text)


def _expect_names(loaded: Loaded, row: Row, text: str) -> None:
    """The names in braces must be those that the source still has, and exist."""
    now, source, new = (set(NAME.findall(one)) for one in (row.text, row.source, text))
    if lost := (source & now if row.text else source) - new:
        raise _Wrong("name_lost", names=_braced(lost))
    facts = {f"fact:{id}" for id, fact in loaded.facts.items() if fact.value is not None}
    lists = {f"numbers:{name}" for name in loaded.catalogue.numbers} if loaded.catalogue else set()
    known = facts | lists | {f"contact:{id}" for id in loaded.contacts}
    dotted = ".".join(map(str, row.path))
    if unknown := new - now - source - known - PLACEHOLDERS.get(dotted, set()):
        raise _Wrong("name_unknown", names=_braced(unknown))


def _braced(names: set[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _phrases(loaded: Loaded, file: str, path: Keys) -> list[str]:
    return [shown(phrase) for phrase in _raw(loaded, file, path) or ()]


def _raw(loaded: Loaded, file: str, path: Keys) -> Any:
    """What stands at a path as the file has it; None if there is nothing."""
    data: Any = loaded.files[file].data if file in loaded.files else None
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def _lists_emptied(loaded: Loaded, edits: Sequence[Edit]) -> list[Fault]:
    """Lists of phrases of which nothing would be left."""
    gone = Counter((one.row.file, one.path[:-1]) for one in edits if one.what == "removed")
    more = Counter((one.row.file, one.path) for one in edits if one.row.kind == "more")
    faults = []
    for (file, path), count in gone.items():
        if len(_phrases(loaded, file, path)) + more[file, path] == count:
            last = next(one for one in reversed(edits) if one.row.file == file and one.path[:-1] == path)
            faults.append(_fault(last.number, last.row.id, "phrases_gone"))
    return faults


def _halves(loaded: Loaded, edits: Sequence[Edit]) -> list[Fault]:
    """Topics that would get only a part of their texts in a language in which they had none."""
    faults = []
    for file in dict.fromkeys(one.row.file for one in edits):
        own = [one for one in edits if one.row.file == file]
        have = {str(one.row.path[0]) for one in own}
        if file not in loaded.files and (missing := {"title", "summary", "answer", "ask"} - have):
            faults.append(
                _fault(own[0].number, own[0].row.id, "topic_half", missing=", ".join(sorted(missing)))
            )
    return faults


def _changes(loaded: Loaded, snapshot: Snapshot, edits: Sequence[Edit]) -> list[Change]:
    changes = []
    for file in dict.fromkeys(one.row.file for one in edits):
        own = [one for one in edits if one.row.file == file]
        before = snapshot.files.get(file)
        text = _NEW_FILE if before is None else before.decode()
        try:
            # First what stands, then what comes behind it, then from the end what goes: no place moves.
            for one in [one for one in own if one.row.kind != "more" and one.what != "removed"]:
                text = _put(text, one, _raw(loaded, file, one.path))
            for one in [one for one in own if one.row.kind == "more"]:
                text = appended(text, one.path, one.text)
            gone = [one.path for one in own if one.what == "removed"]
            for path in sorted(gone, key=lambda path: int(path[-1]), reverse=True):
                text = removed(text, path)
            if before is None:
                text = removed(text, ("ask", 0))
        except CannotEdit as error:
            raise BadSheet("file_unwritable", file=file, why=str(error)) from None
        changes.append(Change(loaded.root / file, before, text.encode()))
    return changes


def _put(text: str, edit: Edit, old: object) -> str:
    """The file's text with one text exchanged, or put in where its key is missing."""
    block = old.endswith("\n") if isinstance(old, str) else edit.path == ("answer",)
    try:
        return replaced(text, edit.path, edit.text + ("\n" if block else ""))
    except CannotEdit as error:
        if error.reason != "missing" or edit.row.text:
            raise
        return inserted_value(text, edit.path[:-1], str(edit.path[-1]), edit.text)


def _expect_sound(
    loaded: Loaded,
    snapshot: Snapshot,
    default_language: str,
    changes: Sequence[Change],
    edits: Sequence[Edit],
) -> None:
    """Read the content as it would be; an error that it has not had before is told with its row."""
    new = {change.path.relative_to(loaded.root).as_posix(): change.after for change in changes}
    files = dict(sorted({**snapshot.files, **new}.items()))
    after = load(loaded.root, loaded.languages, default_language, snapshot=replace(snapshot, files=files))
    faults: list[Fault] = []
    for finding in errors(after.findings):
        edit = next((one for one in edits if _speaks_of(after, finding, one)), None)
        faults.append(_finding_fault(edit, finding))
    if faults:
        raise BadSheet("refused", faults[:_SHOWN], n=len(faults))


def _finding_fault(edit: Edit | None, finding: Finding) -> Fault:
    def told(language: str) -> str:
        if edit is None:
            return finding.told(language)
        words = f"{finding.what(language)}; {finding.mend(language)}"
        return say("sheet", "row", language, number=edit.number, id=edit.row.id, words=words)

    return told


def _speaks_of(after: Loaded, finding: Finding, edit: Edit) -> bool:
    file = after.files.get(edit.row.file)
    if file is None or file.name != finding.file or edit.path not in file.values:
        return False
    return file.values[edit.path][0] <= finding.line <= file.ends[edit.path][0]

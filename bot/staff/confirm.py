"""Still true: today's day written under `checked` of facts and contacts that somebody has looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeAlias

from bot.content.editing import CannotEdit, replaced
from bot.content.interface import names_in
from bot.content.loader import Loaded
from bot.content.writing_files import Change, NotWritten, write
from bot.staff.refusing import Refusal
from bot.staff.translations import topics_of
from bot.yamlfile import parse_yaml

Kind: TypeAlias = Literal["fact", "contact"]
_FOLDERS: Mapping[Kind, str] = {"fact": "facts", "contact": "contacts"}


@dataclass(frozen=True, slots=True)
class Looked:
    """A fact or contact as it stands in its file; `checked` is the day before the change."""

    kind: Kind
    id: str
    checked: str
    source: str
    data: Mapping[str, Any]

    def value(self, language: str) -> str:
        """What somebody has to compare with the source, on one line."""
        if self.kind == "contact":
            names = self.data.get("name") or {}
            reach = [*(self.data.get("phones") or ()), *map(self.data.get, ("url", "email", "address"))]
            return ", ".join(filter(None, [names.get(language) or self.id, *reach]))
        value = " ".join(filter(None, [self.data.get("value"), self.data.get("unit")]))
        return ": ".join(filter(None, [self.data.get("claim"), value]))


class NotConfirmed(Refusal):
    """Nothing was marked, and why."""

    tool = "confirm"


def looked_at(root: Path, ids: Iterable[str]) -> list[Looked]:
    """The facts and contacts of these ids (`uk.visa_fee`, `fact:uk.visa_fee`). Raises NotConfirmed."""
    return [one for one, _, _ in _chosen(_files(root), ids)]


def still_true(root: Path, ids: Iterable[str], today: date) -> list[Looked]:
    """Write today's day under `checked` of each, all or nothing; those whose day changed, as they were.

    Raises NotConfirmed.
    """
    files = _files(root)
    texts = {path: content.decode() for path, (content, _) in files.items()}
    changed = []
    for one, path, key in _chosen(files, ids):
        try:
            text = replaced(texts[path], (key, "checked"), today.isoformat())
        except CannotEdit as error:
            raise NotConfirmed("not_changed", id=one.id, why=str(error)) from None
        if text != texts[path]:
            changed.append(one)
        texts[path] = text
    changes = [Change(path, content, texts[path].encode()) for path, (content, _) in files.items()]
    try:
        write(change for change in changes if change.before != change.after)
    except NotWritten as error:
        raise NotConfirmed(error.reason, file=error.path.name, why=error.why) from None
    return changed


def behind_topic(loaded: Loaded, topic: str) -> list[str]:
    """All that a topic rests on in any language: `fact:…` first, then `contact:…`. Raises NotConfirmed."""
    topics = list(topics_of(loaded))
    if topic not in topics:
        raise NotConfirmed("topic_unknown", topic=topic, near=_near(topic, topics))
    section, _, slug = topic.partition("/")
    place = loaded.catalogue.sections[section].topics[slug] if loaded.catalogue else None
    names = [f"fact:{id}" for id in place.rests_on] if place else []
    for language in loaded.languages:
        if text := loaded.texts.get((language, topic)):
            names += names_in(text.answer)
    kinds = [name for kind in _FOLDERS for name in names if name.startswith(f"{kind}:")]
    return list(dict.fromkeys(kinds))


_Files: TypeAlias = dict[Path, tuple[bytes, dict[str, Any]]]


def _files(root: Path) -> _Files:
    """The files of facts and contacts that can be read; what is wrong with others the check tells."""
    files: _Files = {}
    for folder in _FOLDERS.values():
        for path in sorted((root / folder).glob("[!.]*.yaml")):
            content = path.read_bytes()
            file, _ = parse_yaml(content, path.name)
            if file and isinstance(file.data, dict):
                files[path] = content, file.data
    return files


def _chosen(files: _Files, ids: Iterable[str]) -> list[tuple[Looked, Path, str]]:
    known = {
        (kind, f"{path.stem}.{key}"): (path, key, entry)
        for kind, folder in _FOLDERS.items()
        for path, (_, data) in files.items()
        if path.parent.name == folder
        for key, entry in data.items()
        if isinstance(entry, dict)
    }
    chosen = {}
    for name in ids:
        wanted, colon, id = name.rpartition(":")
        found = [(kind, one) for kind, one in known if one == id and (not colon or kind == wanted)]
        if len(found) > 1:
            raise NotConfirmed("in_both", id=id)
        if not found:
            raise NotConfirmed("unknown", id=name, near=_near(id, [one for _, one in known]))
        [(kind, _)] = found
        path, key, entry = known[kind, id]
        one = Looked(kind, id, str(entry.get("checked") or ""), str(entry.get("source") or ""), entry)
        chosen[kind, id] = one, path, key
    return list(chosen.values())


def _near(id: str, known: Sequence[str]) -> str:
    """Names that may have been meant: alike as a whole, or in the part behind the full stop or stroke."""
    last = {one.replace("/", ".").rpartition(".")[2]: one for one in known}
    alike = get_close_matches(id, known, 3)
    alike += [last[one] for one in get_close_matches(id.replace("/", ".").rpartition(".")[2], last, 3)]
    return ", ".join(list(dict.fromkeys(alike))[:3])

"""Facts and contacts that changed: the old value, the new one, and the topics they touch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from typing import Literal, TypeAlias

from bot.content.model import Contact, Fact
from bot.staff.diff.sides import Side, names_behind, written_entry
from bot.staff.diff.texts import Part

Kind: TypeAlias = Literal["fact", "contact"]
# The keys as staff write them in the files, where the program calls them otherwise.
_KEYS = {"dial_from": "from"}


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A fact or contact: `parts` are its keys that differ, `written` how it reads in each language.

    `old` and `new` say whether it stands on that side at all.
    """

    kind: Kind
    id: str
    old: bool
    new: bool
    parts: tuple[Part, ...]
    written: tuple[Part, ...]
    touches: tuple[str, ...]


def entry_changes(old: Side, new: Side) -> Iterator[EntryChange]:
    """Every fact, then every contact that differs, in the order of the files."""
    touched = _touched(old, new)
    kinds: tuple[Kind, ...] = ("fact", "contact")
    for kind in kinds:
        before, after = _entries(old, kind), _entries(new, kind)
        for id in dict.fromkeys((*after, *before)):
            one, other = before.get(id), after.get(id)
            if one == other or (one is None and not old.sound) or (other is None and not new.sound):
                continue
            parts = tuple(_differences(_flat(one), _flat(other)))
            written = tuple(
                part
                for language in new.loaded.languages
                if (part := _written(old, new, kind, id, language)).old != part.new
            )
            topics = tuple(touched.get(f"{kind}:{id}", ()))
            yield EntryChange(kind, id, one is not None, other is not None, parts, written, topics)


def _entries(side: Side, kind: Kind) -> Mapping[str, Fact | Contact]:
    return side.loaded.facts if kind == "fact" else side.loaded.contacts


def _touched(old: Side, new: Side) -> dict[str, dict[str, None]]:
    topics: dict[str, dict[str, None]] = {}
    for side in (new, old):
        for topic in side.topics():
            for name in names_behind(side, topic):
                topics.setdefault(name, {})[topic] = None
    return topics


def _written(old: Side, new: Side, kind: Kind, id: str, language: str) -> Part:
    before = written_entry(old.loaded, kind, id, language) or None
    return Part(language, before, written_entry(new.loaded, kind, id, language) or None)


def _differences(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[Part]:
    for key in dict.fromkeys((*one, *other)):
        if one.get(key) != other.get(key):
            yield Part(key, one.get(key), other.get(key))


def _flat(entry: Fact | Contact | None) -> dict[str, str]:
    """The keys of an entry that say something, as staff write them."""
    found: dict[str, str] = {}
    for field in fields(entry) if entry else ():
        key, value = _KEYS.get(field.name, field.name), getattr(entry, field.name)
        if key == "id" or value is None or value is False or value in ("", ()):
            continue
        if isinstance(value, Mapping):
            found |= {f"{key}.{name}": str(words) for name, words in value.items()}
        elif isinstance(value, tuple):
            found[key] = ", ".join(map(str, value))
        else:
            found[key] = f"{value.days} days" if isinstance(value, timedelta) else str(value)
    return found

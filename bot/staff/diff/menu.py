"""The menu and the bot's own words: what stands elsewhere, opens something else or reads otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from bot.content.interface import Interface
from bot.staff.diff.sides import Side, readable
from bot.staff.diff.texts import Part


def menu_changes(old: Side, new: Side) -> Iterator[Part]:
    """Keys of the catalogue, old and new, by their path; what only comes or goes with a topic is left out."""
    one, other = old.loaded.catalogue, new.loaded.catalogue
    if one is None or other is None:
        return
    before, after = dict(_flat(_named(one))), dict(_flat(_named(other)))
    both = set(old.topics()) & set(new.topics())
    apart = {_path(topic) for topic in {*old.topics(), *new.topics()} - both}
    for path in dict.fromkeys((*after, *before)):
        if before.get(path) != after.get(path) and not any(path.startswith(topic) for topic in apart):
            yield Part(path, before.get(path), after.get(path))


def word_changes(old: Side, new: Side) -> Iterator[tuple[str, Part]]:
    """The texts of interface.yaml that differ, with their language."""
    for language in new.loaded.languages:
        one, other = old.loaded.interface.get(language), new.loaded.interface.get(language)
        if one is None or other is None:
            continue
        before, after = _words(one), _words(other)
        for path in dict.fromkeys((*after, *before)):
            if before.get(path) != after.get(path):
                yield language, Part(path, before.get(path), after.get(path))


def _path(topic: str) -> str:
    section, _, slug = topic.partition("/")
    return f"sections.{section}.topics.{slug}."


def _named(catalogue: BaseModel) -> dict[str, Any]:
    """The catalogue with the buttons of the first screen by their id, as sections and topics are."""
    data = catalogue.model_dump(mode="json", by_alias=True)
    buttons = data.get("entries") or ()
    return data | {"entries": {button["id"]: {**button, "id": None} for button in buttons}}


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Path -> words of everything that is said; of a group also the order of its keys."""
    if isinstance(value, Mapping):
        if path and all(isinstance(inside, Mapping) for inside in value.values()):
            yield path, ", ".join(value)
        for key, inside in value.items():
            yield from _flat(inside, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        if value:
            yield path, ", ".join(map(str, value))
    elif value not in (None, "", False):
        yield path, "true" if value is True else str(value)


def _words(interface: Interface) -> dict[str, str]:
    words = {path: readable(document) for path, document in interface.messages()}
    messages = {path for path, _ in interface.messages()}
    for path, text in _flat(_dumped(interface)):
        if path not in messages:
            words[path] = text
    return words


def _dumped(model: BaseModel) -> dict[str, Any]:
    """The words of a model that are no parsed Markdown (a Markdown text is a tuple of blocks)."""
    found: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, BaseModel):
            found[name] = _dumped(value)
        elif isinstance(value, list) and value and isinstance(value[0], BaseModel):
            found[name] = {str(number): _dumped(part) for number, part in enumerate(value)}
        elif not isinstance(value, tuple):
            found[name] = value
    return found

"""Every text of one language, a row each: where it stands, what it says, what it is translated from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel

from bot.content.interface import Interface
from bot.content.loader import Loaded
from bot.content.paging import PAGE_UNITS
from bot.content.scalars import as_read
from bot.content.schema import TopicFile
from bot.staff.translations import source_of, topics_of
from bot.words import say, table
from bot.yamlfile import Keys

MORE = "+"  # ends the id of a row in which one more phrase may be written
_SPARE_ROWS = 2
# What a phone shows whole; the files may hold more.
_ADVISED = {"title": 40, "summary": 100, "answer": PAGE_UNITS}

# A text of its own; one phrase of a list; a place for one more phrase.
Kind: TypeAlias = Literal["text", "phrase", "more"]


@dataclass(frozen=True, slots=True)
class Row:
    """A text of a language. `path` is the place of the text in `file`, of the list for one more phrase.

    `text` is what stands there now, as the sheet shows it; "" if there is none yet. `limit` is what the sheet
    warns of, `most` what the file can hold.
    """

    id: str
    kind: Kind
    where: str
    source: str
    text: str
    limit: int | None
    most: int | None
    note: str
    file: str
    path: Keys

    @property
    def cells(self) -> tuple[str | int | None, ...]:
        """What stands in the columns; by the mark an import knows whether a text has changed since."""
        length, mark = len(self.text), mark_of(self.text)
        return self.id, self.where, self.source, self.text, self.limit, length, self.note, mark


def shown(text: Any) -> str:
    """A text as the sheet shows it: without what surrounds it in the file."""
    return as_read(text).strip() if isinstance(text, str) else ""


def mark_of(text: str) -> str:
    """A short mark of a text; never a number, which a spreadsheet would write its own way."""
    return "m" + hashlib.sha256(shown(text).encode()).hexdigest()[:10]


def rows(loaded: Loaded, language: str, default_language: str, staff_language: str) -> list[Row]:
    """All texts of `language` in the order of the menu, explained in `staff_language`."""
    say_it = _Words(staff_language)
    return [
        *(row for topic in topics_of(loaded) for row in _topic(loaded, topic, language, say_it)),
        *_contacts(loaded, language, default_language, say_it),
        *_interface(loaded, language, default_language, say_it),
    ]


@dataclass(frozen=True, slots=True)
class _Words:
    language: str

    def __call__(self, key: str, **values: object) -> str:
        return say("sheet", key, self.language, **values)


def _topic(loaded: Loaded, topic: str, language: str, words: _Words) -> Iterator[Row]:
    name = f"{language}/{topic}.yaml"
    text = _data(loaded, name)
    source = _data(loaded, f"{source_of(loaded, topic)}/{topic}.yaml") or text
    title = shown(text.get("title")) or shown(source.get("title"))
    limits = _schema(TopicFile)["properties"]
    for key in ("title", "summary", "answer"):
        most = limits[key].get("maxLength")
        yield Row(
            id=f"topic {topic} {key}",
            kind="text",
            where=words(f"where_{key}", title=title),
            source=shown(source.get(key)),
            text=shown(text.get(key)),
            limit=_ADVISED.get(key, most),
            most=most,
            note=_note(words, shown(source.get(key)) + shown(text.get(key))),
            file=name,
            path=(key,),
        )
    where = words("where_ask", title=title)
    yield from _phrases(
        f"topic {topic} ask", where, source.get("ask"), text.get("ask"), name, ("ask",), words
    )


def _phrases(
    id: str, where: str, source: Any, phrases: Any, file: str, path: Keys, words: _Words
) -> Iterator[Row]:
    """A row for each phrase, then empty ones: as many as the source has more, at least a few."""
    source, phrases = list(source or ()), list(phrases or ())
    for number, phrase in enumerate(phrases):
        beside = shown(source[number]) if number < len(source) else ""
        one = f"{id} {number + 1}"
        note = words("note_phrase")
        yield Row(one, "phrase", where, beside, shown(phrase), None, None, note, file, (*path, number))
    rest = [shown(phrase) for phrase in source[len(phrases) :]]
    for beside, _ in zip_longest(rest, range(_SPARE_ROWS), fillvalue=""):
        yield Row(f"{id} {MORE}", "more", where, str(beside), "", None, None, words("note_more"), file, path)


def _contacts(loaded: Loaded, language: str, default_language: str, words: _Words) -> Iterator[Row]:
    for id in loaded.contacts:
        stem, _, key = id.partition(".")
        file = f"contacts/{stem}.yaml"
        names = _data(loaded, file)[key]["name"]
        yield Row(
            id=f"contact {id} name",
            kind="text",
            where=words("where_contact"),
            source=shown(names.get(default_language)),
            text=shown(names.get(language)),
            limit=None,
            most=None,
            note="",
            file=file,
            path=(key, "name", language),
        )


def _interface(loaded: Loaded, language: str, default_language: str, words: _Words) -> Iterator[Row]:
    file = f"{language}/interface.yaml"
    schema = _schema(Interface)
    source = _data(loaded, f"{default_language}/interface.yaml")

    def walk(data: Any, beside: Any, at: Keys) -> Iterator[Row]:
        dotted = ".".join(str(step + 1) if isinstance(step, int) else step for step in at)
        group = f"where_{at[0]}" if at else ""
        where = words(group if group in table("sheet") else "where_other", name=dotted)
        if isinstance(data, dict):
            for key, value in data.items():
                yield from walk(value, beside.get(key) if isinstance(beside, dict) else None, (*at, key))
        elif isinstance(data, list) and at[-1] == "said":
            yield from _phrases(f"interface {dotted}", where, beside, data, file, at, words)
        elif isinstance(data, list):
            for number, value in enumerate(data):
                other = beside[number] if isinstance(beside, list) and number < len(beside) else None
                yield from walk(value, other, (*at, number))
        elif data is not None:
            most, text, other = _most(schema, at), shown(data), shown(beside)
            note = words("note_date") if at == ("lines", "date") else _note(words, text + other)
            yield Row(f"interface {dotted}", "text", where, other, text, most, most, note, file, at)

    yield from walk(_data(loaded, file), source, ())


def _data(loaded: Loaded, name: str) -> dict[str, Any]:
    file = loaded.files.get(name)
    return file.data if file and isinstance(file.data, dict) else {}


def _note(words: _Words, text: str) -> str:
    return words("note_names") if "{" in text else ""


@lru_cache
def _schema(kind: type[BaseModel]) -> dict[str, Any]:
    return kind.model_json_schema()


def _most(schema: Mapping[str, Any], at: Keys) -> int | None:
    """The longest text that the model takes at a path, by its JSON Schema."""
    here: Any = schema
    for step in at:
        here = schema["$defs"][here["$ref"].rpartition("/")[2]] if "$ref" in here else here
        if isinstance(step, int):
            here = here.get("items", {})
        else:
            here = here.get("properties", {}).get(step) or here.get("additionalProperties") or {}
    most = here.get("maxLength")
    return most if isinstance(most, int) else None

"""Which pages the facts and contacts cite, and where in the files that stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias
from urllib.parse import urldefrag

from bot.content.loader import Loaded

Kind: TypeAlias = Literal["fact", "contact"]
Field: TypeAlias = Literal["source", "url"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A page that a fact or a contact names, as it is written there."""

    url: str
    kind: Kind
    id: str
    field: Field
    file: str
    line: int
    checked: date

    @property
    def page(self) -> str:
        """The address that is asked: a #place within a page is the reader's own business."""
        return urldefrag(self.url).url


def citations(loaded: Loaded) -> list[Citation]:
    """Every source and site of the content, file by file from the top down."""
    return sorted(_citations(loaded), key=lambda c: (c.file, c.line))


def _citations(loaded: Loaded) -> Iterator[Citation]:
    def cite(kind: Kind, id: str, field: Field, url: str) -> Citation:
        name, _, key = id.partition(".")
        file = loaded.files[f"{kind}s/{name}.yaml"]
        entry = loaded.facts[id] if kind == "fact" else loaded.contacts[id]
        return Citation(url, kind, id, field, file.name, file.values[(key, field)][0], entry.checked)

    for fact in loaded.facts.values():
        yield cite("fact", fact.id, "source", fact.source)
    for contact in loaded.contacts.values():
        yield cite("contact", contact.id, "source", contact.source)
        if contact.url:
            yield cite("contact", contact.id, "url", contact.url)

"""What must be looked at again, and when: days left of every fact, contact and topic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from bot.content.answers import rests_on
from bot.content.model import Contact, Fact, Library

ASKED_DAYS = 90  # readers are counted over so many days


@dataclass(frozen=True, slots=True)
class Row:
    """A fact, a contact or a topic with the days until somebody must look again; below 0 it is overdue.

    `owner`: who answers for it, "" if nobody is named. `topics` use the fact or contact. `readers`:
    how many asked for it, or for those topics; None if there are no counts.
    """

    kind: Literal["fact", "contact", "topic"]
    id: str
    days_left: int
    owner: str
    topics: tuple[str, ...]
    readers: int | None

    @property
    def owners(self) -> tuple[str, ...]:
        """The owner, or each of several owners of the topics."""
        return tuple(self.owner.split(", ")) if self.owner else ()

    def json(self) -> dict[str, Any]:
        """As one JSON object."""
        return {
            "kind": self.kind,
            "id": self.id,
            "days_left": self.days_left,
            "owner": self.owner,
            "topics": list(self.topics),
            "readers": self.readers,
        }


def stale(library: Library, today: date, readers: Mapping[str, int] | None) -> list[Row]:
    """All of the content, what is due soonest first, and of that what most people read.

    `readers` by topic; None if there are no counts. A topic that rests on nothing never falls due.
    """
    behind = {id: _behind(library, id) for id in library.topics}

    def entry(kind: Literal["fact", "contact"], one: Fact | Contact) -> Row:
        topics = tuple(id for id, names in behind.items() if (kind, one.id) in names)
        owner = one.owner or ", ".join(_distinct(library.topics[id].owner for id in topics))
        asked = None if readers is None else sum(readers.get(id, 0) for id in topics)
        return Row(kind, one.id, _days_left(one, today), owner, topics, asked)

    rows = [entry("fact", fact) for fact in library.facts.values()]
    rows += [entry("contact", contact) for contact in library.contacts.values()]
    for id, topic in library.topics.items():
        if behind[id]:
            left = min(_days_left(one, today) for one in behind[id].values())
            asked = None if readers is None else readers.get(id, 0)
            rows.append(Row("topic", id, left, topic.owner, (), asked))
    return sorted(rows, key=lambda row: (row.days_left, -(row.readers or 0), row.kind, row.id))


def _behind(library: Library, topic: str) -> dict[tuple[str, str], Fact | Contact]:
    """What a topic rests on in any language."""
    return {
        ("fact" if isinstance(one, Fact) else "contact", one.id): one
        for language in library.topics[topic].texts
        for one in rests_on(library, topic, language)
    }


def _days_left(one: Fact | Contact, today: date) -> int:
    return (one.checked + one.good_for - today).days


def _distinct(owners: Iterable[str]) -> list[str]:
    return sorted({owner for owner in owners if owner})

"""Signatures of staff under topics: those that are missing, and those under words that have changed since."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.content.loader import Loaded
from bot.findings import Finding


def check_signatures(loaded: Loaded, today: date) -> Iterator[Finding]:
    """Signatures that stand under other words than were signed, or on a day that is still to come."""
    for at, topic, changed, signed_on in _places(loaded):
        file = loaded.files["catalogue.yaml"]
        if changed:
            yield file.finding((*at, "review"), "signature_outdated", topic=topic)
        if signed_on and signed_on > today:
            day = signed_on.isoformat()
            yield file.finding((*at, "reviewed_on"), "signed_in_future", quote=day, day=day)


def unsigned(loaded: Loaded) -> Iterator[Finding]:
    """Every topic that nobody has signed as it stands: what is left to do before the bot is opened."""
    topics = loaded.library.topics if loaded.library else {}
    for at, topic, changed, _ in _places(loaded):
        if not changed and topic in topics and not topics[topic].signed:
            owner = topics[topic].owner or "-"
            yield loaded.files["catalogue.yaml"].finding(
                at, "signature_missing", key=True, quote=at[-1], topic=topic, owner=owner
            )


def _places(loaded: Loaded) -> Iterator[tuple[tuple[str, ...], str, bool, date | None]]:
    """(where it stands, its id, whether its words have changed since they were signed, that day)."""
    if loaded.catalogue is None or loaded.library is None:
        return
    for section, found in loaded.catalogue.sections.items():
        for slug, place in found.topics.items():
            topic = loaded.library.topics.get(f"{section}/{slug}")
            if topic:
                changed = place.review == "signed" and not topic.signed
                yield ("sections", section, "topics", slug), topic.id, changed, place.reviewed_on

"""Facts and contacts that nobody has looked at for longer than they are good for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.content.loader import Loaded
from bot.findings import Finding


def check_freshness(loaded: Loaded, today: date) -> Iterator[Finding]:
    """What has grown old; people are told so beside the answer until somebody looks."""
    for folder, entries in (("facts", loaded.facts), ("contacts", loaded.contacts)):
        for id, entry in entries.items():
            if entry.expired(today):
                stem, _, key = id.partition(".")
                days = (today - entry.checked - entry.good_for).days
                yield loaded.files[f"{folder}/{stem}.yaml"].finding(
                    (key, "checked"), "overdue", quote=entry.checked.isoformat(), id=id, n=days
                )

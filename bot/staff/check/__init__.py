"""All the checks of the content, from broken YAML to a sentence that is hard to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeAlias

from bot.content.loader import Loaded
from bot.findings import Finding
from bot.staff.check.freshness import check_freshness
from bot.staff.check.lengths import check_lengths
from bot.staff.check.places import check_places
from bot.staff.check.translations import check as check_translations
from bot.staff.check.wording import check_wording

Rule: TypeAlias = Callable[[Loaded, date], Iterable[Finding]]

# Rules that go beyond what loading itself finds; an error among them blocks like any other.
RULES: tuple[Rule, ...] = (
    check_lengths,
    check_freshness,
    check_places,
    check_translations,
    check_wording,
)


def check(loaded: Loaded, today: date) -> list[Finding]:
    """Everything worth telling of the content, in the order of files and lines."""
    return sorted({*loaded.findings, *(finding for rule in RULES for finding in rule(loaded, today))})

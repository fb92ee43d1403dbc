"""All rules that go over words, with one walk through the files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.content.loader import Loaded
from bot.findings import Finding
from bot.staff.check.letters import letters_in
from bot.staff.check.personal import personal_in
from bot.staff.check.reading import reading_in
from bot.staff.check.spelling import spelling_in
from bot.staff.check.terms import terms_in
from bot.staff.check.texts import pieces
from bot.staff.check.unsourced import unsourced_in


def check_wording(loaded: Loaded, today: date) -> Iterator[Finding]:
    """Letters, spelling, reading ease, personal data, numbers without a source and terms of every text."""
    texts = tuple(pieces(loaded))
    yield from letters_in(texts)
    yield from spelling_in(texts)
    yield from reading_in(loaded, texts, today)
    yield from personal_in(loaded, texts)
    yield from unsourced_in(texts)
    yield from terms_in(loaded, texts)

"""Amounts, phones, dates and percentages that stand in an answer by themselves, without a source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from bot.findings import Finding
from bot.staff.check.texts import Piece
from bot.words import table

# The number of a list, and what is a name: E-9, P45, B1, H-2A, 1+1.
_NO_AMOUNT = re.compile(r"^\W*\d+\.\s|(?<!\w)[^\W\d_]{1,4}-?\d+[^\W\d_]*|(?<![\d+])\d\+\d(?![\d+])")
_DIGITS = re.compile(r"\d[\d  .,:/–-]*\d|\d")


def unsourced_in(texts: Iterable[Piece]) -> Iterator[Finding]:
    """Every number of a title, summary or answer that is not filled in from a fact or a contact."""
    for piece in texts:
        if piece.at[:1] not in (("title",), ("summary",), ("answer",)) or piece.file.count("/") < 2:
            continue
        said = _NO_AMOUNT.sub(lambda match: " " * len(match[0]), piece.words)
        for match in _DIGITS.finditer(said):
            yield piece.finding(match.start(), "number_unsourced", match[0], number=match[0])
        for match in _spelled(piece.language).finditer(said.lower()):
            quote = piece.written[match.start() : match.end()]
            yield piece.finding(match.start(), "number_unsourced", quote, number=quote)


@lru_cache(maxsize=8)
def _spelled(language: str) -> re.Pattern[str]:
    """A number in words before what it counts: three months, үч ай, три месяца."""
    words: Mapping[str, str] = table("number_words").get(language, {})
    numbers, units = (
        "|".join(re.escape(word).replace(r"\$", r"(?!\w)") for word in words.get(key, "").split()) or "(?!)"
        for key in ("numbers", "units")
    )
    return re.compile(rf"(?<![\w-])(?:{numbers})\s+(?:{units})")

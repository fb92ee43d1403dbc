"""Words of offices and laws, with what people say instead; the list is words/officialese.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from bot.words import table


def officialese(text: str, language: str) -> Iterator[tuple[int, str, str]]:
    """(where it stands, the words, what people say instead) for each that a text holds."""
    pattern, better = _list(language)
    small = text.lower()
    for match in pattern.finditer(small):
        yield match.start(), text[match.start() : match.end()], better[" ".join(match[0].split())]


@lru_cache(maxsize=8)
def _list(language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    better: dict[str, str] = table("officialese").get(language, {})
    longest = sorted(better, key=len, reverse=True)
    said = "|".join(re.escape(words).replace(r"\ ", r"\s+") for words in longest) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{said})(?![\w-])"), better

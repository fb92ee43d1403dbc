"""How the page's search reads a word: Latin letters without the differences that people leave out.

templates/page.js does the same with what is typed; the tests hold the two together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

STEM = 7  # letters of a word that people ask with; the search compares beginnings
COMMON = 0.25  # a word asked about a greater part of the topics tells nothing

_ONE = ("абвгдеёжзийклмнопрстуфхцыэөүңіқғһәұywqxöüığñ", "abvgdeejziiklmnoprstufhcieounikghauivkhouign")
_MORE = {"ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia", "ъ": "", "ь": "", "ç": "ch", "ş": "sh"}
_LETTERS = str.maketrans(dict(zip(*_ONE, strict=True)) | _MORE)
_PAIRS = (("shch", "sh"), ("sch", "sh"), ("zh", "j"), ("kh", "h"), ("ts", "c"))
_LAST_NG = re.compile(r"ng(?![aeioulr])")
_DOUBLED = re.compile(r"([a-z])\1+")
_WORD = re.compile(r"[a-z0-9]{2,}")


def words(text: str) -> list[str]:
    """The words of a text as they are compared: жумуш, jumush and zhumush -> jumush."""
    text = text.lower().translate(_LETTERS)
    for pair, letter in _PAIRS:
        text = text.replace(pair, letter)
    return _WORD.findall(_DOUBLED.sub(r"\1", _LAST_NG.sub("n", text)))


def stems(phrases: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    """By topic, the beginnings of the words of its phrases, without those that most topics have."""
    found = {
        topic: tuple(dict.fromkeys(word[:STEM] for phrase in texts for word in words(phrase)))
        for topic, texts in phrases.items()
    }
    spread = Counter(stem for stems in found.values() for stem in stems)
    most = max(3, COMMON * len(found))
    return {topic: tuple(s for s in stems if spread[s] <= most) for topic, stems in found.items()}

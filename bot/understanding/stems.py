"""Word -> stem: Snowball for Russian and English, an own suffix stripper for Kyrgyz."""

from __future__ import annotations

import re

import snowballstemmer

_SHORTEST = 3
_LATIN = re.compile(r"[a-z]")
_CYRILLIC = re.compile(r"[а-я]")

# Suffixes on folded text (ө ү ң are о у н), a line for each place they stand in, from the end inwards.
# A capital stands for letters that change with the stem: A for а е о, I for ы и у, D L N G B for consonants.
_CHANGING = {"A": "аео", "I": "ыиу", "D": "дт", "L": "лдт", "G": "гк", "N": "ндт", "B": "бп"}
_PLACES = (
    "BI",  # question
    "мIн сIн сIз BIз бAйBIз GIлA IнIз сAм сA сAк дIм дIк",  # who does it, and if
    "NIн NI GA DA DAн IнAн IнDA IнDAн IнA сIнAн сIнDA сIнDAн сIнA DAGI IнDAGI чA",  # case
    "сI IмдI м Iм IбIз IнIз сIн Iн I",  # whose
    "LAр",  # many
    "GAн GAндA GAнDIк GIсI Aт Aм йт йм Iп Aп Aй IптIр DI Aр бAс бAй BA уу оо мAк чу",  # when, not
    "BA",  # not
    "лIк LIк LIуу Луу сIз чIлIк чIлIкBI чI IлIш",  # nouns from nouns
)
_SHORT_SUFFIX, _LONGER = 1, 4


def stems(word: str) -> tuple[str, ...]:
    """The stems of a folded word, one for each language that its alphabet allows."""
    if _CYRILLIC.search(word):
        return kyrgyz_stem(word), "r" + russian_stem(word)
    if _LATIN.search(word):
        return (english_stem(word),)
    return (word,)


def russian_stem(word: str) -> str:
    """Snowball's Russian stem."""
    return _snowball("russian", word)


def english_stem(word: str) -> str:
    """Snowball's English stem."""
    return _snowball("english", word)


def kyrgyz_stem(word: str) -> str:
    """A folded Kyrgyz word without its endings; at least three letters stay."""
    for suffixes in _ENDINGS:
        word = _strip(word, suffixes)
    # What stays ends in к or г, in п or б, with or without a vowel, by what followed it.
    if len(word) > _SHORTEST and word[-1] in _VOWELS:
        word = word[:-1]
    return word[:-1] + word[-1:].translate(_DEVOICED)


def _snowball(algorithm: str, word: str) -> str:
    # A stemmer keeps the word it works on, so threads must not share one.
    stem: str = snowballstemmer.stemmer(algorithm).stemWord(word)
    return stem


def _expand(pattern: str) -> list[str]:
    out = [""]
    for part in pattern:
        out = [start + letter for start in out for letter in _CHANGING.get(part, part)]
    return out


_ENDINGS = tuple(
    frozenset(suffix for pattern in place.split() for suffix in _expand(pattern)) for place in _PLACES
)
_LONGEST_SUFFIX = max(len(suffix) for suffixes in _ENDINGS for suffix in suffixes)
_VOWELS = "аыоуеиюя"
_BACK, _FRONT = "аыоуюя", "еиоую"
_DEVOICED = str.maketrans("гб", "кп")


def _strip(word: str, suffixes: frozenset[str]) -> str:
    for size in range(min(_LONGEST_SUFFIX, len(word) - _SHORTEST), 0, -1):
        suffix = word[-size:]
        if suffix in suffixes:
            stem = word[:-size]
            needed = _LONGER if size <= _SHORT_SUFFIX else _SHORTEST
            # м alone follows a vowel: визам.
            if len(stem) >= needed and (suffix != "м" or stem[-1] in _VOWELS) and _agree(stem, suffix):
                return stem
    return word


def _agree(stem: str, suffix: str) -> bool:
    """Whether the vowels of a stem and of a suffix stand in harmony, as far as folded text tells."""
    last = next((letter for letter in reversed(stem) if letter in _VOWELS), "")
    first = next((letter for letter in suffix if letter in _VOWELS), "у")
    if first in "аы":
        return last != "" and last in _BACK
    if first in "еи":
        return last != "" and last in _FRONT
    return last != ""

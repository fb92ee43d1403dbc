"""Kyrgyz words written wrong: ө ү ң left out, endings out of harmony, a letter too many or too few."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from bot.content.loader import Loaded
from bot.findings import Finding
from bot.staff.check.kyrgyz.lexicon import lexicon
from bot.staff.check.kyrgyz.nearest import Index, index_of, nearest, swaps
from bot.staff.check.texts import Piece, pieces

# A word of Cyrillic letters, with hyphens inside; not beside a digit or a Latin letter: 1+1дин, EPSке.
_WORD = re.compile(r"(?<![\w+@.])[А-Яа-яЁёӨөҮүҢң]+(?:-[А-Яа-яЁёӨөҮүҢң]+)*(?![\w@])")
_VOWEL = re.compile("[аоуөүыэеиёюя]")
_SURE = 6  # letters from which any known word is taken for what was meant by swapped ones
_SENTENCE_ENDS = '.!?…:«"“*•-—(|'


def check_spelling(loaded: Loaded, today: date) -> Iterator[Finding]:
    """Every misspelt word of the Kyrgyz texts; phrases that people type are left as they are."""
    return spelling_in(tuple(pieces(loaded)))


def spelling_in(texts: Sequence[Piece]) -> Iterator[Finding]:
    """The same in some pieces of text; the Russian ones among them say what is borrowed as it is."""
    known = lexicon()
    found = [
        (piece, match)
        for piece in texts
        if piece.language == "ky" and piece.role != "ask"
        for match in _WORD.finditer(piece.words)
    ]
    strange = {
        word
        for word in {match[0].lower() for _, match in found}
        if len(word) > 1 and _VOWEL.search(word) and not known.known(word)
    }
    strange = strange and strange - _russian(texts)
    if not strange:
        return
    used = {match[0].lower() for _, match in found} - strange
    slips = slips_of(sorted(strange), used)
    for piece, match in found:
        if (slip := slips.get(match[0].lower())) and _counts(*slip, piece.words, match):
            yield _finding(piece, match, *slip)


def slips_of(words: Iterable[str], used: Iterable[str]) -> dict[str, tuple[str, str]]:
    """What is wrong with each of these unknown words, as (code, the right word).

    `used` are right words of the same texts: what was meant is one of them, or an everyday word.
    """
    known = lexicon()
    near = frozenset({*known.everyday, *used})
    slips = {}
    for word in words:
        if right := known.with_letters(word):
            slips[word] = ("spelling_letters", right)
        elif right := known.in_harmony(word):
            slips[word] = ("spelling_harmony", right)
        else:
            right = nearest(word, _index(near))
            if not right and len(word) > _SURE:
                right = next(filter(known.known, swaps(word)), None)
            if right and right.replace("ь", "") != word:
                slips[word] = ("spelling_near", right)
    return slips


@lru_cache(maxsize=2)  # most changes bring no new word, and it takes half of the time of this rule
def _index(words: frozenset[str]) -> Index:
    return index_of(words)


def _counts(code: str, right: str, text: str, match: re.Match[str]) -> bool:
    """Whether the word may be judged: names and abbreviations are left alone."""
    word = match[0]
    if word == word.lower():
        return True
    # A name may stand first too: Дениз is no "деңиз".
    if word[1:] != word[1:].lower() or code != "spelling_letters" or right.replace("ң", "н") == word.lower():
        return False
    before = text[: match.start()].rstrip(" '")
    return not before or before[-1] in _SENTENCE_ENDS


def _finding(piece: Piece, match: re.Match[str], code: str, right: str) -> Finding:
    word = match[0]
    if word[0].isupper():
        right = right[0].upper() + right[1:]
    return piece.finding(match.start(), code, word, word=word, right=right)


def _russian(texts: Iterable[Piece]) -> set[str]:
    return {
        match[0].lower()
        for piece in texts
        if piece.language == "ru" and piece.role != "ask"
        for match in _WORD.finditer(piece.words)
    }

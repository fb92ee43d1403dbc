"""How hard the texts of each language are to read, in figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.content.loader import Loaded
from bot.staff.check.reading import paragraphs, sentences, words
from bot.staff.check.texts import pieces

_LONG = 7  # letters of a long word in LIX (Björnsson 1968): more than six
_VOWELS = {"ky": "аоуөүыэеиёюя", "ru": "аоуыэеиёюя", "en": "aeiouy"}
# Reading ease, 0-100, 60 and more is plain: 206.835 - a * words in a sentence - b * syllables in a word.
# English: Flesch 1948. Russian: Oborneva 2006, the same fitted to parallel texts.
_EASE = {"en": (1.015, 84.6), "ru": (1.3, 60.1)}


@dataclass(frozen=True, slots=True)
class Reading:
    """Figures of one language. `ease` is None where no formula is published, as for Kyrgyz."""

    language: str
    words: int
    sentences: int
    words_in_sentence: float
    letters_in_word: float
    long_words: float  # the share of words of seven letters and more
    lix: float
    ease: float | None


def reading_figures(loaded: Loaded) -> tuple[Reading, ...]:
    """A row for each language of the content; a language without a text has none."""
    texts: dict[str, list[str]] = {}
    for paragraph in paragraphs(pieces(loaded)):
        texts.setdefault(paragraph.pieces[0].language, []).append(paragraph.text)
    return tuple(figures(language, texts[language]) for language in loaded.languages if language in texts)


def figures(language: str, texts: Iterable[str]) -> Reading:
    """The figures of some paragraphs."""
    said = [words(sentence) for text in texts for _, sentence in sentences(text)]
    said = [sentence for sentence in said if sentence]
    every = [word for sentence in said for word in sentence]
    count, many = len(every) or 1, len(said) or 1
    length = len(every) / many
    long = sum(len(word) >= _LONG for word in every) / count
    ease = None
    if language in _EASE:
        by_length, by_syllables = _EASE[language]
        syllables = sum(_syllables(word, language) for word in every) / count
        ease = round(206.835 - by_length * length - by_syllables * syllables, 1)
    return Reading(
        language=language,
        words=len(every),
        sentences=len(said),
        words_in_sentence=round(length, 1),
        letters_in_word=round(sum(map(len, every)) / count, 1),
        long_words=round(long, 3),
        lix=round(length + 100 * long, 1),
        ease=ease,
    )


def _syllables(word: str, language: str) -> int:
    """Vowels; in English runs of them, less a silent e at the end."""
    small = word.lower()
    if language != "en":
        return max(1, sum(small.count(vowel) for vowel in _VOWELS[language]))
    silent = small.endswith("e") and not small.endswith(("le", "ee"))
    return max(1, len(re.findall(f"[{_VOWELS['en']}]+", small)) - silent)

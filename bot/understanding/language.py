"""Which language a question is asked in, by the letter groups of the Library's text and of frequent words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.normalise import clean, fold, from_qwerty, to_latin

_LONGEST = 4
# A word of the list counts as often as in some pages of text.
_LIST_WEIGHT = 3
_SMOOTHING = 0.3
_NEVER_SEEN = -15.0
# With less than this advantage (log-odds of all letter groups) a text does not say its language: so common
# loanwords stay open (виза, паспорт: below 10) and own words do not (жардам, помогите: above 60).
_UNSURE = 12.0
# A keyboard slip must be this much likelier than what was typed; a reading this much unlikelier is dropped.
_SLIP = 0.5
_UNLIKELY = 0.6

_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[a-z]")
# Kazakh, Uzbek and Tajik have letters that Kyrgyz and Russian do not, and Uzbek in Latin has o' and g'.
_NEIGHBOUR_WORD = re.compile(r"\w*[әғқұһіҳҷӣӯў]\w*|\w*[og][’ʼ‘ʻ`´']\w+")
_NEIGHBOURS_READ = "ru"
# Speakers of Kyrgyz put Russian words into their sentences, hardly ever the other way round: so a text is
# Kyrgyz when this share of its words is clearly so (by this mean advantage of a letter group over Russian).
_MIXING, _MIXED_IN = "ky", "ru"
_MIXED_SHARE, _CLEARLY = 0.3, 1.0


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """Log-probabilities of letter groups: a row of `table` for each, the last for a group never seen.

    The columns are `writings`: a language and how it is written, typed in its own letters or latin.
    """

    writings: tuple[tuple[str, str], ...]
    rows: Mapping[str, int]
    table: NDArray[np.float32]
    neighbour: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heard:
    """The language of a question, its likeliest reading (see normalise.Reading) and all that make sense."""

    language: str
    writing: str
    readings: frozenset[str]


def learn_languages(
    texts: Mapping[str, Iterable[str]], common: Mapping[str, Iterable[str]], neighbour: frozenset[str]
) -> LanguageModel:
    """A model from texts and frequent words by language; Cyrillic ones are also learned in Latin letters."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for language, lines in texts.items():
        cleaned = [clean(line) for line in lines]
        listed = [clean(word) for word in common.get(language, ())]
        cyrillic = [line for line in cleaned if _CYRILLIC.search(line)]
        if len(cyrillic) * 2 < len(cleaned):
            counts[language, "typed"] = _count(cleaned, listed)
            continue
        latin = [line for line in cleaned if not _CYRILLIC.search(line)]
        kyrgyz = language == "ky"
        counts[language, "typed"] = _count(cyrillic, listed)
        counts[language, "latin"] = _count(
            [*latin, *(to_latin(line, kyrgyz) for line in cyrillic)],
            [to_latin(word, kyrgyz) for word in listed],
        )
    groups = sorted(set().union(*counts.values()))
    table = np.array([[count[group] for count in counts.values()] for group in groups], dtype=np.float32)
    # Every language is brought to the size of the largest, so that more text does not mean likelier.
    totals = table.sum(axis=0)
    table *= totals.max() / totals
    table = np.log(table + _SMOOTHING) - np.log(totals.max() + _SMOOTHING * len(groups))
    unseen = np.full((1, len(counts)), _NEVER_SEEN, dtype=np.float32)
    return LanguageModel(
        tuple(counts), {group: row for row, group in enumerate(groups)}, np.vstack((table, unseen)), neighbour
    )


def hear(question: str, model: LanguageModel, fallback: str) -> Heard:
    """The language of a question, `fallback` when the text does not say, and the readings that make sense."""
    typed = clean(question)
    words = _by_word(typed, model)
    if not len(words):
        return Heard(fallback, "typed", frozenset({"typed"}))
    likely: dict[tuple[str, str], float] = dict(zip(model.writings, _mean(words), strict=True))
    slip = _by_word("" if _CYRILLIC.search(typed) else clean(from_qwerty(question)), model)
    if len(slip):
        for (language, how), score in zip(model.writings, _mean(slip), strict=True):
            if how == "typed":
                likely[language, "layout"] = score - _SLIP
    writing = max(likely, key=lambda key: likely[key])[1]
    least = max(likely.values()) - _UNLIKELY
    readings = {"typed", *(how for (_, how), score in likely.items() if score >= least)}
    if _CYRILLIC.search(typed) and _LATIN.search(typed):
        readings.add("latin")

    if _of_neighbour(question, typed, model.neighbour):
        known = any(language == _NEIGHBOURS_READ for language, _ in model.writings)
        return Heard(_NEIGHBOURS_READ if known else fallback, writing, frozenset(readings))
    languages = list(dict.fromkeys(language for language, _ in model.writings))
    best = {
        own: max(score for (language, _), score in likely.items() if language == own) for own in languages
    }
    first, *others = sorted(languages, key=lambda language: -best[language])
    sure = not others or (best[first] - best[others[0]]) * float(words[:, -1].sum()) >= _UNSURE
    language = first if sure else fallback
    if language != _MIXING and _MIXED_IN in (first, *others[:1]) and _mixes(words, model):
        language = _MIXING
    return Heard(language, writing, frozenset(readings))


def _by_word(text: str, model: LanguageModel) -> NDArray[np.float32]:
    """A row for each word: its log-probability in each writing, and last the number of its letter groups."""
    last = len(model.table) - 1
    groups = [[model.rows.get(group, last) for group in _groups(word)] for word in text.split()]
    rows = [(*model.table[found].sum(axis=0), len(found)) for found in groups if found]
    return np.array(rows, dtype=np.float32)


def _mean(words: NDArray[np.float32]) -> list[float]:
    """The mean log-probability of a letter group in each writing."""
    return [float(score) for score in words[:, :-1].sum(axis=0) / words[:, -1].sum()]


def _mixes(words: NDArray[np.float32], model: LanguageModel) -> bool:
    """Whether enough words are clearly in the language that takes words of the other in."""
    means = words[:, :-1] / words[:, -1:]
    own = np.array([language == _MIXING for language, _ in model.writings])
    if own.all() or not own.any():
        return False
    clear = (means[:, own].max(axis=1) >= means[:, ~own].max(axis=1) + _CLEARLY).sum()
    return bool(clear >= max(2, _MIXED_SHARE * len(words)))


def _count(lines: Iterable[str], listed: Iterable[str]) -> Counter[str]:
    words: Counter[str] = Counter()
    for source, weight in ((lines, 1), (listed, _LIST_WEIGHT)):
        for line in source:
            for version in {line, fold(line)}:
                for word in version.split():
                    words[word] += weight
    counts: Counter[str] = Counter()
    for word, times in words.items():
        for group in _groups(word):
            counts[group] += times
    return counts


def _groups(word: str) -> Iterable[str]:
    if word.isdigit():
        return
    padded = f" {word} "
    for size in range(1, _LONGEST + 1):
        for at in range(len(padded) - size + 1):
            yield padded[at : at + size]
    yield padded


def _of_neighbour(question: str, typed: str, listed: frozenset[str]) -> bool:
    """Whether a quarter of the words are clearly Kazakh, Uzbek or Tajik."""
    words = typed.split()
    hits = len(_NEIGHBOUR_WORD.findall(question.lower())) + sum(1 for word in words if word in listed)
    return hits * 4 >= max(len(words), 1)

"""The Kyrgyz words that the program knows, in every form, and the right spelling of a wrong one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from bot.staff.check.kyrgyz.endings import NOUN, VERB, ends, respelled
from bot.staff.check.kyrgyz.sounds import FOLD, VOWELS, harmony, kind

_WORD = "word"  # may stand without an ending
_CASE = "case"  # takes only what may follow a case: сизби, ушундаймын
_VOICED = {"г": "к", "б": "п"}
_JOINED = {"я": "а", "ё": "о", "ю": "у"}
_JOIN = {plain: joined for joined, plain in _JOINED.items()}
_LEFT_OUT = {("о", "ө"), ("у", "ү"), ("н", "ң")}
_LEVEL = str.maketrans("оөеэуүиңё", "ааааыыыно")  # vowels of endings, by height only
_LONGEST = 28
_SHORT = 3
_RARE = "# --- less frequent"  # the line that parts a list


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Stems with what they may be (noun, verb, word), as written and by their folded letters.

    `everyday` are those that may be offered for a word that nobody knows: a rare one is seldom meant.
    """

    stems: Mapping[str, frozenset[str]]
    folded: Mapping[str, tuple[str, ...]]
    everyday: frozenset[str] = frozenset()
    dotless: Mapping[str, str] = field(default_factory=dict)  # отчет: отчёт

    def known(self, word: str) -> bool:
        """Whether a small-letter word, or each part of it between hyphens, is a stem with right endings."""
        return _known(self, word) or ("-" in word and all(_known(self, part) for part in word.split("-")))

    def with_letters(self, word: str) -> str | None:
        """The word that this one is when its ө, ү and ң are put back; None if it is none."""
        right = self._parts(word, lambda part: self._spelled(part, _folded, _folded))
        if right is None or len(right) != len(word):
            return None
        changed = {pair for pair in zip(word, right, strict=True) if len(set(pair)) > 1}
        return right if changed and changed <= _LEFT_OUT else None

    def in_harmony(self, word: str) -> str | None:
        """The word with the vowels of its endings in harmony with its stem; None if it is no known word."""
        return self._parts(word, lambda part: self._spelled(part, _same, _level, _SHORT))

    def _parts(self, word: str, mend: Callable[[str], str | None]) -> str | None:
        if (whole := mend(word)) or "-" not in word:
            return whole
        parts = [part if _known(self, part) else mend(part) for part in word.split("-")]
        return None if None in parts else "-".join(filter(None, parts))

    def _spelled(
        self, word: str, stem_as: Callable[[str], str], ending_as: Callable[[str], str], shortest: int = 2
    ) -> str | None:
        for start, rest, back in splits(word):
            if len(start) < shortest:
                break
            for stem in self.folded.get(stem_as(start).translate(FOLD), ()):
                if stem_as(stem) != stem_as(start):
                    continue
                # битум is not бит + ум: a short stem begins many words.
                if len(stem) <= _SHORT == shortest and stem not in self.everyday:
                    continue
                vowel = harmony(self.dotless.get(stem, stem))
                surface = stem[:-1] + back if back else stem
                for state in self.stems[stem] - {_WORD} if rest and vowel else ():
                    for ending in respelled(rest, state, vowel, kind(surface), ending_as):
                        return joined(surface, ending)
                if not rest and stem != word:
                    return stem
        return None


def _same(text: str) -> str:
    return text


def _folded(text: str) -> str:
    return text.translate(FOLD)


def _level(text: str) -> str:
    return text.translate(_LEVEL)


def splits(word: str) -> Iterator[tuple[str, str, str]]:
    """Each (stem, endings, the letter that the stem's last one became, if any), the longest stem first."""
    yield word, "", ""
    for at in range(min(len(word), _LONGEST) - 1, 0, -1):
        start, rest = word[:at], word[at:]
        yield start, rest, ""
        last, first = start[-1], rest[0]
        if at > 1 and last in _VOICED and first in VOWELS:
            yield start[:-1] + _VOICED[last], rest, last
        if first in _JOINED and last in VOWELS:
            yield start + "й", _JOINED[first] + rest[1:], "й"
        elif first == "е" and last == "и":
            yield start + "й", rest, "й"


def joined(stem: str, ending: str) -> str:
    """A stem and its ending as they are written together: кой + уңуз is коюңуз."""
    if stem.endswith("й") and ending[:1] in _JOIN:
        return stem[:-1] + _JOIN[ending[0]] + ending[1:]
    if stem.endswith("ий") and ending.startswith("е"):
        return stem[:-1] + ending
    return stem + ending


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists beside this module."""
    nouns, rare_nouns = _read("nouns.txt")
    verbs, rare_verbs = _read("verbs.txt")
    words, _ = _read("words.txt")
    return build((*nouns, *rare_nouns), (*verbs, *rare_verbs), words, {*nouns, *verbs, *words})


def build(
    nouns: Iterable[str], verbs: Iterable[str], words: Iterable[str], everyday: Iterable[str] = ()
) -> Lexicon:
    """A lexicon of nouns (and whatever takes their endings), verb stems and words without endings."""
    stems: dict[str, set[str]] = {}
    nouns = list(nouns)
    dotless = {noun.replace("ё", "е"): noun for noun in nouns if "ё" in noun}
    for noun in (*nouns, *dotless):
        stems.setdefault(noun, set()).update((NOUN, _WORD))
        if noun.endswith("ь"):
            stems.setdefault(noun[:-1], set()).add(NOUN)
    lettered = {noun.translate(FOLD) for noun in stems if noun != noun.translate(FOLD)}
    for verb in verbs:
        last = verb[-1]
        # "уч" is "fly" too, but nobody is told so here: it is үч, three, without its letter.
        alone = {_WORD} if verb not in lettered or verb != verb.translate(FOLD) else set()
        stems.setdefault(verb, set()).update({VERB} | alone)
        if last in VOWELS:
            front = harmony(verb) in "eöü"
            long = ("өө" if front else "оо") if last in "аоеө" else ("үү" if front else "уу")
            stems.setdefault(verb[:-1] + long, set()).update((NOUN, _WORD))
        elif last == "п" and len(verb) > 1:
            stems.setdefault(verb[:-1] + verb[-2] + "п", set()).add(_WORD)
    for word in words:
        stems.setdefault(word, set()).update((_WORD, _CASE))
    folded: dict[str, list[str]] = {}
    for stem in stems:
        folded.setdefault(stem.translate(FOLD), []).append(stem)
    return Lexicon(
        {stem: frozenset(states) for stem, states in stems.items()},
        # With its letters first: only words that are not known as written come here.
        {plain: tuple(sorted(same, key=lambda stem: stem == plain)) for plain, same in folded.items()},
        frozenset(everyday),
        dotless,
    )


def _read(name: str) -> tuple[list[str], list[str]]:
    """The everyday words of a list and its less frequent ones."""
    text = files("bot.staff.check.kyrgyz").joinpath(name).read_text(encoding="utf-8")
    parts = [
        [word for line in part.splitlines() if not line.startswith("#") for word in line.split()]
        for part in text.split(f"\n{_RARE}\n")
    ]
    return parts[0], [word for part in parts[1:] for word in part]


def _known(lexicon: Lexicon, word: str) -> bool:
    for start, rest, back in splits(word):
        states = lexicon.stems.get(start)
        if states is None:
            continue
        if not rest:
            if _WORD in states:
                return True
            continue
        vowel = harmony(lexicon.dotless.get(start, start))
        before = kind(back or start)
        if vowel and any(ends(rest, state, vowel, before) for state in states if state != _WORD):
            return True
    return False

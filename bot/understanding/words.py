"""The words that come with the program: frequent words, places, our subject, what is none of ours."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Any, TypeAlias

import yaml

from bot.understanding.normalise import clean, fold

ByLanguage: TypeAlias = dict[str, tuple[str, ...]]
# A name this short stands alone or before one of these endings, or it would begin other words.
_SHORT = 3
_ENDINGS = ("", "га", "ге", "го", "ка", "ке", "да", "де", "до", "та", "те", "дан", "ден", "нын", "нин")


_LENDING = ("ky", "ru")


@dataclass(frozen=True, slots=True)
class Words:
    """`common` and `everyday` by language, `planned` by topic; `subject` holds beginnings of folded words."""

    common: ByLanguage
    neighbour: frozenset[str]
    subject: tuple[str, ...]
    places: Places
    everyday: ByLanguage
    planned: dict[str, ByLanguage]


@dataclass(frozen=True, slots=True)
class Places:
    """Countries by the beginnings of folded words, and by whole words where the name is short."""

    beginnings: dict[str, str]
    whole: dict[str, str]
    longest: int


def load_words() -> Words:
    """Read words.yaml, everyday.yaml and planned.yaml beside this module."""
    words = _read("words.yaml")
    return Words(
        common={
            language: (*text.split(), *(words["loans"].split() if language in _LENDING else ()))
            for language, text in words["common"].items()
        },
        neighbour=frozenset(words["neighbour"].split()),
        subject=_folded(words["subject"]),
        places=_places({code: _folded(names) for code, names in words["places"].items()}),
        everyday={language: tuple(lines) for language, lines in _read("everyday.yaml").items()},
        planned={
            topic: {language: tuple(lines) for language, lines in texts.items()}
            for topic, texts in _read("planned.yaml").items()
        },
    )


def countries(word: str, places: Places) -> tuple[str, ...]:
    """Codes of the countries that a folded word names, at most one."""
    if word in places.whole:
        return (places.whole[word],)
    for size in range(_SHORT + 1, min(len(word), places.longest) + 1):
        code = places.beginnings.get(word[:size])
        if code:
            return (code,)
    return ()


def countries_in(text: str, places: Places) -> frozenset[str]:
    """Codes of the countries that folded text names."""
    return frozenset(code for word in text.split() for code in countries(word, places))


def _read(name: str) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(
        files("bot.understanding").joinpath(name).read_bytes(), Loader=yaml.CSafeLoader
    )
    return data


def _folded(text: str) -> tuple[str, ...]:
    return tuple(sorted({fold(clean(word)) for word in text.split()}))


def _places(names: dict[str, tuple[str, ...]]) -> Places:
    long = {name: code for code, own in names.items() for name in own if len(name) > _SHORT}
    short = {name: code for code, own in names.items() for name in own if len(name) <= _SHORT}
    return Places(
        beginnings=long,
        whole={name + ending: code for name, code in short.items() for ending in _ENDINGS},
        longest=max(map(len, long), default=0),
    )

"""The word that a slip of one letter made into another: left out, added, swapped or mistaken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

Index: TypeAlias = Mapping[str, tuple[str, ...]]
_SHORTEST = 5  # a shorter word is near too many others
_MISTAKEN = 7  # and one letter for another makes a word of most words up to here


def index_of(words: Iterable[str]) -> Index:
    """For each text, the words that are it or become it by losing one letter."""
    index: dict[str, list[str]] = {}
    for word in words:
        if len(word) >= _SHORTEST:
            for text in {word, *_shorter(word)}:
                index.setdefault(text, []).append(word)
    return {text: tuple(same) for text, same in index.items()}


def nearest(word: str, index: Index) -> str | None:
    """The one word of an index that is a single slip away; None if there is none, or more than one."""
    if len(word) < _SHORTEST:
        return None
    near = {
        other for text in (word, *_shorter(word)) for other in index.get(text, ()) if _one_slip(word, other)
    }
    swapped = near.intersection(swaps(word))
    best = swapped or near
    return best.pop() if len(best) == 1 else None


def swaps(word: str) -> Iterator[str]:
    """The word with two neighbouring letters changed round, in every place."""
    for at in range(len(word) - 1):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _shorter(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))


def _one_slip(a: str, b: str) -> bool:
    if len(a) == len(b):
        mistaken = len(a) >= _MISTAKEN and sum(x != y for x, y in zip(a, b, strict=True)) == 1
        return mistaken or b in swaps(a)
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return len(long) == len(short) + 1 and short in _shorter(long)

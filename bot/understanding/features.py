"""Folded text -> a weighted vector of letter groups, letter groups as they sound, stems and countries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.normalise import skeleton
from bot.understanding.stems import stems
from bot.understanding.words import Places, countries

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]

_SIZES = (2, 3, 4)
_SHORTEST_SLIP, _SHORTEST_TYPO = 4, 6
# Blocks of a vector and their shares of its squared length; an empty block gives its share to the others.
LETTERS, SOUNDS, STEMS = 0, 1, 2
_BLOCKS = {"l": LETTERS, "s": SOUNDS, "w": STEMS, "@": STEMS}
_SHARES = np.array([0.35, 0.25, 0.4], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Word:
    """The columns of a word's features and of its stems, and the idf of the rarest stem."""

    columns: Ints
    stems: Ints
    weight: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The column, block and inverse document frequency of every feature; `unseen` is the idf of a new word.

    `words` holds the words of the content, never one that somebody typed; `slips` how they get misspelled.
    """

    words: dict[str, Word]
    slips: dict[str, str]
    columns: Mapping[str, int]
    blocks: NDArray[np.int8]
    idf: Floats
    unseen: float
    places: Places


@dataclass(frozen=True, slots=True)
class Vector:
    """A text as a vector of length 1; `words` are the columns of each word's stems, `weights` their idf."""

    columns: Ints
    values: Floats
    words: tuple[Ints, ...]
    weights: tuple[float, ...]


def learn_vectors(lines: Iterable[str], places: Places) -> tuple[Vocabulary, list[Vector]]:
    """The features of folded lines, and the lines as vectors.

    Letter groups that are met in one line only are left out, stems are not.
    """
    texts = [line.split() for line in lines]
    numbers: dict[str, int] = {}
    features: dict[str, Ints] = {}
    for word in dict.fromkeys(word for text in texts for word in text):
        named = [numbers.setdefault(name, len(numbers)) for name in _features(word, places)]
        features[word] = np.array(named, dtype=np.int32)
    blocks = np.array([_BLOCKS[name[0]] for name in numbers], dtype=np.int8)
    nothing = np.zeros(0, dtype=np.int32)
    in_lines = [np.unique(np.concatenate([features[word] for word in text] or [nothing])) for text in texts]
    counts = np.bincount(np.concatenate([nothing, *in_lines]), minlength=len(numbers))
    kept = (counts > 1) | (blocks == STEMS)
    renumbered = np.where(kept, np.cumsum(kept) - 1, -1).astype(np.int32)
    vocabulary = Vocabulary(
        words={},
        slips={},
        columns={name: int(renumbered[number]) for name, number in numbers.items() if kept[number]},
        blocks=blocks[kept],
        idf=(np.log((1 + len(texts)) / (1 + counts[kept])) + 1).astype(np.float32),
        unseen=float(np.log(1 + len(texts)) + 1),
        places=places,
    )
    for word, found in features.items():
        columns = renumbered[found]
        vocabulary.words[word] = _word(columns[columns >= 0], vocabulary)
        vocabulary.slips.setdefault(skeleton(word), word)
    for word in features:
        for slip in _slips(word):
            vocabulary.slips.setdefault(slip, word)
    return vocabulary, [_vector([vocabulary.words[word] for word in text], vocabulary) for text in texts]


def vector(text: str, vocabulary: Vocabulary) -> Vector:
    """A folded text as a vector."""
    return _vector(
        [vocabulary.words.get(word) or _new_word(word, vocabulary) for word in text.split()], vocabulary
    )


def _new_word(word: str, vocabulary: Vocabulary) -> Word:
    known = vocabulary.columns
    names = _features(word, vocabulary.places)
    columns = [column for name in names if (column := known.get(name)) is not None]
    found = _word(np.array(columns, dtype=np.int32), vocabulary)
    if len(found.stems):
        return found
    meant = next((vocabulary.slips[slip] for slip in _slips(word) if slip in vocabulary.slips), None)
    return vocabulary.words[meant] if meant else found


def _slips(word: str) -> Iterable[str]:
    """What a word sounds like, and for a long word all that is left of it without one letter."""
    sound = skeleton(word)
    if len(sound) >= _SHORTEST_SLIP:
        yield sound
    if len(sound) >= _SHORTEST_TYPO:
        yield from (sound[:at] + sound[at + 1 :] for at in range(len(sound)))


def _word(columns: Ints, vocabulary: Vocabulary) -> Word:
    stems = columns[vocabulary.blocks[columns] == STEMS]
    return Word(columns, stems, float(vocabulary.idf[stems].max()) if len(stems) else vocabulary.unseen)


def _vector(words: list[Word], vocabulary: Vocabulary) -> Vector:
    everything = np.concatenate([np.zeros(0, dtype=np.int32), *(word.columns for word in words)])
    columns, counts = np.unique(everything, return_counts=True)
    values = (1 + np.log(counts.astype(np.float32))) * vocabulary.idf[columns]
    return Vector(
        columns,
        _scaled(values, vocabulary.blocks[columns]),
        tuple(word.stems for word in words),
        tuple(word.weight for word in words),
    )


def _scaled(values: Floats, blocks: NDArray[np.int8]) -> Floats:
    norms = np.sqrt(np.bincount(blocks, weights=values * values, minlength=len(_SHARES)))
    shares = np.where(norms > 0, _SHARES, 0)
    if not shares.any():
        return values
    factors = np.sqrt(shares / shares.sum()) / np.where(norms > 0, norms, 1)
    scaled: Floats = (values * factors[blocks]).astype(np.float32)
    return scaled


def _features(word: str, places: Places) -> Iterable[str]:
    """The names of a word's features; the first letter tells the block."""
    yield from _groups("l", word)
    yield from _groups("s", skeleton(word))
    yield from (f"w{stem}" for stem in stems(word))
    for code in countries(word, places):
        # Twice: a country weighs more than the word that names it.
        yield from (f"@{code}", f"@{code}")


def _groups(block: str, word: str) -> Iterable[str]:
    padded = f" {word} "
    for size in _SIZES:
        for at in range(len(padded) - size + 1):
            yield block + padded[at : at + size]

"""Which topic a phrase would find if it were not in its list: quick, for a check, so nothing is learned.

A phrase is laid beside every topic whole and beside its nearest phrase, each time without itself. The learner
knows the topics better; what stands out here stands out there too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from bot.understanding.features import Floats, Ints
from bot.understanding.normalise import fold, skeleton, to_cyrillic
from bot.understanding.scoring import PHRASE
from bot.understanding.stems import kyrgyz_stem
from bot.understanding.words import Places, countries, load_words

# Groups of three sounds, and stems: as good here as all that bot.understanding.features reads, in a quarter
# of the time.
_SOUNDS, _STEMS = 0.6, 0.4
# What stands against a rival: the likeness with the own topic whole, and with its nearest line; fitted on
# phrases of the content moved into wrong topics.
_OWN_WHOLE, _OWN_NEAREST = 1.2, 0.4
_PHRASES_AT_ONCE, _TOPICS_AT_ONCE = 10_000, 200  # so that a table stays small
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Said:
    """A line of a topic as staff wrote it: a way to ask, or with another weight its title or summary."""

    topic: str
    language: str
    text: str
    folded: str  # as bot.understanding.normalise leaves it
    weight: float = PHRASE


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lines as vectors of length 1 (phrases or not) and the sums of each topic's.

    `texts` are the lines as they were read, `own` the numbers of their topics; the first columns are `stems`.
    """

    lines: tuple[Said, ...]
    texts: tuple[str, ...]
    topics: tuple[str, ...]
    own: Ints
    vectors: Any  # scipy.sparse.csr_matrix, a row for each line
    sums: Any  # scipy.sparse.csr_matrix, a row for each topic
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rival:
    """A topic that stands nearer to a phrase than its own by `lead`; `nearest` is its phrase most like it.

    Both phrases are numbers of lines.
    """

    phrase: int
    topic: int
    lead: float
    nearest: int


def compare(lines: Sequence[Said]) -> Comparison:
    """The lines of all topics, ready to be laid beside each other."""
    from scipy.sparse import csr_matrix

    topics = tuple(dict.fromkeys(line.topic for line in lines))
    numbers = {topic: number for number, topic in enumerate(topics)}
    own = np.array([numbers[line.topic] for line in lines], dtype=np.int32)
    texts = _folded(lines)
    vectors, stems = _vectors([text.split() for text in texts])
    weights = np.array([line.weight for line in lines], dtype=np.float32)
    members = csr_matrix((weights, (own, np.arange(len(lines)))), shape=(len(topics), len(lines)))
    return Comparison(tuple(lines), tuple(texts), topics, own, vectors, (members @ vectors).tocsr(), stems)


def rivals(comparison: Comparison, least: float, among: Iterable[int] | None = None) -> list[Rival]:
    """For each phrase the rival that leads its own topic by at least so much, in the order of the lines.

    `among`: the numbers of the phrases to look at; None: all. A lead of 0 says nothing yet: two topics of one
    kind share most of their words.
    """
    found: list[Rival] = []
    chosen = phrases_of(comparison) if among is None else np.array(sorted(among), dtype=np.int32)
    for rows in _in_parts(chosen):
        table, at = wholes(comparison, rows), np.arange(len(rows))
        own = table[at, comparison.own[rows]].copy()
        table[at, comparison.own[rows]] = -1
        topics = table.argmax(axis=1)
        leads = table[at, topics] - _OWN_WHOLE * own
        for position in np.flatnonzero(leads >= least).tolist():
            row, topic = int(rows[position]), int(topics[position])
            own_nearest, _ = nearest(comparison, row, int(comparison.own[row]))
            lead = float(leads[position]) - _OWN_NEAREST * own_nearest
            if lead >= least:
                found.append(Rival(row, topic, lead, nearest(comparison, row, topic, PHRASE)[1]))
    return found


def phrases_of(comparison: Comparison, topic: str | None = None, language: str | None = None) -> Ints:
    """The numbers of the lines that are phrases: all, or a topic's in a language."""
    return np.array(
        [
            number
            for number, line in enumerate(comparison.lines)
            if line.weight == PHRASE and topic in (None, line.topic) and language in (None, line.language)
        ],
        dtype=np.int32,
    )


def wholes(comparison: Comparison, rows: Ints) -> Floats:
    """The cosine of each of these lines with each topic, its own taken without the line itself."""
    sums, vectors = comparison.sums, comparison.vectors[rows]
    squares = np.asarray(sums.multiply(sums).sum(axis=1), dtype=np.float32).ravel()
    # Dense, but not all topics at once: so it is quick and stays small.
    parts = range(0, sums.shape[0], _TOPICS_AT_ONCE)
    table: Floats = np.hstack([vectors @ sums[at : at + _TOPICS_AT_ONCE].toarray().T for at in parts])
    line, own = np.arange(len(rows)), comparison.own[rows]
    weights = np.array([comparison.lines[row].weight for row in rows], dtype=np.float32)
    product = table[line, own]
    table /= np.sqrt(np.maximum(squares, _TINY))
    without = np.maximum(squares[own] - 2 * weights * product + weights * weights, _TINY)
    table[line, own] = np.where(without > 1e-4, (product - weights) / np.sqrt(without), 0)
    return table


def pulls(comparison: Comparison, rows: Ints, topic: int) -> list[tuple[str, float]]:
    """The words by which a topic draws these lines, and how much of the likeness each makes; most first."""
    size = len(comparison.stems)
    asked = np.asarray(comparison.vectors[rows][:, :size].sum(axis=0)).ravel()
    drawn = asked * comparison.sums[topic].toarray()[0, :size]
    total = max(float(drawn.sum()), _TINY)
    places = load_words().places
    # A stem, and a country, are told by the word of these lines that names them most often.
    named: dict[str, str] = {}
    for word, _ in Counter(" ".join(comparison.texts[row] for row in rows).split()).most_common():
        for stem in _stems(word, places):
            named.setdefault(stem, word)
    shares: dict[str, float] = {}
    for column in np.flatnonzero(drawn).tolist():
        word = named[comparison.stems[column]]
        shares[word] = shares.get(word, 0.0) + float(drawn[column]) / total
    return sorted(shares.items(), key=lambda item: -item[1])


def nearest(comparison: Comparison, row: int, topic: int, weight: float | None = None) -> tuple[float, int]:
    """The greatest cosine of a line with another of this topic (of this weight only), and its number."""
    lines = comparison.lines
    others = [
        number
        for number in np.flatnonzero(comparison.own == topic).tolist()
        if number != row and weight in (None, lines[number].weight)
    ]
    if not others:
        return 0.0, row
    products = (comparison.vectors[others] @ comparison.vectors[row].T).toarray().ravel()
    best = int(products.argmax())
    return float(products[best]), others[best]


def _in_parts(rows: Ints) -> Iterator[Ints]:
    yield from (rows[at : at + _PHRASES_AT_ONCE] for at in range(0, len(rows), _PHRASES_AT_ONCE))


def _folded(lines: Sequence[Said]) -> list[str]:
    """Folded texts; in a language written in Cyrillic what is typed in Latin letters is read as Cyrillic."""
    seen = Counter((line.language, line.folded.isascii()) for line in lines)
    cyrillic = {language for language, _ in seen if seen[language, False] > seen[language, True]}
    return [
        fold(to_cyrillic(line.folded)) if line.folded.isascii() and line.language in cyrillic else line.folded
        for line in lines
    ]


def _vectors(texts: list[list[str]]) -> tuple[Any, tuple[str, ...]]:
    """A row of length 1 for each text, stems first, and these stems."""
    from scipy.sparse import csr_matrix, hstack

    numbers: dict[str, int] = {}
    columns: list[int] = []
    for text in texts:
        columns += [numbers.setdefault(word, len(numbers)) for word in text]
    words = list(numbers)
    pointers = np.cumsum([0, *(len(text) for text in texts)])
    used = csr_matrix(
        (np.ones(len(columns), dtype=np.float32), columns, pointers), shape=(len(texts), len(words))
    )
    stemmed, stems = _by_stem(words, load_words().places)
    sounds = _by_group(skeleton(" ".join(words)).split(" "))
    blocks = [
        _weighted(used @ stemmed, 1) * np.float32(_STEMS**0.5),
        _weighted(used @ sounds, 2) * np.float32(_SOUNDS**0.5),
    ]
    return _unit(hstack(blocks, format="csr")), stems


def _by_stem(words: list[str], places: Places) -> tuple[Any, tuple[str, ...]]:
    """Words against stems and countries, and these."""
    from scipy.sparse import csr_matrix

    numbers: dict[str, int] = {}
    columns: list[int] = []
    pointers = [0]
    for word in words:
        columns += [numbers.setdefault(stem, len(numbers)) for stem in _stems(word, places)]
        pointers.append(len(columns))
    ones = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((ones, columns, pointers), shape=(len(words), len(numbers))), tuple(numbers)


def _stems(word: str, places: Places) -> tuple[str, ...]:
    # Snowball takes three times as long, and Russian and English endings are seen by the groups of sounds.
    stem = word if word.isascii() else kyrgyz_stem(word)
    # Twice: a country weighs more than the word that names it.
    return (stem, *(f"@{code}" for code in countries(word, places) for _ in range(2)))


def _by_group(words: list[str]) -> Any:
    """Words against their letter groups, with the borders of a word as letters."""
    from scipy.sparse import csr_matrix

    # All words in one row of letters, 16 bits each, so that a group is one number.
    letters = (
        np.frombuffer(f" {' '.join(words)} ".encode("utf-32-le"), dtype=np.uint32).astype(np.uint64) & 0xFFFF
    )
    border = letters == ord(" ")
    groups = (letters[:-2] << np.uint64(32)) | (letters[1:-1] << np.uint64(16)) | letters[2:]
    inside = ~border[1:-1]
    names, columns = np.unique(groups[inside], return_inverse=True)
    owners = (np.cumsum(border) - 1)[1:-1][inside]
    ones = np.ones(len(columns), dtype=np.float32)
    return csr_matrix((ones, (owners, columns)), shape=(len(words), len(names)))


def _weighted(counts: Any, least: int) -> Any:
    """Rows of length 1 of features met in so many lines, each weighted by how rare it is."""
    counts = counts.tocsr()
    met = np.bincount(counts.indices, minlength=counts.shape[1])
    counts = counts[:, np.flatnonzero(met >= least)] if least > 1 else counts
    idf = np.log((1 + counts.shape[0]) / (1 + met[met >= least])) + 1
    counts.data = ((1 + np.log(counts.data)) * idf[counts.indices]).astype(np.float32)
    return _unit(counts)


def _unit(rows: Any) -> Any:
    lengths = np.sqrt(np.add.reduceat(np.append(rows.data**2, 0), rows.indptr[:-1]))
    lengths[np.diff(rows.indptr) == 0] = 1
    rows.data = (rows.data / np.repeat(lengths, np.diff(rows.indptr))).astype(np.float32)
    return rows

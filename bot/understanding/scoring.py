"""How much each topic looks like a question: a linear classifier, the whole topic, its nearest phrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.understanding.features import Floats, Ints, Vector

# The topic of a line of everyday talk.
EVERYDAY = -1
# Lines that are no phrase of a person count less, for the classifier and as nearest phrase.
TITLE, PHRASE, SUMMARY, ANSWER = 1.2, 1.0, 0.6, 0.3
_NEAREST_SHARE = {TITLE: 1.0, PHRASE: 1.0, SUMMARY: 0.9}
_PENALTY, _TOLERANCE = 1.0, 1.0
_RIVALS, _SAMPLE = 8, 12_000
_TINY = 1e-9
# Only this many topics are looked at closely.
_NEAR = 8
_WHOLE_AGAINST_MARGIN = 3.0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a topic, by its number."""

    topic: int
    weight: float
    vector: Vector


@dataclass(frozen=True, slots=True)
class Scorer:
    """Learned matrices. `classes` and `centres` have a row for each feature.

    Lines (`columns` and `values` between `pointers`) stand by topic: those of t from `starts[t]` on.
    """

    classes: NDArray[np.float16]
    intercepts: Floats
    centres: NDArray[np.float16]
    columns: Ints
    values: NDArray[np.float16]
    pointers: Ints
    starts: Ints
    known: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of the `topics` nearest to a question.

    For each the margin of its classifier, the cosine with the whole topic, the cosine with its nearest line
    and the share of the question's words (by idf) that it uses. `everyday` is the margin of everyday talk,
    `known` the share of words ever read, `length` the number of words.
    """

    topics: Ints
    margins: Floats
    wholes: Floats
    nearest: Floats
    shared: Floats
    everyday: float
    known: float
    length: int


def fit(lines: Sequence[Line], topics: int, written: int, features: int) -> Scorer:
    """A scorer of `topics` topics over `features` columns. Heavy: it trains the classifiers.

    Topics from number `written` on are nobody's answer, and one class to the classifiers.
    """
    from scipy.sparse import csr_matrix

    lines = sorted(lines, key=lambda line: line.topic % (topics + 1))
    labels = np.array([line.topic for line in lines], dtype=np.int32)
    weights = np.array([line.weight for line in lines], dtype=np.float32)
    matrix = csr_matrix(
        (
            np.concatenate([line.vector.values for line in lines]).astype(np.float64),
            np.concatenate([line.vector.columns for line in lines]),
            np.cumsum([0] + [len(line.vector.columns) for line in lines]),
        ),
        shape=(len(lines), features),
    )
    ours = int((labels != EVERYDAY).sum())
    members = csr_matrix((weights[:ours], (labels[:ours], np.arange(ours))), shape=(topics, len(lines)))
    centres = (members @ matrix).astype(np.float32).toarray()
    centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), _TINY)
    classes, intercepts = _classifiers(matrix, labels, weights, centres[:written])
    # Sentences of the answers are part of the whole topic; as nearest line they find no more and cost half of
    # the memory.
    kept = np.flatnonzero(weights[:ours] > ANSWER)
    shares = np.array([_NEAREST_SHARE[lines[at].weight] for at in kept], dtype=np.float32)
    phrases = matrix[kept]
    return Scorer(
        classes=classes,
        intercepts=intercepts,
        centres=np.ascontiguousarray(centres.T).astype(np.float16),
        columns=phrases.indices.astype(np.int32),
        values=(phrases.data * np.repeat(shares, np.diff(phrases.indptr))).astype(np.float16),
        pointers=phrases.indptr.astype(np.int32),
        starts=np.searchsorted(labels[kept], np.arange(topics + 1)).astype(np.int32),
        known=matrix.getnnz(axis=0) > 0,
    )


def _classifiers(
    matrix: Any, labels: Ints, weights: Floats, centres: Floats
) -> tuple[NDArray[np.float16], Floats]:
    """A linear classifier for each written topic, for the others together and, last, for everyday talk.

    Each learns its lines against those of its nearest rivals, everyday talk and a sample of all others, which
    with 150 topics is all of them. Sentences of the answers are left out: they are no way to ask, and without
    them 148 topics are found 1 % better in half the time.
    """
    from sklearn.svm import LinearSVC

    written = len(centres)
    asked = weights > ANSWER
    matrix, labels, weights = matrix[asked], np.minimum(labels[asked], written), weights[asked]
    sampled = np.random.default_rng(0).random(len(labels)) < _SAMPLE / len(labels)
    sampled |= (labels == EVERYDAY) | (labels == written)
    likeness = centres @ centres.T
    classes = np.zeros((written + 2, matrix.shape[1]), dtype=np.float16)
    intercepts = np.full(written + 2, -1.0, dtype=np.float32)
    for label in np.unique(labels):
        chosen = sampled | (labels == label)
        if 0 <= label < written:
            chosen |= np.isin(labels, np.argsort(-likeness[label])[: _RIVALS + 1])
        own = labels[chosen] == label
        if own.all():
            continue
        classifier = LinearSVC(C=_PENALTY, tol=_TOLERANCE, random_state=0)
        learned = matrix if chosen.all() else matrix[chosen]
        classifier.fit(learned, own, sample_weight=weights[chosen])
        # Label -1, everyday talk, is the last column; before it stand the topics that are not written.
        classes[label] = classifier.coef_[0]
        intercepts[label] = classifier.intercept_[0]
    return np.ascontiguousarray(classes.T), intercepts


def score(question: Vector, scorer: Scorer) -> Scores:
    """The scores of the topics nearest to a question."""
    columns, values = question.columns, question.values
    by_class = values @ scorer.classes[columns].astype(np.float32) + scorer.intercepts
    wholes = values @ scorer.centres[columns].astype(np.float32)
    written = len(by_class) - 2
    margins = np.append(
        by_class[:written], np.full(len(wholes) - written, by_class[written], dtype=np.float32)
    )
    topics = np.argsort(-(margins + _WHOLE_AGAINST_MARGIN * wholes))[:_NEAR].astype(np.int32)
    dense = np.zeros(len(scorer.known), dtype=np.float32)
    dense[columns] = values
    return Scores(
        topics=topics,
        margins=margins[topics],
        wholes=wholes[topics],
        nearest=np.array([_nearest(dense, topic, scorer) for topic in topics], dtype=np.float32),
        shared=_shared(question, topics, scorer),
        everyday=float(by_class[-1]),
        known=_known(question, scorer),
        length=len(question.words),
    )


def _nearest(question: Floats, topic: int, scorer: Scorer) -> float:
    pointers = scorer.pointers[scorer.starts[topic] : scorer.starts[topic + 1] + 1]
    inside = slice(pointers[0], pointers[-1])
    products = question[scorer.columns[inside]] * scorer.values[inside]
    return float(np.add.reduceat(products, pointers[:-1] - pointers[0]).max()) if len(products) else 0.0


def _shared(question: Vector, topics: Ints, scorer: Scorer) -> Floats:
    shared = np.zeros(len(topics), dtype=np.float32)
    for stems, weight in zip(question.words, question.weights, strict=True):
        if len(stems):
            shared += weight * (scorer.centres[np.ix_(stems, topics)] > 0).any(axis=0)
    return shared / max(sum(question.weights), _TINY)


def _known(question: Vector, scorer: Scorer) -> float:
    known = sum(
        weight
        for stems, weight in zip(question.words, question.weights, strict=True)
        if any(scorer.known[stem] for stem in stems)
    )
    return float(known / max(sum(question.weights), _TINY))

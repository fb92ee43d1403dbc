"""Scores of a question -> the probability that a topic answers it, learned from phrases held back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.understanding.scoring import EVERYDAY, PHRASE, Line, Scores, fit, score

_STRENGTH = 1.0
_EVIDENCE = 9
_PARTS, _WORLD = 4, 48
# So many held-back phrases settle a dozen weights.
_ENOUGH = 1000


@dataclass(frozen=True, slots=True)
class Confidence:
    """A logistic function over the evidence for one topic."""

    weights: NDArray[np.float64]
    intercept: float


def probabilities(scores: Scores, confidence: Confidence) -> NDArray[np.float64]:
    """For each of the scored topics the probability that it answers the question; together at most 1."""
    logits = _evidence(scores) @ confidence.weights + confidence.intercept
    found: NDArray[np.float64] = 1 / (1 + np.exp(-logits))
    return found / max(1.0, float(found.sum()))


def learn_confidence(lines: Sequence[Line], topics: int, written: int, features: int) -> Confidence:
    """Fit on phrases held back in turn, asked of a scorer without them and of one without their whole topic.

    The second is a question about our subject that no topic answers; everyday talk held back is about
    nothing of ours. So the figures follow the content, and no question has to be kept for fitting.
    """
    from sklearn.linear_model import LogisticRegression

    # With many topics some of them, next to each other in the catalogue, are world enough.
    world = min(written, _WORLD)
    evidence: list[NDArray[np.float64]] = []
    right: list[bool] = []
    for part in range(_PARTS if written <= _WORLD else 1):
        kept = [
            topic for topic in range(topics) if topic >= written or (topic < world and topic % _PARTS != part)
        ]
        numbers = {topic: number for number, topic in enumerate(kept)} | {EVERYDAY: EVERYDAY}
        trained, asked = [], []
        for position, line in enumerate(lines):
            held_back = line.weight == PHRASE and position % _PARTS == part
            if line.topic in numbers and not held_back:
                trained.append(Line(numbers[line.topic], line.weight, line.vector))
            elif line.weight == PHRASE and (line.topic < world or line.topic >= written):
                asked.append(line)
        scorer = fit(trained, len(kept), sum(topic < written for topic in kept), features)
        for line in asked[:: -(-len(asked) * _PARTS // _ENOUGH)]:
            scores = score(line.vector, scorer)
            evidence.append(_evidence(scores))
            right.extend(
                line.topic != EVERYDAY and numbers.get(line.topic) == topic for topic in scores.topics
            )
    if len(set(right)) < 2:
        return Confidence(np.zeros(_EVIDENCE), 0.0)
    model = LogisticRegression(C=_STRENGTH, solver="newton-cholesky").fit(np.concatenate(evidence), right)
    return Confidence(model.coef_[0], float(model.intercept_[0]))


def _evidence(scores: Scores) -> NDArray[np.float64]:
    """A row for each topic: its scores, how far it is ahead of the next best, what is known of the words."""
    rivals = np.append(scores.margins, scores.everyday)
    return np.column_stack(
        [
            scores.margins,
            _lead(scores.margins, rivals),
            scores.wholes,
            _lead(scores.wholes, scores.wholes),
            scores.nearest,
            _lead(scores.nearest, scores.nearest),
            scores.shared,
            np.full(len(scores.topics), scores.known),
            np.full(len(scores.topics), np.log1p(scores.length)),
        ]
    ).astype(np.float64)


def _lead(own: NDArray[np.float32], rivals: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far each is ahead of the best of the others (behind it: negative)."""
    order = np.sort(rivals)
    best = order[-1]
    second = order[-2] if len(order) > 1 else np.float32(0)
    return own - np.where(own == best, second, best)

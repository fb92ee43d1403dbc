"""What a topic is confused with: the other topics nearest to its phrases, and the words that draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.understanding.rivals import Said, compare, nearest, phrases_of, pulls, wholes
from bot.understanding.scoring import PHRASE

RIVALS, WORDS = 3, 6
# A word that makes less of the likeness than this is not worth telling.
LEAST_SHARE = 0.03


@dataclass(frozen=True, slots=True)
class Confusion:
    """A rival of a topic in one language.

    `nearer` of `asked` phrases stand nearer to the rival than to the own topic without them; `likeness` is
    the mean cosine. `phrase` is the one drawn most, `like` the rival's phrase nearest to it. Each of `words`
    has its share of the likeness.
    """

    language: str
    rival: str
    asked: int
    nearer: int
    likeness: float
    phrase: str
    like: str
    words: tuple[tuple[str, float], ...]


def confusions(lines: Sequence[Said], topic: str) -> list[Confusion]:
    """The nearest other topics for each language of a topic, nearest first."""
    comparison = compare(lines)
    own = comparison.topics.index(topic)
    found = []
    for language in dict.fromkeys(line.language for line in lines if line.topic == topic):
        rows = phrases_of(comparison, topic, language)
        if not len(rows):
            continue
        table = wholes(comparison, rows)
        likeness = table.mean(axis=0)
        likeness[own] = -1
        for rival in np.argsort(-likeness)[:RIVALS].tolist():
            if likeness[rival] <= 0:
                continue
            leads = table[:, rival] - table[:, own]
            drawn = int(rows[leads.argmax()])
            _, like = nearest(comparison, drawn, rival, PHRASE)
            words = pulls(comparison, rows, rival)[:WORDS]
            found.append(
                Confusion(
                    language=language,
                    rival=comparison.topics[rival],
                    asked=len(rows),
                    nearer=int((leads > 0).sum()),
                    likeness=float(likeness[rival]),
                    phrase=lines[drawn].text,
                    like=lines[like].text if like != drawn else "",
                    words=tuple((word, share) for word, share in words if share >= LEAST_SHARE),
                )
            )
    return found

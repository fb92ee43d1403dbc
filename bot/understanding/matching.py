"""A question -> the topics that answer it, and whether one of them may be shown as the answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from bot.understanding.confidence import probabilities
from bot.understanding.features import vector
from bot.understanding.index import Index
from bot.understanding.language import hear
from bot.understanding.normalise import Reading, readings
from bot.understanding.scoring import EVERYDAY, score
from bot.understanding.words import countries, countries_in

Outcome: TypeAlias = Literal["answered", "suggested", "unanswered", "danger", "off_topic"]

_MOST, _SUGGESTED = 5, 3
_LONGEST = 1500
# Chosen on tests/evaluation/tuning.jsonl, 544 invented questions that are neither phrases nor evaluation, 100
# of them none of ours: wrong answers below 1 %, something offered to 8 % of everyday talk. _SUGGEST is the
# probability that one of the first three is right; without a word of our subject it must be _SUGGEST_STRANGE.
_ANSWER, _DANGER, _SUGGEST, _SUGGEST_STRANGE = 0.55, 0.3, 0.06, 0.15
# A match in a reading that is not what was typed is a little less likely.
_TRUST = {"typed": 1.0, "latin": 1.0, "layout": 0.97}
# A question about another country than the topic's is hardly ever answered by it.
_ELSEWHERE = 0.2
# From this margin on, a question is everyday talk, and below minus this it is not.
_EVERYDAY = 0.3
_AS_WRITTEN = 0.95


@dataclass(frozen=True, slots=True)
class Match:
    """A topic and the probability, 0 to 1, that it answers the question."""

    topic: str
    score: float


@dataclass(frozen=True, slots=True)
class Understood:
    """The language of a question, what may be done with it, and the nearest topics, best first."""

    language: str
    outcome: Outcome
    matches: tuple[Match, ...]


def only(topics: Collection[str], understood: Understood) -> Understood:
    """What was understood without the topics that are gone since the phrases were learned."""
    left = tuple(match for match in understood.matches if match.topic in topics)
    if left == understood.matches:
        return understood
    outcome = understood.outcome
    if outcome in ("answered", "danger") and left[:1] != understood.matches[:1]:
        outcome = "suggested"
    if outcome == "suggested" and not left:
        outcome = "unanswered"
    return replace(understood, outcome=outcome, matches=left)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one reading of a question gives: probabilities by topic number, best first."""

    topics: dict[int, float]
    reading: Reading
    everyday: float


def match(question: str, index: Index, fallback_language: str) -> Understood:
    """The topics nearest to a question; `fallback_language` is taken when the text does not say its own.

    Of a long story the first 1,500 characters are read.
    """
    question = question[:_LONGEST]
    heard = hear(question, index.languages, fallback_language)
    found = [_look_up(reading, index) for reading in readings(question) if reading.how in heard.readings]
    best = max(found, key=lambda one: max(one.topics.values(), default=0.0) * _TRUST[one.reading.how])
    matches = tuple(
        Match(index.topics[topic], round(probability, 4))
        for topic, probability in best.topics.items()
        if topic < index.written
    )[:_MOST]
    return Understood(heard.language, _outcome(best, matches, index), matches)


def _look_up(reading: Reading, index: Index) -> _Found:
    if not reading.text or not index.written:
        return _Found({}, reading, 0.0)
    scores = score(vector(reading.text, index.vocabulary), index.scorer)
    named = countries_in(reading.text, index.words.places) - index.own_country
    topics = {
        int(topic): float(probability) * (_ELSEWHERE if _elsewhere(int(topic), named, index) else 1.0)
        for topic, probability in zip(scores.topics, probabilities(scores, index.confidence), strict=True)
    }
    owner = index.phrases.get(reading.text)
    if owner is not None:
        topics = {topic: probability * (1 - _AS_WRITTEN) for topic, probability in topics.items()}
        if owner != EVERYDAY:
            topics[owner] = _AS_WRITTEN
    return _Found(dict(sorted(topics.items(), key=lambda item: -item[1])), reading, scores.everyday)


def _elsewhere(topic: int, named: frozenset[str], index: Index) -> bool:
    if topic >= index.written or not named:
        return False
    homes = index.homes[topic] - index.own_country
    return bool(homes) and not homes & named


def _outcome(found: _Found, matches: tuple[Match, ...], index: Index) -> Outcome:
    top = matches[0] if matches else None
    if top and top.topic in index.danger and top.score >= _DANGER:
        return "danger"
    if top and top.score >= _ANSWER and not _too_short(found, index):
        return "answered"
    ours = _ours(found, index)
    if sum(match.score for match in matches[:_SUGGESTED]) >= (_SUGGEST if ours else _SUGGEST_STRANGE):
        return "suggested"
    return "unanswered" if ours else "off_topic"


def _too_short(found: _Found, index: Index) -> bool:
    """Whether a question is one word or names of countries only, and not a phrase that staff wrote."""
    if found.reading.text in index.phrases:
        return False
    words = found.reading.text.split()
    return len(words) == 1 or _countries_only(words, index)


def _countries_only(words: list[str], index: Index) -> bool:
    return bool(words) and all(countries(word, index.words.places) for word in words)


def _ours(found: _Found, index: Index) -> bool:
    """Whether a question is about our subject by its words, whichever topics are near."""
    if found.everyday > _EVERYDAY:
        return False
    words = found.reading.text.split()
    planned = max((score for topic, score in found.topics.items() if topic >= index.written), default=0.0)
    if planned >= _SUGGEST or _countries_only(words, index):
        return True
    if any(word.startswith(index.words.subject) for word in words):
        return True
    return found.everyday < -_EVERYDAY and bool(countries_in(found.reading.text, index.words.places))

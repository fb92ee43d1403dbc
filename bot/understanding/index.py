"""Everything learned from a Library once, read by many questions at a time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import cycle

from bot.content.model import Library, Topic
from bot.content.rendering import plain
from bot.understanding.confidence import Confidence, learn_confidence
from bot.understanding.features import Vocabulary, learn_vectors
from bot.understanding.language import LanguageModel, hear, learn_languages
from bot.understanding.normalise import clean, fold, to_cyrillic
from bot.understanding.scoring import ANSWER, EVERYDAY, PHRASE, SUMMARY, TITLE, Line, Scorer, fit
from bot.understanding.words import Words, countries, countries_in, load_words

_SENTENCE = re.compile(r"\n+|(?<=[.!?])\s+")
_SHORTEST_SENTENCE = 3
# Everybody who asks comes from here, so it says nothing about where a topic holds.
_OWN_COUNTRY = frozenset({"KG"})
# A topic is about a country when its title, its section or this share of its phrases names it.
_HOME_SHARE = 0.3
# So many everyday lines for each of so many names of a country.
_STRAYS, _STRAY_NAMES = 4, 3
# So many characters of a language are enough to know it.
_ENOUGH_TEXT = 100_000


@dataclass(frozen=True, slots=True)
class Index:
    """What `learn` found. Topics from number `written` on are only planned: nothing answers them yet."""

    topics: tuple[str, ...]
    written: int
    danger: frozenset[str]
    homes: tuple[frozenset[str], ...]
    own_country: frozenset[str]
    phrases: dict[str, int]
    words: Words
    languages: LanguageModel
    vocabulary: Vocabulary
    scorer: Scorer
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class _Entry:
    topic: int
    weight: float
    text: str


def learn(library: Library) -> Index:
    """Read a Library. Heavy (seconds of processor time with 150 topics): run it in a thread."""
    words = load_words()
    topics = tuple(library.topics.values())
    planned = {topic: texts for topic, texts in words.planned.items() if topic not in library.topics}
    languages = _languages(library, words)

    entries = [entry for number, topic in enumerate(topics) for entry in _entries(number, topic, languages)]
    entries += [
        _Entry(number, PHRASE, fold(clean(line)))
        for number, texts in enumerate(planned.values(), start=len(topics))
        for lines in texts.values()
        for line in lines
    ]
    everyday = {language: [fold(clean(line)) for line in lines] for language, lines in words.everyday.items()}
    entries += [_Entry(EVERYDAY, PHRASE, line) for lines in everyday.values() for line in lines]
    entries += [_Entry(EVERYDAY, PHRASE, line) for line in _strays(topics, everyday, words)]

    vocabulary, vectors = learn_vectors((entry.text for entry in entries), words.places)
    lines = [Line(entry.topic, entry.weight, found) for entry, found in zip(entries, vectors, strict=True)]
    size = (len(topics) + len(planned), len(topics), len(vocabulary.columns))
    return Index(
        topics=(*library.topics, *planned),
        written=len(topics),
        danger=frozenset(topic.id for topic in topics if topic.danger),
        homes=_homes(topics, entries, words),
        own_country=_OWN_COUNTRY,
        phrases=_phrases(entries),
        words=words,
        languages=languages,
        vocabulary=vocabulary,
        scorer=fit(lines, *size),
        confidence=learn_confidence(lines, *size),
    )


def _entries(number: int, topic: Topic, languages: LanguageModel) -> Iterable[_Entry]:
    for language, text in topic.texts.items():
        yield _Entry(number, TITLE, fold(clean(text.title)))
        yield _Entry(number, SUMMARY, fold(clean(text.summary)))
        for phrase in text.ask:
            yield _Entry(number, PHRASE, _as_meant(phrase, language, languages))
        for sentence in _SENTENCE.split(plain(text.answer)):
            if len(sentence.split()) >= _SHORTEST_SENTENCE:
                yield _Entry(number, ANSWER, fold(clean(sentence)))


def _as_meant(phrase: str, language: str, languages: LanguageModel) -> str:
    """A folded phrase, in Cyrillic where staff typed Kyrgyz or Russian in Latin letters."""
    typed = fold(clean(phrase))
    in_latin = typed.isascii() and (language, "latin") in languages.writings
    if in_latin and hear(phrase, languages, language).writing == "latin":
        return fold(to_cyrillic(typed))
    return typed


def _strays(topics: tuple[Topic, ...], everyday: dict[str, list[str]], words: Words) -> Iterable[str]:
    """Everyday talk with a country of ours in it: naming the country does not make it our subject."""
    for language, talk in everyday.items():
        phrases = [
            phrase for topic in topics if language in topic.texts for phrase in topic.texts[language].ask
        ]
        named: dict[str, Counter[str]] = {}
        for word in fold(clean(" ".join(phrases))).split():
            for code in countries(word, words.places):
                named.setdefault(code, Counter())[word] += 1
        lines = cycle(talk)
        for names in named.values():
            for name, _ in names.most_common(_STRAY_NAMES):
                yield from (f"{next(lines)} {name}" for _ in range(_STRAYS))


def _phrases(entries: list[_Entry]) -> dict[str, int]:
    """Phrases and titles as staff wrote them, of one topic only."""
    owners: dict[str, set[int]] = {}
    for entry in entries:
        if entry.weight in (TITLE, PHRASE):
            owners.setdefault(entry.text, set()).add(entry.topic)
    return {text: topics.pop() for text, topics in owners.items() if len(topics) == 1}


def _homes(topics: tuple[Topic, ...], entries: list[_Entry], words: Words) -> tuple[frozenset[str], ...]:
    """The countries that each topic is about; none if it holds everywhere."""
    titles: list[set[str]] = [set(countries_in(fold(clean(topic.section)), words.places)) for topic in topics]
    named: list[Counter[str]] = [Counter() for _ in topics]
    phrases = Counter(entry.topic for entry in entries if entry.weight == PHRASE)
    for entry in entries:
        if 0 <= entry.topic < len(topics) and entry.weight in (TITLE, PHRASE):
            found = countries_in(entry.text, words.places)
            if entry.weight == TITLE:
                titles[entry.topic] |= found
            named[entry.topic].update(found)
    return tuple(
        frozenset(title | {code for code, count in often.items() if count >= _HOME_SHARE * phrases[number]})
        for number, (title, often) in enumerate(zip(titles, named, strict=True))
    )


def _languages(library: Library, words: Words) -> LanguageModel:
    texts: dict[str, list[str]] = {}
    for language in library.languages:
        lines = texts.setdefault(language, [*words.everyday.get(language, ())])
        lines += [line for phrases in words.planned.values() for line in phrases.get(language, ())]
        for topic in library.topics.values():
            if language in topic.texts:
                text = topic.texts[language]
                lines += [text.title, text.summary, plain(text.answer), *text.ask]
            if sum(map(len, lines)) > _ENOUGH_TEXT:
                break
    return learn_languages(texts, words.common, words.neighbour)

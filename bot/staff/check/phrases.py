"""Ways to ask that stand twice, belong to another topic or would never be found; titles that are the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from bot.content.interface import talk_key
from bot.content.loader import Loaded
from bot.findings import Finding
from bot.understanding.language import LanguageModel, hear, learn_languages
from bot.understanding.normalise import clean, fold
from bot.understanding.rivals import Said, compare, rivals
from bot.understanding.scoring import PHRASE, SUMMARY, TITLE
from bot.understanding.words import Places, Words, countries, load_words
from bot.yamlfile import Keys, YamlFile

FEWEST = 10
LONGEST = 300
# By so much a rival must stand nearer (on the shipped content none does), and so many phrases in all
# languages must tell what the own topic is about.
CLEARLY, ENOUGH = 0.08, 10
# To lay every phrase beside every other costs the square of their number: 16 s for 75,000.
MOST_COMPARED = 100_000
# So many characters of a language are enough to know it from another.
ENOUGH_TEXT = 8_000


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A way to ask and where it stands."""

    line: Said
    file: YamlFile
    at: Keys

    @property
    def place(self) -> str:
        return f"{self.file.name}:{self.file.values.get(self.at, (1, 1))[0]}"

    def finding(self, code: str, **values: object) -> Finding:
        text = self.line.text
        return self.file.finding(self.at, code, key=False, quote=text, phrase=shorter(text), **values)


def check_phrases(loaded: Loaded, _today: date) -> Iterator[Finding]:
    """Everything worth telling of the ways to ask and of titles."""
    lines = said(loaded)
    phrases = {
        number: _Phrase(line, loaded.files[name], ("ask", at))
        for number, line, at in _numbered(lines)
        if (name := f"{line.language}/{line.topic}.yaml") in loaded.files
    }
    words = load_words()
    yield from _few(loaded)
    yield from _same_titles(loaded)
    yield from _twice(phrases.values())
    if len(phrases) <= MOST_COMPARED:
        yield from _misplaced(lines, phrases, _whole(loaded))
    else:
        yield loaded.files["catalogue.yaml"].finding((), "phrases_not_compared", n=len(phrases))
    yield from _unreached(loaded, phrases.values(), words)
    yield from _foreign(loaded, phrases.values(), words)


def said(loaded: Loaded) -> list[Said]:
    """The phrases, titles and summaries of all topics: what a phrase is compared with."""
    return [
        Said(topic, language, line, fold(clean(line)), weight)
        for (language, topic), text in loaded.texts.items()
        for line, weight in (
            *((line, PHRASE) for line in text.ask),
            (text.title, TITLE),
            (text.summary, SUMMARY),
        )
    ]


def _numbered(lines: Sequence[Said]) -> Iterator[tuple[int, Said, int]]:
    """Each phrase with its number among the lines and its place in its own list."""
    places: Counter[tuple[str, str]] = Counter()
    for number, line in enumerate(lines):
        if line.weight == PHRASE:
            yield number, line, places[line.topic, line.language]
            places[line.topic, line.language] += 1


def shorter(text: str, most: int = 60) -> str:
    """The beginning of a long phrase, to be told in one line."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _few(loaded: Loaded) -> Iterator[Finding]:
    for (language, topic), text in loaded.texts.items():
        file = loaded.files.get(f"{language}/{topic}.yaml")
        if file and len(text.ask) < FEWEST:
            yield file.finding(("ask",), "ask_few", key=True, n=len(text.ask), fewest=FEWEST)


def _same_titles(loaded: Loaded) -> Iterator[Finding]:
    first: dict[tuple[str, str], YamlFile] = {}
    for (language, topic), text in loaded.texts.items():
        file = loaded.files.get(f"{language}/{topic}.yaml")
        if file is None:
            continue
        other = first.setdefault((language, fold(clean(text.title))), file)
        if other is not file:
            place = f"{other.name}:{other.values.get(('title',), (1, 1))[0]}"
            yield file.finding(("title",), "title_twice", quote=text.title, title=text.title, place=place)


def _twice(phrases: Iterable[_Phrase]) -> Iterator[Finding]:
    first: dict[str, _Phrase] = {}
    own: dict[tuple[str, str, str], _Phrase] = {}
    for phrase in phrases:
        line = phrase.line
        before = own.setdefault((line.topic, line.language, line.folded), phrase)
        if before is not phrase:
            yield phrase.finding("phrase_twice", place=before.place)
            continue
        other = first.setdefault(line.folded, phrase)
        if other.line.topic != line.topic:
            yield phrase.finding("phrase_in_two_topics", topic=other.line.topic, place=other.place)


def _whole(loaded: Loaded) -> frozenset[str]:
    """The topics whose texts could be read in every language; the others say too little of themselves."""
    read = Counter(topic for _, topic in loaded.texts)
    return frozenset(topic for topic, texts in read.items() if texts == len(loaded.languages))


def _misplaced(lines: Sequence[Said], phrases: Mapping[int, _Phrase], whole: Set[str]) -> Iterator[Finding]:
    sizes = Counter(phrase.line.topic for phrase in phrases.values())
    if len(sizes) < 2:
        return
    owners: dict[str, set[str]] = {}
    for phrase in phrases.values():
        owners.setdefault(phrase.line.folded, set()).add(phrase.line.topic)
    leaning = rivals(compare(lines), CLEARLY)
    # A country draws what names it to its own topics; what belongs elsewhere leans there without it, too.
    places = load_words().places
    bare = compare([replace(line, folded=_without_countries(line.folded, places)) for line in lines])
    agreed = {(one.phrase, one.topic) for one in rivals(bare, 0, {one.phrase for one in leaning})}
    for rival in leaning:
        if (rival.phrase, rival.topic) not in agreed:
            continue
        line, near = lines[rival.phrase], lines[rival.nearest]
        # One word says too little, and what stands in both topics has been told.
        if len(line.folded.split()) < 2 or len(owners.get(line.folded, ())) != 1:
            continue
        if not whole >= {line.topic, near.topic}:
            continue
        if sizes[line.topic] > ENOUGH and rival.nearest in phrases:
            yield phrases[rival.phrase].finding(
                "phrase_misplaced",
                topic=near.topic,
                nearest=shorter(near.text),
                place=phrases[rival.nearest].place,
            )


def _without_countries(folded: str, places: Places) -> str:
    return " ".join(word for word in folded.split() if not countries(word, places))


def _unreached(loaded: Loaded, phrases: Iterable[_Phrase], words: Words) -> Iterator[Finding]:
    talk = {key for interface in loaded.interface.values() for key in interface.talk}
    everyday = {fold(clean(line)) for lines in words.everyday.values() for line in lines}
    for phrase in phrases:
        text, folded = phrase.line.text, phrase.line.folded
        spoken = folded.split()
        if len(text) > LONGEST:
            yield phrase.finding("phrase_long", n=len(text), longest=LONGEST)
        elif talk_key(text) in talk:
            yield phrase.finding("phrase_small_talk")
        elif folded in everyday:
            yield phrase.finding("phrase_everyday")
        elif not spoken:
            yield phrase.finding("phrase_wordless")
        elif all(countries(word, words.places) for word in spoken):
            yield phrase.finding("phrase_country_only")


def _foreign(loaded: Loaded, phrases: Iterable[_Phrase], words: Words) -> Iterator[Finding]:
    """Phrases in the file of another language. Loans, mixtures and Latin letters are how people ask."""
    common = {language: frozenset(map(fold, listed)) for language, listed in words.common.items()}
    model: LanguageModel | None = None
    for phrase in phrases:
        line = phrase.line
        spoken = set(line.folded.split())
        if spoken & common.get(line.language, frozenset()):
            continue
        if not any(spoken & listed for listed in common.values()):
            continue
        # Few phrases come so far, so the letters of the languages are counted only for them.
        model = model or _languages(loaded, words)
        heard = hear(line.text, model, line.language)
        in_latin = line.folded.isascii() and heard.language == "en"
        if heard.language == line.language or heard.writing != "typed" or in_latin:
            continue
        if not any(hear(word, model, heard.language).language == line.language for word in line.text.split()):
            yield phrase.finding("phrase_language", language=line.language, heard=heard.language)


def _languages(loaded: Loaded, words: Words) -> LanguageModel:
    texts: dict[str, list[str]] = {language: list(lines) for language, lines in words.everyday.items()}
    sizes: Counter[str] = Counter()
    for (language, _), text in loaded.texts.items():
        if sizes[language] < ENOUGH_TEXT:
            lines = (text.title, text.summary, *text.ask)
            texts.setdefault(language, []).extend(lines)
            sizes[language] += sum(map(len, lines))
    return learn_languages(texts, words.common, words.neighbour)

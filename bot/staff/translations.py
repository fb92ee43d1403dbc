"""Which paragraphs of a translation are older than the text they were translated from.

A committed record, content/translations.jsonl, holds for every topic and language the pairs
(mark of the source's paragraph, mark of the translation's) as last agreed. One line a topic and
language, sorted: two people who translate different topics never meet in one line. It is not
YAML, so that it is no part of the content nor of its version.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.content.loader import Loaded
from bot.staff.paragraphs import Followed, Paragraph, follow, pair, paragraphs


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the record says of a translation: the marks of either side, and which says which, by number.

    A paragraph of one side that stands in several pairs was joined or split by the translator.
    """

    source: str
    original: tuple[str, ...]
    text: tuple[str, ...]
    pairs: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Translation:
    """A topic in a language it was translated into, beside the text it comes from."""

    topic: str
    language: str
    source: str
    source_file: str
    file: str
    original: tuple[Paragraph, ...]
    text: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a translation stands against the record.

    `older` pairs the changed source with what was not translated again, `missing` the source with the
    paragraph it should follow (None: the first). `known` is the record with all that needs no decision,
    `minor` the same with the older paragraphs agreed as they are.
    """

    older: tuple[tuple[Paragraph, Paragraph], ...]
    missing: tuple[tuple[Paragraph, Paragraph | None], ...]
    extra: tuple[Paragraph, ...]
    known: Agreed
    minor: Agreed

    @property
    def behind(self) -> int:
        """How many paragraphs somebody has to look at."""
        return len({text for _, text in self.older}) + len(self.missing) + len(self.extra)


def source_of(loaded: Loaded, topic: str) -> str:
    """The language that a topic is written in first."""
    if loaded.library and topic in loaded.library.topics:
        return loaded.library.topics[topic].source
    section, _, slug = topic.partition("/")
    named = loaded.catalogue.sections[section].topics[slug].source if loaded.catalogue else None
    return named if named and named in loaded.languages else loaded.default_language


def topics_of(loaded: Loaded) -> Iterator[str]:
    """Every topic in menu order."""
    for section, place in loaded.catalogue.sections.items() if loaded.catalogue else ():
        for slug in place.topics:
            yield f"{section}/{slug}"


def translations(loaded: Loaded) -> Iterator[Translation]:
    """Every translation that stands in a file of its own, in menu order; none of a text that is broken."""
    for topic in topics_of(loaded):
        source = source_of(loaded, topic)
        if (source, topic) not in loaded.texts:
            continue
        original = loaded.files[f"{source}/{topic}.yaml"]
        written = paragraphs(original)
        for language in loaded.languages:
            if language != source and (language, topic) in loaded.texts:
                file = loaded.files[f"{language}/{topic}.yaml"]
                names = original.name, file.name
                yield Translation(topic, language, source, *names, written, paragraphs(file))


def agree(translation: Translation) -> Agreed:
    """The two texts as they stand now, all of it taken as true to each other."""
    original, text = translation.original, translation.text
    marks = tuple(one.mark for one in original), tuple(one.mark for one in text)
    return Agreed(translation.source, *marks, tuple(pair(original, text)))


def standing(translation: Translation, agreed: Agreed) -> Standing:
    """What has changed since the two texts were last agreed.

    A paragraph that changed in both languages counts as translated.
    """
    original, text = translation.original, translation.text
    before = follow(agreed.original, [one.mark for one in original])
    after = follow(agreed.text, [one.mark for one in text])
    source, target = before.same | before.changed, after.same | after.changed
    older = [
        (before.changed[s], after.same[t]) for s, t in agreed.pairs if s in before.changed and t in after.same
    ]
    pairs = [(source[s], target[t]) for s, t in agreed.pairs if s in source and t in target]
    pairs += _added(before, after)
    for j in sorted(set(after.new) - {j for _, j in pairs}):
        if j - 1 in after.changed.values():  # a translator who splits a paragraph adds nothing
            pairs += [(i, j) for i, other in pairs if other == j - 1][-1:]
    pairs.sort()
    said, kept = dict(pairs), {j for _, j in pairs}
    missing = [i for i in range(len(original)) if i not in said]

    def before_gap(i: int) -> Paragraph | None:
        earlier = [said[k] for k in range(i) if k in said]
        return text[earlier[-1]] if earlier else None

    return Standing(
        older=tuple((original[i], text[j]) for i, j in older),
        missing=tuple((original[i], before_gap(i)) for i in missing),
        extra=tuple(text[j] for j in range(len(text)) if j not in kept),
        known=_record(translation, agreed, (source, target), pairs, {i for i, _ in older}),
        minor=_record(translation, agreed, (source, target), pairs, set()),
    )


def brought_up(translation: Translation, agreed: Agreed) -> Agreed:
    """The record with everything that needs nobody's decision.

    Where paragraphs were moved and rewritten at once, so that the new record would forget
    something to look at, it stays as it was.
    """
    seen = standing(translation, agreed)
    if seen.known == agreed:
        return agreed
    return seen.known if standing(translation, seen.known).behind == seen.behind else agreed


def _record(
    translation: Translation,
    agreed: Agreed,
    moved: tuple[Mapping[int, int], Mapping[int, int]],
    pairs: Sequence[tuple[int, int]],
    held: Collection[int],
) -> Agreed:
    """The record of now: what somebody has to look at stays on it as it was, the rest as it is now.

    `moved`: where the paragraphs on record stand now; `held`: those of the source to look at.
    A paragraph that is gone on one side only keeps a place there, between its neighbours.
    """
    source, target = moved
    said, kept = {i for i, _ in pairs}, {j for _, j in pairs}
    placed: set[tuple[float, float]] = {(i, j) for i, j in pairs}
    sources = {float(i): translation.original[i].mark for i in said}
    texts = {float(j): translation.text[j].mark for j in kept}
    for s, t in agreed.pairs:
        i, j = _place(s, source), _place(t, target)
        both, one = s in source and t in target, s in source or t in target
        if (both and i in held) or (one and not both and i not in said and j not in kept):
            placed.add((i, j))
            sources[i], texts[j] = agreed.original[s], agreed.text[t]
    rows, columns = sorted(sources), sorted(texts)
    return Agreed(
        translation.source,
        tuple(sources[i] for i in rows),
        tuple(texts[j] for j in columns),
        tuple(sorted((rows.index(i), columns.index(j)) for i, j in placed)),
    )


def _place(number: int, now: Mapping[int, int]) -> float:
    """Where a paragraph on record stands; of one that is gone, a place behind the one before it."""
    behind = max((place for old, place in now.items() if old < number), default=-1)
    return float(now[number]) if number in now else behind + 1 - 1 / (number + 2)


def _added(before: Followed, after: Followed) -> list[tuple[int, int]]:
    """New paragraphs of the source with new ones of the translation: the same gap first, then in order."""
    sources, texts = dict(before.new), dict(after.new)
    pairs = []
    for same_gap in (True, False):
        for i, gap in list(sources.items()):
            j = next((j for j, other in texts.items() if other == gap or not same_gap), None)
            if j is not None:
                pairs.append((i, j))
                del sources[i], texts[j]
    return pairs

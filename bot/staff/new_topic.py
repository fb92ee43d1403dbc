"""A new topic: first drafts that nobody sees, then a place in the menu once the text is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from bot.content.editing import CannotEdit, inserted_key
from bot.content.loader import Loaded, load
from bot.content.reading import Snapshot
from bot.content.schema import CatalogueFile
from bot.content.schemas import schema_comment
from bot.content.writing_files import Change
from bot.findings import Finding, errors
from bot.staff.refusing import Refusal
from bot.words import say
from bot.yamlfile import parse_yaml

ID_CHARACTERS = 34  # a topic's id travels in every button
_KEYS = ("title", "summary", "answer", "ask")


class NotMade(Refusal):
    """No topic was made, and why; `findings` are what is wrong with its texts."""

    tool = "new"

    def __init__(self, key: str, findings: tuple[Finding, ...] = (), **values: object) -> None:
        super().__init__(key, **values)
        self.findings = findings

    def told(self, language: str) -> str:
        """The reason in words, a line for each finding."""
        return "\n".join([super().told(language), *(finding.told(language) for finding in self.findings)])


@dataclass(frozen=True, slots=True)
class Place:
    """How a topic stands in the catalogue: `source` None: the first language, `after` None: last."""

    icon: str
    source: str | None = None
    after: str | None = None


def drafts(loaded: Loaded, snapshot: Snapshot, id: str, language: str) -> list[Change]:
    """A file in each language of the bot, with hints in `language`, the staff's. Raises NotMade.

    They stand in no menu, so that the bot shows nothing of them before `published`.
    """
    _expect_new(loaded, id)
    for one in loaded.languages:
        if f"{one}/{id}.yaml" in snapshot.files:
            raise NotMade("file_in_the_way", file=f"{one}/{id}.yaml", id=id)
    return [
        Change(loaded.root / one / f"{id}.yaml", None, _draft(loaded, id, one, language).encode())
        for one in loaded.languages
    ]


def published(loaded: Loaded, snapshot: Snapshot, default_language: str, id: str, place: Place) -> Change:
    """The catalogue with the topic in its section. Raises NotMade.

    All its texts must be sound, and no draft may have been left empty.
    """
    catalogue = _expect_new(loaded, id)
    section, _, slug = id.partition("/")
    first, after = place.source or default_language, place.after
    blank = {one: _is_blank(snapshot, f"{one}/{id}.yaml") for one in loaded.languages}
    if first not in blank:
        raise NotMade("source_unknown", source=first, languages=", ".join(loaded.languages))
    if all(state is None for state in blank.values()):
        raise NotMade("no_drafts", id=id)
    if blank[first] is not False:
        raise NotMade("source_empty", file=f"{first}/{id}.yaml", source=first)
    if empty := [f"{one}/{id}.yaml" for one, state in blank.items() if state]:
        raise NotMade("drafts_empty", files=", ".join(empty), source=first)
    slugs = catalogue.sections[section].topics
    if after is not None and after not in slugs:
        raise NotMade("after_unknown", after=after, section=section, near=_near(after, slugs))
    before = snapshot.files["catalogue.yaml"] or b""
    block = f"icon: {place.icon}\n" + (f"source: {place.source}\n" if place.source else "")
    try:
        text = inserted_key(before.decode(), ("sections", section, "topics"), slug, block, after)
    except CannotEdit as error:
        raise NotMade("catalogue_unwritable", why=str(error)) from None
    after_it = replace(snapshot, files={**snapshot.files, "catalogue.yaml": text.encode()})
    known = set(map(_told_as, errors(loaded.findings)))
    found = errors(load(loaded.root, loaded.languages, default_language, snapshot=after_it).findings)
    if new := tuple(finding for finding in found if _told_as(finding) not in known):
        raise NotMade("not_sound", new, id=id)
    return Change(loaded.root / "catalogue.yaml", before, text.encode())


def _expect_new(loaded: Loaded, id: str) -> CatalogueFile:
    if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", id) or len(id) > ID_CHARACTERS:
        raise NotMade("bad_id", id=id, limit=ID_CHARACTERS)
    if loaded.catalogue is None:
        raise NotMade("catalogue_unsound")
    section, _, slug = id.partition("/")
    sections = loaded.catalogue.sections
    if section not in sections:
        raise NotMade("section_unknown", section=section, sections=", ".join(sections))
    if slug in sections[section].topics:
        raise NotMade("topic_exists", id=id)
    return loaded.catalogue


def _is_blank(snapshot: Snapshot, name: str) -> bool | None:
    """Whether a draft is as it was made; None if there is no file."""
    if name not in snapshot.files:
        return None
    file, _ = parse_yaml(snapshot.files[name] or b"", name)
    if file is None or not isinstance(file.data, dict):
        return file is not None and file.data is None
    values: list[Any] = [file.data.get(key) for key in _KEYS]
    return not any(any(map(_words, value)) if isinstance(value, list) else _words(value) for value in values)


def _words(value: Any) -> bool:
    return bool(value.strip() if isinstance(value, str) else value)


def _told_as(finding: Finding) -> tuple[object, ...]:
    """A finding without its place, which moves with the lines above it."""
    return finding.file, finding.code, finding.quote, finding.values


def _near(word: str, known: Any) -> str:
    return ", ".join(get_close_matches(word, list(known), 3))


def _draft(loaded: Loaded, id: str, text_language: str, language: str) -> str:
    section = id.split("/")[0]

    def hint(key: str, **values: object) -> str:
        words = say("new", key, language, **values)
        return "".join(f"# {line}".rstrip() + "\n" for line in words.rstrip("\n").split("\n"))

    facts = "".join(f"  {{fact:{name}}} - {words}\n" for name, words in _facts(loaded, section))
    contacts = "".join(
        f"  {{contact:{name}}} - {words}\n" for name, words in _contacts(loaded, section, language)
    )
    of = say("new", f"in_{text_language}", language)
    return (
        f"{schema_comment('topic', 2)}\n"
        f"{hint('draft_head', id=id, language=of)}\n"
        f"{hint('draft_title')}title:\n\n"
        f"{hint('draft_summary')}summary:\n\n"
        f"{hint('draft_answer', facts=facts, contacts=contacts)}answer: |\n\n"
        f"{hint('draft_ask', language=of)}ask:\n  -\n"
    )


def _facts(loaded: Loaded, section: str) -> Iterator[tuple[str, str]]:
    """Up to three facts with a value, of the section if it has any: name, what it says."""
    valued = [fact for fact in loaded.facts.values() if fact.value is not None]
    for fact in sorted(valued, key=lambda fact: not fact.id.startswith(f"{section}."))[:3]:
        yield fact.id, " ".join(filter(None, [str(fact.value), fact.unit]))


def _contacts(loaded: Loaded, section: str, language: str) -> Iterator[tuple[str, str]]:
    """Whom to ask in general, and one of the section's own."""
    ask = loaded.catalogue.ask if loaded.catalogue else ""
    own = [id for id in loaded.contacts if id.startswith(f"{section}.") and id != ask]
    for id in [ask, *own[:1]]:
        if contact := loaded.contacts.get(id):
            yield id, contact.name.get(language) or id

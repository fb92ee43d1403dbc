"""The content folder -> one frozen `Library` if nothing in it would harm a person, and all that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from bot.content.interface import TOGETHER, Interface, names_in
from bot.content.linking import Links, files_gone
from bot.content.markdown import fill
from bot.content.markup import Inline, Text
from bot.content.model import Contact, Entry, Fact, Library, Section, Topic, TopicText
from bot.content.reading import Parsed, Snapshot, read_folder
from bot.content.schema import CatalogueFile, ContactEntry, FactEntry, GlossaryEntry, TopicFile, TopicPlace
from bot.content.signing import words_signed
from bot.findings import Finding, errors, found
from bot.yamlfile import YamlFile

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a content folder holds. `library` is None if a finding is an error; the rest could be read.

    `files` by their name inside the folder (`ru/uk/overview.yaml`), `texts` by language and topic.
    """

    library: Library | None
    findings: tuple[Finding, ...]
    root: Path
    languages: tuple[str, ...]
    default_language: str
    files: Mapping[str, YamlFile]
    catalogue: CatalogueFile | None
    texts: Mapping[tuple[str, str], TopicText]
    facts: Mapping[str, Fact]
    contacts: Mapping[str, Contact]
    interface: Mapping[str, Interface]
    glossary: Mapping[str, GlossaryEntry] = field(default_factory=dict)


def load(
    root: Path,
    languages: Sequence[str],
    default_language: str,
    parsed: Parsed | None = None,
    snapshot: Snapshot | None = None,
) -> Loaded:
    """Read a content folder whole; findings stand in the order of files and lines.

    `parsed` keeps what was read from files, so that the next call reads only those that have changed.
    `snapshot` is the folder as it was read a moment ago.
    """
    reader = _Reader(snapshot or read_folder(root), tuple(languages), default_language, parsed or Parsed())
    return reader.loaded()


def version_of(root: Path) -> str:
    """A short hash that changes with any byte of any YAML file of the content."""
    return read_folder(root).version


class _Reader:
    """Reads one snapshot and gathers what is wrong with it."""

    def __init__(
        self, snapshot: Snapshot, languages: tuple[str, ...], default_language: str, parsed: Parsed
    ) -> None:
        self.snapshot = snapshot
        self.languages = languages
        self.default_language = default_language
        self.parsed = parsed
        self.findings: list[Finding] = []
        self.files: dict[str, YamlFile] = {}
        self.unread: set[str] = set()  # files of facts or contacts, without .yaml

    def loaded(self) -> Loaded:
        catalogue = self.read("catalogue.yaml", CatalogueFile)
        glossary = None
        if "glossary.yaml" in self.snapshot.files:
            glossary = self.read("glossary.yaml", dict[str, GlossaryEntry])
        facts = self.facts()
        contacts = self.contacts()
        interface = {
            language: words
            for language in self.languages
            if (words := self.read(f"{language}/interface.yaml", Interface))
        }
        texts: dict[tuple[str, str], TopicText] = {}
        topics: dict[str, Topic] = {}
        if catalogue:
            texts = self.texts(catalogue, contacts)
            topics = self.topics(catalogue, texts)
            self.gone(catalogue, texts, interface)
            links = Links(self.files, facts, contacts, self.unread)
            self.findings += links.catalogue(catalogue, self.snapshot.root.name)
            self.findings += links.texts(texts)
            self.findings += links.urgent(catalogue, texts)
            self.findings += links.interface(catalogue, interface)
            self.orphans(catalogue)
        findings = tuple(sorted(set(self.findings)))
        library = None
        if catalogue and not errors(findings):
            library = self.library(catalogue, topics, facts, contacts, interface)
        return Loaded(
            library=library,
            findings=findings,
            root=self.snapshot.root,
            languages=self.languages,
            default_language=self.default_language,
            files=MappingProxyType(self.files),
            catalogue=catalogue,
            texts=MappingProxyType(texts),
            facts=MappingProxyType(facts),
            contacts=MappingProxyType(contacts),
            interface=MappingProxyType(interface),
            glossary=MappingProxyType(glossary or {}),
        )

    def library(
        self,
        catalogue: CatalogueFile,
        topics: Mapping[str, Topic],
        facts: Mapping[str, Fact],
        contacts: Mapping[str, Contact],
        interface: Mapping[str, Interface],
    ) -> Library:
        return Library(
            languages=self.languages,
            default_language=self.default_language,
            ask=catalogue.ask,
            urgent=catalogue.urgent,
            entries=tuple(Entry(e.id, e.icon, e.opens) for e in catalogue.entries),
            sections=MappingProxyType(
                {
                    id: Section(id, place.icon, tuple(f"{id}/{slug}" for slug in place.topics))
                    for id, place in catalogue.sections.items()
                }
            ),
            topics=MappingProxyType(topics),
            facts=MappingProxyType(facts),
            contacts=MappingProxyType(contacts),
            interface=MappingProxyType(interface),
            version=self.snapshot.version,
            changed=self.snapshot.changed,
        )

    def read(self, name: str, kind: type[T]) -> T | None:
        data, file, findings = self.parsed.read(self.snapshot, name, kind)
        self.findings += findings
        if file is not None:
            self.files[name] = file
        return data

    def entries(self, folder: str, kind: type[T]) -> Iterator[tuple[str, T, YamlFile, str]]:
        """Every entry of the files of a folder, under its id: file name, a full stop, its key."""
        for name in [n for n in self.snapshot.files if n.startswith(f"{folder}/") and n.count("/") == 1]:
            stem = Path(name).stem
            if not re.fullmatch(r"[a-z0-9_]+", stem):
                shown = f"{self.snapshot.root.name}/{name}"
                self.findings.append(found(shown, 1, 1, "file_name_bad", name=Path(name).name))
                continue
            data = self.read(name, dict[str, kind])  # type: ignore[valid-type]
            if not data:
                self.unread.add(f"{folder}/{stem}")
                if data is not None:
                    self.findings.append(found(self.files[name].name, 1, 1, "file_empty"))
                continue
            file = self.files[name]
            for key, entry in data.items():
                id = f"{stem}.{key}"
                if not re.fullmatch(r"[a-z0-9_]+", key):
                    self.findings.append(file.finding((key,), "id_bad", key=True, quote=key, id=key))
                    id = id.lower()  # what uses it is no second slip
                yield id, entry, file, key

    def facts(self) -> dict[str, Fact]:
        return {
            id: Fact(id, e.value, e.unit, e.source, e.as_of, e.checked, e.good_for, e.ask, e.owner or "")
            for id, e, _, _ in self.entries("facts", FactEntry)
        }

    def contacts(self) -> dict[str, Contact]:
        contacts = {}
        for id, e, file, key in self.entries("contacts", ContactEntry):
            for language in self.languages:
                if language not in e.name:
                    self.findings.append(
                        file.finding((key, "name"), "contact_name_missing", language=language)
                    )
            if not (e.phones or e.url or e.email or e.address):
                self.findings.append(file.finding((key,), "contact_unreachable", key=True, quote=key))
            any_name = e.name.get(self.default_language) or next(iter(e.name.values()), id)
            contacts[id] = Contact(
                id=id,
                name=MappingProxyType({one: e.name.get(one, any_name) for one in self.languages}),
                phones=e.phones,
                url=e.url,
                email=e.email,
                address=e.address,
                hours=e.hours,
                speaks=e.speaks,
                dial_from=e.dial_from,
                free=e.free,
                source=e.source,
                as_of=e.as_of,
                checked=e.checked,
                good_for=e.good_for,
                owner=e.owner or "",
            )
        return contacts

    def texts(
        self, catalogue: CatalogueFile, contacts: Mapping[str, Contact]
    ) -> dict[tuple[str, str], TopicText]:
        """Every text of the topics in the catalogue; a missing one is told, as an error if it is urgent."""
        texts = {}
        lists: dict[str, tuple[Inline, ...]] = {
            f"numbers:{name}": (Text(f"{{contact:{TOGETHER.join(id for id in ids if id in contacts)}}}"),)
            for name, ids in catalogue.numbers.items()
        }
        for id, place in _places(catalogue):
            missing = []
            for language in self.languages:
                name = f"{language}/{id}.yaml"
                if name not in self.snapshot.files:
                    missing.append(language)
                elif data := self.read(name, TopicFile):
                    answer = fill(data.answer, lists.get) if lists else data.answer
                    texts[language, id] = TopicText(data.title, data.summary, answer, data.ask, language)
            if len(missing) == len(self.languages):
                catalogue_file = self.files["catalogue.yaml"]
                section, slug = id.split("/")
                at = ("sections", section, "topics", slug)
                self.findings.append(
                    catalogue_file.finding(at, "topic_without_text", key=True, quote=slug, topic=id)
                )
                continue
            code = "urgent_language_missing" if is_urgent(catalogue, id, place) else "language_missing"
            for language in missing:
                shown = f"{self.snapshot.root.name}/{language}/{id}.yaml"
                self.findings.append(found(shown, 1, 1, code, topic=id, language=language))
        return texts

    def topics(
        self, catalogue: CatalogueFile, texts: Mapping[tuple[str, str], TopicText]
    ) -> dict[str, Topic]:
        """The topics with a text in every language, borrowed from another where there is none."""
        ids = {id for id, _ in _places(catalogue)}
        topics = {}
        for id, place in _places(catalogue):
            section = id.split("/")[0]
            source = place.source if place.source in self.languages else self.default_language
            order = [source, *self.languages]
            lent = next((texts[one, id] for one in order if (one, id) in texts), None)
            if lent is None:
                continue
            topics[id] = Topic(
                id=id,
                section=section,
                icon=place.icon,
                related=tuple(name for name in place.related if name in ids),
                rests_on=place.rests_on,
                danger=place.danger,
                texts=MappingProxyType({one: texts.get((one, id), lent) for one in self.languages}),
                source=source,
                owner=place.owner or catalogue.sections[section].owner or "",
                signed=place.review == "signed" and place.reviewed_text == self.words(id, texts),
            )
            if place.source and place.source not in self.languages:
                at = ("sections", section, "topics", id.split("/")[1], "source")
                self.findings.append(
                    self.files["catalogue.yaml"].finding(
                        at, "source_language_unknown", name=place.source, allowed=", ".join(self.languages)
                    )
                )
        return topics

    def words(self, topic: str, texts: Mapping[tuple[str, str], TopicText]) -> str:
        """What a signature under the topic as it stands would stand for; of files that can be read."""
        read = (one for one in self.languages if (one, topic) in texts)
        return words_signed((one, self.files[f"{one}/{topic}.yaml"].data) for one in read)

    def gone(
        self,
        catalogue: CatalogueFile,
        texts: Mapping[tuple[str, str], TopicText],
        interface: Mapping[str, Interface],
    ) -> None:
        """A file of facts or contacts that went away is told once, not for every use."""
        names = [name for text in texts.values() for name in names_in(text.answer)]
        names += [f"fact:{name}" for _, place in _places(catalogue) for name in place.rests_on]
        for words in interface.values():
            names += [name for _, document in words.messages() for name in names_in(document)]
        for name in files_gone(names, self.snapshot.files.keys()):
            self.findings.append(found(f"{self.snapshot.root.name}/{name}", 1, 1, "file_missing"))
            self.unread.add(name.removesuffix(".yaml"))

    def orphans(self, catalogue: CatalogueFile) -> None:
        ids = {id for id, _ in _places(catalogue)}
        for name in self.snapshot.files:
            language, _, topic = name.removesuffix(".yaml").partition("/")
            if language in self.languages and topic.count("/") == 1 and topic not in ids:
                shown = f"{self.snapshot.root.name}/{name}"
                self.findings.append(found(shown, 1, 1, "topic_not_listed", topic=topic))


def is_urgent(catalogue: CatalogueFile, topic: str, place: TopicPlace) -> bool:
    """Whether life or freedom may be at stake, so that an answer in a language one cannot read does harm."""
    return place.danger or topic == catalogue.urgent or topic.split("/")[0] == catalogue.urgent.split("/")[0]


def _places(catalogue: CatalogueFile) -> Iterator[tuple[str, TopicPlace]]:
    for section, place in catalogue.sections.items():
        for slug, topic in place.topics.items():
            if re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", f"{section}/{slug}"):
                yield f"{section}/{slug}", topic

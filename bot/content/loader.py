"""The content folder -> one frozen `Library`, or everything that is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from bot.content.interface import PLACEHOLDERS, Interface, names_in, texts_in
from bot.content.markdown import NAME, Unshowable, parse_markdown
from bot.content.markup import Document
from bot.content.model import Contact, Entry, Fact, Library, Section, Topic, TopicText
from bot.content.schema import CatalogueFile, ContactEntry, FactEntry, TopicFile
from bot.yamlfile import Keys, Problem, YamlFile, read_yaml, validate

T = TypeVar("T")


def load(root: Path, languages: Sequence[str], default_language: str) -> tuple[Library | None, list[Problem]]:
    """The Library of a content folder, or None and every problem found, in the order of files and lines."""
    version = version_of(root)  # before reading: a file written meanwhile makes another version
    reader = _Reader(root)
    catalogue, catalogue_file = reader.read("catalogue.yaml", CatalogueFile)
    facts = reader.facts()
    contacts = reader.contacts(languages)
    interface = {
        language: words
        for language in languages
        if (words := reader.read(f"{language}/interface.yaml", Interface)[0])
    }
    topics: dict[str, Topic] = {}
    if catalogue and catalogue_file:
        topics = reader.topics(catalogue, languages, facts, contacts)
        reader.check_catalogue(catalogue, catalogue_file, facts, contacts)
        reader.check_interface(catalogue, interface, facts, contacts)
        reader.check_orphans(catalogue, languages)
    if reader.problems or not catalogue:
        return None, sorted(set(reader.problems))
    library = Library(
        languages=tuple(languages),
        default_language=default_language,
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
        version=version,
    )
    return library, []


def version_of(root: Path) -> str:
    """A short hash that changes with any byte of any YAML file of the content."""
    digest = hashlib.sha256()
    for path in sorted(root.rglob("[!.]*.yaml")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:10]


class _Reader:
    """Reads files of one content folder and gathers what is wrong with them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.files: dict[str, YamlFile] = {}
        self.unread: set[str] = set()  # files of facts or contacts, without .yaml

    def read(self, name: str, kind: type[T]) -> tuple[T | None, YamlFile | None]:
        file, problems = read_yaml(self.root / name, self.root.parent)
        self.problems += problems
        if file is None:
            return None, None
        self.files[name] = file
        data, problems = validate(file, kind)
        self.problems += problems
        return data, file

    def entries(self, folder: str, kind: type[T]) -> Iterable[tuple[str, T, YamlFile, str]]:
        """Every entry of the files of a folder, under its id: file name, a full stop, its key."""
        for path in sorted((self.root / folder).glob("[!.]*.yaml")):
            if not re.fullmatch(r"[a-z0-9_]+", path.stem):
                words = f"`{path.name}`: a file of {folder} is named with small Latin letters, digits and _"
                name = path.relative_to(self.root.parent).as_posix()
                self.problems.append(Problem(name, 1, 1, words))
                continue
            data, file = self.read(f"{folder}/{path.name}", dict[str, kind])  # type: ignore[valid-type]
            if data is None or file is None:
                self.unread.add(f"{folder}/{path.stem}")
                continue
            for key, entry in data.items():
                if not re.fullmatch(r"[a-z0-9_]+", key):
                    words = f"`{key}`: an id is made of small Latin letters, digits and _"
                    self.problems.append(file.problem((key,), words, key=True))
                yield f"{path.stem}.{key}", entry, file, key

    def known(self, folder: str, id: str, found: Mapping[str, object]) -> bool:
        """Whether it exists, or may: a slip in one fact is not told again for every use of its file."""
        return id in found or f"{folder}/{id.partition('.')[0]}" in self.unread

    def facts(self) -> dict[str, Fact]:
        return {
            id: Fact(id, e.value, e.unit, e.source, e.as_of, e.checked, e.good_for, e.ask)
            for id, e, _, _ in self.entries("facts", FactEntry)
        }

    def contacts(self, languages: Sequence[str]) -> dict[str, Contact]:
        contacts = {}
        for id, e, file, key in self.entries("contacts", ContactEntry):
            for language in languages:
                if language not in e.name:
                    self.problems.append(file.problem((key, "name"), f"the name in `{language}` is missing"))
            if not (e.phones or e.url or e.email or e.address):
                self.problems.append(
                    file.problem((key,), "a contact needs a phone, url, email or address", key=True)
                )
            contacts[id] = Contact(
                id=id,
                name=MappingProxyType(e.name),
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
            )
        return contacts

    def topics(
        self,
        catalogue: CatalogueFile,
        languages: Sequence[str],
        facts: Mapping[str, Fact],
        contacts: Mapping[str, Contact],
    ) -> dict[str, Topic]:
        topics = {}
        for section, place in catalogue.sections.items():
            for slug, topic in place.topics.items():
                id = f"{section}/{slug}"
                if not re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", id):
                    continue
                texts = {
                    language: text
                    for language in languages
                    if (text := self.text(f"{language}/{id}.yaml", facts, contacts))
                }
                topics[id] = Topic(
                    id=id,
                    section=section,
                    icon=topic.icon,
                    related=topic.related,
                    rests_on=topic.rests_on,
                    danger=topic.danger,
                    texts=MappingProxyType(texts),
                )
        return topics

    def text(self, name: str, facts: Mapping[str, Fact], contacts: Mapping[str, Contact]) -> TopicText | None:
        data, file = self.read(name, TopicFile)
        if data is None or file is None:
            return None
        try:
            answer = parse_markdown(data.answer)
        except Unshowable as error:
            line = _first_line(file, ("answer",)) + error.line
            self.problems.append(Problem(file.name, line, 1, f"answer: {error}"))
            return None
        self.check_names(file, ("answer",), answer, facts, contacts)
        return TopicText(data.title, data.summary, answer, data.ask)

    def check_names(
        self,
        file: YamlFile,
        at: Keys,
        document: Document,
        facts: Mapping[str, Fact],
        contacts: Mapping[str, Contact],
        others: Iterable[str] = (),
    ) -> None:
        for text in texts_in(document):
            bare = NAME.sub(lambda found: " " * len(found[0]), text)
            if alone := re.search(r"[{}]", bare):
                words = "a brace stands alone: write {fact:…} or {contact:…} whole, no * or _ inside"
                quote = text[alone.start() : alone.start() + 12]
                self.problems.append(file.problem(at, words, quote=quote))
        for name in names_in(document):
            kind, _, id = name.partition(":")
            quote = f"{{{name}}}"
            if name in others:
                continue
            if kind == "fact" and id in facts:
                if facts[id].value is None:
                    words = f"{quote}: this fact has no value to write; name it under `rests_on`"
                    self.problems.append(file.problem(at, words, quote=quote))
            elif not (
                (kind == "fact" and self.known("facts", id, facts))
                or (kind == "contact" and self.known("contacts", id, contacts))
            ):
                words = f"{quote} does not exist: look into content/facts/ and content/contacts/"
                if ":" not in name:
                    filled = ", ".join(f"{{{word}}}" for word in sorted(others)) or "facts and contacts"
                    words = f"{quote} is not filled in here; allowed: {filled}"
                self.problems.append(file.problem(at, words, quote=quote))

    def check_catalogue(
        self,
        catalogue: CatalogueFile,
        file: YamlFile,
        facts: Mapping[str, Fact],
        contacts: Mapping[str, Contact],
    ) -> None:
        ids = {f"{s}/{slug}" for s, place in catalogue.sections.items() for slug in place.topics}

        def expect(known: bool, at: Keys, name: str, where: str) -> None:
            if not known:
                self.problems.append(file.problem(at, f"`{name}` does not exist in {where}"))

        expect(self.known("contacts", catalogue.ask, contacts), ("ask",), catalogue.ask, "contacts/")
        expect(catalogue.urgent in ids, ("urgent",), catalogue.urgent, "the sections below")
        for i, entry in enumerate(catalogue.entries):
            if entry.id in {other.id for other in catalogue.entries[:i]}:
                words = f"`{entry.id}` stands here twice: give each button an id of its own"
                self.problems.append(file.problem(("entries", i, "id"), words))
            for j, name in enumerate(entry.opens):
                known = name in ids or name in catalogue.sections
                expect(known, ("entries", i, "opens", j), name, "the sections below")
        for section, place in catalogue.sections.items():
            if not re.fullmatch(r"[a-z0-9-]+", section):
                words = f"`{section}`: small Latin letters, digits and -"
                self.problems.append(file.problem(("sections", section), words, key=True))
            for slug, topic in place.topics.items():
                at = ("sections", section, "topics", slug)
                if len(f"{section}/{slug}") > 34 or not re.fullmatch(r"[a-z0-9-]+", slug):
                    words = f"`{slug}`: small Latin letters, digits and -, at most 34 with the section's name"
                    self.problems.append(file.problem(at, words, key=True))
                for i, name in enumerate(topic.related):
                    expect(name in ids, (*at, "related", i), name, "the sections below")
                for i, name in enumerate(topic.rests_on):
                    expect(self.known("facts", name, facts), (*at, "rests_on", i), name, "facts/")
        for fact in facts.values():
            if fact.ask and not self.known("contacts", fact.ask, contacts):
                owner = self.files[f"facts/{fact.id.split('.')[0]}.yaml"]
                key = fact.id.split(".")[1]
                words = f"`{fact.ask}` does not exist in contacts/"
                self.problems.append(owner.problem((key, "ask"), words))

    def check_interface(
        self,
        catalogue: CatalogueFile,
        interface: Mapping[str, Interface],
        facts: Mapping[str, Fact],
        contacts: Mapping[str, Contact],
    ) -> None:
        for language, words in interface.items():
            file = self.files[f"{language}/interface.yaml"]
            wanted = {
                "entries": {entry.id for entry in catalogue.entries},
                "sections": set(catalogue.sections),
                "units": {fact.unit for fact in facts.values() if fact.unit},
            }
            for group, names in wanted.items():
                for name in sorted(names - set(getattr(words, group))):
                    self.problems.append(file.problem((group,), f"{group}: `{name}` is missing", key=True))
            for path, document in words.messages():
                at: Keys = tuple(int(p) if p.isdigit() else p for p in path.split("."))
                self.check_names(file, at, document, facts, contacts, PLACEHOLDERS.get(path, ()))

    def check_orphans(self, catalogue: CatalogueFile, languages: Sequence[str]) -> None:
        for language in languages:
            for path in sorted((self.root / language).glob("*/[!.]*.yaml")):
                section, slug = path.parent.name, path.stem
                if slug not in getattr(catalogue.sections.get(section), "topics", {}):
                    name = path.relative_to(self.root.parent).as_posix()
                    words = f"`{section}/{slug}` is not in catalogue.yaml: add it there or take the file away"
                    self.problems.append(Problem(name, 1, 1, words))


def _first_line(file: YamlFile, at: Keys) -> int:
    """The line in which the text of a value begins: behind its key, or under a | or >."""
    line, column = file.values[at]
    if file.lines[line - 1][column - 1] in "|>":
        line += 1
        while line < len(file.lines) and not file.lines[line - 1].strip():
            line += 1
    return line

"""How the files of the content hang together: every name that one of them uses must stand in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from bot.content.interface import PLACEHOLDERS, Interface, names_in, texts_in
from bot.content.markdown import NAME
from bot.content.markup import Document
from bot.content.model import Contact, Fact, TopicText
from bot.content.schema import CatalogueFile
from bot.findings import Finding
from bot.yamlfile import Keys, YamlFile

_BELOW = "sections"


@dataclass(frozen=True, slots=True)
class Links:
    """What there is to link to. `unread` are files whose entries are not known: what they hold may exist."""

    files: Mapping[str, YamlFile]
    facts: Mapping[str, Fact]
    contacts: Mapping[str, Contact]
    unread: Set[str]

    def texts(self, texts: Mapping[tuple[str, str], TopicText]) -> Iterator[Finding]:
        """Names in the answers."""
        for (language, topic), text in texts.items():
            yield from self._names(self.files[f"{language}/{topic}.yaml"], ("answer",), text.answer)

    def urgent(
        self, catalogue: CatalogueFile, texts: Mapping[tuple[str, str], TopicText]
    ) -> Iterator[Finding]:
        """An answer of the urgent section must name a phone, or it leaves somebody alone."""
        section = catalogue.urgent.split("/")[0]
        for (language, topic), text in texts.items():
            named = [name.removeprefix("contact:") for name in names_in(text.answer)]
            known = [self.contacts[name] for name in named if name in self.contacts]
            unknown = any(self._unread("contacts", name) for name in named)
            if topic.split("/")[0] == section and not unknown and not any(c.phones for c in known):
                yield self.files[f"{language}/{topic}.yaml"].finding(
                    ("answer",), "urgent_without_phone", key=True
                )

    def interface(self, catalogue: CatalogueFile, interface: Mapping[str, Interface]) -> Iterator[Finding]:
        """Labels of the menu, words of the units and names in the bot's own texts."""
        for language, words in interface.items():
            file = self.files[f"{language}/interface.yaml"]
            wanted = {
                "entries": {entry.id for entry in catalogue.entries},
                "sections": set(catalogue.sections),
                "units": {fact.unit for fact in self.facts.values() if fact.unit},
            }
            for group, names in wanted.items():
                for name in sorted(names - set(getattr(words, group))):
                    yield file.finding((group,), "label_missing", key=True, group=group, name=name)
            for path, document in words.messages():
                at: Keys = tuple(int(p) if p.isdigit() else p for p in path.split("."))
                yield from self._names(file, at, document, PLACEHOLDERS.get(path, ()))

    def catalogue(self, catalogue: CatalogueFile, folder: str) -> Iterator[Finding]:
        """Topics, sections, contacts and facts that the menu names."""
        file = self.files["catalogue.yaml"]
        ids = {f"{s}/{slug}" for s, place in catalogue.sections.items() for slug in place.topics}

        def place(at: Keys, name: str, where: str) -> Finding:
            return file.finding(at, "place_unknown", quote=name, name=name, where=where)

        if not self._known("contacts", catalogue.ask):
            yield place(("ask",), catalogue.ask, f"{folder}/contacts/")
        if catalogue.urgent not in ids:
            yield place(("urgent",), catalogue.urgent, _BELOW)
        for i, entry in enumerate(catalogue.entries):
            if entry.id in {other.id for other in catalogue.entries[:i]}:
                yield file.finding(("entries", i, "id"), "entry_twice", quote=entry.id, id=entry.id)
            for j, name in enumerate(entry.opens):
                if name not in ids and name not in catalogue.sections:
                    yield place(("entries", i, "opens", j), name, _BELOW)
        for section, found in catalogue.sections.items():
            if not re.fullmatch(r"[a-z0-9-]+", section):
                yield file.finding(("sections", section), "topic_id_bad", key=True, quote=section, id=section)
            for slug, topic in found.topics.items():
                at = ("sections", section, "topics", slug)
                if len(f"{section}/{slug}") > 34 or not re.fullmatch(r"[a-z0-9-]+", slug):
                    yield file.finding(at, "topic_id_bad", key=True, quote=slug, id=slug)
                for i, name in enumerate(topic.related):
                    if name not in ids:
                        yield file.finding((*at, "related", i), "related_unknown", quote=name, name=name)
                for i, name in enumerate(topic.rests_on):
                    if not self._known("facts", name):
                        yield place((*at, "rests_on", i), name, f"{folder}/facts/")
        for fact in self.facts.values():
            if fact.ask and not self._known("contacts", fact.ask):
                stem, _, key = fact.id.partition(".")
                yield self.files[f"facts/{stem}.yaml"].finding(
                    (key, "ask"), "fact_ask_unknown", quote=fact.ask, name=fact.ask
                )

    def _names(
        self, file: YamlFile, at: Keys, document: Document, others: Iterable[str] = ()
    ) -> Iterator[Finding]:
        for text in texts_in(document):
            bare = NAME.sub(lambda found: " " * len(found[0]), text)
            if alone := re.search(r"[{}]", bare):
                yield file.finding(at, "brace_alone", quote=text[alone.start() : alone.start() + 12])
        for name in names_in(document):
            kind, _, id = name.partition(":")
            quote = f"{{{name}}}"
            if name in others:
                continue
            if kind == "fact" and id in self.facts:
                if self.facts[id].value is None:
                    yield file.finding(at, "fact_without_value", quote=quote, name=quote)
            elif ":" not in name:
                allowed = ", ".join(f"{{{word}}}" for word in sorted(others)) or "{fact:…}, {contact:…}"
                yield file.finding(at, "name_not_here", quote=quote, name=quote, allowed=allowed)
            elif not (kind in ("fact", "contact") and self._known(f"{kind}s", id)):
                yield file.finding(at, "name_unknown", quote=quote, name=quote)

    def _known(self, folder: str, id: str) -> bool:
        """Whether it exists, or may: a slip in one fact is not told again for every use of its file."""
        return id in (self.facts if folder == "facts" else self.contacts) or self._unread(folder, id)

    def _unread(self, folder: str, id: str) -> bool:
        return f"{folder}/{id.partition('.')[0]}" in self.unread

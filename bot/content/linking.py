"""How the files of the content hang together: every name that one of them uses must stand in another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import get_close_matches

from bot.content.interface import PLACEHOLDERS, Interface, names_in, texts_in
from bot.content.markdown import NAME
from bot.content.markup import Document, Items
from bot.content.model import Contact, Fact, TopicText
from bot.content.schema import CatalogueFile
from bot.findings import Finding
from bot.yamlfile import Keys, YamlFile

_BELOW = "sections"
_ALIKE = 0.85  # from here on a name is taken for another one misspelt
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


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
            if topic.split("/")[0] != section:
                continue
            file = self.files[f"{language}/{topic}.yaml"]
            named = [name.removeprefix("contact:") for name in names_in(text.answer)]
            known = [self.contacts[name] for name in named if name in self.contacts]
            unknown = any(self._unread("contacts", name) for name in named)
            if not unknown and not any(c.phones for c in known):
                yield file.finding(("answer",), "urgent_without_phone", key=True)
                continue
            # A list in such an answer is one of numbers to call.
            listed = tuple(block for block in text.answer if isinstance(block, Items))
            for name in dict.fromkeys(names_in(listed)):
                contact = self.contacts.get(name.removeprefix("contact:"))
                if contact and not contact.phones and (contact.url or contact.email or contact.address):
                    quote = f"{{{name}}}"
                    yield file.finding(("answer",), "urgent_item_without_phone", quote=quote, name=quote)

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
            for name in words.bot.commands:
                if not _COMMAND.fullmatch(name):
                    at: Keys = ("bot", "commands", name)
                    yield file.finding(at, "command_bad", key=True, quote=name, name=name)
            for path, document in words.messages():
                at = tuple(int(p) if p.isdigit() else p for p in path.split("."))
                placeholders = PLACEHOLDERS.get(path, set())
                yield from self._names(file, at, document, placeholders)
                named = set(names_in(document))
                for name in sorted(placeholders - named) if named <= placeholders else ():
                    yield file.finding(at, "placeholder_missing", name=f"{{{name}}}")

    def catalogue(self, catalogue: CatalogueFile, folder: str) -> Iterator[Finding]:
        """Topics, sections, contacts and facts that the menu names."""
        file = self.files["catalogue.yaml"]
        named = {f"{s}/{slug}" for s, place in catalogue.sections.items() for slug in place.topics}
        ids = {id for id in named if re.fullmatch(r"[a-z0-9/-]+", id)}  # the others are told below

        def place(at: Keys, name: str, where: str, among: Iterable[str]) -> Finding:
            if near := get_close_matches(name, among, 1, _ALIKE):
                return file.finding(at, "name_misspelt", quote=name, name=f"`{name}`", near=f"`{near[0]}`")
            return file.finding(at, "place_unknown", quote=name, name=name, where=where)

        if not self._known("contacts", catalogue.ask):
            yield place(("ask",), catalogue.ask, f"{folder}/contacts/", self.contacts)
        if catalogue.urgent not in ids:
            yield place(("urgent",), catalogue.urgent, _BELOW, ids)
        for name, contacts in catalogue.numbers.items():
            for i, id in enumerate(contacts):
                if not self._known("contacts", id):
                    yield place(("numbers", name, i), id, f"{folder}/contacts/", self.contacts)
                elif id in self.contacts and not self.contacts[id].phones:
                    yield file.finding(("numbers", name, i), "number_without_phone", quote=id, name=id)
        for i, entry in enumerate(catalogue.entries):
            if entry.id in {other.id for other in catalogue.entries[:i]}:
                yield file.finding(("entries", i, "id"), "entry_twice", quote=entry.id, id=entry.id)
            for j, name in enumerate(entry.opens):
                if name not in ids and name not in catalogue.sections:
                    yield place(("entries", i, "opens", j), name, _BELOW, {*ids, *catalogue.sections})
        for section, found in catalogue.sections.items():
            if not re.fullmatch(r"[a-z0-9-]+", section):
                yield file.finding(("sections", section), "topic_id_bad", key=True, quote=section, id=section)
            for slug, topic in found.topics.items():
                at = ("sections", section, "topics", slug)
                if len(f"{section}/{slug}") > 34 or not re.fullmatch(r"[a-z0-9-]+", slug):
                    yield file.finding(at, "topic_id_bad", key=True, quote=slug, id=slug)
                for i, name in enumerate(topic.related):
                    if name not in ids:
                        yield _left_out(file, (*at, "related", i), "related_unknown", name, ids)
                for i, name in enumerate(topic.rests_on):
                    if not self._known("facts", name):
                        yield place((*at, "rests_on", i), name, f"{folder}/facts/", self.facts)
        for fact in self.facts.values():
            if fact.ask and not self._known("contacts", fact.ask):
                stem, _, key = fact.id.partition(".")
                home = self.files[f"facts/{stem}.yaml"]
                yield _left_out(home, (key, "ask"), "fact_ask_unknown", fact.ask, self.contacts)

    def _names(
        self, file: YamlFile, at: Keys, document: Document, others: Iterable[str] = ()
    ) -> Iterator[Finding]:
        for text in texts_in(document):
            bare = NAME.sub(lambda found: " " * len(found[0]), text)
            if alone := re.search(r"[{}]", bare):
                yield file.finding(at, "brace_alone", quote=text[alone.start() : alone.start() + 12])
            if (stars := text.find("**")) >= 0:
                shown = text[stars : stars + 12].partition("\n")[0]
                yield file.finding(at, "star_alone", quote=shown, near=shown)
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
                known = self.facts if kind == "fact" else self.contacts if kind == "contact" else ()
                if near := get_close_matches(id, known, 1, _ALIKE):
                    meant = f"{{{kind}:{near[0]}}}"
                    yield file.finding(at, "name_misspelt", quote=quote, name=quote, near=meant)
                else:
                    yield file.finding(at, "name_unknown", quote=quote, name=quote)

    def _known(self, folder: str, id: str) -> bool:
        """Whether it exists, or may: a slip in one fact is not told again for every use of its file."""
        return id in (self.facts if folder == "facts" else self.contacts) or self._unread(folder, id)

    def _unread(self, folder: str, id: str) -> bool:
        return f"{folder}/{id.partition('.')[0]}" in self.unread


def _left_out(file: YamlFile, at: Keys, code: str, name: str, among: Iterable[str]) -> Finding:
    """A name that nobody is harmed by: its button or its words are left out."""
    if near := get_close_matches(name, among, 1, _ALIKE):
        return file.finding(at, "related_misspelt", quote=name, name=name, near=near[0])
    return file.finding(at, code, quote=name, name=name)


def files_gone(names: Iterable[str], existing: Set[str]) -> list[str]:
    """`facts/uk.yaml` and the like of which several names are used but which are not there at all.

    `names` are those used: fact:uk.seasonal_stay. One name alone of a file may be a slip of the pen.
    """
    used: dict[str, set[str]] = {}
    for name in names:
        kind, _, id = name.partition(":")
        stem, _, key = id.partition(".")
        if kind in ("fact", "contact") and re.fullmatch(r"[a-z0-9_]+", stem) and key:
            used.setdefault(f"{kind}s/{stem}.yaml", set()).add(key)
    return [file for file, keys in sorted(used.items()) if len(keys) > 1 and file not in existing]

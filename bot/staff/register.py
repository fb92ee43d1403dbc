"""Two lists for those who answer for the content: every fact with its source, and what is to be asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from bot.content.loader import Loaded
from bot.content.model import Contact, Fact, Library
from bot.content.rendering import text_of
from bot.content.writing import write_contact, write_date, write_fact
from bot.staff.preview.places import entry_id, uses
from bot.words import say

_OLD = timedelta(days=730)


def facts_page(loaded: Loaded, language: str) -> str:
    """Markdown: each fact and contact with what it says, source, days and the topics that use it."""
    library = _library(loaded)
    used = uses(library)
    lines = [*_head("facts", library, language)]
    for kind, entries in (("facts", library.facts), ("contacts", library.contacts)):
        lines += ["", f"## {say('register', kind, language)}"]
        for file in dict.fromkeys(id.partition(".")[0] for id in entries):
            columns = say("register", f"{kind}_columns", language).split("|")
            lines += ["", f"### {file}", "", _row(columns), _row(["---"] * len(columns))]
            lines += [
                _row(_cells(loaded, entry, used.get(entry_id(entry), ()), language))
                for id, entry in entries.items()
                if id.partition(".")[0] == file
            ]
    return "\n".join(lines) + "\n"


def open_page(loaded: Loaded, language: str, today: date) -> str:
    """Markdown: what no source told, by whom to ask, with the topics that wait for it; old contacts."""
    library = _library(loaded)
    lines = [*_head("open", library, language)]
    asked = _asked(loaded)
    for contact, questions in asked.items():
        name = library.contacts[contact].name[language] if contact in library.contacts else contact
        lines += ["", f"## {name} (`{contact}`)", ""]
        lines += [
            f"{n}. {what} ({', '.join(topics)})" for n, (what, topics) in enumerate(questions.items(), 1)
        ]
    if doubtful := list(_old(loaded, today)):
        lines += ["", f"## {say('register', 'contacts_to_call', language)}", ""]
        lines += [f"- `{id}`: {note}".rstrip(": ") for id, note in doubtful]
    return "\n".join(lines) + "\n"


def count_open(loaded: Loaded) -> int:
    """How many questions are open."""
    return sum(len(questions) for questions in _asked(loaded).values())


def _library(loaded: Loaded) -> Library:
    if loaded.library is None:
        raise ValueError("only sound content can be listed")
    return loaded.library


def _head(page: str, library: Library, language: str) -> Iterator[str]:
    yield f"# {say('register', f'{page}_title', language)}"
    yield ""
    yield say(
        "register",
        f"{page}_about",
        language,
        version=library.version,
        date=write_date(library.changed, library.interface[language], language),
        facts=len(library.facts),
        contacts=len(library.contacts),
    )


def _cells(loaded: Loaded, entry: Fact | Contact, topics: tuple[str, ...], language: str) -> list[str]:
    library = _library(loaded)
    folder, id = ("facts", entry.id) if isinstance(entry, Fact) else ("contacts", entry.id)
    stem, _, key = id.partition(".")
    data: Mapping[str, str] = loaded.files[f"{folder}/{stem}.yaml"].data[key]
    interface = library.interface[language]
    if isinstance(entry, Fact):
        said = [write_fact(entry, interface, language), data["claim"]]
    else:
        said = [text_of(write_contact(entry, interface, language))]
    until = entry.checked + entry.good_for
    return [
        f"`{key}`",
        *said,
        f"<{entry.source}>",
        entry.as_of or "?",
        entry.checked.isoformat(),
        until.isoformat(),
        ", ".join(topics),
        data.get("note", ""),
    ]


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |"


def _asked(loaded: Loaded) -> dict[str, dict[str, list[str]]]:
    """Whom -> what -> the topics that wait for it, in menu order."""
    asked: dict[str, dict[str, list[str]]] = {}
    if loaded.catalogue:
        for section, found in loaded.catalogue.sections.items():
            for slug, place in found.topics.items():
                for contact, questions in place.open.items():
                    for question in questions:
                        asked.setdefault(contact, {}).setdefault(question, []).append(f"{section}/{slug}")
    return asked


def _old(loaded: Loaded, today: date) -> Iterator[tuple[str, str]]:
    """Contacts whose source is undated or old: somebody has to call them or open their page."""
    for id, contact in loaded.contacts.items():
        if not contact.as_of or contact.as_of < (today - _OLD).isoformat()[: len(contact.as_of)]:
            stem, _, key = id.partition(".")
            note = str(loaded.files[f"contacts/{stem}.yaml"].data[key].get("note", ""))
            yield id, " ".join(note.split())

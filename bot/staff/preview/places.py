"""Where a finding belongs on the page: a screen, a language, a fact or contact; and the lines around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from bot.content.answers import rests_on
from bot.content.loader import Loaded
from bot.content.model import Contact, Fact, Library
from bot.findings import Finding
from bot.yamlfile import Keys, YamlFile

MENU = "menu"  # the screen of everything that belongs to no topic but is seen in the chat
LINES_AROUND = 2
LONGEST_LINE = 400


@dataclass(frozen=True, slots=True)
class Place:
    """The screens it is shown at (topics or MENU), and there: under a language, or beside an entry."""

    screens: tuple[str, ...] = ()
    language: str | None = None
    entry: str | None = None


def entry_id(entry: Fact | Contact) -> str:
    """`fact:uk.visa_fee` or `contact:uk.helpline`, as an answer names it."""
    return f"{'fact' if isinstance(entry, Fact) else 'contact'}:{entry.id}"


def uses(library: Library | None) -> dict[str, tuple[str, ...]]:
    """The topics that rest on each entry, in menu order."""
    used: dict[str, dict[str, None]] = {}
    for topic in library.topics.values() if library else ():
        for entry in behind(library, topic.id) if library else ():
            used.setdefault(entry_id(entry), {})[topic.id] = None
    return {entry: tuple(topics) for entry, topics in used.items()}


def behind(library: Library, topic: str) -> tuple[Fact | Contact, ...]:
    """Every fact and contact behind a topic in any language, each once."""
    languages = library.topics[topic].texts
    entries = chain.from_iterable(rests_on(library, topic, language) for language in languages)
    return tuple({entry_id(entry): entry for entry in entries}.values())


def place_of(
    finding: Finding, loaded: Loaded, library: Library | None, used: Mapping[str, tuple[str, ...]]
) -> Place:
    """Where on the page a finding is shown; a Place without screens for what is seen in no chat."""
    name = inside(finding.file, loaded)
    folder, _, rest = name.partition("/")
    known = library.topics if library else {}
    if folder in loaded.languages and rest:
        topic = rest.removesuffix(".yaml")
        if topic == "interface":
            return Place((MENU,), folder)
        return Place((topic,) if topic in known else (), folder)
    file = loaded.files.get(name)
    if folder in ("facts", "contacts") and rest:
        key = _last_key(file, finding)[:1]
        entry = f"{folder[:-1]}:{rest.removesuffix('.yaml')}.{key[0]}" if key else None
        return Place(used.get(entry or "", ()), None, entry)
    if name == "catalogue.yaml":
        keys = _last_key(file, finding)
        topic = f"{keys[1]}/{keys[3]}" if len(keys) >= 4 and keys[0] == "sections" else ""
        return Place((topic if topic in known else MENU,))
    return Place()


def inside(name: str, loaded: Loaded) -> str:
    """A finding's file as it is named inside the content folder."""
    return name.removeprefix(f"{loaded.root.name}/")


def lines_around(finding: Finding, loaded: Loaded) -> list[tuple[int, str]]:
    """The finding's line with the ones before and behind it, each with its number."""
    name = inside(finding.file, loaded)
    file = loaded.files.get(name)
    lines = file.lines if file else _unread(name, loaded)
    first = max(1, finding.line - LINES_AROUND)
    last = min(len(lines), finding.line + LINES_AROUND)
    return [(number, lines[number - 1].rstrip("\r")[:LONGEST_LINE]) for number in range(first, last + 1)]


def _unread(name: str, loaded: Loaded) -> tuple[str, ...]:
    """The lines of a file that is no YAML."""
    path = loaded.root / name
    try:
        return tuple(path.read_text(encoding="utf-8-sig", errors="replace").split("\n"))
    except OSError:  # it is missing, which is what the finding says
        return ()


def _last_key(file: YamlFile | None, finding: Finding) -> Keys:
    """The key that the finding stands at or below."""
    if file is None:
        return ()
    at = (finding.line, finding.column)
    before = [(place, keys) for keys, place in file.keys.items() if place <= at]
    return max(before, default=((0, 0), ()), key=lambda one: one[0])[1]

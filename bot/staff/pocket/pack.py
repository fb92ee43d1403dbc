"""The whole pocket pack: made as files in memory, written to a folder that is then put in place at once."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.content.model import Library
from bot.staff.pocket.leaflet import leaflet
from bot.staff.pocket.messages import messages, told
from bot.staff.pocket.page import page
from bot.staff.pocket.topics import sections

CONTENTS = "pocket.json"  # what an earlier export wrote: only such a folder may be replaced


class OtherFiles(Exception):
    """The folder holds files that no export wrote."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(*names)
        self.names = names


@dataclass(frozen=True, slots=True)
class Pack:
    """The files by their name inside the folder, and what there is to tell about them.

    `pages` of each leaflet, `parts` of the messages of each language, `undrawn` characters by leaflet,
    `untold` topics by the language in which they have no text.
    """

    files: Mapping[str, bytes]
    topics: int
    pages: Mapping[str, int]
    parts: Mapping[str, Sequence[int]]
    undrawn: Mapping[str, str]
    untold: Mapping[str, Sequence[str]]


def make(
    library: Library,
    languages: Sequence[str],
    made: date,
    bot_name: str | None = None,
    address: str | None = None,
) -> Pack:
    """Everything in these languages as made on a day; nothing is written and nothing fetched."""
    files: dict[str, bytes] = {}
    pages: dict[str, int] = {}
    parts: dict[str, list[int]] = {}
    undrawn: dict[str, str] = {}
    untold: dict[str, list[str]] = {}
    index: list[str] = []
    told_topics: set[str] = set()
    for language in languages:
        files[f"bagyt-{language}.html"] = page(library, language, made, bot_name, address).encode()
        parts[language] = []
        index += [f"[{language}]"]
        for section in sections(library, language):
            paper = leaflet(library, section, language, made, bot_name, address)
            name = f"leaflets/{language}/{section.id}.pdf"
            files[name], pages[name] = paper.pdf, paper.pages
            if paper.undrawn:
                undrawn[name] = paper.undrawn
            for topic in section.topics:
                said = messages(library, topic, language, made)
                name = f"sms/{language}/{topic.id.replace('/', '-')}.txt"
                files[name] = told(said).encode()
                parts[language].append(len(said))
                index.append(f"{name.removeprefix('sms/')}  {len(said)}  {topic.title}")
                told_topics.add(topic.id)
        left = [id for id, topic in library.topics.items() if language not in topic.texts]
        if left:
            untold[language] = left
    files["sms/index.txt"] = ("\n".join(index) + "\n").encode()
    return Pack(files, len(told_topics), pages, parts, undrawn, untold)


def write(pack: Pack, folder: Path) -> None:
    """Put the pack in a folder, in place of an earlier one; OtherFiles if it holds anything else.

    The files are written beside it first, so that a reader sees the old pack or the new one.
    """
    folder = folder.resolve()
    others = other_files(folder)
    if others:
        raise OtherFiles(others)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as room:
        new, old = Path(room, "new"), Path(room, "old")
        for name, content in pack.files.items():
            path = new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        (new / CONTENTS).write_text(
            json.dumps({"files": sorted(pack.files)}, indent=1) + "\n", encoding="utf-8"
        )
        if folder.exists():
            folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            if old.exists():
                old.rename(folder)
            raise


def other_files(folder: Path) -> list[str]:
    """What lies in the folder and is not of an earlier pack; NotADirectoryError if it is no folder."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise NotADirectoryError(str(folder))
    try:
        known = set(json.loads((folder / CONTENTS).read_text(encoding="utf-8"))["files"]) | {CONTENTS}
    except (OSError, ValueError, KeyError, TypeError):
        known = set()
    rooms = {parent.as_posix() for name in known for parent in Path(name).parents}
    inside = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    return sorted(name for name, path in inside.items() if name not in (rooms if path.is_dir() else known))

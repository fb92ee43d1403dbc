"""Files that nobody reads, because of how they are called or where they lie."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from bot.content.loader import Loaded
from bot.findings import Finding, found

# How an editor, a browser or a phone calls what was meant as .yaml; longest first.
_MEANT = (".yaml.txt", ".yml.txt", ".yml", ".txt")


def check_files(loaded: Loaded, _: date) -> Iterator[Finding]:
    """Each file that looks like content and is not read. What begins with . or ~ belongs to an editor."""
    told: set[str] = set()
    for name in _names(loaded):
        shown = f"{loaded.root.name}/{name}"
        stem = next((name[: -len(end)] for end in _MEANT if name.lower().endswith(end)), None)
        if name.endswith(".yaml"):
            # One file of a folder that nobody reads speaks for the others.
            folder = name.rpartition("/")[0] or name
            if not _has_a_place(name, loaded) and folder not in told:
                told.add(folder)
                yield found(shown, 1, 1, "file_not_read")
        elif name.lower().endswith(".yaml"):
            stem = name[: -len(".yaml")]
        if stem and _has_a_place(f"{stem}.yaml", loaded):
            yield found(shown, 1, 1, "file_extension", name=f"{PurePosixPath(stem).name}.yaml")


def _has_a_place(name: str, loaded: Loaded) -> bool:
    folder, _, rest = name.partition("/")
    if folder in loaded.languages:
        return rest == "interface.yaml" or rest.count("/") == 1
    return name in ("catalogue.yaml", "glossary.yaml") or (
        folder in ("facts", "contacts") and rest.count("/") == 0
    )


def _names(loaded: Loaded) -> Iterator[str]:
    """The files as they lie on disk, in order."""
    for folder, folders, files in os.walk(loaded.root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = os.path.relpath(folder, loaded.root)
        for name in sorted(files):
            if not name.startswith((".", "~")):
                yield name if inside == "." else f"{inside}/{name}".replace(os.sep, "/")

"""The content as it is being served: the last sound Library, whatever has meanwhile been written on disk."""

from __future__ import annotations

import json
import os
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bot.content.loader import Loaded, load
from bot.content.model import Library
from bot.content.reading import Parsed, Snapshot, read_folder
from bot.findings import Finding, errors

KEPT = "last-good-content.zip"


class BadContent(Exception):
    """Content that cannot be served, with nothing sound kept from before."""

    def __init__(self, findings: Sequence[Finding], language: str = "en") -> None:
        super().__init__("\n".join(finding.told(language) for finding in findings))


@dataclass(slots=True)
class Shelf:
    """Reads a content folder again and again. `data` is where the last sound content is kept for a restart.

    `loaded` is what lies on disk, `library` what is served: they part when the disk holds an error.
    """

    root: Path
    languages: tuple[str, ...]
    default_language: str
    data: Path
    mark_drafts: bool = False
    loaded: Loaded = field(init=False)
    library: Library = field(init=False)
    version: str = field(default="", init=False)  # of what lies on disk
    _parsed: Parsed = field(default_factory=Parsed, init=False)

    @property
    def blocking(self) -> list[Finding]:
        """The errors that keep what lies on disk from being served."""
        return errors(self.loaded.findings)

    def open(self, language: str = "en") -> None:
        """Read the folder; with an error in it, serve what was last sound. Raises BadContent."""
        snapshot = self._read(read_folder(self.root))
        if self.loaded.library is not None:
            self._serve(self.loaded.library)
            _keep(snapshot, self.data)
            return
        kept = _kept(self.data, self.root)
        library = kept and load(self.root, self.languages, self.default_language, snapshot=kept).library
        if not library:
            raise BadContent(self.blocking, language)
        self._serve(library)

    def refresh(self) -> bool:
        """Read what has changed on disk; whether anything has. A sound change is served at once."""
        snapshot = read_folder(self.root)
        if snapshot.version == self.version:
            return False
        self._read(snapshot)
        if self.loaded.library is not None:
            self._serve(self.loaded.library)
            _keep(snapshot, self.data)
        return True

    def _serve(self, library: Library) -> None:
        self.library = replace(library, mark_drafts=self.mark_drafts)

    def _read(self, snapshot: Snapshot) -> Snapshot:
        self.loaded = load(self.root, self.languages, self.default_language, self._parsed, snapshot)
        self.version = snapshot.version
        return snapshot


def _keep(snapshot: Snapshot, data: Path) -> None:
    """Write the snapshot whole or not at all; where nothing can be written there is no safety net."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=data, prefix=".last-good-")
        try:
            with os.fdopen(handle, "wb") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
                about = {"version": snapshot.version, "changed": snapshot.changed.isoformat()}
                archive.comment = json.dumps(about).encode()
                for path, content in snapshot.files.items():
                    archive.writestr(path, content or b"")
            Path(name).replace(data / KEPT)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError:
        return


def _kept(data: Path, root: Path) -> Snapshot | None:
    try:
        with zipfile.ZipFile(data / KEPT) as archive:
            about = json.loads(archive.comment)
            files = {name: archive.read(name) for name in archive.namelist()}
        return Snapshot(root, files, str(about["version"]), date.fromisoformat(about["changed"]))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None

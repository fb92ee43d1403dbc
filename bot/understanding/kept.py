"""What was learned, kept on disk under the hash of its source, so that a restart need not learn again."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from pathlib import Path

import numpy as np

from bot.content.model import Library
from bot.understanding.index import Index, learn


def learned(library: Library, folder: Path, keep: int = 1) -> Index:
    """The index of a Library: read from `folder` if it is there, else learned (heavy) and written there.

    Of what was learned from other content the newest stay, `keep` files in all.
    A folder that cannot be written to only costs the time to learn.
    """
    path = folder / f"learned-{_version(library)}.pickle"
    index = _read(path)
    if index is None:
        index = learn(library)
        _write(path, index, keep)
    return index


def read_by_learning(library: Library) -> tuple[object, ...]:
    """All of a Library that `learn` looks at; where it is equal, so is what is learned."""
    return library.languages, tuple(
        (topic.id, topic.section, topic.danger, tuple(topic.texts.items()))
        for topic in library.topics.values()
    )


def _version(library: Library) -> str:
    """A hash of what is read, of the code that learns and of the form in which numbers are kept."""
    digest = hashlib.sha256(f"{read_by_learning(library)!r} {np.__version__}".encode())
    for path in sorted(Path(__file__).parent.glob("*.[py]*")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _read(path: Path) -> Index | None:
    try:
        # A pickle can run code: only a file that nobody else could have written is read.
        if os.name == "posix" and (path.stat().st_mode & 0o022 or path.stat().st_uid != os.getuid()):
            return None
        with path.open("rb") as file:
            index = pickle.load(file)  # noqa: S301
    except Exception:  # missing, cut short, or of another make: it is learned anew
        return None
    return index if isinstance(index, Index) else None


def _write(path: Path, index: Index, keep: int) -> None:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".learned-")
        with os.fdopen(handle, "wb") as file:
            pickle.dump(index, file, protocol=pickle.HIGHEST_PROTOCOL)
        Path(name).replace(path)
        others = [old for old in path.parent.glob("learned-*.pickle") if old != path]
        for old in sorted(others, key=lambda old: old.stat().st_mtime, reverse=True)[keep - 1 :]:
            old.unlink(missing_ok=True)
    except OSError:
        return

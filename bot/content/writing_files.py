"""Files written whole or not at all, and never over somebody else's change."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Literal, TypeAlias

from bot.words import say

Reason: TypeAlias = Literal["changed_meanwhile", "in_the_way", "not_saved"]


@dataclass(frozen=True, slots=True)
class Change:
    """A file's bytes as they were read (None: there was no such file) and as they shall be."""

    path: Path
    before: bytes | None
    after: bytes


class NotWritten(Exception):
    """The files are as they were, and why."""

    def __init__(self, reason: Reason, path: Path, why: str = "") -> None:
        super().__init__(reason, path, why)
        self.reason = reason
        self.path = path
        self.why = why

    def told(self, language: str) -> str:
        """The reason in words."""
        return say("editing", self.reason, language, file=self.path, why=self.why)

    def __str__(self) -> str:
        return self.told("en")


def write(changes: Iterable[Change]) -> None:
    """Write all the files, or raise NotWritten and leave all as they were.

    A reader sees a file as it was or as it shall be, never a half of it. Folders are made as needed.
    """
    ready: list[tuple[Path, Change]] = []
    done: list[Change] = []
    change = None
    try:
        for change in changes:
            _expect(change)
            ready.append((_beside(change.path, change.after), change))
        for _, change in ready:  # writing takes time: somebody may have saved meanwhile
            _expect(change)
        for temporary, change in ready:
            temporary.replace(change.path.resolve())
            done.append(change)
    except OSError as error:
        for other in done:
            _undo(other)
        path = change.path if change else Path()
        raise NotWritten("not_saved", path, error.strerror or str(error)) from None
    finally:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
    for folder in {change.path.resolve().parent for change in done}:
        _settle(folder)


def _expect(change: Change) -> None:
    try:
        now = change.path.read_bytes()
    except FileNotFoundError:
        now = None
    if now != change.before:
        raise NotWritten("in_the_way" if change.before is None else "changed_meanwhile", change.path)


def _beside(path: Path, content: bytes) -> Path:
    """The new bytes in a hidden file beside the old one, safe on the disk, with its rights and owner."""
    path = path.resolve()  # a link stays a link
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        with temporary.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            old = path.stat()
            with suppress(OSError, AttributeError):  # only an administrator may give a file away
                os.chown(temporary, old.st_uid, old.st_gid)
            temporary.chmod(stat.S_IMODE(old.st_mode))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _undo(change: Change) -> None:
    with suppress(OSError):
        if change.before is None:
            change.path.unlink()
        else:
            _beside(change.path, change.before).replace(change.path.resolve())


def _settle(folder: Path) -> None:
    """Make the new names themselves safe on the disk, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

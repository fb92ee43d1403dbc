"""The files of a content folder: read together as they stand at one moment, parsed once while they stay."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.findings import Finding, found
from bot.yamlfile import YamlFile, parse_yaml, validate

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The bytes of every YAML file (None: it cannot be read), by the name inside the folder, in order.

    `version` changes with any byte of any of them, `changed` is the day of the newest.
    """

    root: Path
    files: Mapping[str, bytes | None]
    version: str
    changed: date


def read_folder(root: Path) -> Snapshot:
    """Every YAML file below a folder; names that begin with a full stop or ~ belong to an open editor."""
    files: dict[str, bytes | None] = {}
    digest = hashlib.sha256()
    newest = 0.0
    for path in sorted(root.rglob("[!.~]*.yaml")):
        name = path.relative_to(root).as_posix()
        if "/." in f"/{name}":
            continue
        try:
            content = path.read_bytes()
            newest = max(newest, path.stat().st_mtime)
        except FileNotFoundError:  # gone meanwhile
            continue
        except OSError:
            files[name] = None
            continue
        files[name] = content
        digest.update(name.encode() + b"\0" + content + b"\0")
    return Snapshot(root, files, digest.hexdigest()[:10], datetime.fromtimestamp(newest, UTC).date())


@dataclass(slots=True)
class Parsed:
    """Files as they were read before, so that a reload reads anew only what has changed. Starts empty."""

    _kept: dict[tuple[str, Any], tuple[bytes, Any]] = field(default_factory=dict)

    def read(
        self, snapshot: Snapshot, name: str, kind: type[T]
    ) -> tuple[T | None, YamlFile | None, list[Finding]]:
        """A file of the snapshot as a model, with its marks and what is wrong with it."""
        shown = f"{snapshot.root.name}/{name}"
        content = snapshot.files.get(name)
        if content is None:
            code = "file_unreadable" if name in snapshot.files else "file_missing"
            return None, None, [found(shown, 1, 1, code)]
        kept = self._kept.get((name, kind))
        if kept and kept[0] == content:
            data, file, findings = kept[1]
            return data, file, findings
        file, findings = parse_yaml(content, shown)
        data = None
        if file is not None:
            data, more = validate(file, kind)
            findings = findings + more
        self._kept[name, kind] = (content, (data, file, findings))
        return data, file, findings

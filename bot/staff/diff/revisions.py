"""The content folder as it stood at a revision of the project, taken out of git into a folder of its own."""

from __future__ import annotations

import io
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from bot.staff.diff.errors import Unusable


@dataclass(frozen=True, slots=True)
class Taken:
    """A content folder and the revision it is of ("" = the files on disk)."""

    revision: str
    commit: str
    folder: Path


def split_range(words: str) -> tuple[str, str]:
    """`OLD..NEW` -> both names; an empty OLD is HEAD, an empty NEW the files on disk."""
    old, _, new = words.partition("..")
    for name in (old, new):
        # git would read it as an option; three dots mean something else in git.
        if name.startswith(("-", ".")) or any(c.isspace() or not c.isprintable() for c in name):
            raise Unusable("bad_revision", name=name)
    return old or "HEAD", new


def take(revision: str, content: Path, into: Path) -> Taken:
    """The content folder at a revision, written into the folder `into`; "" takes it as it is on disk."""
    if not revision:
        return Taken("", "", content)
    top = Path(_git(content.parent, "rev-parse", "--show-toplevel").decode().rstrip("\n")).resolve()
    if not content.resolve().is_relative_to(top):
        raise Unusable("not_in_git", folder=content.name)
    try:
        name = _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except Unusable as error:
        if error.key != "git_refused":
            raise
        raise Unusable("no_revision", name=revision) from None
    commit = name.decode().strip()
    inside = content.resolve().relative_to(top).as_posix()
    tree = f"{commit}:{'' if inside == '.' else inside}"
    try:
        packed = _git(top, "archive", "--format=tar", f"--prefix={content.name}/", tree)
    except Unusable as error:
        if error.key != "git_refused":
            raise
        raise Unusable("no_content_there", name=revision, folder=inside) from None
    try:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(into, filter="data")
    except tarfile.TarError:
        raise Unusable("odd_files", name=revision, folder=inside) from None
    return Taken(revision, commit[:10], into / content.name)


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        raise Unusable("no_git") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise Unusable("git_refused", reason=said[0] if said else f"git {arguments[0]}")
    return done.stdout

"""What is known of each page: data/links.json, written whole after every answer."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal, TypeAlias

from pydantic import AwareDatetime, BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.staff.links.fingerprint import Print

NAME = "links.json"

VERSIONS = 8  # of a page; a page that changes more often between two looks is told as changed all the same
QUOTES, QUOTE_CHARACTERS = 2, 120

# ok: it answered. gone: there is no such page or site. unreachable: not now. forbidden: robots.txt keeps
# programs out. closed: it answers, but not to a program.
State: TypeAlias = Literal["ok", "gone", "unreachable", "forbidden", "closed"]


class BadFile(Exception):
    """The file is not what was written here."""


class _Kept(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Version(_Kept):
    """What a page said from a day on. `new` quotes what it did not say before."""

    seen: date
    method: str
    sentences: str
    new: tuple[str, ...] = ()


class Page(_Kept):
    """One address: what it last answered, and what it said over time."""

    asked: AwareDatetime
    state: State
    # Why: `http` with the status, or the name of a trouble (`dns`, `timeout`, ...).
    reason: str = "http"
    status: int = 0
    since: date | None = None  # the first of the days on which it kept giving no page
    final: str = ""  # where redirects led
    moved: str = ""  # where permanent redirects led
    etag: str = ""
    modified: str = ""
    unread: Literal["", "blank", "large"] = ""  # why its last text could not be compared
    versions: tuple[Version, ...] = ()


_PAGES = TypeAdapter(dict[str, Page])


def read(path: Path) -> dict[str, Page]:
    """Every page by its address; none if there is no file yet. BadFile if it is damaged."""
    try:
        return _PAGES.validate_json(path.read_bytes())
    except FileNotFoundError:
        return {}
    except ValidationError:
        raise BadFile(path.name) from None


def write(path: Path, pages: Mapping[str, Page]) -> None:
    """Put the new file in the place of the old in one step: a stop at any moment leaves one of them whole."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    rows = {url: page.model_dump(mode="json", exclude_defaults=True) for url, page in sorted(pages.items())}
    with part.open("w", encoding="utf-8") as file:
        json.dump(rows, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def seen(versions: tuple[Version, ...], taken: Print, today: date) -> tuple[Version, ...]:
    """The versions with what the page says now: one more if it says something else than before."""
    here = Version(seen=today, method=taken.method, sentences=" ".join(sorted(taken.sentences)))
    if not versions:
        return (here,)
    last = versions[-1]
    if last.method != here.method:
        # Taken in another way (a new release of the extractor): no change can be told, the count goes on.
        return (*versions[:-1], here.model_copy(update={"seen": last.seen, "new": last.new}))
    if last.sentences == here.sentences:
        return versions
    before = set(last.sentences.split())
    new = [words for hashed, words in taken.sentences.items() if words and hashed not in before]
    quotes = tuple(_short(words) for words in new[:QUOTES])
    return (*versions, here.model_copy(update={"new": quotes}))[-VERSIONS:]


def changed(page: Page, checked: date) -> Version | None:
    """What the page says now, if it said something else on the day when somebody looked.

    That day's version is the last one seen until then, or else the first that was ever seen:
    the first sight of a page is no change.
    """
    if not page.versions:
        return None
    looked_at = [version for version in page.versions if version.seen <= checked]
    base, now = (looked_at[-1] if looked_at else page.versions[0]), page.versions[-1]
    same = base.method == now.method and base.sentences == now.sentences
    return None if base is now or same else now


def _short(words: str) -> str:
    return words if len(words) <= QUOTE_CHARACTERS else words[: QUOTE_CHARACTERS - 1].rstrip() + "…"

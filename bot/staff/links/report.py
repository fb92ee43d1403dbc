"""What is to be told of the pages: rows over what is known, without asking anybody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import urldefrag, urlsplit

from bot.content.loader import Loaded
from bot.staff.links import kept
from bot.staff.links.citations import Citation
from bot.staff.links.citations import citations as cited
from bot.staff.links.kept import Page, Version, changed
from bot.words import say

Kind: TypeAlias = Literal["gone", "changed", "moved", "unreachable", "forbidden", "closed", "unread"]
# What is most urgent comes first.
KINDS: tuple[Kind, ...] = ("gone", "changed", "moved", "unreachable", "forbidden", "closed", "unread")


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to know of one address, and the facts and contacts that name it."""

    kind: Kind
    url: str
    where: tuple[Citation, ...]
    page: Page
    version: Version | None = None

    @property
    def to(self) -> str:
        """The new address of a page that moved, with the place in the page that was named."""
        fragment = urldefrag(self.url).fragment
        keeps = fragment and not urldefrag(self.page.moved).fragment
        return f"{self.page.moved}#{fragment}" if keeps else self.page.moved

    def what(self, language: str) -> str:
        """What is the matter."""
        return say("links", self._key("what"), language, **self._values())

    def do(self, language: str) -> str:
        """What to do about it."""
        return say("links", self._key("do"), language, **self._values())

    def json(self, language: str) -> dict[str, Any]:
        """As one JSON object."""
        row: dict[str, Any] = {
            "kind": self.kind,
            "url": self.url,
            "what": self.what(language),
            "do": self.do(language),
            "where": [{"file": c.file, "line": c.line, "id": c.id, "field": c.field} for c in self.where],
            "asked": self.page.asked.isoformat(),
        }
        if self.kind == "moved":
            row["to"] = self.to
        elif self.version:
            row |= {"changed": self.version.seen.isoformat(), "new": list(self.version.new)}
        else:
            row |= {"reason": self._reason(), "status": self.page.status or None}
        if self.page.since:
            row["since"] = self.page.since.isoformat()
        return row

    def _reason(self) -> str:
        return self.page.unread if self.kind == "unread" else self.page.reason

    def _key(self, part: str) -> str:
        match self.kind:
            case "moved":
                return f"moved_home_{part}" if self._leads_home() else f"moved_{part}"
            case "changed":
                new = self.version is not None and self.version.new
                return f"changed_{part}" if new or part == "do" else "changed_without_words_what"
            case "gone" | "unreachable":
                reason = self._reason()
                return f"{self.kind}_{reason}_what" if part == "what" else f"{self.kind}_{part}"
            case "unread":
                return f"unread_{self._reason()}_what" if part == "what" else "unread_do"
        return f"{self.kind}_{part}"

    def _leads_home(self) -> bool:
        """Whether a page inside a site leads to a front page now: what it said is hardly there."""
        before, now = urlsplit(self.url), urlsplit(self.page.moved)
        return len(before.path.strip("/")) > 3 and len(now.path.strip("/")) <= 3 and not now.query

    def _values(self) -> dict[str, object]:
        new = self.version.new if self.version else ()
        return {
            "status": self.page.status,
            "to": self.to,
            "since": self.page.since or "",
            "day": self.version.seen if self.version else "",
            "checked": min(citation.checked for citation in self.where),
            "new": " / ".join(f"«{words}»" for words in new),
        }


def report_of(loaded: Loaded, data: Path) -> list[Row]:
    """What was found when the sources of this content were last asked; nothing if that cannot be read."""
    try:
        return report(cited(loaded), kept.read(data / kept.NAME))
    except (kept.BadFile, OSError):
        return []


def report(citations: Iterable[Citation], pages: Mapping[str, Page]) -> list[Row]:
    """Everything to be told, the most urgent first; of a page never asked, nothing."""
    by_url: dict[str, list[Citation]] = {}
    for citation in citations:
        by_url.setdefault(citation.url, []).append(citation)
    rows = [
        row
        for url, where in by_url.items()
        if (page := pages.get(where[0].page))
        for row in _of_page(url, tuple(where), page)
    ]
    return sorted(rows, key=lambda row: KINDS.index(row.kind))


def dead(rows: Iterable[Row]) -> bool:
    """Whether an address is among them that leads nowhere."""
    return any(row.kind == "gone" for row in rows)


def _of_page(url: str, where: tuple[Citation, ...], page: Page) -> Iterator[Row]:
    if page.state != "ok":
        yield Row(page.state, url, where, page)
    else:
        if page.moved:
            yield Row("moved", url, where, page)
        if page.unread:
            yield Row("unread", url, where, page)
    # A page that cannot be read today has changed all the same if it had changed before.
    by_checked: dict[date, Version | None] = {c.checked: changed(page, c.checked) for c in where}
    behind = tuple(citation for citation in where if by_checked[citation.checked])
    if behind:
        yield Row("changed", url, behind, page, page.versions[-1])

"""Asking pages anew: hosts side by side, the pages of one host one after another."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urldefrag, urljoin, urlsplit

from bot.staff.links.fetching import Answer, Fetcher
from bot.staff.links.fingerprint import fingerprint
from bot.staff.links.kept import Page, State, seen
from bot.staff.links.robots import Robots

HOSTS_AT_ONCE = 16
FRESH = timedelta(days=1)
_HOPS = 10
_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_GONE = {404, 410}
_GONE_TROUBLES = {"dns", "refused", "address"}
_LATER = {408, 425, 429}


def due(pages: Iterable[str], kept: Mapping[str, Page], now: datetime, again: bool) -> list[str]:
    """The pages to ask: those not asked within a day, or all of them `again`."""
    fresh = set() if again else {url for url, page in kept.items() if page.asked > now - FRESH}
    return [url for url in dict.fromkeys(pages) if url not in fresh]


async def ask(
    pages: Iterable[str],
    kept: Mapping[str, Page],
    fetcher: Fetcher,
    answered: Callable[[str, Page], None],
) -> None:
    """Ask every page and tell `answered` of each as soon as it is known."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in pages:
        by_host[urlsplit(url).netloc].append(url)
    robots, places = Robots(fetcher), asyncio.Semaphore(HOSTS_AT_ONCE)

    async def one_after_another(urls: list[str]) -> None:
        async with places:
            for url in urls:
                answered(url, await _visit(url, kept.get(url), fetcher, robots))

    async with asyncio.TaskGroup() as group:
        for urls in by_host.values():
            group.create_task(one_after_another(urls))


@dataclass(frozen=True, slots=True)
class _Arrival:
    """What answered in the end, where redirects led, and where those led that hold for good."""

    answer: Answer
    address: str
    moved: str


async def _arrive(url: str, before: Page | None, fetcher: Fetcher, robots: Robots) -> _Arrival:
    address, moved, for_good = url, "", True
    for _ in range(_HOPS + 1):
        rules = await robots.of(address)
        if rules.failed:
            return _Arrival(rules.failed, address, moved)
        if not rules.allow(address):
            return _Arrival(Answer(trouble="robots"), address, moved)
        answer = await fetcher.get(address, rules.seconds, _conditions(before, address))
        if answer.status not in _REDIRECTS or "Location" not in answer.headers:
            return _Arrival(answer, address, moved)
        address = urldefrag(urljoin(address, answer.headers["Location"])).url
        for_good = for_good and answer.status in _FOR_GOOD
        moved = address if for_good else moved
    return _Arrival(Answer(trouble="loop"), address, moved)


def _conditions(before: Page | None, address: str) -> dict[str, str]:
    """Headers that let the site answer "as it was", if what it said then is known."""
    if not before or not before.versions or before.final != address:
        return {}
    conditions = {"If-None-Match": before.etag, "If-Modified-Since": before.modified}
    return {name: value for name, value in conditions.items() if value}


async def _visit(url: str, before: Page | None, fetcher: Fetcher, robots: Robots) -> Page:
    """The page as it is now, with what is remembered of it."""
    arrival = await _arrive(url, before, fetcher, robots)
    answer, now = arrival.answer, fetcher.pace.clock.now()
    state, reason = verdict(answer)
    versions = before.versions if before else ()
    page = Page(
        asked=now,
        state=state,
        reason=reason,
        status=answer.status,
        final=arrival.address,
        moved=arrival.moved,
        versions=versions,
    )
    if state != "ok":
        since = before.since if before and before.state == state and before.since else now.date()
        return page.model_copy(update={"since": since})
    if answer.status == 304 and before:
        return page.model_copy(update={"etag": before.etag, "modified": before.modified})
    if answer.cut:
        return page.model_copy(update={"unread": "large"})
    # In a thread: a long page takes a second to read, and other hosts need not wait for it.
    taken = await asyncio.to_thread(fingerprint, answer.body, answer.headers.get("Content-Type", ""))
    if not taken:
        return page.model_copy(update={"unread": "blank"})
    return page.model_copy(
        update={
            "etag": answer.headers.get("ETag", ""),
            "modified": answer.headers.get("Last-Modified", ""),
            "versions": seen(versions, taken, now.date()),
        }
    )


def verdict(answer: Answer) -> tuple[State, str]:
    """What an answer means, and why."""
    if answer.trouble in _GONE_TROUBLES:
        return "gone", answer.trouble
    if answer.trouble:
        return ("forbidden" if answer.trouble == "robots" else "unreachable"), answer.trouble
    if answer.status == 304 or answer.status // 100 == 2:
        return "ok", "http"
    if answer.status in _GONE:
        return "gone", "http"
    later = answer.status in _LATER or answer.status >= 500
    return ("unreachable" if later else "closed"), "http"

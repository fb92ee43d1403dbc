"""What each site's robots.txt allows us, read once a run (RFC 9309)."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from protego import Protego

from bot.staff.links.fetching import AGENT, Answer, Fetcher

SECONDS = 1.0  # between two requests to one host, if robots.txt asks for no more
LONGEST_DELAY = 60.0  # a site that wants longer pauses than this wants no programs
_HOPS = 5
_SIZE = 500_000


@dataclass(frozen=True, slots=True)
class Rules:
    """Of one site. `failed`: the answer because of which it cannot be told what is allowed."""

    rules: Protego | None = None
    failed: Answer | None = None

    @property
    def seconds(self) -> float:
        """How long the site wants to be left alone between two requests."""
        return max(SECONDS, (self.rules and self.rules.crawl_delay(AGENT)) or 0.0)

    def allow(self, url: str) -> bool:
        """Whether a program may ask for the address."""
        return not self.rules or (self.seconds <= LONGEST_DELAY and self.rules.can_fetch(url, AGENT))


@dataclass(slots=True)
class Robots:
    """The rules of the sites met so far."""

    fetcher: Fetcher
    _known: dict[str, Rules] = field(default_factory=dict)
    _asking: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def of(self, url: str) -> Rules:
        """The rules of the site of an address."""
        site = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        async with self._asking[site]:
            if site not in self._known:
                self._known[site] = await self._read(f"{site}/robots.txt")
            return self._known[site]

    async def _read(self, url: str) -> Rules:
        for _ in range(_HOPS + 1):
            answer = await self.fetcher.get(url, SECONDS, {})
            if answer.status // 100 != 3 or "Location" not in answer.headers:
                break
            url = urljoin(url, answer.headers["Location"])
        if answer.trouble or answer.status == 429 or answer.status >= 500:
            return Rules(failed=answer)
        if answer.status != 200:
            return Rules()  # the standard: no such file means no rules
        return Rules(Protego.parse(answer.body[:_SIZE].decode("utf-8", "replace")))

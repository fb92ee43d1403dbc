"""One polite GET: in turn, with a limit of size and time, tried again once if that may help."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from urllib.parse import urlsplit

import httpx

from bot.staff.links.pace import Pace

AGENT = "Bagyt"
USER_AGENT = f"{AGENT}/{version('bagyt')} (checks that the pages its answers cite are still there)"
ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"
RETRY_AFTER = 5.0  # seconds, if the site does not say
_LONGEST_WAIT = 120.0  # a site that asks for more is asked another day


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one request: seconds without a byte, seconds in all, bytes."""

    silence: float = 20.0
    whole: float = 60.0
    size: int = 10_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. Without a status nothing did, and `trouble` names why. `cut`: longer than the limit."""

    status: int = 0
    headers: httpx.Headers = field(default_factory=httpx.Headers)
    body: bytes = b""
    cut: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Asks addresses over one client."""

    client: httpx.AsyncClient
    pace: Pace
    limits: Limits = Limits()

    async def get(self, url: str, seconds: float, headers: Mapping[str, str]) -> Answer:
        """The answer to a GET of this very address; `seconds`: how long its host rests afterwards."""
        host = urlsplit(url).netloc
        await self.pace.turn(host, seconds)
        answer = await self._once(url, headers)
        wait = _worth_another(answer)
        if wait is None:
            return answer
        self.pace.rest(host, max(wait, seconds))
        await self.pace.turn(host, seconds)
        return await self._once(url, headers)

    async def _once(self, url: str, headers: Mapping[str, str]) -> Answer:
        body = bytearray()
        try:
            async with (
                asyncio.timeout(self.limits.whole),
                self.client.stream("GET", url, headers=headers) as response,
            ):
                async for chunk in response.aiter_bytes():
                    body += chunk
                    if len(body) > self.limits.size:
                        return Answer(response.status_code, response.headers, cut=True)
                return Answer(response.status_code, response.headers, bytes(body))
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
            return Answer(trouble="address")
        except (httpx.HTTPError, TimeoutError, OSError) as error:
            return Answer(trouble=_trouble(error))


def client(limits: Limits = Limits()) -> httpx.AsyncClient:
    """A client that says who it is, follows nothing by itself and takes no proxy from the environment."""
    return httpx.AsyncClient(
        headers={"User-Agent": USER_AGENT, "Accept": ACCEPT},
        timeout=limits.silence,
        follow_redirects=False,
        trust_env=False,
    )


def _worth_another(answer: Answer) -> float | None:
    """Seconds after which asking again may help; None if it will not."""
    if answer.trouble:
        return None if answer.trouble == "address" else RETRY_AFTER
    if answer.status != 429 and answer.status < 500:
        return None
    asked = _retry_after(answer.headers)
    if asked is None:
        return None if answer.status == 429 else RETRY_AFTER
    return asked if asked <= _LONGEST_WAIT else None


def _retry_after(headers: httpx.Headers) -> float | None:
    """The seconds of Retry-After, a number or a day and hour against the site's own Date."""
    value = headers.get("Retry-After", "")
    if value.isdigit():
        return float(value)
    try:
        return (parsedate_to_datetime(value) - parsedate_to_datetime(headers["Date"])).total_seconds()
    except (ValueError, TypeError, KeyError):
        return None


def _trouble(error: BaseException) -> str:
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, socket.gaierror):
            # "Try again" is said when the name server, or our own line, is down.
            return "network" if cause.errno == socket.EAI_AGAIN else "dns"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "tls"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return "refused"
    if any(isinstance(cause, TimeoutError | httpx.TimeoutException) for cause in causes):
        return "timeout"
    return "network"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error, those it came from, and those in a group of them."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for inner in error.exceptions:
                yield from _causes(inner)
        error = error.__cause__ or error.__context__

"""A web site on this machine that answers as it is told, and a clock that only moves when somebody waits."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bot.staff.links.pace import Clock

ZONE = timezone(timedelta(hours=6))


@dataclass
class Told:
    """An answer; `broken` closes the connection instead."""

    status: int = 200
    body: str | bytes = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    broken: bool = False


@dataclass
class Seen:
    host: str
    path: str
    headers: Mapping[str, str]


@dataclass
class Site:
    """`pages` by path: an answer, a list of answers (the last one stays), or a function of the request."""

    port: int
    pages: dict[str, Told | list[Told] | Callable[[Seen], Told]] = field(default_factory=dict)
    seen: list[Seen] = field(default_factory=list)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def paths(self, host: str = "127.0.0.1") -> list[str]:
        return [
            one.path for one in self.seen if one.host == f"{host}:{self.port}" and one.path != "/robots.txt"
        ]

    def answer(self, request: Seen) -> Told:
        self.seen.append(request)
        page = self.pages.get(request.path, Told(404, "nothing here"))
        if isinstance(page, list):
            return page.pop(0) if len(page) > 1 else page[0]
        return page(request) if callable(page) else page


@contextmanager
def running_site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told = site.answer(Seen(self.headers["Host"], self.path, dict(self.headers)))
            self.close_connection = True
            if told.broken:
                return
            body = told.body.encode() if isinstance(told.body, str) else told.body
            self.send_response(told.status)
            for name, value in ({"Content-Type": "text/html; charset=utf-8"} | dict(told.headers)).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            with suppress(OSError):  # the other side may have had enough
                self.wfile.write(body)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Time:
    """Nobody waits: a sleep moves the clock on and is written down."""

    def __init__(self, start: datetime = datetime(2026, 11, 24, 9, 0, tzinfo=ZONE)) -> None:
        self.at = start
        self.seconds = 0.0  # apart from `at`, whose microseconds would swallow the smallest waits
        self.slept: list[float] = []

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.at, lambda: self.seconds, self.sleep)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.at += timedelta(seconds=seconds)
        self.seconds += seconds
        await asyncio.sleep(0)

    def later(self, **units: float) -> None:
        """Another run at another hour."""
        self.at += timedelta(**units)


def page(fee: str = "340", footer: str = "Last updated 23 November 2026", more: str = "") -> str:
    """A page as ministries have them: head, menu, text, footer."""
    return f"""<!doctype html><html><head><title>Visa fees</title></head><body>
<header><nav><a href="/">Home</a> <a href="/visas">Visas</a> <a href="/contact">Contact</a></nav></header>
<main><article><h1>Fees for the Seasonal Worker visa</h1>
<p>You can come to work on a farm for up to six months. The place in the scheme costs nothing, and nobody may
ask you for money to be taken. Partners and children cannot come with you on this visa.</p>
<p>The fee for the visa is £{fee} for each person. You pay it when you apply online, with a card.</p>
<p>You must have enough money to support yourself when you arrive, unless your sponsor says that it will.</p>
{more}
</article></main>
<footer><p>{footer}</p><p>© Crown copyright</p></footer></body></html>"""

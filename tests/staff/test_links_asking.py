"""Pages are asked politely, and what each answer means is told apart."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import httpx
import pytest
from loopback_site import Site, Time, Told, page, running_site

from bot.staff.links.asking import ask, due
from bot.staff.links.fetching import Fetcher, Limits, client
from bot.staff.links.kept import Page
from bot.staff.links.pace import Pace

LIMITS = Limits()


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        site.pages["/fee"] = Told(200, page())
        yield site


async def asked(
    urls: list[str], time: Time, kept: dict[str, Page] | None = None, limits: Limits = LIMITS
) -> dict[str, Page]:
    """The pages as they are known after asking them all."""
    pages = dict(kept or {})
    async with client(limits) as http:
        await ask(urls, dict(pages), Fetcher(http, Pace(time.clock), limits), pages.__setitem__)
    return pages


async def one(url: str, time: Time, limits: Limits = LIMITS) -> Page:
    return (await asked([url], time, limits=limits))[url]


async def test_a_page_that_answers(site):
    time = Time()
    found = await one(site.url("/fee"), time)
    assert (found.state, found.status, found.moved, found.unread) == ("ok", 200, "", "")
    assert [version.seen for version in found.versions] == [date(2026, 11, 24)]
    agents = {seen.headers["User-Agent"] for seen in site.seen}
    assert len(agents) == 1
    assert agents.pop().startswith("Bagyt/")


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, "gone"),
        (410, "gone"),
        (401, "closed"),
        (403, "closed"),
        (451, "closed"),
        (429, "unreachable"),
        (500, "unreachable"),
        (503, "unreachable"),
    ],
)
async def test_a_status_means(site, status, state):
    site.pages["/x"] = Told(status, "words")
    found = await one(site.url("/x"), Time())
    assert (found.state, found.status, found.since) == (state, status, date(2026, 11, 24))
    assert found.versions == ()


async def test_an_error_may_be_over_at_the_second_try(site):
    site.pages["/x"] = [Told(500), Told(200, page())]
    assert (await one(site.url("/x"), Time())).state == "ok"
    assert site.paths() == ["/x", "/x"]


async def test_it_is_tried_twice_and_no_more(site):
    site.pages["/x"] = Told(500)
    await one(site.url("/x"), Time())
    assert site.paths() == ["/x", "/x"]
    site.pages["/y"] = Told(broken=True)
    found = await one(site.url("/y"), Time())
    assert (found.state, found.reason) == ("unreachable", "network")
    assert site.paths()[2:] == ["/y", "/y"]


async def test_retry_after_is_waited_for(site):
    site.pages["/x"] = [Told(429, headers={"Retry-After": "40"}), Told(200, page())]
    time = Time()
    assert (await one(site.url("/x"), time)).state == "ok"
    assert time.slept == [1.0, 40.0]


async def test_a_day_and_hour_to_retry_after_are_waited_for(site):
    day = {"Date": "Tue, 24 Nov 2026 03:00:00 GMT", "Retry-After": "Tue, 24 Nov 2026 03:00:30 GMT"}
    transport = httpx.MockTransport(
        lambda request: httpx.Response(404 if request.url.path == "/robots.txt" else 503, headers=day)
    )
    time = Time()
    async with httpx.AsyncClient(transport=transport) as http:
        await ask(["http://127.0.0.1/x"], {}, Fetcher(http, Pace(time.clock)), lambda url, page: None)
    assert time.slept == [1.0, 30.0]


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "86400"}, {"Retry-After": "soon"}])
async def test_too_many_requests_without_a_near_hour_is_left_for_another_day(site, headers):
    site.pages["/x"] = Told(429, headers=headers)
    assert (await one(site.url("/x"), Time())).state == "unreachable"
    assert site.paths() == ["/x"]


async def test_a_site_that_is_not_there(site):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        found = await one(f"http://127.0.0.1:{free.getsockname()[1]}/x", Time())
    assert (found.state, found.reason) == ("gone", "refused")


@pytest.mark.parametrize(
    ("error", "state", "reason"),
    [
        (socket.gaierror(socket.EAI_NONAME, "no such name"), "gone", "dns"),
        (socket.gaierror(socket.EAI_AGAIN, "name server is down"), "unreachable", "network"),
        (httpx.ReadTimeout("slow"), "unreachable", "timeout"),
        (httpx.InvalidURL("bad"), "gone", "address"),
    ],
)
async def test_a_trouble_means(error, state, reason):
    def fail(request: httpx.Request) -> httpx.Response:
        if isinstance(error, OSError):
            raise httpx.ConnectError("no connection") from error
        raise error

    pages: dict[str, Page] = {}
    async with httpx.AsyncClient(transport=httpx.MockTransport(fail)) as http:
        fetcher = Fetcher(http, Pace(Time().clock))
        await ask(["https://nowhere.example/a"], {}, fetcher, pages.__setitem__)
    assert [(found.state, found.reason) for found in pages.values()] == [(state, reason)]


async def test_a_site_that_does_not_answer_in_time(site):
    release = threading.Event()

    def slow(_seen: object) -> Told:
        release.wait(30)
        return Told(200, page())

    site.pages["/slow"] = slow
    try:
        found = await one(site.url("/slow"), Time(), Limits(silence=0.05))
    finally:
        release.set()
    assert (found.state, found.reason) == ("unreachable", "timeout")


async def test_a_body_is_read_up_to_the_limit(site):
    site.pages["/huge"] = Told(200, b"<p>word</p>" * 100_000)
    found = await one(site.url("/huge"), Time(), Limits(size=50_000))
    assert (found.state, found.unread, found.versions) == ("ok", "large", ())


async def test_redirects_for_good_are_told_up_to_the_first_that_is_not(site):
    site.pages |= {
        "/a": Told(301, headers={"Location": "/b"}),
        "/b": Told(308, headers={"Location": site.url("/c", "localhost")}),
        "/c": Told(302, headers={"Location": "/fee"}),
        "/temporary": Told(302, headers={"Location": "/a"}),
    }
    found = await asked([site.url("/a"), site.url("/temporary")], Time())
    chain, temporary = found.values()
    assert (chain.state, chain.moved) == ("ok", site.url("/c", "localhost"))
    assert chain.final == site.url("/fee", "localhost")
    assert (temporary.state, temporary.moved) == ("ok", "")


async def test_a_circle_of_redirects_ends(site):
    site.pages["/a"] = Told(301, headers={"Location": "/b"})
    site.pages["/b"] = Told(301, headers={"Location": "/a"})
    found = await one(site.url("/a"), Time())
    assert (found.state, found.reason) == ("unreachable", "loop")
    assert len(site.paths()) == 11


async def test_robots_txt_is_respected_on_every_hop(site):
    site.pages["/robots.txt"] = Told(
        200, "User-agent: *\nDisallow: /private\n", {"Content-Type": "text/plain"}
    )
    site.pages["/a"] = Told(302, headers={"Location": "/private/a"})
    site.pages["/private/a"] = site.pages["/private/b"] = Told(200, page())
    found = await asked([site.url("/a"), site.url("/private/b"), site.url("/fee")], Time())
    assert [found.state for found in found.values()] == ["forbidden", "forbidden", "ok"]
    assert site.paths() == ["/a", "/fee"]
    assert [seen.path for seen in site.seen].count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("robots", "state"),
    [
        (Told(404), "ok"),
        (Told(403), "ok"),
        (Told(200, "User-agent: Bagyt\nDisallow: /\n"), "forbidden"),
        (Told(200, "User-agent: Other\nDisallow: /\n"), "ok"),
        (Told(200, "User-agent: *\nCrawl-delay: 86400\n"), "forbidden"),
        (Told(200, b"\xff\xfe<html>not rules</html>"), "ok"),
        (Told(500), "unreachable"),
    ],
)
async def test_what_robots_txt_answers_decides(site, robots, state):
    site.pages["/robots.txt"] = robots
    assert (await one(site.url("/fee"), Time())).state == state
    assert site.paths() == (["/fee"] if state == "ok" else [])


async def test_one_host_is_asked_once_a_second_and_another_beside_it(site):
    time = Time()
    begun: dict[str, list[float]] = {}

    async def note(request: httpx.Request) -> None:
        # As it is sent: by the time it is received, the other host may have moved the clock on.
        begun.setdefault(request.url.netloc.decode(), []).append(time.seconds)

    for number in range(4):
        site.pages[f"/{number}"] = Told(200, page())
    hosts = ("127.0.0.1", "localhost")
    urls = [site.url(f"/{number}", host) for host in hosts for number in range(4)]
    async with client() as http:
        http.event_hooks["request"].append(note)
        await ask(urls, {}, Fetcher(http, Pace(time.clock)), lambda url, page: None)
    assert len(begun) == 2
    for moments in begun.values():
        assert len(moments) == 5  # with robots.txt
        assert all(later - earlier >= 0.999 for earlier, later in pairwise(moments))


async def test_a_longer_pause_asked_for_in_robots_txt_is_kept(site):
    site.pages["/robots.txt"] = Told(200, "User-agent: *\nCrawl-delay: 7\n")
    site.pages["/a"] = site.pages["/b"] = site.pages["/c"] = Told(200, page())
    time = Time()
    await asked([site.url("/a"), site.url("/b"), site.url("/c")], time)
    assert time.slept == [1.0, 7.0, 7.0]


async def test_a_page_that_is_as_it_was_is_not_sent_again(site):
    def conditional(seen) -> Told:
        same = seen.headers.get("If-None-Match") == '"one"'
        return Told(304) if same else Told(200, page(), {"ETag": '"one"', "Last-Modified": "Mon"})

    site.pages["/a"] = conditional
    site.pages["/moved"] = Told(302, headers={"Location": "/a"})
    urls, time = [site.url("/a"), site.url("/moved")], Time()
    first = await asked(urls, time)
    time.later(days=2)
    second = await asked(urls, time, first)
    for url in urls:
        assert (second[url].state, second[url].status) == ("ok", 304)
        assert second[url].versions == first[url].versions
        assert (second[url].etag, second[url].modified) == ('"one"', "Mon")


async def test_a_file_is_asked_whole_again_if_its_text_was_not_read(site):
    site.pages["/blank"] = Told(200, "<html><body><div id='root'></div></body></html>", {"ETag": '"one"'})
    time = Time()
    first = await asked([site.url("/blank")], time)
    assert first[site.url("/blank")].unread == "blank"
    await asked([site.url("/blank")], time, first)
    assert "If-None-Match" not in site.seen[-1].headers


async def test_the_day_since_when_a_page_is_away_is_kept(site):
    site.pages["/x"] = [Told(404), Told(404), Told(200, page()), Told(404)]
    url, time, since = site.url("/x"), Time(), []
    pages: dict[str, Page] = {}
    for _ in range(4):
        pages = await asked([url], time, pages)
        since.append(pages[url].since)
        time.later(days=2)
    assert since == [date(2026, 11, 24), date(2026, 11, 24), None, date(2026, 11, 30)]
    assert len(pages[url].versions) == 1


async def test_a_page_is_asked_again_after_a_day(site):
    time = Time()
    pages = await asked([site.url("/fee")], time)
    urls = [site.url("/fee"), site.url("/new"), site.url("/new")]
    assert due(urls, pages, time.at, again=False) == [site.url("/new")]
    assert due(urls, pages, time.at, again=True) == [site.url("/fee"), site.url("/new")]
    time.later(hours=25)
    assert due(urls, pages, time.at, again=False) == [site.url("/fee"), site.url("/new")]

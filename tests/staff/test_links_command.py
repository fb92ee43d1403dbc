"""`bagyt content links`, against a site on this machine."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from loopback_site import Site, Time, Told, page, running_site

from bot.cli import main
from bot.staff.links import kept, pace

FACTS = {"seasonal": "/gone", "hour": "/changes", "stay": "/old", "dates": "/fine", "free": "/private"}


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        site.pages |= {
            "/robots.txt": Told(200, "User-agent: *\nDisallow: /private\n"),
            "/changes": [Told(200, page()), Told(200, page(fee="351"))],
            "/old": Told(301, headers={"Location": "/fees/new"}),
            "/fees/new": Told(200, page()),
            "/fine": Told(200, page()),
            "/contact": Told(200, page()),
        }
        yield site


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    time = Time()
    monkeypatch.setattr(pace, "clock", lambda zone: time.clock)
    return time


@pytest.fixture
def bagyt(content_folder: Path, site: Site, time: Time) -> Callable[..., Result]:
    """`bagyt content links` with the content of the tests, whose sources all stand on the site."""
    for path in [*content_folder.glob("facts/*.yaml"), *content_folder.glob("contacts/*.yaml")]:
        text = path.read_text(encoding="utf-8")
        for name, there in FACTS.items():
            text = re.sub(rf"https://\S+/{name}\b\S*", site.url(there), text)
        text = re.sub(r"https://\S+\.example\S*", site.url("/contact", "localhost"), text)
        path.write_text(text, encoding="utf-8")
    config = content_folder.parent / "config.yaml"
    config.write_text("content: content\ndata: data\n", encoding="utf-8")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--config", str(config), "content", "links", *arguments])

    return run


def rows(result: Result) -> dict[str, dict]:
    return {row["kind"]: row for row in map(json.loads, result.stdout.splitlines())}


def test_what_is_dead_moved_or_forbidden_is_told(bagyt, site):
    result = bagyt("--lang", "en")
    assert result.exit_code == 1
    assert "there is no such page any more" in result.stdout
    assert re.search(r"facts/uk.yaml:5  uk.visa_fee\n", result.stdout)
    assert site.url("/fees/new") in result.stdout
    told = rows(bagyt("--jsonl"))
    assert told.keys() == {"gone", "moved", "forbidden"}
    assert told["gone"]["where"] == [
        {"file": told["gone"]["where"][0]["file"], "line": 5, "id": "uk.visa_fee", "field": "source"}
    ]
    assert told["moved"]["to"] == site.url("/fees/new")


def test_pages_asked_today_are_not_asked_again(bagyt, site, time):
    bagyt()
    before = len(site.seen)
    assert bagyt().exit_code == 1  # it is still told
    assert len(site.seen) == before
    bagyt("--again")
    assert len(site.seen) > before
    before = len(site.seen)
    time.later(hours=25)
    bagyt()
    assert len(site.seen) > before


def test_a_change_is_told_until_the_fact_is_checked_again(bagyt, site, time, content_folder):
    site.pages["/gone"] = Told(200, page())
    assert bagyt().exit_code == 0
    time.later(days=3)
    result = bagyt("--jsonl")
    assert result.exit_code == 0
    changed = rows(result)["changed"]
    assert (changed["changed"], changed["new"]) == (
        "2026-11-27",
        ["The fee for the visa is £351 for each person."],
    )
    assert [where["id"] for where in changed["where"]] == ["uk.hourly_pay"]
    facts = content_folder / "facts" / "uk.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("2026-11-01", "2026-11-27"), encoding="utf-8")
    assert "changed" not in rows(bagyt("--jsonl"))


def test_a_stopped_run_goes_on_where_it_stopped(bagyt, site, time, content_folder):
    async def stop_at_the_third(seconds: float) -> None:
        if len(time.slept) == 3:
            signal.raise_signal(signal.SIGINT)
        await Time.sleep(time, seconds)

    time.sleep = stop_at_the_third  # type: ignore[method-assign]
    result = bagyt("--lang", "en")
    assert result.exit_code == 130
    assert "Run it again" in result.stderr
    first = set(kept.read(content_folder.parent / "data" / "links.json"))
    assert 0 < len(first) < 6
    time.sleep = Time.sleep.__get__(time)  # type: ignore[method-assign]
    site.seen.clear()
    bagyt()
    asked = {site.url(seen.path, seen.host.partition(":")[0]) for seen in site.seen}
    assert not asked & first
    assert len(kept.read(content_folder.parent / "data" / "links.json")) == 6


def test_a_page_that_nothing_names_any_more_is_forgotten(bagyt, site, content_folder):
    bagyt()
    (content_folder / "facts" / "uk.yaml").write_text("", encoding="utf-8")
    bagyt()
    left = kept.read(content_folder.parent / "data" / "links.json")
    assert list(left) == [site.url("/contact", "localhost")]


def test_a_damaged_file_is_named(bagyt, content_folder):
    data = content_folder.parent / "data"
    data.mkdir()
    (data / "links.json").write_text("{", encoding="utf-8")
    result = bagyt("--lang", "en")
    assert result.exit_code == 1
    assert "links.json is damaged" in result.stderr
    (data / "links.json").unlink()
    (data / "links.json").mkdir()
    result = bagyt("--lang", "en")
    assert result.exit_code == 1
    assert "links.json cannot be read or written" in result.stderr


def test_all_is_well(bagyt, site):
    site.pages |= {"/robots.txt": Told(404), "/gone": Told(200, page()), "/private": Told(200, page())}
    site.pages["/old"] = Told(200, page())
    result = bagyt("--lang", "en")
    assert result.exit_code == 0
    assert result.stdout.startswith("All are there")

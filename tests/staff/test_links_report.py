"""What is kept of a page over time, and what is told to staff of it."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loopback_site import ZONE

from bot.content.loader import load
from bot.staff.links import kept
from bot.staff.links.citations import Citation, citations
from bot.staff.links.fingerprint import Print
from bot.staff.links.kept import BadFile, Page, Version, changed, seen
from bot.staff.links.report import KINDS, dead, report
from bot.words import LANGUAGES, table

LONG_AGO = date(2026, 11, 1)
NOW = datetime(2026, 11, 24, 9, tzinfo=ZONE)


def printed(*words: str, method: str = "m") -> Print:
    return Print(method, {word: word for word in words})


def over_time(*looks: tuple[int, str]) -> Page:
    """A page that said these words on these days of November."""
    versions: tuple[Version, ...] = ()
    for day, words in looks:
        versions = seen(versions, printed(*words.split()), date(2026, 11, day))
    return Page(asked=NOW, state="ok", versions=versions)


def on(day: int) -> date:
    return date(2026, 11, day)


def test_the_first_sight_is_no_change():
    assert changed(over_time((10, "a b")), on(1)) is None
    assert changed(over_time((10, "a b"), (12, "a b")), on(1)) is None
    assert changed(Page(asked=NOW, state="ok"), on(1)) is None


def test_a_change_after_the_check_is_told_until_somebody_looks():
    page = over_time((10, "a b"), (20, "a c"))
    for checked in (1, 10, 15, 19):
        version = changed(page, on(checked))
        assert version is not None
        assert (version.seen, version.new) == (on(20), ("c",))
    for checked in (20, 21):
        assert changed(page, on(checked)) is None


def test_a_page_that_says_again_what_was_checked_is_not_told():
    page = over_time((10, "a b"), (12, "maintenance"), (14, "a b"))
    assert changed(page, on(5)) is None
    assert changed(page, on(11)) is None
    assert changed(page, on(13)) is not None


def test_small_changes_add_up():
    page = over_time((10, "a b c"), (11, "a b d"), (12, "a e d"))
    assert changed(page, on(10)) is not None


def test_another_way_to_take_the_print_is_no_change():
    first = seen((), printed("a", method="1"), on(1))
    same = seen(first, printed("b", method="2"), on(5))
    assert [(version.seen, version.method) for version in same] == [(on(1), "2")]
    # A change that was told before stays told.
    twice = seen(seen(first, printed("b", method="1"), on(3)), printed("c", method="2"), on(5))
    version = changed(Page(asked=NOW, state="ok", versions=twice), on(2))
    assert version is not None
    assert version.seen == on(3)


@given(st.lists(st.sampled_from(["a b", "a c", "d"]), min_size=1, max_size=28), st.integers(1, 28))
def test_a_page_looked_at_today_has_not_changed(words, day):
    page = over_time(*enumerate(words, 1))
    assert len(page.versions) <= kept.VERSIONS
    assert changed(page, on(28)) is None
    if len(set(words)) == 1:
        assert changed(page, on(day)) is None


def test_what_is_kept_is_read_back(tmp_path):
    path = tmp_path / "data" / "links.json"
    assert kept.read(path) == {}
    pages = {
        "https://a.example/": over_time((10, "a"), (11, "ө")),
        "https://b.example/": Page(asked=NOW, state="gone", status=404, since=on(3)),
    }
    kept.write(path, pages)
    assert kept.read(path) == pages
    assert list(path.parent.iterdir()) == [path]
    path.write_text(path.read_text(encoding="utf-8")[:-20], encoding="utf-8")
    with pytest.raises(BadFile):
        kept.read(path)


def test_every_source_and_site_is_cited_with_its_place(content_folder):
    cited = citations(load(content_folder, LANGUAGES, "ky"))
    assert len(cited) == 9
    office = [one for one in cited if one.id == "uk.office"]
    assert [(one.kind, one.field, one.url) for one in office] == [
        ("contact", "url", "https://office.example/?a=1&b=2"),
        ("contact", "source", "https://office.example/about"),
    ]
    for one in cited:
        file = content_folder.parent / one.file if (content_folder.parent / one.file).exists() else None
        file = file or content_folder / one.file
        assert one.url in file.read_text(encoding="utf-8").splitlines()[one.line - 1]


def test_a_content_with_an_error_has_sources_all_the_same(content_folder):
    catalogue = content_folder / "catalogue.yaml"
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + "\nwrong: [\n", encoding="utf-8")
    loaded = load(content_folder, LANGUAGES, "ky")
    assert loaded.library is None
    assert len(citations(loaded)) == 9


def cite(
    url: str = "https://a.example/fees/visa", checked: date = date(2026, 11, 1), id: str = "uk.fee"
) -> Citation:
    return Citation(url, "fact", id, "source", "content/facts/uk.yaml", 7, checked)


def test_rows_stand_by_urgency_and_name_every_place():
    cited = [
        cite("https://a.example/moved"),
        cite("https://a.example/gone", id="uk.one"),
        cite("https://a.example/gone", id="uk.two"),
        cite("https://a.example/fine"),
        cite("https://a.example/never-asked"),
    ]
    pages = {
        "https://a.example/moved": Page(asked=NOW, state="ok", moved="https://b.example/new/place"),
        "https://a.example/gone": Page(asked=NOW, state="gone", status=410, since=on(24)),
        "https://a.example/fine": Page(asked=NOW, state="ok", status=200),
    }
    rows = report(cited, pages)
    assert [(row.kind, [one.id for one in row.where]) for row in rows] == [
        ("gone", ["uk.one", "uk.two"]),
        ("moved", ["uk.fee"]),
    ]
    assert dead(rows)
    assert not dead(rows[1:])
    assert rows[0].json("en")["status"] == 410
    assert rows[1].json("en")["to"] == "https://b.example/new/place"


def test_changed_names_only_those_not_looked_at_since():
    page = over_time((10, "a"), (20, "b"))
    cited = [cite(checked=on(15), id="uk.old"), cite(checked=on(22), id="uk.fresh")]
    (row,) = report(cited, {cited[0].page: page})
    assert (row.kind, [one.id for one in row.where]) == ("changed", ["uk.old"])
    assert "2026-11-20" in row.what("en")
    assert "2026-11-15" in row.what("en")
    assert "«b»" in row.what("ky")


def test_a_change_is_still_told_while_the_page_is_away():
    page = over_time((10, "a"), (20, "b")).model_copy(update={"state": "unreachable", "reason": "timeout"})
    assert [row.kind for row in report([cite()], {cite().page: page})] == ["changed", "unreachable"]


def test_words_taken_away_are_told_without_a_quotation():
    (row,) = report([cite()], {cite().page: over_time((10, "a b"), (20, "a"))})
    assert row.what("en").endswith("checked on 2026-11-01")


def test_a_page_that_leads_home_is_hardly_the_same_page():
    for moved, home in [
        ("https://a.example/", True),
        ("https://a.example/en/", True),
        ("https://a.example/fees/visas", False),
        ("https://a.example/?page=5", False),
    ]:
        (row,) = report([cite()], {cite().page: Page(asked=NOW, state="ok", moved=moved)})
        assert ("front page" in row.what("en")) is home


def test_the_place_in_the_page_goes_along():
    cited = cite("https://a.example/fees#visa")
    (row,) = report([cited], {cited.page: Page(asked=NOW, state="ok", moved="https://a.example/new/fees")})
    assert row.to == "https://a.example/new/fees#visa"


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_words(language):
    states = [("gone", reason) for reason in ("http", "dns", "refused", "address")]
    states += [("unreachable", reason) for reason in ("http", "timeout", "network", "tls", "loop")]
    states += [("forbidden", "robots"), ("closed", "http")]
    pages = [Page(asked=NOW, state=state, reason=reason, status=500, since=on(2)) for state, reason in states]
    pages += [Page(asked=NOW, state="ok", unread=unread) for unread in ("blank", "large")]
    pages += [
        Page(asked=NOW, state="ok", moved=moved) for moved in ("https://b.example", "https://b.example/a/b/c")
    ]
    pages += [over_time((2, "a"), (3, "b")), over_time((2, "a b"), (3, "b"))]
    told = set()
    for page in pages:
        (row,) = report([cite()], {cite().page: page})
        told.add(row.kind)
        words = row.what(language) + row.do(language)
        assert "{" not in words
        assert json.dumps(row.json(language), ensure_ascii=False)
    assert told == set(KINDS)


def test_every_text_stands_in_every_language():
    for tool in ("links", "stale"):
        for key, words in table(tool).items():
            assert set(words) == set(LANGUAGES), (tool, key)

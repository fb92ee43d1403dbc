"""The page in one file, as a parser reads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from bot.content.answers import answer
from bot.content.loader import load
from bot.content.model import Library
from bot.content.rendering import plain
from bot.staff.pocket.folding import words
from bot.staff.pocket.page import page
from bot.staff.pocket.topics import sections

LANGUAGES = ("ky", "ru", "en")
SHOWN = {"html", "head", "meta", "title", "link", "style", "script", "body"} | {
    *(
        "header",
        "main",
        "nav",
        "section",
        "article",
        "footer",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "p",
        "ul",
        "ol",
    ),
    *("li", "a", "b", "em", "i", "br", "label", "input"),
}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    inside: list[Element | str] = field(default_factory=list)

    def all(self) -> Iterator[Element]:
        yield self
        for one in self.inside:
            if isinstance(one, Element):
                yield from one.all()

    def text(self) -> str:
        return "".join(one if isinstance(one, str) else one.text() for one in self.inside)


class Tree(HTMLParser):
    """Elements by nesting; an unclosed tag is a mistake."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(html)
        assert len(self.open) == 1, self.open[-1].tag

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs)
        element = Element(tag, dict(attrs))
        self.open[-1].inside.append(element)
        if tag not in ("meta", "link", "br", "input"):
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


def tree(html: str) -> Element:
    return Tree(html).root


def topics(root: Element) -> dict[str, Element]:
    return {str(one.attributes["id"]): one for one in root.all() if one.tag == "article"}


def squeezed(text: str) -> str:
    return re.sub(r"[\s•]|(?<!\d)\d\.(?=\s)", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_there_whole(library: Library, made: date, language: str):
    found = topics(tree(page(library, language, made, None, None)))
    assert found.keys() == library.topics.keys()
    for id, article in found.items():
        whole = squeezed(plain(answer(library, id, language, made)))
        text = library.topics[id].texts[language]
        said = squeezed(article.text()).replace(squeezed(text.summary), "", 1)
        assert whole in said, id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_answers_are_there_whole_and_of_one_anchor_each(language: str, made: date):
    shipped = load(Path(__file__).parents[2] / "whole", LANGUAGES, "ky").library
    assert shipped is not None
    root = tree(page(shipped, language, made, None, None))
    for id, article in topics(root).items():
        body = squeezed(plain(answer(shipped, id, language, date.min)))
        summary = squeezed(shipped.topics[id].texts[language].summary)
        assert body in squeezed(article.text()).replace(summary, "", 1), id
    ids = [one.attributes["id"] for one in root.all() if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    anchors = {
        one.attributes["href"] for one in root.all() if (one.attributes.get("href") or "").startswith("#")
    }
    assert {str(anchor)[1:] for anchor in anchors} <= set(ids)


def test_urgent_help_comes_first_and_the_menu_keeps_its_order(library: Library, made: date):
    root = tree(page(library, "ru", made, None, None))
    assert list(topics(root)) == [
        *("urgent/call-now", "uk/seasonal-costs", "uk/seasonal-apply", "safety/passport-taken"),
    ]
    nav = next(one for one in root.all() if one.tag == "nav")
    entries = [(one.attributes["href"], one.text()) for one in nav.all() if one.tag == "a"]
    assert entries[:3] == [
        ("#urgent", f"{library.sections['urgent'].icon} {library.interface['ru'].sections['urgent']}"),
        ("#urgent/call-now", "☎️ Звоните сейчас"),
        ("#uk", f"🇬🇧 {library.interface['ru'].sections['uk']}"),
    ]


def test_nothing_is_fetched(library: Library, made: date):
    html = page(library, "ky", made, "bagyt_bot", "https://bagyt.example/")
    root = tree(html)
    assert {one.tag for one in root.all()} - {""} <= SHOWN
    assert not [one for one in root.all() if {"src", "srcset", "style", "action"} & one.attributes.keys()]
    fetched = [one.attributes["href"] for one in root.all() if one.tag == "link"]
    assert fetched == ["data:,"]
    style, script = (next(one.text() for one in root.all() if one.tag == tag) for tag in ("style", "script"))
    assert not re.search(r"@import|url\(|https?:", style)
    assert not re.search(r"fetch\(|XMLHttpRequest|import\(|https?:", script)
    policy = next(str(one.attributes["content"]) for one in root.all() if "http-equiv" in one.attributes)
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")


def test_the_head_says_when_it_was_made_of_what_and_where_a_newer_one_is(library: Library, made: date):
    root = tree(page(library, "en", made, "bagyt_bot", "https://bagyt.example/"))
    header = next(one for one in root.all() if one.tag == "header")
    assert f"Made on: 24 November 2026. Version: {library.version}." in header.text()
    links = [one.attributes["href"] for one in header.all() if one.tag == "a"]
    assert {"https://bagyt.example/", "https://t.me/bagyt_bot", "#urgent/call-now"} <= set(links)
    html = next(one for one in root.all() if one.tag == "html")
    assert (html.attributes["lang"], html.attributes["data-made"]) == ("en", "2026-11-24")


def test_phones_can_be_dialled_and_facts_carry_their_last_day(library: Library, made: date):
    article = topics(tree(page(library, "ru", made, None, None)))["urgent/call-now"]
    calls = [one.attributes["href"] for one in article.all() if one.tag == "a"]
    assert calls[:3] == ["tel:08081570123", "tel:+448081570124", "tel:1234"]
    article = topics(tree(page(library, "ru", made, None, None)))["uk/seasonal-costs"]
    days = {
        one.text(): one.attributes["data-expires"]
        for one in article.all()
        if "data-expires" in one.attributes
    }
    assert days["340 £"] == "2027-03-20"
    assert "Годно до: 1 декабря 2026" in article.text()
    assert "Проверено: 1 ноября 2026" in article.text()
    sources = [
        one.attributes["href"] for one in article.all() if (one.attributes.get("href") or "")[:4] == "http"
    ]
    assert "https://www.fees.example/visas/seasonal" in sources


def test_a_fact_old_on_the_day_of_making_says_so_without_a_program(library: Library):
    article = topics(tree(page(library, "ru", date(2026, 12, 2), None, None)))["uk/seasonal-costs"]
    warnings = [one for one in article.all() if one.attributes.get("class") == "warning"]
    assert len(warnings) == 1
    assert "hidden" not in warnings[0].attributes
    assert "Уточните: Линия помощи" in warnings[0].text()


def test_hostile_words_stay_words(hostile: Library, made: date):
    html = page(hostile, "ru", made, None, None)
    root = tree(html)
    assert {one.tag for one in root.all()} - {""} <= SHOWN
    assert not [name for one in root.all() for name in one.attributes if name.startswith("on")]
    assert len([one for one in root.all() if one.tag == "script"]) == 1
    article = topics(root)["safety/passport-taken"]
    assert '"><script>x</script>' in article.text()
    assert "<img src=x onerror=alert(1)> </article> 5 & 6" in article.text()
    links = [one.attributes["href"] for one in article.all() if one.tag == "a"]
    assert any(str(link).startswith("https://a.example/?x=1&y=") for link in links)


def test_a_borrowed_text_says_so_and_names_its_language(content_folder: Path, made: date):
    (content_folder / "en/uk/seasonal-apply.yaml").unlink()
    library = load(content_folder, LANGUAGES, "ky").library
    assert library is not None
    text = library.topics["uk/seasonal-apply"].texts["en"]
    article = topics(tree(page(library, "en", made, None, None)))["uk/seasonal-apply"]
    assert article.attributes["lang"] == text.language != "en"
    assert plain(library.interface["en"].lines.other_language) in article.text()


def test_the_program_is_one_that_old_phones_read():
    script = files("bot.staff.pocket").joinpath("templates/page.js").read_text(encoding="utf-8")
    late = (
        r"\?\.|\?\?|\|\|=|\*\*|replaceAll|\.flat|\.at\(|fromEntries|matchAll|\(\?<|catch \{|\.\.\.\w|#\w+\("
    )
    assert re.findall(late, script) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("жумуш", "jumush"),
        ("жумуш", "zhumush"),
        ("өз үйүм", "оз уйум"),
        ("миң", "ming"),
        ("кандай", "kanday"),
        ("англияга", "angliyaga"),
        ("ещё", "еще"),
        ("маалымат", "малымат"),
        ("ЩУКА", "schuka"),
    ],
)
def test_words_are_compared_without_what_people_leave_out(one: str, other: str):
    assert words(one) == words(other) != []


def test_the_words_people_ask_with_reach_the_page_but_not_those_of_every_topic(library: Library, made: date):
    article = topics(tree(page(library, "ru", made, None, None)))["safety/passport-taken"]
    assert article.attributes["data-ask"] == "hoziain zabral pasport ne otdaet"
    assert sections(library, "ru")[0].topics[0].id == library.urgent


def test_each_number_of_a_short_list_can_be_tapped(content_folder: Path, made: date) -> None:
    catalogue = content_folder / "catalogue.yaml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(
        text.replace("entries:", "numbers: {all: [uk.helpline, kg.labour_line]}\nentries:", 1)
    )
    path = content_folder / "en/urgent/call-now.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("{contact:uk.helpline}", "{numbers:all}"))
    library = load(content_folder, LANGUAGES, "ky").library
    assert library is not None
    text = page(library, "en", made, None, None)
    for phone in ("tel:08081570123", "tel:+448081570124", "tel:1234"):
        assert f'href="{phone}"' in text


def test_an_unsigned_answer_says_so_on_paper_too(library: Library, made: date) -> None:
    assert "Draft, not yet confirmed" not in page(library, "en", made, None, None)
    assert "Draft, not yet confirmed" in page(replace(library, mark_drafts=True), "en", made, None, None)

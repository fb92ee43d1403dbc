"""A page counts as changed when it says something else, not when its trimmings change."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from loopback_site import page

from bot.staff.links.fingerprint import Print, fingerprint, is_stamp, sentences

HTML = "text/html; charset=utf-8"


def taken(html: str, content_type: str = HTML) -> Print:
    found = fingerprint(html.encode(), content_type)
    assert found is not None
    return found


def new(before: str, after: str) -> list[str]:
    """The words that the second page has and the first has not."""
    known = taken(before).sentences
    return [words for hashed, words in taken(after).sentences.items() if hashed not in known]


def test_one_number_is_a_change():
    assert new(page(fee="340"), page(fee="351")) == ["The fee for the visa is £351 for each person."]


def test_one_word_is_a_change():
    assert new(page(), page().replace("cannot come", "can come")) == [
        "Partners and children can come with you on this visa."
    ]


@pytest.mark.parametrize(
    "after",
    [
        page(footer="Last updated 24 November 2026"),
        page(footer="Visits today: 1204"),
        page().replace("<nav>", '<nav><a href="/news">News of 24 November</a>'),
        page().replace("<p>You can", '<p class="x" data-t="99">You   can'),
        page(more="<script>var now = 1764000000;</script>"),
        page(more="<!-- built at 10:42 -->"),
    ],
    ids=["footer date", "footer counter", "menu", "markup", "script", "comment"],
)
def test_trimmings_are_no_change(after):
    assert taken(after).sentences.keys() == taken(page()).sentences.keys()


def test_dates_and_counters_amid_the_text_are_no_change():
    before = page(more="<p>Обновлено: 23.11.2026, 18:40</p><p>1 204 просмотра</p>")
    after = page(more="<p>Обновлено: 24.11.2026, 09:05</p><p>1 377 просмотров</p>")
    assert taken(before).sentences.keys() == taken(after).sentences.keys()


def test_another_order_is_no_change():
    rows = ["<p>Fee for children: £20 each.</p>", "<p>Fee for a fast answer: £500 more.</p>"]
    first, second = taken(page(more="".join(rows))), taken(page(more="".join(reversed(rows))))
    assert first.sentences.keys() == second.sentences.keys()


@pytest.mark.parametrize(
    "line",
    [
        "Last updated 23 November 2026",
        "Last updated: November 23, 2026",
        "Published on 2026-11-23 at 10:42",
        "Понедельник, 23 ноября 2026 г., 14:05",
        "Обновлено: 23.11.2026",
        "Дата публикации: 23 ноября 2026 года",
        "Жарыяланды: 2026-жылдын 23-ноябры",
        "23-ноябрь, 2026",
        "1 204 views",
        "3 дня назад",
        "5 min read",
        "Көрүүлөр: 88",
        "© 2026 Ministry",
        "Stand: 23.11.2026",
    ],
)
def test_a_stamp(line):
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line",
    [
        "£340",
        "1 500 сом",
        "Срок подачи: 1 декабря 2026 года",
        "Applications open on 1 December 2026",
        "Updated fee: £351",
        "Fee updated: 351",
        "Телефон: +996 312 66 01 07",
        "No family members",
        "Арыздар 2026-жылдын 1-декабрына чейин кабыл алынат",
        "Dates",
        "Call 115",
        "Views of workers on pay",
    ],
)
def test_no_stamp(line):
    assert not is_stamp(line)


def test_a_file_is_told_by_its_bytes():
    first, same = (fingerprint(b"%PDF-1.7 one", "application/pdf") for _ in range(2))
    other = fingerprint(b"%PDF-1.7 two", "application/pdf")
    assert first == same
    assert first is not None
    assert other is not None
    assert first.sentences.keys() != other.sentences.keys()
    assert list(first.sentences.values()) == [""]


def test_the_encoding_that_the_site_names_is_used():
    html = page(more="<p>Визовый сбор 340 фунтов.</p>").replace("£", "$")
    one = fingerprint(html.encode("cp1251"), "text/html; charset=windows-1251")
    assert one is not None
    assert "Визовый сбор 340 фунтов." in one.sentences.values()
    assert fingerprint(html.encode(), "text/html; charset=no-such") == taken(html)


def test_a_page_without_text_has_no_print():
    assert fingerprint(b"", HTML) is None
    assert fingerprint(b"<html><body><div id='app'></div></body></html>", HTML) is None


def test_plain_text():
    assert list(taken("Fee: 340.\n\nStay: 6 months.", "text/plain; charset=utf-8").sentences.values()) == [
        "Fee: 340.",
        "Stay: 6 months.",
    ]


ODD = ["utf-16", "utf-7", "zlib", "punycode", "unicode_escape", "idna", "undefined", "raw_unicode_escape"]


@given(
    st.binary(max_size=400),
    st.sampled_from([HTML, "text/html", "text/plain", "", *(f"text/plain; charset={odd}" for odd in ODD)]),
)
@example(rb"fee \ud800 340", "text/plain; charset=unicode_escape")
@example(b"fee +2AA- 340", "text/plain; charset=utf-7")
def test_any_bytes_are_read(body, content_type):
    found = fingerprint(body, content_type)
    json.dumps(found and found.sentences, ensure_ascii=False).encode()


@given(st.text(max_size=200))
def test_any_html_is_read(text):
    fingerprint(f"<html><body><p>{text}</p></body></html>".encode("utf-8", "replace"), HTML)


@given(st.text(max_size=300))
def test_sentences_are_words(text):
    assert all(any(map(str.isalnum, sentence)) for sentence in sentences(text))

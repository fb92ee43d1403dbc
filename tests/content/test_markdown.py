from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import markdown
from bot.content.markdown import Unshowable, fill, parse_markdown
from bot.content.markup import Bold, Heading, Inline, Italic, Items, Link, Paragraph, Text
from bot.content.rendering import plain, telegram_html


def test_every_form_that_staff_may_use_is_understood() -> None:
    written = """\
## Heading

Some **bold**, *italic* and [words](https://a.example/?x=1&y=2).
Second line.

- one
- and **two**.

3. three
4. four
"""
    assert parse_markdown(written) == (
        Heading((Text("Heading"),)),
        Paragraph(
            (
                Text("Some "),
                Bold((Text("bold"),)),
                Text(", "),
                Italic((Text("italic"),)),
                Text(" and "),
                Link("https://a.example/?x=1&y=2", (Text("words"),)),
                Text("."),
                Text("\n"),
                Text("Second line."),
            )
        ),
        Items(((Text("one"),), (Text("and "), Bold((Text("two"),)), Text(".")))),
        Items(((Text("three"),), (Text("four"),)), start=3),
    )


def test_a_break_in_a_list_item_stays_in_the_item() -> None:
    assert plain(parse_markdown("- one\n  more\n\n  and more\n- two")) == "• one\nmore\nand more\n• two"


def test_what_looks_like_a_mark_may_be_written() -> None:
    assert plain(parse_markdown(r"3 \* 4, \[a\], a & b, 1 < 2, AT&amp;T")) == "3 * 4, [a], a & b, 1 < 2, AT&T"
    assert plain(parse_markdown("uk_seasonal_costs, 5 * 3 * 2, {fact:uk.visa_fee}")) == (
        "uk_seasonal_costs, 5 * 3 * 2, {fact:uk.visa_fee}"
    )


@pytest.mark.parametrize("link", ["https://a.example", "http://a.example/?a=1", "tg://resolve?domain=x"])
def test_links_that_a_phone_can_open(link: str) -> None:
    assert parse_markdown(f"[words]({link})") == (Paragraph((Link(link, (Text("words"),)),)),)


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "mailto:a@b.example",
        "tel:+996",
        "JAVASCRIPT:x",
        "data:text/html,x",
        "file:///x",
        "a.example",
        "//a.example",
        "#x",
        "",
    ],
)
def test_links_that_go_nowhere_good_are_refused(link: str) -> None:
    with pytest.raises(Unshowable, match="markdown_link"):
        parse_markdown(f"[words]({link})")


def test_a_mail_address_in_angle_brackets_is_refused_too() -> None:
    with pytest.raises(Unshowable, match="markdown_link"):
        parse_markdown("<a@b.example>")


def test_an_address_in_angle_brackets_is_a_link() -> None:
    assert parse_markdown("<https://a.example>") == (
        Paragraph((Link("https://a.example", (Text("https://a.example"),)),)),
    )


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("`code`", 0),
        ("fine\n\nfine\nthen `code`", 3),
        ("**bold\nand `code`**", 1),
        ("- fine\n- fine\n  `code`", 2),
        ("fine\n\n<div>\n", 2),
        ("fine\n\n- one\n  - two", 3),
        ("fine\n\n| a | b |\n|---|---|\n| 1 | 2 |", 2),
    ],
)
def test_what_cannot_be_shown_is_named_with_its_line(written: str, line: int) -> None:
    with pytest.raises(Unshowable) as caught:
        parse_markdown(written)
    assert caught.value.line == line


def written(name: str) -> tuple[Inline, ...] | None:
    return {"fee": (Text("£340"),), "who": (Bold((Text("A <b> {fee}"),)), Text(": 12"))}.get(name)


def test_known_names_are_filled_in_wherever_they_stand() -> None:
    text = "# {fee}\n\n{fee}, **{fee}**, [*{fee}*](https://a.example){fee}\n\n- {who}"
    assert plain(fill(parse_markdown(text), written)) == (
        "£340\n\n£340, £340, £340£340\n\n• A <b> {fee}: 12"  # what is filled in is not filled again
    )


@pytest.mark.parametrize(
    "text",
    ["{other}", "{}", "{", "}", "}{", "{fee", "fee}", "{ fee }", "{Fee}", "{fee{", "}fee}", "{fact:fee}"],
)
def test_anything_else_in_braces_stays_as_it_is(text: str) -> None:
    assert plain(fill((Paragraph((Text(text),)),), written)) == text


def test_a_stray_brace_does_not_swallow_the_next_name() -> None:
    document = (Paragraph((Text("{a {fee} b} {fee}"),)),)
    assert plain(fill(document, written)) == "{a £340 b} £340"


def test_what_is_filled_in_is_characters_not_marks() -> None:
    document = fill(parse_markdown("{who}"), written)
    assert telegram_html(document) == "<b>A &lt;b&gt; {fee}</b>: 12"


@settings(max_examples=300)
@given(st.text(st.sampled_from("аb _*[]()<>&;!~`\\\n1.-{}:/#ө ")) | st.text(max_size=40))
def test_a_line_without_marks_is_read_the_same_without_being_parsed(text: str) -> None:
    """Reading every line in full finds the same document, or the same fault."""

    def read() -> object:
        try:
            return parse_markdown(text)
        except Unshowable as error:
            return error.code, error.line

    with pytest.MonkeyPatch.context() as patch:
        quick = read()
        patch.setattr(markdown, "_MARKED", re.compile(""))
        assert read() == quick

from __future__ import annotations

import html
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground.errors import ApiError
from bot.playground.links import checked_link, find_entities
from bot.playground.markup import MAX_ENTITIES, formatted, parse_html, utf16_length

TAGS = ["b", "i", "u", "s", "code", "tg-spoiler", "blockquote"]
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def marked(text: str, entity: dict[str, int]) -> str:
    units = text.encode("utf-16-le")
    return units[entity["offset"] * 2 : (entity["offset"] + entity["length"]) * 2].decode("utf-16-le")


@given(texts)
def test_escaped_text_comes_back_exactly(text: str) -> None:
    assert parse_html(html.escape(text)) == (text, [])
    assert parse_html(html.escape(text, quote=False)) == (text, [])


@given(texts, texts.filter(bool), texts, st.sampled_from(TAGS))
def test_an_entity_covers_what_stands_between_its_tags(
    before: str, inside: str, after: str, tag: str
) -> None:
    source = f"{html.escape(before)}<{tag}>{html.escape(inside)}</{tag}>{html.escape(after)}"
    text, (entity,) = parse_html(source)
    assert text == before + inside + after
    assert marked(text, entity) == inside


@given(texts, st.data())
def test_cut_in_the_middle_it_is_refused_or_parsed_but_never_breaks(text: str, data: st.DataObject) -> None:
    source = f'{html.escape(text)}<b class="x">{html.escape(text)}<a href="https://a.kg">c</a></b>&amp;'
    cut = source[: data.draw(st.integers(0, len(source)))]
    with suppress(ApiError):
        parse_html(cut)


@given(texts)
def test_found_entities_lie_inside_the_text(text: str) -> None:
    text = f"{text} /start +996 000 000 000 a@b.kg https://a.kg/x"
    for entity in find_entities(text):
        assert marked(text, entity).strip() == marked(text, entity) != ""


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Ош < Бишкек", 'Unsupported start tag "" at byte offset 5'),
        ("Салам <div>", 'Unsupported start tag "div" at byte offset 11'),
        ("Салам <b", "Unclosed start tag at byte offset 11"),
        ("<b>кой", 'Can\'t find end tag corresponding to start tag "b"'),
        ("кой</b>", "Unexpected end tag at byte offset 6"),
        ("<b>кой</i>", 'Unmatched end tag at byte offset 9, expected "</b>", found "</i>"'),
        ("<b>кой</b", "Unclosed end tag at byte offset 9"),
        ("<b =c>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<a href = ", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=a,b>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<span>кой</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_refusals_have_the_words_of_telegram(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert (refused.value.code, refused.value.description) == (
        400,
        f"Bad Request: can't parse entities: {words}",
    )


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(ApiError, match="invalid Unicode characters after decoding HTML entities"):
        parse_html("&#xD83D;")


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<STRONG>a</Strong>", "a", [("bold", 0, 1)]),
        ("<i>a</>", "a", [("italic", 0, 1)]),
        ("<b >a</b >", "a", [("bold", 0, 1)]),
        ("<a href=a.kg >b</a>", "b", [("text_link", 0, 1)]),
        ("<b></b>", "", []),
        ("😀<u>😀</u>", "😀😀", [("underline", 2, 2)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<i><b>a</b></i>", "a", [("bold", 0, 1), ("italic", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<pre><code>a</code></pre>", "a", [("pre", 0, 1), ("code", 0, 1)]),
        ("<a>кой</a>", "кой", []),
        ('<a href="tel:+996">a</a>', "a", []),
        ('<tg-time unix="x">a</tg-time>', "a", []),
        ("&nbsp;&#1086;&#x448;&lt&unknown;&#0;", "&nbsp;ош<&unknown;&#0;", []),
        ("&#" + "9" * 5000, "&#" + "9" * 5000, []),
    ],
)
def test_html(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    got, found = parse_html(source)
    assert got == text
    assert [(e["type"], e["offset"], e["length"]) for e in found] == entities


def test_fields_of_entities() -> None:
    source = '<pre><code class="language-yaml">a</code></pre><a href="gov.kg?a=&lt;">b</a>'
    source += '<tg-emoji emoji-id="5">c</tg-emoji><tg-time unix="7" format="d">e</tg-time>'
    _, (pre, link, emoji, moment) = parse_html(source)
    assert pre == {"type": "pre", "offset": 0, "length": 1, "language": "yaml"}
    assert link["url"] == "http://gov.kg/?a=<"
    assert emoji["custom_emoji_id"] == "5"
    assert (moment["unix_time"], moment["date_time_format"]) == (7, "d")


@pytest.mark.parametrize(
    ("url", "opened"),
    [
        ("https://Gov.KG", "https://gov.kg/"),
        ("HTTP://a.kg:8080/Ab c", "http://a.kg:8080/Ab%20c"),
        ("a.kg#x", "http://a.kg/#x"),
        ("tg://resolve?domain=a", "tg://resolve?domain=a"),
        ("мфа.кг", "http://мфа.кг/"),
        ("mailto:a@b.kg", "http://mailto:a@b.kg/"),
    ],
)
def test_links_are_taken_as_telegram_takes_them(url: str, opened: str) -> None:
    assert checked_link(url) == opened


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("", "URL host is empty"),
        ("кой", "Wrong HTTP URL"),
        ("ftp://a.kg", "Unsupported URL protocol"),
        ("tel:+996", "Wrong port number specified in the URL"),
        ("https://a kg.kg", "Disallowed character in URL host"),
        ("tg://a.b", "Unallowed characters in URL host"),
    ],
)
def test_links_are_refused_as_telegram_refuses_them(url: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        checked_link(url)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start uk", [("bot_command", "/start")]),
        ("и/или <//a> км/ч", []),
        ("/a@playground_bot, /b!", [("bot_command", "/a@playground_bot"), ("bot_command", "/b")]),
        ("см. https://mfa.gov.kg/ru.", [("url", "https://mfa.gov.kg/ru")]),
        ("a.b@mfa.gov.kg", [("email", "a.b@mfa.gov.kg")]),
        ("@someone #акча №5 #5", [("mention", "@someone"), ("hashtag", "#акча")]),
        ("+996 312 00 00 00 же 189", [("phone_number", "+996 312 00 00 00")]),
        ("😀 /help", [("bot_command", "/help")]),
    ],
)
def test_what_telegram_marks_by_itself(text: str, found: list[tuple[str, str]]) -> None:
    assert [(e["type"], marked(text, e)) for e in find_entities(text)] == found


def test_formatted_text_is_trimmed_with_its_entities() -> None:
    text, (bold,) = formatted("  \n a <b>b </b>\n ", "HTML")
    assert (text, marked(text, bold)) == ("a b", "b")
    text, entities = formatted("<i> a</i>", "html")
    assert (text, marked(text, entities[0])) == (" a", " a")
    assert formatted("a\r\tb\x07c", "") == ("a\tb c", [])


def test_nothing_is_found_inside_code_or_a_link_but_inside_bold() -> None:
    source = '<code>/a</code> <a href="https://a.kg">/b</a> <b>/c</b>'
    text, entities = formatted(source, "HTML")
    assert [marked(text, e) for e in entities if e["type"] == "bot_command"] == ["/c"]


def test_the_hundred_and_first_entity_is_dropped_silently() -> None:
    text, entities = formatted("<b>a</b> " * 120, "HTML")
    assert len(entities) == MAX_ENTITIES == 100
    assert utf16_length(text) == 239


def test_modes_and_sizes_that_are_refused() -> None:
    with pytest.raises(ApiError, match="unsupported parse_mode"):
        formatted("a", "MarkdownV2")
    with pytest.raises(ApiError, match="text is too long"):
        formatted("ы" * 20_000, "HTML")

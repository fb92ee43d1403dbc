from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.content.markdown import parse_markdown
from bot.content.markup import Block, Bold, Document, Heading, Inline, Italic, Items, Link, Paragraph, Text
from bot.content.paging import entities, pages, units
from bot.content.rendering import plain, telegram_html

# Telegram's own limits.
MESSAGE_UNITS = 4096
MESSAGE_ENTITIES = 100


def squeezed(*documents: Document) -> str:
    return re.sub(r"\s", "", "".join(map(plain, documents)))


def tags(document: Document) -> int:
    return len(re.findall(r"<[abi][ >]", telegram_html(document)))


def check(document: Document) -> tuple[Document, ...]:
    found = pages(document)
    assert squeezed(*found) == squeezed(document)
    for page in found:
        assert units(plain(page)) <= MESSAGE_UNITS
        assert tags(page) <= min(MESSAGE_ENTITIES, entities(page))
    return found


texts = st.builds(
    lambda word, times, end: word * times + end,
    st.sampled_from(["ү", "word ", "A sentence. ", "🆘", "line\n", "<&>", "  "]),
    st.sampled_from([0, 1, 7, 100, 700, 3000]),
    st.sampled_from(["", ".", " ", "end"]),
).map(Text)
inlines: st.SearchStrategy[Inline] = st.recursive(
    texts,
    lambda inside: st.lists(inside, max_size=4).flatmap(
        lambda nodes: st.sampled_from(
            [Bold(tuple(nodes)), Italic(tuple(nodes)), Link("https://a.example", tuple(nodes))]
        )
    ),
    max_leaves=6,
)
runs = st.lists(inlines, max_size=5).map(tuple) | st.integers(1, 250).map(lambda n: (Bold((Text("b"),)),) * n)
blocks: st.SearchStrategy[Block] = (
    runs.map(Paragraph)
    | runs.map(Heading)
    | st.builds(Items, st.lists(runs, min_size=1, max_size=4).map(tuple), st.none() | st.integers(0, 999))
)


@given(st.lists(blocks, max_size=5).map(tuple))
def test_any_document_fits_and_nothing_is_lost(document: Document) -> None:
    check(document)


def test_a_short_answer_is_one_page_and_stays_as_it_is() -> None:
    document = parse_markdown("One.\n\n- two\n- three\n\n2. four\n3. five")
    assert pages(document) == (document,)
    assert pages(()) == ((),)


def test_a_long_answer_is_cut_between_paragraphs() -> None:
    document = parse_markdown("\n\n".join(f"Paragraph {n}. " + "word " * 100 for n in range(12)))
    found = check(document)
    assert len(found) == 3
    assert all(plain(page).startswith("Paragraph") for page in found)
    assert sum(map(len, found)) == 12


def test_a_list_goes_on_with_its_numbers_on_the_next_page() -> None:
    document = parse_markdown("\n".join(f"{n}. " + "word " * 100 for n in range(1, 10)))
    found = check(document)
    assert len(found) > 1
    marks = re.findall(r"\d+\.", " ".join(map(plain, found)))
    assert marks == [f"{n}." for n in range(1, 10)]


def test_a_long_list_item_has_its_mark_once() -> None:
    found = check(parse_markdown("- short\n- " + "A sentence of some length. " * 200 + "\n- last"))
    assert squeezed(*found).count("•") == 3


def test_an_endless_paragraph_is_cut_after_a_sentence_else_a_space_else_anywhere() -> None:
    assert all(plain(p).rstrip().endswith(".") for p in check(parse_markdown("Two words. " * 600)))
    assert all(plain(p).rstrip().endswith("word") for p in check(parse_markdown("word " * 1500)))
    assert len(check(parse_markdown("x" * 9000))) > 3


def test_letters_outside_of_the_basic_plane_count_twice() -> None:
    assert units("a🆘ү") == 4
    assert len(check(parse_markdown("🆘" * 2400))) == 2


def test_more_marks_than_telegram_shows_are_spread_over_pages() -> None:
    assert len(check(parse_markdown(" ".join(f"**{n}**" for n in range(250))))) >= 3
    assert len(check(parse_markdown("\n".join(f"- **{n}** *i*" for n in range(120))))) >= 3


def test_bold_goes_on_over_the_page() -> None:
    found = check(parse_markdown("**" + "Two words. " * 500 + "end**"))
    assert len(found) > 1
    for page in found:
        assert telegram_html(page).startswith("<b>")
        assert telegram_html(page).endswith("</b>")

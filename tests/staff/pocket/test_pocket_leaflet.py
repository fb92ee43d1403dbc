"""Leaflets: what is set where, the font inside, and the same bytes for the same day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from bot.content.answers import answer
from bot.content.loader import load
from bot.content.model import Library
from bot.content.rendering import plain
from bot.staff.pocket.drawing import Sheet
from bot.staff.pocket.leaflet import blocks, leaflet
from bot.staff.pocket.pictures import without_pictures
from bot.staff.pocket.topics import PocketSection, sections
from bot.staff.pocket.typesetting import Block, Run, columns, set_lines

FONTS = files("bot.staff.pocket").joinpath("fonts")


@pytest.fixture(scope="module")
def sheet() -> Iterator[Sheet]:
    sheet = Sheet("Багыт", "Багыт", "ky", date(2026, 11, 24))
    yield sheet
    sheet.pdf.output()  # closes the files of the font


def section_of(library: Library, language: str, id: str) -> PocketSection:
    return next(section for section in sections(library, language) if section.id == id)


def squeezed(text: str) -> str:
    return re.sub(r"[\s•]|(?<!\d)\d\.(?=\s)", "", text)


def pages_in(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_shipped_leaflet_says_the_whole_answers_and_can_be_drawn(
    language: str, sheet: Sheet, made: date
):
    shipped = load(Path(__file__).parents[2] / "whole", ("ky", "ru", "en"), "ky").library
    assert shipped is not None
    for section in sections(shipped, language):
        content = blocks(shipped, section, language, made, 10, sheet)
        said = squeezed("".join(run.text for block in content for line in block.lines for run in line))
        for topic in section.topics:
            _, *rest = plain(answer(shipped, topic.id, language, date.min)).split("\n\n")
            for block in rest:
                for line in block.split("\n"):
                    if "/" not in line and not any(name in line for name in ("migrant.kg", "(")):
                        assert squeezed(without_pictures(line, sheet.letters)) in said, (topic.id, line)
        assert not set(said) - sheet.letters


def test_it_is_one_pdf_with_the_font_inside_and_the_same_bytes_on_the_same_day(library: Library, made: date):
    section = section_of(library, "ky", "uk")
    one, same = (
        leaflet(library, section, "ky", made, "bagyt_bot", "https://bagyt.example/") for _ in range(2)
    )
    assert one == same
    assert one.pdf.startswith(b"%PDF-")
    assert one.pages == pages_in(one.pdf) == 1
    assert len(re.findall(rb"/FontFile2 ", one.pdf)) == 2
    assert b"DejaVuSansCondensed-Bold" in one.pdf or b"DejaVuSansCondensedBold" in one.pdf
    assert b"(D:20261124000000Z" in one.pdf
    assert one.undrawn == ""
    assert leaflet(library, section, "ky", date(2026, 11, 25)).pdf != one.pdf


def test_a_code_is_drawn_only_with_an_address(library: Library, made: date):
    section = section_of(library, "ru", "urgent")
    plain_one, coded = (
        leaflet(library, section, "ru", made),
        leaflet(library, section, "ru", made, "bagyt_bot"),
    )
    assert len(coded.pdf) > len(plain_one.pdf)


def test_what_the_font_lacks_is_told(library: Library, made: date):
    section = section_of(library, "ru", "urgent")
    topic = replace(section.topics[0], title="경찰 🚓 112")
    assert leaflet(library, replace(section, topics=(topic,)), "ru", made).undrawn == "경찰"


def test_a_long_section_takes_more_pages_and_loses_nothing(library: Library, made: date):
    section = section_of(library, "ru", "uk")
    long = leaflet(library, replace(section, topics=section.topics * 30), "ru", made)
    assert long.pages == pages_in(long.pdf) > 2


def test_the_fonts_have_our_letters_and_are_small():
    for name in ("DejaVuSansCondensed.ttf", "DejaVuSansCondensed-Bold.ttf"):
        with FONTS.joinpath(name).open("rb") as file:
            letters = TTFont(file).getBestCmap()
        assert not {letter for letter in "өүңӨҮҢёЁъЪ•-–—✓«»№“”…£€₽\u00a0\u202f" if ord(letter) not in letters}
    assert sum(len(FONTS.joinpath(name).read_bytes()) for name in _fonts()) < 200_000
    assert "Bitstream Vera" in FONTS.joinpath("LICENSE").read_text(encoding="utf-8")


def _fonts() -> list[str]:
    return [one.name for one in FONTS.iterdir() if one.name.endswith(".ttf")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("🇬🇧 Улуу Британия", "Улуу Британия"),
        ("⚠️ Бул эскирди", "Бул эскирди"),
        ("Чал 🆘 азыр", "Чал азыр"),
        ("👨‍👩‍👧 үй-бүлө", "үй-бүлө"),
        ("1️⃣ биринчи", "1 биринчи"),
        ("«ө ү ң» - №5", "«ө ү ң» - №5"),
    ],
)
def test_emoji_go_with_their_space(text: str, left: str):
    assert without_pictures(text) == left


def test_a_sign_that_the_font_has_stays():
    assert without_pictures("✓ бар 🚓", "✓") == "✓ бар "


@given(st.text(alphabet="өүңабв \n", max_size=300), st.floats(8, 30))
def test_lines_keep_every_letter_and_their_width(text: str, width: float):
    def measure(text: str, bold: bool, size: float) -> float:
        return float(len(text))

    lines = set_lines([Run(text[:100]), Run(text[100:], bold=True)], 10, width, measure)
    assert "".join(text.split()) == "".join("".join(r.text for line in lines for r in line).split())
    assert all(sum(len(run.text) for run in line) <= width for line in lines)


@given(st.lists(st.tuples(st.integers(1, 60), st.booleans()), min_size=1, max_size=30))
def test_columns_take_every_line_once_and_hold_them(sizes: list[tuple[int, bool]]):
    content = [
        Block(tuple((Run(str(n)),) for n in range(count)), 10, before=2, keep_with_next=title and count < 4)
        for count, title in sizes
    ]
    placed = columns(content, lambda column: 50 if column == 0 else 10, 190)
    for block in content:
        pieces = [one for one in placed if one.block is block]
        assert [line for one in pieces for line in block.lines[one.first : one.last]] == list(block.lines)
    for one in placed:
        assert one.top + (one.last - one.first) * one.block.leading <= 190.001
    order = [(one.column, one.top) for one in placed]
    assert order == sorted(order)


def test_a_title_stays_with_its_text():
    def block(lines: int, **how: bool) -> Block:
        return Block(tuple((Run("а"),) for _ in range(lines)), 10, **how)

    room = 10 * block(1).leading
    placed = columns([block(8), block(1, keep_with_next=True), block(5)], lambda column: 0, room)
    assert [one.column for one in placed] == [0, 1, 1]

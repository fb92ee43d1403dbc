"""Text messages: every part fits, nothing is lost, a phone is never cut."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.answers import answer
from bot.content.loader import load
from bot.content.model import Contact, Library
from bot.content.rendering import plain
from bot.staff.pocket.messages import LINE, PART_BYTES, cut, message_text, messages, told
from bot.staff.pocket.topics import sections

PHONE = "+44 8081 570124"
texts = st.lists(
    st.one_of(
        st.text(max_size=60),
        st.text(alphabet="өүңабв .\n:-", max_size=200),
        st.sampled_from(
            [PHONE, PHONE.replace(" ", "\u00a0"), "https://a.example/very/long", " ", "\n\n", ". "]
        ),
    ),
    max_size=40,
).map("".join)


@pytest.fixture(scope="module")
def shipped() -> Library:
    library = load(Path(__file__).parents[2] / "whole", ("ky", "ru", "en"), "ky").library
    assert library is not None
    return library


@given(texts, st.integers(40, 300))
def test_the_pieces_fit_and_give_the_text_again(text: str, most: int):
    pieces = cut(text, most)
    assert "".join(pieces) == text
    assert all(len(piece.encode()) <= most for piece in pieces)
    assert all(pieces) or text == ""


@given(
    st.lists(st.sampled_from(["өйдө", "ырас.", "Чалыңыз:", "(акысыз)"]), max_size=60), st.integers(30, 120)
)
def test_a_phone_stays_whole_wherever_it_stands(words: list[str], most: int):
    text = " ".join(word for pair in words for word in (pair, PHONE.replace(" ", "\u00a0")))
    pieces = cut(text, most)
    assert sum(piece.count(PHONE.replace(" ", "\u00a0")) for piece in pieces) == len(words)


def test_it_is_cut_between_blocks_first_then_sentences():
    block = "Биринчи сүйлөм. " * 4
    assert cut(f"{block}\n\n{block}", len(block.encode()) + 20)[0] == f"{block}\n\n"
    assert cut(block * 2, len(block.encode()) + 20)[0].endswith("сүйлөм. ")


def test_call_stays_with_its_list():
    text = "Узун сүйлөм ушул жерде.\n\nБул жакка чалыңыз:\n\n• 112\n• 102\n• 103"
    first, *_ = cut(text, len(text.encode()) - 12)
    assert not first.rstrip().endswith(":")


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_every_shipped_topic_is_there_whole_in_parts_that_fit(shipped: Library, language: str):
    for section in sections(shipped, language):
        for topic in section.topics:
            parts = messages(shipped, topic, language, date(2026, 11, 24))
            bodies = [part.partition("\n")[2] for part in parts]
            assert [part.partition("\n")[0] for part in parts] == [
                f"{number}/{len(parts)}" for number in range(1, len(parts) + 1)
            ]
            assert all(len(part.encode()) < PART_BYTES for part in parts)
            whole = "".join("".join(bodies).split())
            text = message_text(shipped, topic, language, date(2026, 11, 24))
            title, _, rest = text.partition("\n\n")
            assert "".join(rest.split()) in whole
            assert bodies[0].startswith(title.strip())
            _, *said = plain(answer(shipped, topic.id, language, date.min)).split("\n\n")
            assert all(
                "".join(block.split()) in whole for block in said if "/" not in block and "(" not in block
            )


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_whom_to_call_stands_in_the_first_part(shipped: Library, language: str):
    for section in sections(shipped, language):
        for topic in section.topics:
            first = messages(shipped, topic, language, date(2026, 11, 24))[0]
            assert any(named(contact, language, first) for contact in shipped.contacts.values()), topic.id


def named(contact: Contact, language: str, text: str) -> bool:
    return contact.name[language] in text and any(phone in text for phone in contact.phones)


def test_no_emoji_and_no_unbreakable_space_remain(shipped: Library):
    for section in sections(shipped, "ky"):
        for topic in section.topics:
            text = "".join(messages(shipped, topic, "ky", date(2027, 11, 24)))
            assert all(ord(letter) < 0x2190 and letter not in "\u00a0\u202f" for letter in text)


def test_an_old_fact_says_so_in_the_first_part(library: Library):
    topic = next(t for s in sections(library, "ru") for t in s.topics if t.id == "uk/seasonal-costs")
    fresh, old = (messages(library, topic, "ru", day) for day in (date(2026, 12, 1), date(2026, 12, 2)))
    assert "Это могло измениться" not in fresh[0]
    assert "Это могло измениться. Уточните: Линия помощи" in old[0]


def test_addresses_follow_their_words_and_a_command_its_title(library: Library):
    topic = next(t for s in sections(library, "ru") for t in s.topics if t.id == "uk/seasonal-apply")
    text = message_text(library, topic, "ru", date(2026, 11, 24))
    assert "Бюро (office.example/?a=1&b=2)" in text
    assert "Годно до: 18 февраля 2027" in text


def test_a_file_parts_its_messages_by_a_line():
    assert told(("1/2\nа", "2/2\nб")) == f"1/2\nа\n{LINE}\n2/2\nб\n"

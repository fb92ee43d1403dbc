from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demand.numbers import helplines
from bot.staff.check.personal import check_personal, masked, personal
from tests.staff.check.writing_down import TODAY, read, told, write

BAD = [
    ("ky", "Чалыңыз: +996 555 010 203.", "personal_phone", "+996 555 010 203"),
    ("ky", "Жазыңыз: aibek.test@gmail.com", "personal_email", "aibek.test@gmail.com"),
    ("ky", "Картага салыңыз 4169 5800 0000 1234 дейт.", "personal_card", "4169 5800 0000 1234"),
    ("ky", "Паспорт AN0000001 болсо.", "personal_document", "AN0000001"),
    ("ky", "Менин атым Гүлзат Асанова.", "personal_name", "Гүлзат Асанова"),
    ("ru", "Звоните 0555 01 02 03, поможем.", "personal_phone", "0555 01 02 03"),
    ("ru", "Пишите @test_agent_kg сразу.", "personal_username", "@test_agent_kg"),
    ("ru", "Меня зовут Айбек Тестов, помогите.", "personal_name", "Айбек Тестов"),
    ("ru", "ПИН 21204199500000 впишите.", "personal_document", "21204199500000"),
    ("en", "Write to t.me/test_agent now.", "personal_username", "t.me/test_agent"),
    ("en", "My name is John Testman.", "personal_name", "John Testman"),
    ("en", "Call +44 7700 900123 today.", "personal_phone", "+44 7700 900123"),
]
GOOD = [
    ("ky", "Аты-жөнүңүз сакталбайт. Сайт: migrant.kg, телефон 1966."),
    ("ru", "Виза стоит 29 000 - 35 000 сом, до 2026-11-23. Как вас зовут, мы не спрашиваем."),
    ("en", "You may earn 1,200,000 won. See https://www.gov.uk/guidance/1234567890."),
]


@pytest.mark.parametrize(("language", "text", "code", "quote"), BAD)
def test_what_leads_to_a_person_is_found(
    content_folder: Path, language: str, text: str, code: str, quote: str
) -> None:
    (finding,) = told(check_personal, write(content_folder, language, text), language)
    assert (finding.code, finding.quote) == (code, quote)


@pytest.mark.parametrize(("language", "text"), GOOD)
def test_public_things_are_left_alone(content_folder: Path, language: str, text: str) -> None:
    assert told(check_personal, write(content_folder, language, text), language) == []


def test_phrases_and_comments_are_looked_at_and_numbers_of_contacts_are_public(content_folder: Path) -> None:
    write(content_folder, "ru", "Нет.", ask=["меня зовут Айбек Тестов где мой паспорт"])
    path = content_folder / "ru/uk/seasonal-costs.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "# спросить у Асана, 0555 01 02 03\n", encoding="utf-8"
    )
    loaded = read(content_folder)
    assert [finding.code for finding in told(check_personal, loaded, "ru")] == [
        "personal_name",
        "personal_phone",
    ]
    phones = [phone for contact in loaded.contacts.values() for phone in contact.phones]
    assert not list(personal(f"Звоните {max(phones, key=len)}", helplines(tuple(phones))))


def test_the_sample_holds_nothing_personal(content_folder: Path) -> None:
    assert list(check_personal(read(content_folder), TODAY)) == []


@given(st.text() | st.text(alphabet="0123456789 +-@.абв:AN\ue000\ue001"))
def test_no_text_makes_it_fail(text: str) -> None:
    for start, code, quote in personal(text, helplines(())):
        assert code.startswith("personal_")
        assert quote
        assert 0 <= start < len(text)


def test_marks_are_found_in_their_place() -> None:
    assert list(masked("a 123 b 456", "a \ue000 b \ue001")) == [(2, "\ue000", "123"), (8, "\ue001", "456")]

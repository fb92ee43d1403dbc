from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff.check.letters import check_letters, letters_in
from bot.staff.check.texts import Piece
from tests.staff.check.writing_down import told, write

BAD = [
    ("ky", "Виза үчүн aкча төлөңүз.", "letter_latin", "aкча"),
    ("ky", "Паспортуңузду бербеңиc.", "letter_latin", "бербеңиc"),
    ("ky", "Бул жер o эле жер.", "letter_latin", "o"),
    ("ky", "MOM жардам берет.", "letter_latin", "MOM"),
    ("ky", "Е-9 визасы керек.", "letter_cyrillic", "Е-9"),
    ("ky", "Қайда барасыз?", "letter_foreign", "Қайда"),
    ("ky", "Баланы ұмытпаңыз.", "letter_foreign", "ұмытпаңыз"),
    ("ky", "Бул бул жерде жазылган.", "word_doubled", "Бул бул"),
    ("ky", "Акча\u200b төлөбөңүз.", "character_invisible", "Акча төлөбөңүз."),
    ("ru", "Пoзвоните сразу.", "letter_latin", "Пoзвоните"),
    ("ru", "Деньги c карты не возвращают.", "letter_latin", "c"),
    ("ru", "Спросите в EРS про работу.", "letter_cyrillic", "EРS"),
    ("ru", "Это вiза.", "letter_latin", "вiза"),
    ("ru", "Это в\u0456за.", "letter_foreign", "в\u0456за"),
    ("ru", "Не платите\u00ad никому.", "character_invisible", "Не платите никому."),
    ("ru", "Это \ufffd знак.", "character_broken", "\ufffd знак."),
    ("ru", "Позвоните  сразу.", "space_doubled", "Позвоните  сразу."),
    ("ru", "РџРѕР·РІРѕРЅРёС‚Рµ", "character_broken", None),
    ("en", "Do not pаy anyone.", "letter_cyrillic", "pаy"),
    ("en", "Do not pay а fee.", "letter_cyrillic", "а"),
    ("en", "Call the the office.", "word_doubled", "the the"),
    ("en", "It\u202fis free.", "space_hard", None),
]
GOOD = [
    ("ky", "EPSке жана WhatsAppка жазыңыз. UKга барбаңыз."),
    ("ky", "Аз-аздан, көп-көп, тез тез жыйыңыз."),
    ("ky", "«Certificate of Sponsorship» деген кагаз."),
    ("ky", "Виза 1\u00a0200 сом. 👨\u200d👩\u200d👧 Үй-бүлө ⬅️"),
    ("ky", "E-9 жана D-2 визасы."),
    ("ru", "Документ называется «Үй-бүлөгө көмөк»."),
    ("ru", "Работа по E-9 и план Б. Пункт a) и пункт c)."),
    ("ru", "Это очень очень важно, да да."),
    ("en", "Ask for “Мекеним 1+1” at the office."),
    ("en", "He had had no passport that day."),
]


@pytest.mark.parametrize(("language", "text", "code", "quote"), BAD)
def test_a_wrong_letter_is_found_at_its_word(
    content_folder: Path, language: str, text: str, code: str, quote: str | None
) -> None:
    findings = told(check_letters, write(content_folder, language, text), language)
    assert [finding.code for finding in findings] == [code]
    if quote:
        assert findings[0].quote == quote


@pytest.mark.parametrize(("language", "text"), GOOD)
def test_right_letters_are_left_alone(content_folder: Path, language: str, text: str) -> None:
    assert told(check_letters, write(content_folder, language, text), language) == []


def test_the_letter_and_the_right_word_are_told(content_folder: Path) -> None:
    (finding,) = told(check_letters, write(content_folder, "ky", "Виза үчүн aкча төлөңүз."), "ky")
    assert dict(finding.values) == {"word": "aкча", "letters": "a", "right": "акча"}


def test_phrases_people_type_may_be_latin_but_not_mixed(content_folder: Path) -> None:
    loaded = write(content_folder, "ky", "Жок.", ask=["vizaga kancha akcha", "визa канча"])
    assert [finding.quote for finding in told(check_letters, loaded, "ky")] == ["визa"]


@given(st.text(), st.sampled_from(["ky", "ru", "en", "uz"]), st.sampled_from(["text", "ask", "label"]))
def test_no_text_makes_it_fail(text: str, language: str, role: str) -> None:
    piece = Piece("f", ("answer",), language, role, 1, 1, text)  # type: ignore[arg-type]
    for finding in letters_in([piece]):
        assert finding.told("en")

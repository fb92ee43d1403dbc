"""A number in an answer comes from a fact or a contact, or the check tells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.loader import load
from bot.staff.check import check
from bot.staff.check.texts import Piece
from bot.staff.check.unsourced import unsourced_in

ROOT = Path(__file__).parents[3]
TODAY = date(2026, 11, 24)


def told(text: str, language: str = "en", at: tuple[str | int, ...] = ("answer",)) -> list[str]:
    piece = Piece(f"content/{language}/uk/costs.yaml", at, language, "text", 3, 5, text)
    return [finding.quote for finding in unsourced_in([piece])]


@pytest.mark.parametrize(
    ("language", "text", "quotes"),
    [
        ("en", "The visa costs 340 pounds.", ["340"]),
        ("en", "Call 0800 058 1633 now.", ["0800 058 1633"]),
        ("en", "By 15.11.2026 or 20 %.", ["15.11.2026", "20"]),
        ("ru", "Виза стоит 1 270 фунтов.", ["1 270"]),
        ("ky", "Виза 340 фунт турат.", ["340"]),
        ("en", "Wait three months.", ["three month"]),
        ("ru", "Подождите три месяца.", ["три месяц"]),
        ("ky", "Үч ай күтүңүз.", ["Үч ай"]),
        ("ky", "Үч аймакта", []),
        ("ru", "Есть две части.", []),
        ("ru", "Через два часа", ["два часа"]),
        ("ky", "Элүү миң сом", ["миң сом"]),
    ],
)
def test_a_number_without_a_source_is_told(language: str, text: str, quotes: list[str]) -> None:
    assert told(text, language) == quotes


@pytest.mark.parametrize(
    "text",
    [
        "1. Ask for it in writing.",
        "  **2. At the border.** Write the aim.",
        "P45ти алыңыз, E-9дан",
        "The visa E-9, the form P45 and English B2.",
        "PARE 1+1 and «Мекеним 1+1»",
        "The visa costs {fact:uk.seasonal_visa_fee}, call {contact:uk.acas}.",
        "A document of one page.",
        "H-2A, J-1, D-2",
    ],
)
def test_names_lists_and_facts_are_no_bare_numbers(text: str) -> None:
    assert told(text) == []


def test_people_may_ask_with_numbers() -> None:
    assert told("is 2000 dollars for a visa right", at=("ask", 3)) == []


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["{n}", "about {n} som", "до {n} рублей"]))
def test_every_amount_is_found(number: int, around: str) -> None:
    assert told(around.replace("{n}", str(number))) == [str(number)]


@given(st.text(max_size=80))
def test_no_text_breaks_the_rule(text: str) -> None:
    for language in ("ky", "ru", "en"):
        told(text, language)


def test_no_answer_of_the_catalogue_has_a_number_without_a_source() -> None:
    loaded = load(ROOT / "content", ("ky", "ru", "en"), "ky")
    wrong = [one.told("en") for one in check(loaded, TODAY) if one.code == "number_unsourced"]
    assert wrong == []

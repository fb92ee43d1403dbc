"""The cleaner: what goes, what stays, and what holds for any text."""

import re

import phonenumbers
import pytest
from cleaner_sentences import KEPT, MASKED, MESSAGES
from hypothesis import example, given, settings
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat

from bot.demand.clean import clean
from bot.demand.marks import plain

# Written anew, not taken from the cleaner.
MONEY_AFTER = re.compile(
    r"[\d .,'/+-]*(?:(?:до|to) [\d .,]+)?(?:(?:тыс|миң|мин|млн|мил|млрд|k|к|m|thou)[^\W\d_]{0,8}\.? ?)?"
    r"(?:[$€£¥₩₽₺₸]|(?:сом|сум|som|руб|р|rub|rou|rur|дол|dol|бакс|usd|евро|eur|фунт|funt|gbp|pound|quid|kgs|кгс|uzs"
    r"|вон|won|krw|иен|йен|yen|jpy|юан|yuan|cny|лир|lir|tl|try|те[нң]ге|tenge|kzt|злот|zlot|zł|pln|крон|czk|форинт|huf"
    r"|ле[йяв]|mdl|ron|bgn|дирхам|dirham|aed|ри[яа]л|riyal|sar|qar|динар|dinar|kwd)[^\W_]{0,6}(?![^\W_]))",
    re.IGNORECASE,
)
MONEY_BEFORE = re.compile(
    r"(?:[$€£¥₩₽₺₸]|(?<!\w)(?:usd|eur|gbp|kgs|rub|krw|jpy|kzt|pln|aed)) ?[\d .,'-]*$", re.IGNORECASE
)


def test_the_tables_are_large_enough():
    assert len(MASKED) >= 80
    assert len(KEPT) >= 80


@pytest.mark.parametrize(("text", "secrets", "mark"), MASKED)
def test_masked(text, secrets, mark):
    cleaned = clean(text)
    survivors = [secret for secret in secrets.split("|") if secret in cleaned]
    assert not survivors, cleaned
    assert mark in cleaned


@pytest.mark.parametrize("text", KEPT)
def test_kept(text):
    assert clean(text) == plain(text)


@pytest.mark.parametrize(("text", "secrets", "kept"), MESSAGES)
def test_messages(text, secrets, kept):
    cleaned = clean(text, ["1588-1919"])
    assert not [secret for secret in secrets.split("|") if secret and secret in cleaned], cleaned
    assert not [part for part in kept.split("|") if part not in cleaned], cleaned


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [text for text, _, _ in MASKED]
        + KEPT
        + [
            "0555",
            "010",
            "12",
            "996",
            "+",
            "(",
            ")",
            " ",
            ". ",
            ", ",
            "-",
            "@",
            "http",
            "www",
            "сом",
            "$",
            "миң",
        ]
        + [
            "менин атым",
            "меня зовут",
            "my name is",
            "уулу",
            "байке",
            "ул.",
            "дом",
            "кв",
            "ООО",
            "«",
            "»",
            "О",
            "ов",
        ]
        + [
            "[phone]",
            "[name]",
            "[link",
            "]",
            "\u200b",
            "٣",
            "⑤",
            "５",
            "\n",
            "_",
            "<<",
            "Асан",
            "Тестов",
            "беш",
        ]
    ),
)
ANY_TEXT = st.one_of(
    st.text(), st.lists(PIECES, max_size=12).map("".join), st.lists(PIECES, max_size=12).map(" ".join)
)


@given(ANY_TEXT)
@settings(max_examples=400, deadline=None)
@example("a12345" * 40)
@example("150000 сом 0555010203 5000 сом")
def test_no_identifier_survives_in_any_text(text):
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert "@" not in cleaned
    assert not re.search("http|www", cleaned, re.IGNORECASE)
    for run in re.finditer(r"\d{5,}", cleaned):
        assert is_money(cleaned, run), cleaned


def is_money(text: str, run: re.Match[str]) -> bool:
    return bool(MONEY_BEFORE.search(text[: run.start()]) or MONEY_AFTER.match(text, run.end()))


@given(
    st.lists(st.sampled_from("0123456789 -.()/+"), min_size=1).map("".join),
    st.sampled_from(["", "тел ", "ID", "№ "]),
)
@settings(max_examples=400, deadline=None)
def test_a_long_number_never_survives_however_it_is_grouped(grouped, before):
    assert not re.search(r"\d{5}", clean(before + grouped))


@pytest.mark.parametrize("region", sorted(phonenumbers.SUPPORTED_REGIONS))
def test_the_phone_library_knows_no_number_that_survives(region):
    for kind in (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE):
        number = phonenumbers.example_number_for_type(region, kind)
        if number is None or len(str(number.national_number)) < 6:
            continue
        for style in (PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL, PhoneNumberFormat.RFC3966):
            written = phonenumbers.format_number(number, style)
            assert not re.search(r"\d", clean(f"номерим {written} чалыңыз")), written


def test_helplines_stay_in_the_ways_people_dial_them():
    public = ["1577-1366", "116 016", "+996 312 66 44 05", "08000 121 700", "1345"]
    for text in ("1577-1366", "15771366", "116016", "116 016", "0312 66 44 05", "+996312664405", "66-44-05"):
        assert clean(f"{text} иштейби?", public) == f"{text} иштейби?"
    assert clean("08000121700, 0555 010 203", public) == "08000121700, [phone]"
    assert clean("116 016 же 0555 66 44 05", public) == "116 016 же [phone]"
    assert (
        clean("мой 0555 010 203, а 1577-1366 не отвечает", public) == "мой [phone], а 1577-1366 не отвечает"
    )
    assert clean("1577-1366") == "[phone]"


def test_marks_typed_by_a_user_are_left_alone():
    assert clean("[phone] и [name], [date]") == "[phone] и [name], [date]"


@pytest.mark.parametrize(
    "unit",
    [
        "1 ",
        "a1",
        "A-",
        "12 34 ",
        "a.",
        "a@",
        "_",
        "Асанов ",
        "ул. ",
        "уулу ",
        "беш ",
        "«",
        "a<",
        "+(",
        "http ",
    ],
)
def test_a_hostile_text_is_cleaned_in_one_go(unit):
    cleaned = clean(unit * (20_000 // len(unit)), ["116 016"])
    assert clean(cleaned, ["116 016"]) == cleaned


@given(st.text())
def test_plain_spelling_is_stable(text):
    assert plain(plain(text)) == plain(text)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.normalise import clean, fold, from_qwerty, readings, skeleton, to_cyrillic, to_latin


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Салам!!! Кандайсыз?", "салам кандайсыз"),
        ("салаааам", "салам"),
        ("Ещё нет", "еще нет"),
        ("па\u200bспо\u00adрт", "паспорт"),
        ("виза👍🏽керек", "виза керек"),
        ("ВИ\u0301ЗА", "виза"),
        ("ｖｉｓａ", "visa"),
        ("won't don’t", "wont dont"),
        ("программа 1+1!", "программа 1+1"),
        ("+996", "996"),
        ("3000 евро", "3000 евро"),
        ("EPSке PAREге", "eps ке pare ге"),
        ("köçö İş", "kocho ish"),
        ("", ""),
        ("?!…", ""),
    ],
)
def test_clean(typed: str, cleaned: str) -> None:
    assert clean(typed) == cleaned


@pytest.mark.parametrize("visa", ["E-9", "е9", "Е-9", "e 9", "Э-9", "е 9"])
def test_a_visa_has_one_name(visa: str) -> None:
    assert clean(f"виза {visa}") == "виза e9"


def test_a_count_is_no_visa() -> None:
    assert clean("в 5 странах, с 9 утра") == "в 5 странах с 9 утра"


@pytest.mark.parametrize(
    ("typed", "repaired"),
    [
        ("пacпopт", "паспорт"),
        ("BИЗA", "виза"),
        ("viзa", "viзa"),
        ("wоrk", "work"),
        ("pаssport", "passport"),
    ],
)
def test_look_alike_letters_are_repaired_inside_words(typed: str, repaired: str) -> None:
    assert clean(typed).replace(" ", "") == repaired


def test_fold_drops_what_people_leave_out() -> None:
    assert fold("өлкөгө жүрүңүз эмне") == "олкого журунуз емне"
    assert fold("қандай ғ һ ә і ұ ў ҳ ҷ") == "кандай г х а и у у х ж"


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("jumush", "жумуш"),
        ("zhumush", "жумуш"),
        ("kayda", "кайда"),
        ("tyyuu", "тыюу"),
        ("koyup", "коюп"),
        ("jakshy", "жакшы"),
        ("chygarbai", "чыгарбаи"),
        ("4eshe", "чеше"),
        ("menin", "менин"),
        ("mening", "менин"),
        ("angliyaga", "англияга"),
        ("rabotat", "работат"),
        ("hochu", "хочу"),
        ("xochu", "хочу"),
        ("esche", "еще"),
        ("licenziya", "лицензия"),
        ("tseny", "цены"),
        ("moj", "мой"),
        ("ja", "я"),
        ("e9", "e9"),
        ("1+1", "1+1"),
        ("виза", "виза"),
    ],
)
def test_latin_letters_are_read_as_cyrillic(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    "word", ["жумуш", "кайда", "барам", "чыгуу", "паспорт", "келишим", "шарт", "акча", "кызмат", "тагдыр"]
)
def test_kyrgyz_survives_the_way_through_latin(word: str) -> None:
    assert skeleton(fold(to_cyrillic(to_latin(word, kyrgyz=True)))) == skeleton(fold(word))


@pytest.mark.parametrize("word", ["работа", "жалоба", "хозяин", "щит", "цена", "юрист", "яма", "чужой"])
def test_russian_survives_the_way_through_latin(word: str) -> None:
    assert skeleton(fold(to_cyrillic(to_latin(word, kyrgyz=False)))) == skeleton(fold(word))


def test_wrong_layout() -> None:
    assert clean(from_qwerty("hf,jnf d fyukbb")) == "работа в англии"
    assert clean(from_qwerty("'vyt rthtr")) == "эмне керек"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("апекунство", "опекунство"),
        ("зопрет", "запрет"),
        ("жаловаца", "жаловаться"),
        ("роспознать", "распознать"),
    ],
)
def test_words_spelled_by_ear_sound_the_same(wrong: str, right: str) -> None:
    assert skeleton(wrong) == skeleton(right)


def test_readings() -> None:
    assert [(reading.how, reading.text) for reading in readings("Виза барбы?")] == [("typed", "виза барбы")]
    assert [reading.how for reading in readings("EPS корея")] == ["typed", "latin"]
    assert {reading.how: reading.text for reading in readings("ghbdtn")} == {
        "typed": "ghbdtn",
        "latin": "гхбдтн",
        "layout": "привет",
    }


@given(st.text())
def test_any_text_has_readings(text: str) -> None:
    found = readings(text)
    assert found[0].how == "typed"
    assert len({reading.text for reading in found}) == len(found)
    for reading in found:
        assert reading.text == " ".join(reading.text.split())
        assert reading.text == fold(reading.text)
        skeleton(reading.text)


@given(st.text(alphabet="аәбвгеёжзийкнңоөрстуүыэюя abcehijopxy'’- 0123456789👍\u200b", max_size=80))
def test_cleaning_twice_changes_little(text: str) -> None:
    once = clean(text)
    assert once == once.lower()
    assert "ё" not in once
    assert "\u200b" not in once

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff.check.kyrgyz.lexicon import lexicon
from bot.staff.check.spelling import check_spelling, slips_of, spelling_in
from bot.staff.check.texts import Piece
from tests.staff.check.writing_down import told, write

BAD = [
    ("Уй-було менен сүйлөшүңүз.", "spelling_letters", "Уй-було", "Үй-бүлө"),
    ("Бул жерде коп акча керек.", "spelling_letters", "коп", "көп"),
    ("Акча толобоңуз.", "spelling_letters", "толобоңуз", "төлөбөңүз"),
    ("Министрликке чалыныз.", "spelling_letters", "чалыныз", "чалыңыз"),
    ("Күндө уйго барасыз.", "spelling_letters", "уйго", "үйгө"),
    ("Виза учун төлөйсүз.", "spelling_letters", "учун", "үчүн"),
    ("Бул үйлор жаңы.", "spelling_letters", "үйлор", "үйлөр"),
    ("Биздин балалер мектепте.", "spelling_harmony", "балалер", "балалар"),
    ("Борборго барсаңиз болот.", "spelling_harmony", "барсаңиз", "барсаңыз"),
    ("Сиздин пасопрт керек.", "spelling_near", "пасопрт", "паспорт"),
    ("Бул министирлик.", "spelling_near", "министирлик", "министрлик"),
]
GOOD = [
    "Он күн, отуз жаш, тоок, уй, коюңуз, киет, таап, китеби.",
    "Кыргызстандын элчилигине арыз жазыңыз. ИИМине барбаңыз.",
    "Гастарбайтер, посылка, спонсордук, EPSке, 1+1дин, 5-майда.",
    "Дениз деген киши. Мен Айгүл менен сүйлөштүм.",
    "Сураса, бербеңиз; аткарылбай жатканда чалгыла.",
]


@pytest.mark.parametrize(("text", "code", "quote", "right"), BAD)
def test_a_misspelt_word_is_found_with_the_right_one(
    content_folder: Path, text: str, code: str, quote: str, right: str
) -> None:
    (finding,) = told(check_spelling, write(content_folder, "ky", text), "ky")
    assert (finding.code, finding.quote, dict(finding.values)["right"]) == (code, quote, right)


@pytest.mark.parametrize("text", GOOD)
def test_right_words_names_and_loans_are_left_alone(content_folder: Path, text: str) -> None:
    assert told(check_spelling, write(content_folder, "ky", text), "ky") == []


def test_phrases_people_type_are_left_alone(content_folder: Path) -> None:
    loaded = write(content_folder, "ky", "Жок.", ask=["уй було учун коп акча"])
    assert told(check_spelling, loaded, "ky") == []


def test_a_word_of_the_russian_texts_is_borrowed(content_folder: Path) -> None:
    write(content_folder, "ru", "Это пасопрт.")
    assert told(check_spelling, write(content_folder, "ky", "Сиздин пасопрт керек."), "ky") == []


FORMS = (
    *("үйүңүздөгүлөр", "төлөбөсөңүз", "коюңузчу", "жазышууну", "текшерилген", "барбагандыктан", "өлкөлөрдүн"),
    *("кайрылыңыздар", "иштегендиги", "керектигин", "мурду", "орду", "көңлү", "жыйырманчы", "ата-энеси"),
    *("сизби", "ушундаймын", "киет", "таап", "отчеттун"),
)


@pytest.mark.parametrize("word", FORMS)
def test_forms_of_known_words_are_known(word: str) -> None:
    assert lexicon().known(word)


@pytest.mark.parametrize("word", ["үйго", "барлер", "төлөбөңуз", "китепга", "жазышууну-сөс"])
def test_forms_out_of_harmony_are_not_known(word: str) -> None:
    assert not lexicon().known(word)


@given(st.text(alphabet="абдегжийкмнңоөрстуүылюяё-", min_size=1, max_size=30))
def test_no_word_makes_it_fail_and_what_it_offers_is_known(word: str) -> None:
    known = lexicon()
    for right in (known.with_letters(word), known.in_harmony(word)):
        assert right is None or known.known(right)
    slips_of([word], ["паспорт"])


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    list(spelling_in([Piece("f", ("answer",), "ky", "text", 1, 1, text)]))

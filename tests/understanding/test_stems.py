import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.normalise import fold
from bot.understanding.stems import english_stem, kyrgyz_stem, russian_stem, stems

FORMS = [
    ("жумуш", "жумушка", "жумушта", "жумуштан", "жумуштар", "жумушум", "жумушту"),
    ("агенттик", "агенттикке", "агенттиктин"),
    ("паспорт", "паспортум", "паспортумду", "паспорттун", "паспорттор"),
    ("ферма", "фермага", "фермада", "фермадан", "фермалар"),
    ("виза", "визага", "визасы", "визанын", "визам"),
    ("бала", "балага"),
    ("өлкө", "өлкөгө", "өлкөдө", "өлкөлөр"),
    ("барсам", "барган", "баруу", "барып", "барат"),
    ("төлөп", "төлөйт", "төлөө", "төлөйбү"),
    ("иштейт", "иштеген", "иштөө", "иштесе"),
    ("арыз", "арыздар", "арызым"),
]
DIFFERENT = [
    ("жумуш", "жума"),
    ("паспорт", "пара"),
    ("келишим", "келин"),
    ("балык", "бала"),
    ("акча", "ака"),
]


@pytest.mark.parametrize("forms", FORMS, ids=lambda forms: forms[0])
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({kyrgyz_stem(fold(form)) for form in forms}) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_do_not(one: str, other: str) -> None:
    assert kyrgyz_stem(fold(one)) != kyrgyz_stem(fold(other))


@pytest.mark.parametrize("word", ["үй", "иш", "эл", "ал", "бул", "суу", "кат"])
def test_short_words_stay(word: str) -> None:
    assert len(kyrgyz_stem(fold(word))) >= min(len(word), 3)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=1, max_size=20))
def test_a_stem_is_never_longer_nor_too_short(word: str) -> None:
    stem = kyrgyz_stem(word)
    assert min(len(word), 3) <= len(stem) <= len(word)


def test_snowball() -> None:
    assert russian_stem("паспорта") == russian_stem("паспорту")
    assert english_stem("working") == english_stem("works")


def test_a_word_has_the_stems_of_its_alphabet() -> None:
    assert len(stems("работа")) == 2
    assert stems("visas") == ("visa",)
    assert stems("1+1") == ("1+1",)

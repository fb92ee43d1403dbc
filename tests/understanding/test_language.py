import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.language import LanguageModel, hear, learn_languages
from bot.understanding.words import Words


@pytest.fixture(scope="module")
def model(words: Words) -> LanguageModel:
    return learn_languages(words.everyday, words.common, words.neighbour)


KYRGYZ = ["Чет өлкөдө жумуш издеп жатам", "Менин агам келбей калды", "Кагаздарды кайда тапшырабыз"]
RUSSIAN = ["Ищу работу в другой стране", "Мой брат до сих пор не приехал", "Куда нам сдавать бумаги"]
ENGLISH = ["I am looking for work in another country", "My brother has not arrived yet"]


@pytest.mark.parametrize(
    ("question", "language"),
    [
        *((question, "ky") for question in KYRGYZ),
        *((question, "ru") for question in RUSSIAN),
        *((question, "en") for question in ENGLISH),
        ("чет олкодо жумуш издеп журом", "ky"),
        ("chet olkodo jumush izdep jatam", "ky"),
        ("kagazdardy kayda tapshyrabyz", "ky"),
        ("ischu rabotu v drugoy strane", "ru"),
        ("kuda nam sdavat bumagi", "ru"),
        ("здравствуйте", "ru"),
        ("саламатсызбы", "ky"),
        ("hello", "en"),
        ("ищем работу срочно кайда барабыз", "ky"),
        ("соцконтрактка кантип тапшырам", "ky"),
    ],
)
def test_language(question: str, language: str, model: LanguageModel) -> None:
    assert hear(question, model, "?").language == language


@pytest.mark.parametrize("question", ["", "12345", "👍👍", "виза", "телефон", "1+1", "???"])
@pytest.mark.parametrize("fallback", ["ky", "ru", "en"])
def test_a_text_that_does_not_say_gets_the_fallback(
    question: str, fallback: str, model: LanguageModel
) -> None:
    assert hear(question, model, fallback).language == fallback


@pytest.mark.parametrize(
    "question",
    [
        "Шетелде жұмыс іздеп жүрмін",
        "Хорижда иш қидиряпман, қандай борилади",
        "Ман дар хориҷа кор меҷӯям",
        "Chet elda ish bormi, qanday boriladi",
    ],
)
def test_neighbours_are_answered_in_russian(question: str, model: LanguageModel) -> None:
    assert hear(question, model, "ky").language == "ru"


def test_a_slip_of_the_keyboard(model: LanguageModel) -> None:
    heard = hear("ghbdtn rfr ltkf", model, "en")
    assert heard.language == "ru"
    assert "layout" in heard.readings


def test_unlikely_readings_are_dropped(model: LanguageModel) -> None:
    assert hear("how do I find a good doctor in this city", model, "ru").readings == {"typed"}
    assert hear("jakshy darygerdi kantip tabam", model, "ru").readings == {"typed", "latin"}


def test_a_library_of_one_language(words: Words) -> None:
    only = learn_languages({"en": words.everyday["en"]}, words.common, words.neighbour)
    assert hear("where is the office", only, "en").language == "en"
    assert hear("Шетелде жұмыс", only, "en").language == "en"


@given(st.text())
def test_any_text_has_a_language(text: str) -> None:
    model = _small()
    assert hear(text, model, "ky").language in {"ky", "ru", "en"}


def _small() -> LanguageModel:
    texts = {"ky": ["салам кандайсың"], "ru": ["привет как дела"], "en": ["hello how are you"]}
    return learn_languages(texts, {}, frozenset())

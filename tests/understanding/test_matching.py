import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding import Index, Match, Outcome, Understood, match, only

Topics = dict[str, dict[str, tuple[str, str, str, tuple[str, ...]]]]


def test_a_phrase_is_answered_by_its_topic(index: Index, topics: Topics) -> None:
    for topic, texts in topics.items():
        for _, _, _, phrases in texts.values():
            for phrase in phrases:
                understood = match(phrase, index, "ky")
                assert understood.matches[0].topic == topic, phrase
                assert understood.outcome == ("danger" if topic.startswith("urgent/") else "answered"), phrase


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Англияга мөмө тергени барсам болобу?", "uk/berries"),
        ("angliyaga momo tergeni kantip baram", "uk/berries"),
        ("hochu poehat v angliyu sobirat yagody", "uk/berries"),
        ("rfr gjt[fnm d fyukb. cj,bhfnm zujls", "uk/berries"),
        ("как паехать в анлию сабирать ягоды", "uk/berries"),
        ("Хозяин паспортумду алып койду, отдать кылбайт", "safety/passport"),
        ("паспортумду кайтарбай жатат кожоюн", "safety/passport"),
        ("хозяин забрал паспорт и не отдаёт", "safety/passport"),
        ("апекун для рибенка", "family/guardian"),
        ("до скольки лет берут на завод в корею", "korea/factory"),
    ],
)
def test_questions_in_other_words(question: str, topic: str, index: Index) -> None:
    assert match(question, index, "ru").matches[0].topic == topic


@pytest.mark.parametrize(
    "question",
    ["Помогите, меня заперли и бьют!", "жардам бергиле мени кармап турушат", "please help they locked me in"],
)
def test_danger(question: str, index: Index) -> None:
    assert match(question, index, "ru").outcome == "danger"


@pytest.mark.parametrize(
    "question",
    [
        "Кто выиграл матч вчера",
        "Сколько варить яйца",
        "Бүгүн жаан жаайбы",
        "tell me a funny story",
        "привет",
        "👋",
        "",
        "5",
    ],
)
def test_off_topic(question: str, index: Index) -> None:
    assert match(question, index, "ru").outcome == "off_topic"


@pytest.mark.parametrize(
    "question",
    ["пенсия за годы работы", "хочу подать на алименты", "work permit in poland", "ипотека для мигрантов"],
)
def test_our_subject_without_an_answer(question: str, index: Index) -> None:
    assert match(question, index, "ru").outcome in {"unanswered", "suggested"}


@pytest.mark.parametrize("question", ["сезонная работа на ферме в германии", "Германияга сезондук виза"])
def test_another_country_is_not_answered(question: str, index: Index) -> None:
    assert match(question, index, "ru").outcome in {"unanswered", "suggested"}


@pytest.mark.parametrize("question", ["Англия", "паспорт", "Корея", "Англия Корея", "ферма"])
def test_one_word_is_not_answered(question: str, index: Index) -> None:
    assert match(question, index, "ru").outcome in {"unanswered", "suggested"}


def test_one_word_that_staff_wrote_is(index: Index) -> None:
    assert match("Опекунство!", index, "ru").outcome == "answered"


def test_the_language_of_a_question(index: Index) -> None:
    assert match("паспортумду бербей жатышат", index, "en").language == "ky"
    assert match("не отдают мой паспорт", index, "ky").language == "ru"
    assert match("they do not give my passport back", index, "ky").language == "en"
    assert match("виза", index, "en").language == "en"


def test_planned_topics_are_never_shown(index: Index, topics: Topics) -> None:
    for question in ("алименты", "пенсия за годы работы", "работа в польше"):
        assert {found.topic for found in match(question, index, "ru").matches} <= set(topics)


def test_a_library_without_topics(empty_index: Index) -> None:
    assert match("виза в англию", empty_index, "ru").matches == ()
    assert match("привет", empty_index, "ru").outcome == "off_topic"


def test_a_library_of_one_topic(one_topic_index: Index) -> None:
    assert match("как поехать в англию собирать ягоды", one_topic_index, "ru").outcome == "answered"
    assert match("какая сегодня погода", one_topic_index, "ru").outcome == "off_topic"


def test_threads_agree(index: Index, topics: Topics) -> None:
    questions = [phrase for texts in topics.values() for text in texts.values() for phrase in text[3]] * 3
    alone = [match(question, index, "ky") for question in questions]
    with ThreadPoolExecutor(8) as pool:
        together: list[Understood] = list(pool.map(lambda question: match(question, index, "ky"), questions))
    assert together == alone


def test_import_is_cheap() -> None:
    code = "import sys, bot.understanding; sys.exit('sklearn' in sys.modules or 'scipy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(question=st.text(max_size=200), fallback=st.sampled_from(["ky", "ru", "en"]))
def test_any_text_is_understood(index: Index, question: str, fallback: str) -> None:
    understood = match(question, index, fallback)
    assert understood.language in {"ky", "ru", "en"}
    scores = [found.score for found in understood.matches]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) <= 5
    assert all(0 <= score <= 1 for score in scores)
    assert len({found.topic for found in understood.matches}) == len(scores)


def test_a_very_long_text_is_cut(index: Index) -> None:
    assert match("у меня забрали паспорт " + "о" * 50 + " слово" * 5000, index, "ru").matches


@pytest.mark.parametrize(
    ("outcome", "topics", "left", "becomes"),
    [
        ("answered", ["a/a", "b/b"], {"a/a", "b/b"}, ("answered", ["a/a", "b/b"])),
        ("answered", ["a/a", "b/b"], {"a/a"}, ("answered", ["a/a"])),
        ("answered", ["a/a", "b/b"], {"b/b"}, ("suggested", ["b/b"])),
        ("danger", ["a/a"], {"b/b"}, ("unanswered", [])),
        ("suggested", ["a/a", "b/b"], set(), ("unanswered", [])),
        ("off_topic", ["a/a"], set(), ("off_topic", [])),
    ],
)
def test_topics_that_are_gone_are_not_offered(
    outcome: Outcome, topics: list[str], left: set[str], becomes: tuple[str, list[str]]
) -> None:
    understood = only(left, Understood("ky", outcome, tuple(Match(topic, 0.9) for topic in topics)))
    assert (understood.outcome, [match.topic for match in understood.matches]) == becomes

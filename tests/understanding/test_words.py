import pytest

from bot.understanding.normalise import clean, fold
from bot.understanding.words import Words, countries_in


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Англияга барам", {"GB"}),
        ("работа в Великобритании", {"GB"}),
        ("jobs in the UK", {"GB"}),
        ("РФга кирүү", {"RU"}),
        ("из Кореи в Россию", {"KR", "RU"}),
        ("корень проблемы", set()),
        ("оаэ", {"AE"}),
        ("үйгө барам", set()),
    ],
)
def test_countries(text: str, named: set[str], words: Words) -> None:
    assert countries_in(fold(clean(text)), words.places) == named


def test_every_list_speaks_three_languages(words: Words) -> None:
    for texts in (words.common, words.everyday, *words.planned.values()):
        assert set(texts) == {"ky", "ru", "en"}
        assert all(texts.values())


def test_no_question_stands_twice(words: Words) -> None:
    lines = [line for texts in words.planned.values() for phrases in texts.values() for line in phrases]
    lines += [line for phrases in words.everyday.values() for line in phrases]
    cleaned = [fold(clean(line)) for line in lines]
    assert len(set(cleaned)) == len(cleaned)


def test_planned_topics_have_ids(words: Words) -> None:
    assert all(topic.count("/") == 1 for topic in words.planned)


def test_everyday_talk_is_none_of_ours(words: Words) -> None:
    ours = [
        line
        for phrases in words.everyday.values()
        for line in phrases
        if any(word.startswith(words.subject) for word in fold(clean(line)).split())
    ]
    assert ours == []


def test_places_do_not_claim_each_other(words: Words) -> None:
    names = words.places.beginnings
    for one, code in names.items():
        for other, another in names.items():
            assert code == another or not other.startswith(one), (one, other)

from __future__ import annotations

from typing import cast

import pytest

from bot.content.model import Library
from bot.conversation import asking
from bot.conversation.asking import Asker
from bot.understanding import Index, Match, Understood


@pytest.fixture
def asker(library: Library, monkeypatch: pytest.MonkeyPatch) -> Asker:
    """One that takes every question for the costs in Russian, and shows the language it fell back on."""

    def match(question: str, index: Index, fallback: str) -> Understood:
        matches = (Match("uk/seasonal-costs", 0.91234), Match("uk/seasonal-apply", 0.05))
        return Understood("ru" if question.strip() else fallback, "answered", matches)

    monkeypatch.setattr(asking, "match", match)
    return Asker(library, cast(Index, None))


def test_a_question_is_answered_as_one_json_object(asker: Asker) -> None:
    assert asker.row("сколько стоит виза", "en") == {
        "language": "ru",
        "outcome": "answered",
        "topics": ["uk/seasonal-costs", "uk/seasonal-apply"],
        "scores": [0.9123, 0.05],
    }


@pytest.mark.parametrize(("language", "fallback"), [("en", "en"), ("fr", "ky"), ("", "ky"), (None, "ky")])
def test_a_language_that_is_not_ours_is_the_default(
    asker: Asker, language: str | None, fallback: str
) -> None:
    assert asker.understood(" ", language).language == fallback


def test_a_greeting_is_no_question(asker: Asker) -> None:
    assert asker.row("Салам!", "en") == {"language": "ky", "outcome": "off_topic", "topics": [], "scores": []}


def test_an_answer_is_told_as_a_person_sees_it(asker: Asker) -> None:
    lines = asker.told("сколько стоит виза", None).split("\n")
    assert lines[0] == "ru · answered · uk/seasonal-costs 0.91, uk/seasonal-apply 0.05"
    assert lines[2] == "💷 Сколько стоит поехать на ферму"
    assert "[Помогло] [Нет]" in lines

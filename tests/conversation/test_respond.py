from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest
from acting import TODAY, TOKEN, buttons, does, labels, not_asked, shown, toast, understood, words
from hypothesis import given
from hypothesis import strategies as st

from bot.content.model import Library
from bot.conversation.actions import (
    ChooseLanguage,
    OpenHome,
    OpenLanguages,
    OpenTopic,
    SayHelped,
    SayNone,
    decode,
    encode,
)
from bot.conversation.reply import AnswerPress, Asked, EditKeyboard, Helped, Send
from bot.conversation.respond import language_of, respond
from bot.conversation.turn import Act, Command, Kind, Pressed, Sent, Turn, Typed
from bot.understanding import Understood

COSTS = "uk/seasonal-costs"
HOME = {"ky": "Сизди эмне кызыктырат?", "ru": "Что вас привело?", "en": "What brings you here?"}


@pytest.mark.parametrize(
    ("chosen", "hint", "language"),
    [
        ("ru", "en", "ru"),
        (None, "en", "en"),
        (None, "ru-RU", "ru"),
        (None, "EN-us", "en"),
        (None, "ky", "ky"),
        (None, "de", "ky"),
        (None, "", "ky"),
        (None, None, "ky"),
        ("fr", "ru", "ru"),  # a language that is no longer among ours
        ("fr", "fr", "ky"),
    ],
)
def test_the_language_is_the_chosen_one_else_the_phone_s_else_kyrgyz(
    library: Library, chosen: str | None, hint: str | None, language: str
) -> None:
    assert language_of(Turn(Typed("x"), TOKEN, chosen, hint), library) == language


# --- commands ---


def test_the_first_start_asks_for_the_language_the_phone_s_first(library: Library) -> None:
    reply = does(library, Command("start"), chosen=None, hint="ru")
    assert words(reply).startswith("Выберите язык.")
    assert labels(reply) == ["Русский", "Кыргызча", "English"]
    assert labels(does(library, Command("start"), chosen=None, hint="uz"))[0] == "Кыргызча"


@pytest.mark.parametrize("language", HOME)
def test_the_choice_of_a_language_is_kept_and_opens_the_first_screen(library: Library, language: str) -> None:
    reply = does(library, ChooseLanguage(language), chosen=None)
    assert reply.chosen == language
    assert toast(reply).text == library.interface[language].notices.language_chosen
    assert words(reply) == HOME[language]


def test_a_later_start_opens_the_first_screen(library: Library) -> None:
    assert words(does(library, Command("start"), chosen="ru")) == HOME["ru"]


def test_a_deep_link_opens_its_topic_once_the_language_is_chosen(library: Library) -> None:
    link = Command("start", "uk_seasonal-costs")
    choice = does(library, link, chosen=None, hint="en")
    assert labels(choice) == ["English", "Кыргызча", "Русский"]
    [russian] = [decode(button.data) for button in buttons(choice) if button.label == "Русский"]
    assert russian == ChooseLanguage("ru", COSTS)
    assert words(does(library, russian, chosen=None)).startswith("💷 Сколько стоит поехать на ферму")
    assert words(does(library, link, chosen="ky")).startswith("💷 Фермага баруу канча турат")


@pytest.mark.parametrize(
    "argument", ["", "uk", "uk_none", "none_seasonal-costs", "_", "uk/seasonal-costs", "😀", "x" * 500]
)
def test_a_deep_link_to_nothing_is_a_plain_start(library: Library, argument: str) -> None:
    assert words(does(library, Command("start", argument))) == HOME["en"]
    choice = does(library, Command("start", argument), chosen=None)
    assert decode(buttons(choice)[0].data) == ChooseLanguage("ky")


@pytest.mark.parametrize(
    ("command", "begins"),
    [
        ("language", "Choose a language."),
        ("help", "Choose from the menu or write a question.\n\nAsk a person: Labour line: 1234"),
        ("privacy", "Your name is not kept."),
        ("urgent", "☎️ Call now"),
        ("cancel", "Let us start again.\n\nWhat brings you here?"),
        ("settings", "There is no such command.\n\nWhat brings you here?"),
        ("", "There is no such command.\n\nWhat brings you here?"),
    ],
)
def test_commands(library: Library, command: str, begins: str) -> None:
    reply = does(library, Command(command, "and more"))
    assert isinstance(shown(reply), Send)
    assert words(reply).startswith(begins)
    assert reply.asked is reply.helped is reply.chosen is None


@pytest.mark.parametrize("command", ["help", "privacy"])
def test_help_and_privacy_lead_home_and_to_urgent_help(library: Library, command: str) -> None:
    pressed = [decode(button.data) for button in buttons(does(library, Command(command)))]
    assert pressed == [OpenTopic("en", "urgent/call-now"), OpenHome("en")]


def test_urgent_help_needs_no_choice_of_language(library: Library) -> None:
    assert words(does(library, Command("urgent"), chosen=None, hint="ru")).startswith("☎️ Звоните сейчас")
    assert words(does(library, Command("help"), chosen=None, hint="ru")).startswith("Выберите в меню")


# --- what is not text ---


@pytest.mark.parametrize("language", HOME)
@pytest.mark.parametrize("kind", get_args(Kind))
def test_everything_that_is_not_text_has_words_of_its_own(
    library: Library, language: str, kind: Kind
) -> None:
    reply = does(library, Sent(kind), chosen=language)
    assert shown(reply).body == getattr(library.interface[language].received, kind)
    assert OpenHome(language) in [decode(button.data) for button in buttons(reply)]
    assert reply.asked is None


# --- buttons ---


@pytest.mark.parametrize(
    "data",
    [
        "",
        "nonsense",
        "0|h|ky",
        "1|h|fr",
        "1|e|en|gone",
        "1|s|en|gone|",
        "1|t|en|uk/gone|0||",
        "1|f|en|uk/gone|1|0||",
        "1|t|en|uk|0||",
    ],
)
def test_an_unknown_or_old_button_says_so_and_opens_the_first_screen_anew(
    library: Library, data: str
) -> None:
    reply = does(library, Pressed(data))
    assert toast(reply) == AnswerPress("This button is old.")
    assert isinstance(shown(reply), Send)  # the message with the old button is left as it is
    assert words(reply) == HOME["en"]
    assert reply.helped is reply.chosen is None


def test_an_old_button_speaks_its_own_language_else_the_person_s(library: Library) -> None:
    assert words(does(library, Pressed("1|t|ru|uk/gone|0||"), chosen="en")) == HOME["ru"]
    assert words(does(library, Pressed("nonsense"), chosen=None, hint="ru")) == HOME["ru"]


def test_a_language_chosen_for_a_topic_that_is_gone_opens_the_first_screen(library: Library) -> None:
    reply = does(library, ChooseLanguage("ru", "uk/gone"))
    assert (reply.chosen, words(reply)) == ("ru", HOME["ru"])
    assert labels(does(library, OpenLanguages("en", "uk/gone"))) == ["English", "Кыргызча", "Русский"]


@pytest.mark.parametrize("yes", [1, 0])
@pytest.mark.parametrize("token", ["", TOKEN])
def test_a_thumb_is_thanked_for_kept_and_taken_away(library: Library, yes: int, token: str) -> None:
    before = does(library, OpenTopic("en", COSTS, 0, "going", token))
    [thumb] = [b for b in buttons(before) if b.label == ("It helped" if yes else "No")]
    reply = does(library, Pressed(thumb.data))
    if yes:
        assert toast(reply) == AnswerPress("Thank you!")
    else:
        assert toast(reply) == AnswerPress("Thank you for telling us.", alert=True)
    assert isinstance(reply.effects[1], EditKeyboard)
    assert labels(reply) == [label for label in labels(before) if label not in ("It helped", "No")]
    assert reply.helped == Helped(token=token, language="en", topic=COSTS, yes=bool(yes))


def test_none_of_these_counts_as_no_help(library: Library) -> None:
    reply = does(library, SayNone("en", TOKEN))
    assert words(reply) == "Write it in other words."
    assert reply.helped == Helped(token=TOKEN, language="en", topic="", yes=False)
    assert does(library, SayNone("en")).helped is None


heads = [
    "1|t|en|uk/seasonal-costs|",
    "1|f|en|uk/seasonal-costs|",
    "1|c|ru|",
    "1|l|en|",
    "1|s|en|uk|",
    "1|n|en|",
]
tails = ["1|e|en|going", "0", "1", "|", "going", "ү", "x" * 9, "x" * 30]
pieces = st.sampled_from([*heads, *tails])


@given(st.text() | st.lists(pieces).map("".join))
def test_no_forged_button_makes_an_answer_fail(library: Library, data: str) -> None:
    reply = does(library, Pressed(data))
    toast(reply)
    for button in buttons(reply):
        assert decode(button.data) is not None


# --- questions ---


@pytest.mark.parametrize("text", ["", "   ", "\n", "😀", "🆘🆘 !!!", "?!...", "\u200b", "👨‍👩‍👧"])
def test_a_message_without_a_word_asks_for_words(library: Library, text: str) -> None:
    reply = does(library, Typed(text))
    assert words(reply) == "Please write in words."
    assert reply.asked is None
    assert OpenTopic("en", "urgent/call-now") in [decode(button.data) for button in buttons(reply)]


@pytest.mark.parametrize("text", ["hello", "Hello!", "  HELLO 👋", "hi…"])
def test_a_greeting_is_greeted_and_is_no_question(library: Library, text: str) -> None:
    reply = does(library, Typed(text))
    assert words(reply) == "Hello! Write your question."
    assert reply.asked is None


def test_a_greeting_is_answered_in_its_own_language(library: Library) -> None:
    assert words(does(library, Typed("Салам!"), chosen="en")) == "Саламатсызбы! Сурооңузду жазыңыз."
    assert words(does(library, Typed("Спасибо."), chosen="ky")) == "Удачной дороги!"


def test_a_greeting_with_a_question_is_a_question(library: Library) -> None:
    reply = does(library, Typed("hello what does the visa cost"), understood("answered", COSTS))
    assert reply.asked is not None


@pytest.mark.parametrize("chosen", ["ky", "ru", "en", None])
def test_a_question_is_answered_in_its_own_language(library: Library, chosen: str | None) -> None:
    reply = does(
        library,
        Typed("сколько стоит виза"),
        understood("answered", COSTS, language="ru"),
        chosen=chosen,
        hint="en",
    )
    assert isinstance(shown(reply), Send)
    assert words(reply).startswith("💷 Сколько стоит поехать на ферму\n\nВиза стоит 340 £.")
    assert {action.language for b in buttons(reply) if (action := decode(b.data))} == {"ru"}
    assert reply.chosen is None  # what was chosen stays chosen
    assert reply.asked == Asked(TOKEN, "сколько стоит виза", "ru", "answered", COSTS)


def test_the_mark_of_the_question_travels_in_the_thumbs(library: Library) -> None:
    reply = does(library, Typed("what does it cost"), understood("answered", COSTS))
    thumbs = [action for b in buttons(reply) if isinstance(action := decode(b.data), SayHelped)]
    assert [(thumb.yes, thumb.token) for thumb in thumbs] == [(1, TOKEN), (0, TOKEN)]


def test_understanding_gets_the_words_as_typed_and_the_person_s_language(library: Library) -> None:
    heard: list[tuple[str, str]] = []

    def listen(question: str, fallback: str) -> Understood:
        heard.append((question, fallback))
        return Understood(language="en", outcome="unanswered", matches=())

    does(library, Typed("  What does ИТ cost?  "), listen, chosen=None, hint="ru")
    assert heard == [("  What does ИТ cost?  ", "ru")]


@pytest.mark.parametrize("near", [1, 2, 3, 4])
def test_a_doubtful_question_is_offered_up_to_three_topics_and_none_of_these(
    library: Library, near: int
) -> None:
    topics = list(library.topics)[:near]
    reply = does(library, Typed("farm"), understood("suggested", *topics))
    assert words(reply) == "Is it one of these?"
    pressed = [decode(button.data) for button in buttons(reply)]
    assert pressed[: len(topics[:3])] == [OpenTopic("en", topic, 0, "", TOKEN) for topic in topics[:3]]
    assert pressed[len(topics[:3])] == SayNone("en", TOKEN)
    assert reply.asked == Asked(TOKEN, "farm", "en", "suggested", topics[0])


def test_danger_is_answered_with_its_topic_and_with_urgent_help_if_there_is_none(library: Library) -> None:
    taken = does(library, Typed("he took my passport"), understood("danger", "safety/passport-taken"))
    assert words(taken).startswith("🛂 They took my passport")
    assert taken.asked == Asked(TOKEN, "he took my passport", "en", "danger", "safety/passport-taken")
    unclear = does(library, Typed("help me they beat me"), understood("danger"))
    assert words(unclear).startswith("☎️ Call now")


def test_a_question_without_an_answer_says_so_and_whom_to_ask(library: Library) -> None:
    reply = does(library, Typed("visa to mars"), understood("unanswered"))
    assert words(reply) == "No ready answer. Labour line: 1234 (free, Mon-Fri 09:00-18:00)"
    assert reply.asked == Asked(TOKEN, "visa to mars", "en", "unanswered", None)
    nearest = does(library, Typed("visa to mars"), understood("unanswered", COSTS))
    assert words(nearest) == words(reply)
    assert nearest.asked == reply.asked  # a near miss is no answer


def test_what_is_no_matter_of_ours_is_told_so(library: Library) -> None:
    reply = does(library, Typed("who won the match"), understood("off_topic"))
    assert words(reply) == "I do not know this."
    assert reply.asked == Asked(TOKEN, "who won the match", "en", "off_topic", None)


def test_a_very_long_message_is_read_from_its_beginning(library: Library) -> None:
    text = "farm " * 4000
    assert len(text) == 20_000
    answered = does(library, Typed(text), understood("answered", COSTS))
    assert words(answered).startswith("💷 What it costs")
    assert answered.asked is not None
    assert len(answered.asked.text) == 2000
    for outcome in ("unanswered", "off_topic"):
        assert words(does(library, Typed(text), understood(outcome))) == "The message is too long."
    assert words(does(library, Typed("x" * 2000), understood("off_topic"))) == "I do not know this."
    assert words(does(library, Typed("😀" * 20_000))) == "Please write in words."


def test_a_topic_that_left_the_content_meanwhile_is_no_answer(library: Library) -> None:
    reply = does(library, Typed("farm"), understood("answered", "uk/gone"))
    assert words(reply) in (
        "I do not know this.",
        "No ready answer. Labour line: 1234 (free, Mon-Fri 09:00-18:00)",
    )


def test_a_text_that_looks_like_marks_stays_text(library: Library) -> None:
    for text in ("<b>visa</b>", "{fact:uk.visa_fee}", "/start", "**visa**"):
        assert does(library, Typed(text), understood("answered", COSTS)).asked is not None


anything = st.one_of(
    st.builds(Typed, st.text()),
    st.builds(Command, st.text(max_size=10), st.text(max_size=20)),
    st.builds(Pressed, st.text(max_size=64)),
    st.builds(Sent, st.sampled_from(get_args(Kind))),
)
outcomes = st.sampled_from(["answered", "suggested", "unanswered", "danger", "off_topic"])


@given(
    anything,
    outcomes,
    st.lists(st.sampled_from(["uk/seasonal-costs", "uk/seasonal-apply", "urgent/call-now"]), unique=True),
    st.none() | st.sampled_from(["ky", "ru", "en", "fr"]),
    st.none() | st.text(max_size=6),
)
def test_every_act_gets_a_message_with_buttons_that_work(
    library: Library, act: Act, outcome: str, topics: list[str], chosen: str | None, hint: str | None
) -> None:
    reply = does(library, act, understood(outcome, *topics), chosen=chosen, hint=hint)  # type: ignore[arg-type]
    assert words(reply)
    assert buttons(reply)
    for button in buttons(reply):
        action = decode(button.data)
        assert action is not None
        assert encode(action) == button.data
        toast(does(library, action))


def test_the_same_turn_gets_the_same_reply(library: Library) -> None:
    turn = Turn(Typed("farm"), TOKEN, "en")
    understand = understood("answered", COSTS)
    assert respond(turn, library, understand, TODAY) == respond(turn, library, understand, TODAY)
    assert replace(turn, token="") != turn
    with pytest.raises(AssertionError):
        respond(turn, library, not_asked, TODAY)

"""A person talks to the whole bot: python-telegram-bot against the playground over HTTP."""

from __future__ import annotations

import pytest

from bot.content.model import Library
from tests.end_to_end.conftest import Chat

LANGUAGES = {"ky": "Кыргызча", "ru": "Русский", "en": "English"}


async def test_start_offers_the_language_of_the_phone_first_then_asks_what_brings_the_person(chat: Chat):
    await chat.say("/start")
    assert [name in label for name, label in zip(LANGUAGES.values(), chat.labels, strict=True)] == [True] * 3
    await chat.press("Русский")
    assert "Что вас привело?" in chat.text
    assert len(chat.messages) == 1, "the choice is made in place"
    assert len(chat.labels) == 9
    await chat.say("/start")
    assert "Что вас привело?" in chat.text, "the choice is remembered"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_topic_is_at_most_three_presses_from_the_start(
    chat: Chat, library: Library, language: str
):
    """Every button of the menu is pressed, breadth first, and leads somewhere that answers."""
    await chat.say("/language")
    await chat.press(LANGUAGES[language])
    home = [button["callback_data"] for button in chat.buttons]
    depth: dict[str, int] = {}
    level = home
    seen: set[str] = set(home)
    for presses in (1, 2, 3):
        following: list[str] = []
        for data in level:
            await chat.press_data(data)
            kind, where = data.split("|")[1], data.split("|")[3:]
            if kind == "t":
                depth.setdefault(where[0], presses)
                assert library.topics[where[0]].texts[language].title in chat.text
            if kind in "es":
                following += [b["callback_data"] for b in chat.buttons if b["callback_data"] not in seen]
                seen |= set(following)
        level = following
    assert set(depth) == set(library.topics)
    assert max(depth.values()) <= 3


@pytest.mark.parametrize(
    ("question", "topic", "language"),
    [
        ("Англияга сезондук жумушка кантип тапшырам?", "uk/seasonal-apply", "ky"),
        ("сколько стоит виза на ферму в англии", "uk/seasonal-costs", "ru"),
        ("how much do they pay per hour on a uk farm", "uk/pay-hours", "en"),
        ("паспортумду кожоюн алып койду", "safety/passport-taken", "ky"),
        ("паспортумду козяин алып койду", "safety/passport-taken", "ky"),
        ("pasportumdu alyp koidu", "safety/passport-taken", "ky"),
        ("koreyaga kantip barsa bolot", "korea/eps", "ky"),
        ("kak proverit zapret na vezd v rossiu", "russia/entry-ban", "ru"),
        ("социалдык контракт алсам болобу, 150 миң", "returning/social-contract", "ky"),
        ("опека балага кантип жасайбыз", "family/guardianship", "ky"),
    ],
)
async def test_typed_questions_are_answered_in_their_language(
    chat: Chat, library: Library, question: str, topic: str, language: str
):
    await chat.say(question)
    titles = [library.topics[topic].texts[language].title]
    shown = [chat.text, *chat.labels]
    assert any(titles[0] in words for words in shown), (chat.text, chat.labels)


async def test_an_answer_carries_its_source_its_date_and_thumbs(chat: Chat, library: Library):
    await chat.say("/start uk_seasonal-costs")
    await chat.press("Кыргызча")
    assert library.topics["uk/seasonal-costs"].texts["ky"].title in chat.text
    assert "Булагы:" in chat.text
    assert "-жыл" in chat.text
    assert "340 фунт" in chat.text
    before = chat.text
    await chat.press("👍")
    assert "Рахмат" in chat.toasts()[-1]
    assert chat.text == before
    assert not any("👍" in label for label in chat.labels)


async def test_unknown_and_foreign_questions_get_an_honest_word_and_a_person_to_call(chat: Chat):
    for question in ("какая погода завтра в лондоне", "plov kantip jasalat", "qwzxv blorp"):
        await chat.say(question)
        assert "1966" in chat.text or any(
            "👉" in label or "|t|" in b["callback_data"]
            for label, b in zip(chat.labels, chat.buttons, strict=True)
        ), chat.text


async def test_none_of_these(chat: Chat):
    await chat.say("/language")
    await chat.press("Русский")
    for question in ("корея", "россия", "грант", "ферма", "документы"):
        await chat.say(question)
        if any("Ничего из этого" in label for label in chat.labels):
            assert len(chat.labels) <= 4
            await chat.press("Ничего из этого")
            assert "1966" in chat.text
            return
    pytest.fail("no one-word question was doubtful enough for suggestions")


async def test_commands(chat: Chat, library: Library):
    await chat.say("/language")
    await chat.press("English")
    assert library.topics["urgent/call-now"].texts["en"].title in await chat.say("/urgent")
    assert "What is kept" in await chat.say("/privacy")
    assert "How the bot works" in await chat.say("/help")
    assert "What brings you here?" in await chat.say("/cancel")
    assert "no such command" in await chat.say("/nonsense")


@pytest.mark.parametrize("kind", ["sticker", "photo", "voice", "document", "location", "contact", "video"])
async def test_whatever_else_arrives_gets_fitting_words(chat: Chat, kind: str):
    chat.world.send(chat.person, kind)
    await chat.settled()
    assert chat.text
    assert chat.buttons


async def test_a_caption_is_a_question_and_a_corrected_question_is_answered_again(chat: Chat):
    chat.world.send(chat.person, "photo", caption="Кореяга кантип барса болот?")
    await chat.settled()
    assert "EPS" in chat.text
    message = chat.world.say(chat.person, "qwzxv")
    await chat.settled()
    chat.world.edit(chat.person, message["message_id"], "Кореяга EPS менен кантип барам")
    await chat.settled()
    assert "EPS" in chat.text


@pytest.mark.parametrize("text", ["🙂🙂", "\u200b", "...", "а" * 4096, "сөз " * 1000, "<b>&lt;", "{fact:x}"])
async def test_odd_texts_get_an_answer(chat: Chat, text: str):
    chat.world.say(chat.person, text)
    await chat.settled()
    assert chat.text


async def test_twenty_thousand_characters(chat: Chat):
    message = {"text": "виза " * 4000}
    chat.world.queue_update(
        "message",
        chat.world.new_message(
            chat.world.chat(chat.person), chat.world.people[chat.person].described(), message
        ),
    )
    await chat.settled()
    assert chat.text


@pytest.mark.parametrize(
    "data",
    ["", "0|x", "9|t|ky|uk/overview", "1|t|xx|uk/overview|0||", "1|t|ky|gone/topic|0||", "1|e|ky|gone", "я"],
)
async def test_buttons_of_another_version_lead_home(chat: Chat, data: str):
    await chat.say("/language")
    await chat.press("Кыргызча")
    await chat.press_data(data)
    assert "Бул баскыч эски" in chat.toasts()[-1]
    assert len(chat.labels) == 9


async def test_the_same_button_twice_and_a_button_of_a_deleted_message(chat: Chat):
    await chat.say("/language")
    await chat.press("Кыргызча")
    first = chat.last["message_id"]
    data = chat.buttons[0]["callback_data"]
    await chat.press_data(data)
    await chat.press_data(data)
    assert chat.last["message_id"] == first
    chat.world.press(chat.person, first, data, forged=True)
    chat.world.remove_messages(chat.world.chat(chat.person), [first])
    await chat.settled()
    assert chat.last["message_id"] > first, "what cannot be changed in place is sent anew"


async def test_in_a_group_only_when_addressed(chat: Chat):
    group = chat.world.group("Үй-бүлө", [chat.person])
    in_group = Chat(chat.world, group)
    chat.world.say(group, "Кореяга кантип барса болот?", person=chat.person)
    await chat.settled()
    assert in_group.messages == []
    chat.world.say(group, f"@{chat.world.username} Кореяга кантип барса болот?", person=chat.person)
    await chat.settled()
    assert "EPS" in in_group.text
    chat.world.say(group, "Англияда канча төлөшөт?", person=chat.person, reply_to=in_group.last["message_id"])
    await chat.settled()
    assert len(in_group.messages) == 2

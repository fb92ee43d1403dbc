"""What an update asks of the bot, in private chats and in groups."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.conversation.turn import Command, Pressed, Sent, Typed
from bot.telegram.reading import read

ME, NAME = 99, "bagyt_bot"
PERSON = {"id": 5, "is_bot": False, "first_name": "А", "language_code": "ru-RU"}
BOT = {"id": ME, "is_bot": True, "first_name": "Багыт", "username": NAME}


def update(kind: str = "private", sender: dict[str, Any] = PERSON, **content: Any) -> Update:
    chat = {"id": 5 if kind == "private" else -7, "type": kind, "title": "Т", "first_name": "А"}
    body = {"message_id": 1, "date": 1, "chat": chat, "from": sender} | content
    return Update.de_json({"update_id": 1, "message": body}, None)


@pytest.mark.parametrize(
    ("content", "act"),
    [
        ({"text": "кантип барам"}, Typed("кантип барам")),
        ({"text": "/start uk_overview"}, Command("start", "uk_overview")),
        ({"text": "/Start"}, Command("start")),
        ({"text": "/urgent\nпомогите"}, Command("urgent", "помогите")),
        ({"text": f"/help@{NAME}"}, Command("help")),
        ({"text": "/help@another_bot"}, Typed("/help@another_bot")),
        ({"text": "/"}, Typed("/")),
        ({"sticker": {"file_id": "f", "file_unique_id": "u", "type": "regular", "width": 1, "height": 1,
                      "is_animated": False, "is_video": False}}, Sent("sticker")),
        ({"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]}, Sent("photo")),
        ({"photo": [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}], "caption": "бул эмне"},
         Typed("бул эмне")),
        ({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}}, Sent("voice")),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, Sent("location")),
        ({"contact": {"phone_number": "1", "first_name": "А"}}, Sent("contact")),
        ({"dice": {"value": 1, "emoji": "🎲"}}, Sent("other")),
    ],
)  # fmt: skip
def test_private_messages(content: dict[str, Any], act: object):
    received = read(update(**content), ME, NAME)
    assert received is not None
    assert received.act == act
    assert (received.person, received.chat, received.hint) == (5, 5, "ru-RU")


def mention(text: str) -> list[dict[str, Any]]:
    word = f"@{NAME}"
    return [{"type": "mention", "offset": text.index(word), "length": len(word)}] if word in text else []


@pytest.mark.parametrize(
    ("text", "extra", "act"),
    [
        ("кантип барам", {}, None),
        ("@someone кантип барам", {}, None),
        (f"@{NAME} кантип барам", {}, Typed("кантип барам")),
        (f"кантип барам, @{NAME}?", {}, Typed("кантип барам,")),
        ("/urgent", {}, Command("urgent")),
        (f"/urgent@{NAME}", {}, Command("urgent")),
        ("/urgent@another_bot", {}, None),
        ("ооба", {"reply_to_message": {"message_id": 1, "date": 1, "chat": {"id": -7, "type": "group"},
                                       "from": BOT, "text": "?"}}, Typed("ооба")),
        ("ооба", {"reply_to_message": {"message_id": 1, "date": 1, "chat": {"id": -7, "type": "group"},
                                       "from": PERSON, "text": "?"}}, None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["group", "supergroup"])
def test_groups(kind: str, text: str, extra: dict[str, Any], act: object):
    received = read(update(kind, text=text, entities=mention(text), **extra), ME, NAME)
    assert (received.act if received else None) == act


def test_other_bots_service_messages_and_channel_posts_are_left_alone():
    assert read(update(sender=BOT, text="салам"), ME, NAME) is None
    assert read(update("group", new_chat_members=[BOT]), ME, NAME) is None
    post = {
        "update_id": 1,
        "channel_post": {"message_id": 1, "date": 1, "chat": {"id": -9, "type": "channel"}},
    }
    assert read(Update.de_json(post, None), ME, NAME) is None


def test_a_press_carries_its_message_and_query():
    query = {
        "id": "q",
        "from": PERSON,
        "chat_instance": "c",
        "data": "1|h|ky",
        "message": {"message_id": 44, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"},
    }
    received = read(Update.de_json({"update_id": 1, "callback_query": query}, None), ME, NAME)
    assert received is not None
    assert (received.act, received.message, received.query) == (Pressed("1|h|ky"), 44, "q")


def test_a_press_under_a_message_too_old_to_see():
    query = {
        "id": "q",
        "from": PERSON,
        "chat_instance": "c",
        "data": "1|h|ky",
        "message": {"message_id": 44, "date": 0, "chat": {"id": 5, "type": "private"}},
    }
    received = read(Update.de_json({"update_id": 1, "callback_query": query}, None), ME, NAME)
    assert received is not None
    assert received.message == 44

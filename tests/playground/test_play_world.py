from __future__ import annotations

import pytest

from bot.playground.errors import ApiError
from bot.playground.transcript import transcript
from bot.playground.world import Person, PlayError, World

KEYS = {
    "inline_keyboard": [
        [{"text": "Кыргызча", "callback_data": "ky"}, {"text": "Русский", "callback_data": "ru"}],
        [{"text": "mfa.gov.kg", "url": "https://mfa.gov.kg"}],
    ]
}


def send(world: World, text: str, chat: int = 1001, **more: object) -> int:
    return int(world.call("sendMessage", {"chat_id": chat, "text": text, **more})["message_id"])


def test_a_conversation_as_text(world: World) -> None:
    world.start(1001)
    asked = send(world, "Тилди тандаңыз\n\nВыберите язык", reply_markup=KEYS)
    query = world.press(1001, asked, "ky")
    world.call("answerCallbackQuery", {"callback_query_id": query, "text": "Кыргызча"})
    world.call("editMessageText", {"chat_id": 1001, "message_id": asked, "text": "Салам!"})
    query = world.press(1001, send(world, "Дагы?", reply_markup=KEYS), "ru")
    world.call("answerCallbackQuery", {"callback_query_id": query})
    place = {"latitude": 55.75, "longitude": 37.61}
    world.call("sendVenue", {"chat_id": 1001, **place, "title": "Консульство", "address": "Москва"})
    world.call("sendLocation", {"chat_id": 1001, **place})
    world.call("sendContact", {"chat_id": 1001, "phone_number": "+996000000000", "first_name": "Линия"})
    photo = world.send(1001, "photo", caption="Келишим")["photo"][0]["file_id"]
    world.call("sendPhoto", {"chat_id": 1001, "photo": photo, "caption": "Көрдүм"})
    world.send(1001, "document")
    world.send(1001, "voice")
    world.forward(1001, "Жумуш бар!", "Агенттик")
    said = world.say(1001, "Салма", reply_to=asked)
    world.edit(1001, said["message_id"], "Салам")
    send(world, "Кайда?", reply_markup={"keyboard": [["Бул жерде"]]})
    send(world, "Болду", reply_markup={"remove_keyboard": True})
    query = world.press(1001, asked, "old", forged=True)
    answer = {"callback_query_id": query, "text": "Эскирди", "show_alert": True}
    world.call("answerCallbackQuery", answer)
    world.call("deleteMessages", {"chat_id": 1001, "message_ids": [1, 2]})
    world.clear(1001)
    assert transcript(world, 1001) == (
        "[1] person: /start\n"
        "[2] bot: Тилди тандаңыз\n"
        "\n"
        "    Выберите язык\n"
        "    [Кыргызча] [Русский]\n"
        "    [mfa.gov.kg]\n"
        "    (pressed on [2]: Кыргызча)\n"
        "    (toast: Кыргызча)\n"
        "[2] bot (edited): Салам!\n"
        "[3] bot: Дагы?\n"
        "    [Кыргызча] [Русский]\n"
        "    [mfa.gov.kg]\n"
        "    (pressed on [3]: Русский)\n"
        "[4] bot: <venue: Консульство, Москва>\n"
        "[5] bot: <location: 55.75, 37.61>\n"
        "[6] bot: <contact: Линия, +996000000000>\n"
        "[7] person: <photo> Келишим\n"
        "[8] bot: <photo> Көрдүм\n"
        "[9] person: <document: contract.pdf>\n"
        "[10] person: <voice>\n"
        "[11] person (from Агенттик): Жумуш бар!\n"
        "[12] person (to [2]): Салма\n"
        "[12] person (edited) (to [2]): Салам\n"
        "[13] bot: Кайда?\n"
        "    [Бул жерде]\n"
        "[14] bot: Болду\n"
        "    (keyboard removed)\n"
        "    (pressed on [2]: old)\n"
        "    (alert: Эскирди)\n"
        "[1] (deleted)\n"
        "[2] (deleted)\n"
        "    (the person cleared the history)\n"
    )


def test_numbers_count_a_chat_and_not_the_world(world: World) -> None:
    group = world.group("Үй-бүлө", [1001, world.join(Person(1002, "Гүлзат"))])
    world.say(1001, "a")
    world.say(group, "b", person=1002)
    world.say(group, "c")
    assert transcript(world, group) == "[1] Гүлзат: b\n[2] Айбек: c\n"


def test_what_an_app_would_not_let_a_person_do(world: World) -> None:
    asked = send(world, "a", reply_markup=KEYS)
    for attempt in (
        lambda: world.say(5, "a"),
        lambda: world.say(1001, " "),
        lambda: world.say(1001, "ы" * 4097),
        lambda: world.say(1001, "a", person=1002),
        lambda: world.say(1001, "a", reply_to=99),
        lambda: world.send(1001, "song"),
        lambda: world.press(1001, asked, "en"),
        lambda: world.press(1001, 99, "ky"),
        lambda: world.press(1001, 99, "ky", forged=True),
        lambda: world.edit(1001, asked, "b"),
        lambda: world.edit(1001, world.send(1001, "voice")["message_id"], "b"),
    ):
        with pytest.raises(PlayError):
            attempt()
    world.block(1001)
    with pytest.raises(PlayError, match="blocked"):
        world.say(1001, "a")


def test_clearing_empties_the_screen_and_not_the_world(world: World) -> None:
    hidden = send(world, "a")
    world.clear(1001)
    assert world.visible(1001) == []
    assert world.call("editMessageText", {"chat_id": 1001, "message_id": hidden, "text": "b"})
    assert world.events[-1].name == "reset"
    shown = send(world, "c")
    assert [message["message_id"] for message in world.visible(1001)] == [shown]


def test_an_update_keeps_the_message_as_it_was(world: World) -> None:
    said = world.say(1001, "a")
    world.edit(1001, said["message_id"], "b")
    first, second = world.call("getUpdates")
    assert (first["message"]["text"], second["edited_message"]["text"]) == ("a", "b")


def test_a_place_can_be_any_place(world: World) -> None:
    there = {"latitude": 40.53, "longitude": 72.8}
    assert world.send(1001, "location", location=there)["location"] == there


def test_typing_ends_with_time_or_with_a_message(world: World) -> None:
    world.call("sendChatAction", {"chat_id": 1001, "action": "typing"})
    assert world.now() < world.chats[1001].typing_until
    send(world, "a")
    assert world.now() >= world.chats[1001].typing_until


def test_a_refusal_says_what_telegram_says() -> None:
    assert ApiError(429, "Too Many Requests: retry after 5", 5).body() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 5",
        "parameters": {"retry_after": 5},
    }

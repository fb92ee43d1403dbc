from __future__ import annotations

import inspect
import re
from typing import Any

import pytest
from telegram import Bot, constants

from bot.playground import keyboards, markup, profile, receiving, sending, uploads, world
from bot.playground.errors import ApiError
from bot.playground.methods import METHODS
from bot.playground.world import PlayError, World


def refused(world: World, method: str, **params: Any) -> str:
    with pytest.raises(ApiError) as error:
        world.call(method, params)
    assert error.value.code == 400
    return error.value.description.removeprefix("Bad Request: ")


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "a", **fields}]]}


def test_limits_are_those_of_telegram() -> None:
    assert sending.MAX_TEXT == world.MAX_TEXT == constants.MessageLimit.MAX_TEXT_LENGTH
    assert sending.MAX_CAPTION == constants.MessageLimit.CAPTION_LENGTH
    assert markup.MAX_ENTITIES == constants.MessageLimit.MESSAGE_ENTITIES
    assert keyboards.MAX_CALLBACK_BYTES == constants.InlineKeyboardButtonLimit.MAX_CALLBACK_DATA
    assert keyboards.MAX_COPY_TEXT == constants.InlineKeyboardButtonLimit.MAX_COPY_TEXT
    assert keyboards.MAX_BUTTONS == constants.InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER
    assert sending.MAX_ANSWER == constants.CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH
    assert sending.MAX_DELETED == constants.BulkRequestLimit.MAX_LIMIT
    assert set(constants.ChatAction) == sending.ACTIONS
    assert profile.MAX_COMMANDS == constants.BotCommandLimit.MAX_COMMAND_NUMBER
    assert profile.MAX_COMMAND == constants.BotCommandLimit.MAX_COMMAND
    assert profile.MAX_COMMAND_DESCRIPTION == constants.BotCommandLimit.MAX_DESCRIPTION
    assert profile.MAX_LENGTHS == {
        "name": constants.BotNameLimit.MAX_NAME_LENGTH,
        "description": constants.BotDescriptionLimit.MAX_DESCRIPTION_LENGTH,
        "short_description": constants.BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH,
    }
    assert receiving.MAX_LIMIT == constants.PollingLimit.MAX_LIMIT
    assert uploads.MAX_UPLOAD == constants.FileSizeLimit.FILESIZE_UPLOAD
    assert uploads.MAX_PHOTO == constants.FileSizeLimit.PHOTOSIZE_UPLOAD
    assert uploads.MAX_DOWNLOAD == constants.FileSizeLimit.FILESIZE_DOWNLOAD
    assert set(markup.TAGS.values()) < set(constants.MessageEntityType)


@pytest.mark.parametrize("name", METHODS)
def test_every_method_and_parameter_is_one_of_the_bot_api(name: str) -> None:
    known = inspect.signature(
        getattr(Bot, re.sub("[A-Z]", lambda c: f"_{c.group().lower()}", name))
    ).parameters
    assert METHODS[name][1] <= set(known)


def test_length_is_counted_in_code_points_after_parsing(world: World) -> None:
    assert world.call("sendMessage", {"chat_id": 1001, "text": "<b>😀</b>" * 2000, "parse_mode": "HTML"})
    assert world.call("sendMessage", {"chat_id": 1001, "text": "😀" * 4096})
    assert refused(world, "sendMessage", chat_id=1001, text="😀" * 4097) == "message is too long"
    assert refused(world, "sendMessage", chat_id=1001, text="") == "message text is empty"
    assert refused(world, "sendMessage", chat_id=1001, text=" \n") == "text must be non-empty"


def test_an_edit_is_refused_with_other_words_than_a_message(world: World) -> None:
    message_id = world.call("sendMessage", {"chat_id": 1001, "text": "a"})["message_id"]
    edit = {"chat_id": 1001, "message_id": message_id}
    assert refused(world, "editMessageText", **edit, text="ы" * 4097) == "MESSAGE_TOO_LONG"


def test_captions(world: World) -> None:
    photo = world.send(1001, "photo")["photo"][0]["file_id"]
    sent = world.call("sendPhoto", {"chat_id": 1001, "photo": photo, "caption": "ы" * 1024})
    assert len(sent["caption"]) == 1024
    words = refused(world, "sendPhoto", chat_id=1001, photo=photo, caption="ы" * 1025)
    assert words == "message caption is too long"


@pytest.mark.parametrize(
    ("reply_markup", "words"),
    [
        (button(callback_data="ы" * 33), "BUTTON_DATA_INVALID"),
        (button(callback_data=""), "BUTTON_DATA_INVALID"),
        (button(copy_text={"text": "0" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (button(url="кой"), "inline keyboard button URL 'кой' is invalid: Wrong HTTP URL"),
        (button(), "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        (button(url="https://a.kg", callback_data="a"), "can't parse inline keyboard button: Text buttons"),
        (button(callback_data="a", style="loud"), "can't parse inline keyboard button: invalid button style"),
        (button(callback_data="a", colour="red"), 'unknown field "colour" in the keyboard'),
        (
            {"inline_keyboard": [[{"callback_data": "a"}]]},
            "can't parse inline keyboard button: Can't find field",
        ),
        (
            {"inline_keyboard": [[{"text": " ", "callback_data": "a"}]]},
            "inline keyboard button text must be non",
        ),
        ({"inline_keyboard": [["a"]]}, "can't parse inline keyboard button: InlineKeyboardButton must be an"),
        (
            {"inline_keyboard": [{"text": "a"}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an',
        ),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "b"}] * 101]}, "reply markup is too long"),
        ({"keyboard": ["a"]}, 'field "keyboard" must be an Array of Arrays'),
        ({"keyboard": [[5]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
        ({"resize_keyboard": True}, "object expected as reply markup"),
        ("[]", "object expected as reply keyboard markup"),
        ("{", "can't parse reply keyboard markup JSON object"),
    ],
)
def test_keyboards_are_refused_in_words_of_telegram(world: World, reply_markup: Any, words: str) -> None:
    said = refused(world, "sendMessage", chat_id=1001, text="a", reply_markup=reply_markup)
    assert said.startswith(words)
    assert not world.chats[1001].messages


def test_keyboards_at_their_limits_are_taken(world: World) -> None:
    rows = [[{"text": "a", "callback_data": "x" * 64, "style": "danger"}]] * 100 + [[]]
    params = {"chat_id": 1001, "text": "a", "reply_markup": {"inline_keyboard": rows}}
    assert len(world.call("sendMessage", params)["reply_markup"]["inline_keyboard"]) == 100
    assert "reply_markup" not in world.call(
        "sendMessage", {**params, "reply_markup": {"inline_keyboard": [[]]}}
    )


def test_a_reply_keyboard_shows_on_the_page_and_stands_in_no_answer(world: World) -> None:
    keys = {"keyboard": [["Ооба", {"text": "Жер", "request_location": True}]], "resize_keyboard": True}
    sent = world.call("sendMessage", {"chat_id": 1001, "text": "a", "reply_markup": keys})
    assert "reply_markup" not in sent
    shown = world.visible(1001)[0]["reply_markup"]["keyboard"]
    assert [key["text"] for key in shown[0]] == ["Ооба", "Жер"]
    edit = {"chat_id": 1001, "message_id": sent["message_id"], "text": "b"}
    assert refused(world, "editMessageText", **edit) == "message can't be edited"
    group = world.group("Үй", [1001])
    assert "private chats only" in refused(world, "sendMessage", chat_id=group, text="a", reply_markup=keys)
    keys = {"keyboard": [[{"text": "a", "request_contact": True}]]}
    assert "private chats only" in refused(world, "sendMessage", chat_id=group, text="a", reply_markup=keys)


def test_what_is_unknown_is_refused(world: World) -> None:
    assert refused(world, "sendMessage", chat_id=1001, txt="a") == 'unknown parameter "txt" of sendMessage'
    with pytest.raises(ApiError, match="404 Not Found"):
        world.call("sendDice", {"chat_id": 1001})


def test_deep_links_carry_64_characters(world: World) -> None:
    assert world.start(1001, "k" * 64)["text"] == "/start " + "k" * 64
    for payload in ("k" * 65, "ky agency"):
        with pytest.raises(PlayError, match="deep link"):
            world.start(1001, payload)


def test_commands_and_texts_about_the_bot(world: World) -> None:
    def set_commands(commands: Any, **more: Any) -> str:
        return refused(world, "setMyCommands", commands=commands, **more)

    one = {"command": "help", "description": "Help"}
    assert set_commands([one], language_code="zh-hans") == "invalid language code specified"
    assert set_commands([one | {"command": "Help"}]) == "BOT_COMMAND_INVALID"
    assert set_commands([one] * 101) == "BOT_COMMANDS_TOO_MUCH"
    assert set_commands([one | {"command": "h" * 33}]) == "command length must not exceed 32"
    assert set_commands([one | {"command": "/"}]) == "command must be non-empty"
    assert set_commands([one | {"description": " "}]) == "command description must be non-empty"
    assert (
        set_commands([one | {"description": "h" * 257}]) == "command description length must not exceed 256"
    )
    assert set_commands([{"command": "help"}]).startswith("can't parse BotCommand: Can't find field")
    assert set_commands(["help"]) == "can't parse BotCommand: expected an Object"
    assert set_commands("{}") == "expected an Array of BotCommand"
    assert set_commands([one], scope={"type": "all"}).endswith("Unsupported type specified")
    assert set_commands([one], scope={"type": "chat"}).endswith("Empty chat_id specified")
    assert set_commands([one], scope={"type": "chat", "chat_id": 5}) == "chat not found"
    assert refused(world, "setMyDescription", description="ы" * 513) == "description is too long"
    assert (
        refused(world, "setMyShortDescription", short_description="ы" * 121)
        == "short_description is too long"
    )
    assert refused(world, "setMyName", name="ы" * 65) == "name is too long"


def test_files(world: World) -> None:
    sticker = world.send(1001, "sticker")["sticker"]["file_id"]
    assert refused(world, "sendPhoto", chat_id=1001) == "there is no photo in the request"
    assert refused(world, "sendPhoto", chat_id=1001, photo="x") == "wrong file identifier/HTTP URL specified"
    assert (
        refused(world, "sendPhoto", chat_id=1001, photo="https://a.kg/a.png")
        == "failed to get HTTP URL content"
    )
    assert (
        refused(world, "sendPhoto", chat_id=1001, photo=sticker) == "can't use file of type Sticker as Photo"
    )
    assert refused(world, "getFile", file_id="x") == "invalid file_id"

    def upload(kind: str, data: bytes) -> str:
        file = uploads.Upload("a.bin", data, "image/png")
        with pytest.raises(ApiError) as error:
            world.call(f"send{kind.title()}", {"chat_id": 1001}, {kind: file})
        return error.value.description

    assert upload("photo", b"") == "Bad Request: file must be non-empty"
    assert upload("photo", b"%PDF") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert upload("photo", bytes(uploads.MAX_PHOTO + 1)) == "Bad Request: file is too big"
    assert upload("document", bytes(uploads.MAX_UPLOAD + 1)) == "Request Entity Too Large"
    big = uploads.Upload("a.bin", bytes(uploads.MAX_DOWNLOAD + 1), "a/b")
    sent = world.call("sendDocument", {"chat_id": 1001}, {"document": big})
    assert refused(world, "getFile", file_id=sent["document"]["file_id"]) == "file is too big"


def test_the_size_of_a_picture() -> None:
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4, "big") + (480).to_bytes(4, "big")
    assert uploads.picture_size(png) == (640, 480)
    comment = b"\xff\xfe\0\x04ab"
    frame = b"\xff\xc0\0\x11\x08" + (480).to_bytes(2, "big") + (640).to_bytes(2, "big")
    assert uploads.picture_size(b"\xff\xd8" + comment + frame) == (640, 480)


def test_parameters_that_cannot_be_read(world: World) -> None:
    assert world.call("sendMessage", {"chat_id": 1001, "text": "a", "reply_markup": ""})
    assert refused(world, "sendMessage", text="a") == "chat_id is empty"
    assert refused(world, "getUpdates", limit="many") == 'parameter "limit" must be an Integer'
    assert (
        refused(world, "sendLocation", chat_id=1001, latitude="north")
        == 'parameter "latitude" must be a Number'
    )
    assert refused(world, "sendLocation", chat_id=1001, latitude=42) == "longitude is empty"
    assert (
        refused(world, "sendLocation", chat_id=1001, latitude=99, longitude=0) == "wrong location specified"
    )
    assert refused(world, "sendVenue", chat_id=1001, latitude=9, longitude=0) == "VENUE_TITLE_EMPTY"
    assert refused(world, "sendContact", chat_id=1001) == 'parameter "phone_number" is required'
    assert (
        refused(world, "sendChatAction", chat_id=1001, action="sing") == "wrong parameter action in request"
    )

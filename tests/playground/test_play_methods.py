from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest
from playing import Clock, http_bot
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatMember,
    BotCommandScopeDefault,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    MessageEntity,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Forbidden, InvalidToken

from bot.playground.offline import WorldRequest
from bot.playground.samples import PIXEL
from bot.playground.world import Person, World

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Кыргызча", callback_data="1|l|ky")]])


async def next_update(bot: Bot) -> Update:
    (update,) = await bot.get_updates()
    await bot.get_updates(offset=update.update_id + 1)
    return update


async def test_the_bot_knows_itself(bot: Bot, world: World) -> None:
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username) == (7000, True, world.username)
    assert me.can_read_all_group_messages
    assert await bot.close()
    assert await bot.log_out()


async def test_a_message_goes_there_and_back(bot: Bot, world: World, clock: Clock) -> None:
    world.start(1001, "ky")
    update = await next_update(bot)
    assert update.message is not None
    assert update.message.text == "/start ky"
    assert update.message.parse_entities(["bot_command"]) == {update.message.entities[0]: "/start"}
    assert update.effective_user is not None
    assert update.effective_user.language_code == "ky"
    assert update.message.date == datetime.fromtimestamp(clock(), UTC)

    sent = await bot.send_message(
        1001,
        "Салам <b>😀 дос</b>",
        parse_mode="HTML",
        reply_markup=KEYS,
        protect_content=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(update.message.message_id),
    )
    assert sent.text == "Салам 😀 дос"
    assert [sent.parse_entity(entity) for entity in sent.entities] == ["😀 дос"]
    assert sent.reply_markup == KEYS
    assert sent.has_protected_content
    assert sent.link_preview_options is not None
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "/start ky"


async def test_entities_may_come_ready(bot: Bot) -> None:
    bold = MessageEntity("bold", 0, 5)
    assert (await bot.send_message(1001, "Салам", entities=[bold])).entities == (bold,)


async def test_a_press_is_answered_once(bot: Bot, world: World, clock: Clock) -> None:
    sent = await bot.send_message(1001, "Тил?", reply_markup=KEYS)
    query_id = world.press(1001, sent.message_id, "1|l|ky")
    query = (await next_update(bot)).callback_query
    assert query is not None
    assert (query.id, query.data, query.message) == (query_id, "1|l|ky", sent)
    assert await query.answer("Кыргызча")
    with pytest.raises(
        BadRequest, match="Query is too old and response timeout expired or query id is invalid"
    ):
        await query.answer()
    late = world.press(1001, sent.message_id, "1|l|ky")
    clock.seconds += 16
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(late)
    fresh = world.press(1001, sent.message_id, "1|l|ky")
    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(fresh, "ы" * 201)
    with pytest.raises(BadRequest, match="Url_invalid"):
        await bot.answer_callback_query(fresh, url="https://a.kg")
    assert await bot.answer_callback_query(fresh, url=f"https://t.me/{world.username}?start=a")


async def test_edits(bot: Bot, world: World, clock: Clock) -> None:
    sent = await bot.send_message(1001, "Бир", reply_markup=KEYS)
    clock.seconds += 60
    edited = await bot.edit_message_text("<i>Эки</i>", 1001, sent.message_id, parse_mode="HTML")
    assert isinstance(edited, type(sent))
    assert (edited.text, edited.reply_markup, edited.date) == ("Эки", None, sent.date)
    assert edited.edit_date == datetime.fromtimestamp(clock(), UTC)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content and reply"):
        await bot.edit_message_text("<i>Эки</i>", 1001, sent.message_id, parse_mode="HTML")
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(1001, sent.message_id)
    keyed = await bot.edit_message_reply_markup(1001, sent.message_id, reply_markup=KEYS)
    assert isinstance(keyed, type(sent))
    assert (keyed.text, keyed.reply_markup) == ("Эки", KEYS)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("a", 1001, 999)
    theirs = world.say(1001, "Кандайсыз")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("a", 1001, theirs["message_id"])
    place = await bot.send_location(1001, 42, 74)
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("a", 1001, place.message_id)
    with pytest.raises(BadRequest, match="Inline keyboard expected"):
        await bot.edit_message_reply_markup(1001, sent.message_id, reply_markup={"keyboard": [["a"]]})  # type: ignore[arg-type]


async def test_deletes(bot: Bot, world: World, clock: Clock) -> None:
    ids = [world.say(1001, "a")["message_id"], (await bot.send_message(1001, "b")).message_id]
    old = (await bot.send_message(1001, "c")).message_id
    assert await bot.delete_messages(1001, [*ids, 999])
    assert list(world.chats[1001].messages) == [old]
    clock.seconds += 48 * 3600
    new = (await bot.send_message(1001, "d")).message_id
    clock.seconds += 1
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await bot.delete_messages(1001, [new, old])
    assert list(world.chats[1001].messages) == [old, new]
    assert await bot.delete_message(1001, new)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(1001, new)
    for wrong, words in [
        ([], "Message identifiers are not specified"),
        ([0], "Invalid message identifier specified"),
        (list(range(1, 102)), "Too many message identifiers specified"),
        (["a"], "Message identifier must be a number"),
    ]:
        with pytest.raises(BadRequest, match=words):
            await bot.delete_messages(1001, wrong)


async def test_places_and_contacts(bot: Bot) -> None:
    place = await bot.send_venue(1001, 55.75, 37.61, "Консульство", "Москва", reply_markup=KEYS)
    assert place.venue is not None
    assert (place.venue.title, place.location) == ("Консульство", place.venue.location)
    contact = (await bot.send_contact(1001, "+996000000000", "Линия")).contact
    assert contact is not None
    assert contact.phone_number == "+996000000000"


async def test_files_are_sent_once_and_named_afterwards(bot: Bot) -> None:
    photo = (await bot.send_photo(1001, PIXEL, "<b>a</b>", parse_mode="HTML")).photo[-1]
    assert (photo.width, photo.height, photo.file_size) == (1, 1, len(PIXEL))
    again = await bot.send_photo(1001, photo.file_id, protect_content=True)
    assert again.photo[-1] == photo
    assert await (await photo.get_file()).download_as_bytearray() == PIXEL
    document = (await bot.send_document(1001, b"%PDF", filename="памятка.pdf", caption="a")).document
    assert document is not None
    assert (document.file_name, document.mime_type) == ("памятка.pdf", "application/pdf")
    voice = (await bot.send_voice(1001, b"OggS", duration=4)).voice
    assert voice is not None
    assert await (await voice.get_file()).download_as_bytearray() == b"OggS"
    file = await bot.get_file(voice.file_id)
    with pytest.raises(InvalidToken, match="Not Found"):
        await bot.request.retrieve(f"{file.file_path}x")


async def test_commands_by_scope_and_language(bot: Bot, world: World) -> None:
    def commands(word: str) -> tuple[BotCommand, ...]:
        return (BotCommand(word, word),)

    await bot.set_my_commands(commands("all"))
    await bot.set_my_commands(commands("ky"), language_code="ky")
    await bot.set_my_commands(commands("private"), scope=BotCommandScopeAllPrivateChats(), language_code="ru")
    await bot.set_my_commands(commands("chat"), scope=BotCommandScopeChat(1001), language_code="en")
    group = world.group("Үй", [1001])
    await bot.set_my_commands(commands("member"), scope=BotCommandScopeChatMember(group, 1001))
    assert await bot.get_my_commands(language_code="ky") == commands("ky")
    assert await bot.get_my_commands(scope=BotCommandScopeDefault(), language_code="tr") == ()

    def shown(chat_id: int, language: str) -> list[str]:
        world.set_language(1001, language)
        event = world.events[-1] if chat_id == 1001 else None
        if event is None:
            world.call("setMyShortDescription", {"short_description": "a"})
            world.call("deleteMyCommands", {"language_code": "xx"})
            event = next(e for e in reversed(world.events) if e.chat_id == chat_id)
        return [command["command"] for command in event.data["commands"]]

    assert shown(1001, "ky") == ["ky"]
    assert shown(1001, "ru") == ["private"]
    assert shown(1001, "en") == ["chat"]
    assert shown(1001, "tr") == ["all"]
    assert shown(group, "ky") == ["member"]
    await bot.delete_my_commands()
    assert shown(1001, "tr") == []


async def test_name_and_descriptions_by_language(bot: Bot, world: World) -> None:
    await bot.set_my_name("Багыт", language_code="ky")
    assert (await bot.get_my_name("ky")).name == "Багыт"
    assert (await bot.get_my_name()).name == (await bot.get_my_name("ru")).name == "Bagyt"
    await bot.set_my_description("Общее")
    await bot.set_my_description("Жалпы", language_code="ky")
    assert (await bot.get_my_description("ky")).description == "Жалпы"
    await bot.set_my_description("", language_code="ky")
    assert (await bot.get_my_description("ky")).description == "Общее"
    await bot.set_my_short_description("Коротко", language_code="ru")
    assert (await bot.get_my_short_description("ru")).short_description == "Коротко"
    assert (await bot.get_my_short_description()).short_description == ""
    await bot.set_my_name("")
    assert (await bot.get_my_name()).name == "Bagyt"


async def test_chats(bot: Bot, world: World) -> None:
    assert (await bot.get_chat(1001)).first_name == "Айбек"
    group = world.group("Үй-бүлө", [1001, world.join(Person(1002, "Гүлзат"))])
    assert (await bot.get_chat(group)).title == "Үй-бүлө"
    assert await bot.send_chat_action(1001, "typing")
    for chat in (5, "@nobody"):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat, "a")
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(1001, "a", reply_parameters=ReplyParameters(999))
    anyway = ReplyParameters(999, allow_sending_without_reply=True)
    assert (await bot.send_message(1001, "a", reply_parameters=anyway)).reply_to_message is None


async def test_a_group_hears_everybody(bot: Bot, world: World) -> None:
    group = world.group("Үй-бүлө", [1001, world.join(Person(1002, "Гүлзат"))])
    sent = await bot.send_message(group, "Салам", reply_markup=KEYS)
    world.say(group, "Рахмат", person=1002, reply_to=sent.message_id)
    message = (await next_update(bot)).message
    assert message is not None
    assert message.from_user is not None
    assert message.from_user.first_name == "Гүлзат"
    assert message.chat.type == "group"
    assert message.reply_to_message == sent
    world.press(group, sent.message_id, "1|l|ky", person=1002)
    query = (await next_update(bot)).callback_query
    assert query is not None
    assert query.from_user.id == 1002
    with pytest.raises(BadRequest, match="Message can't be deleted for everyone"):
        await message.delete()


async def test_a_person_who_blocked_the_bot_hears_nothing(bot: Bot, world: World) -> None:
    world.block(1001)
    change = (await next_update(bot)).my_chat_member
    assert change is not None
    assert (change.old_chat_member.status, change.new_chat_member.status) == ("member", "kicked")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(1001, "a")
    with pytest.raises(Forbidden):
        await bot.send_chat_action(1001, "typing")
    world.block(1001, blocked=False)
    change = (await next_update(bot)).my_chat_member
    assert change is not None
    assert change.new_chat_member.status == "member"
    assert await bot.send_message(1001, "a")


@pytest.mark.parametrize("kind", ["sticker", "photo", "voice", "document", "location", "contact", "video"])
async def test_what_a_person_sends_can_be_read(bot: Bot, world: World, kind: str) -> None:
    world.send(1001, kind)
    message = (await next_update(bot)).message
    assert message is not None
    assert message.effective_attachment


async def test_edited_and_forwarded_messages(bot: Bot, world: World) -> None:
    said = world.say(1001, "Салам")
    await next_update(bot)
    world.edit(1001, said["message_id"], "Саламатсызбы /start")
    edited = (await next_update(bot)).edited_message
    assert edited is not None
    assert edited.edit_date is not None
    assert [entity.type for entity in edited.entities] == ["bot_command"]
    world.forward(1001, "Жумуш бар!", "Агенттик")
    forwarded = (await next_update(bot)).message
    assert forwarded is not None
    assert forwarded.forward_origin is not None
    assert forwarded.forward_origin.type == "hidden_user"


async def test_a_wrong_token_opens_nothing(world: World, url: str) -> None:
    offline = Bot("7001:other", request=WorldRequest(world))
    online = Bot("7001:other", base_url=f"{url}/bot")
    for stranger in (offline, online):
        with pytest.raises(InvalidToken):
            await stranger.initialize()
        await stranger.shutdown()
    async with httpx.AsyncClient(base_url=url) as client:
        answer = (await client.get("/bot7001:other/getMe")).json()
        assert answer == {"ok": False, "error_code": 401, "description": "Unauthorized"}
        answer = (await client.get(f"/bot{world.token}/sendDice")).json()
        assert answer == {"ok": False, "error_code": 404, "description": "Not Found: method not found"}


async def test_parameters_may_come_in_any_way_telegram_knows(world: World, url: str) -> None:
    async with httpx.AsyncClient(base_url=f"{url}/bot{world.token}") as client:
        params = {"chat_id": 1001, "text": "a"}
        answers = [
            await client.get("/sendmessage", params=params),
            await client.post("/sendMessage", data=params),
            await client.post("/SENDMESSAGE", json=params),
            await client.post("/sendMessage", params=params),
            await client.post("/sendMessage", data=params, files={"ignored": b"a"}),
        ]
        assert [answer.json()["ok"] for answer in answers] == [True] * 5
        assert (
            await client.post("/sendMessage", content="{", headers={"content-type": "application/json"})
        ).json()["error_code"] == 400


async def test_a_stranger_name_for_this_machine_opens_nothing(url: str, world: World) -> None:
    async with httpx.AsyncClient(base_url=url) as client:
        answer = await client.get(f"/bot{world.token}/getMe", headers={"host": "rebound.example"})
        assert answer.status_code == 400


async def test_calls_are_kept_for_tests_to_look_at(world: World, url: str) -> None:
    async with http_bot(world, url) as bot:
        await bot.send_message(1001, "a")
    assert [call.method for call in world.calls] == ["getMe", "sendMessage"]
    assert world.calls[-1].text("text") == "a"

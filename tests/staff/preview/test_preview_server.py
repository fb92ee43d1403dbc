"""The preview over HTTP: what it tells, what its phones answer, whom it refuses."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.turn import Command, Typed
from bot.staff.preview.chat import typed
from bot.staff.preview.room import Room
from bot.staff.preview.server import SHARED, _news
from bot.words import table
from tests.staff.preview.conftest import COSTS, Spoil, done, soon, told

OPEN = f"1|t|ru|{COSTS}|0||"


async def test_the_page_and_what_it_is_made_of(client: httpx.AsyncClient) -> None:
    page = await client.get("/")
    assert "text/html" in page.headers["content-type"]
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "//" not in page.text.replace("http://www.w3.org/2000/svg", "").replace("<!doctype", "")
    for name in SHARED:
        assert (await client.get(f"/chat/{name}")).status_code == 200
    for name in ("chat/index.html", "chat/chat.js", "chat/..%2Fserver.py", "..%2Fserver.py"):
        assert (await client.get(f"/{name}")).status_code == 404


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.168.1.5:8090", ""])
@pytest.mark.parametrize("path", ["/", "/preview/overview", "/preview/events", "/chat/style.css"])
async def test_a_stranger_s_name_for_this_machine_is_refused(
    client: httpx.AsyncClient, host: str, path: str
) -> None:
    assert (await client.get(path, headers={"host": host})).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8090", "localhost:8090"])
async def test_this_machine_s_own_names_are_served(client: httpx.AsyncClient, host: str) -> None:
    assert (await client.get("/", headers={"host": host})).status_code == 200


async def test_the_overview_tells_every_topic(client: httpx.AsyncClient) -> None:
    shown = await told(client, "overview", lang="en")
    topics = {topic["id"]: topic for section in shown["sections"] for topic in section["topics"]}
    assert shown["sound"]
    assert shown["findings"] == []
    assert [one["code"] for one in shown["languages"]] == ["ky", "ru", "en"]
    assert set(topics) == {COSTS, "uk/seasonal-apply", "safety/passport-taken", "urgent/call-now"}
    for words in ("сезондук виза", "Сколько стоит", "uk.visa_fee", "uk.place_is_free", "Labour line", "340"):
        assert words in topics[COSTS]["search"]
    assert not topics[COSTS]["stale"]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
async def test_the_tool_speaks_three_languages(client: httpx.AsyncClient, language: str) -> None:
    shown = await told(client, "overview", lang=language)
    assert shown["language"] == language
    assert shown["words"]["title"] == table("preview")["title"][language]


async def test_the_language_of_the_staff_is_the_default(client: httpx.AsyncClient) -> None:
    assert (await told(client, "overview", lang="xx"))["language"] == "ru"


async def test_a_topic_with_what_stands_behind_it(client: httpx.AsyncClient) -> None:
    shown = await told(client, "screen", id=COSTS, lang="en")
    assert shown["columns"]["ru"]["open"] == OPEN
    assert "кто платит за билет" in shown["columns"]["ru"]["ask"]
    sources = {one["id"]: one for one in shown["sources"]}
    fee = sources["fact:uk.visa_fee"]
    assert fee["values"] == {"ky": "340 £", "ru": "340 £", "en": "£340"}
    assert fee["about"] == "Visa fee of the Seasonal Worker visa"
    assert (fee["age"], fee["left"]) == ("good", "good for 116 more days")
    assert (fee["file"], fee["line"]) == ("content/facts/uk.yaml", 1)
    assert fee["topics"] == [COSTS]
    assert sources["fact:uk.hourly_pay"]["age"] == "soon"
    assert sources["contact:kg.labour_line"]["topics"] == [COSTS, "urgent/call-now"]


async def test_old_facts_are_counted_by_the_day(client: httpx.AsyncClient, spoil: Spoil, room: Room) -> None:
    spoil("facts/uk.yaml", "checked: 2026-11-01", "checked: 2026-10-01")
    await room.refresh()
    pay = {one["id"]: one for one in (await told(client, "screen", id=COSTS, lang="ru"))["sources"]}
    assert pay["fact:uk.hourly_pay"]["age"] == "old"
    assert pay["fact:uk.hourly_pay"]["left"] == "срок вышел 24 дня назад"
    shown = await told(client, "overview")
    assert [t["id"] for s in shown["sections"] for t in s["topics"] if t["stale"]] == [COSTS]


async def test_no_such_topic(client: httpx.AsyncClient) -> None:
    assert (await client.get("/preview/screen", params={"id": "uk/none"})).status_code == 404


async def test_a_press_is_answered_as_by_the_bot(client: httpx.AsyncClient) -> None:
    first = await done(client, language="ru", data=OPEN)
    (toast, edit) = first["effects"]
    assert toast["do"] == "toast"
    assert edit["do"] == "edit"
    assert "Виза стоит 340" in edit["text"]
    assert {entity["type"] for entity in edit["entities"]} >= {"bold", "italic", "text_link"}
    keys = {b["text"]: b["callback_data"] for row in edit["reply_markup"]["inline_keyboard"] for b in row}
    second = await done(client, language="ru", data=keys["📝 Как записаться на ферму"])
    assert "Запись открывается" in second["effects"][1]["text"]
    helped = await done(client, language="ru", data=keys["Помогло"])
    assert [effect["do"] for effect in helped["effects"]] == ["toast", "keys"]
    chosen = await done(client, language="ru", data="1|c|en|")
    assert chosen["chosen"] == "en"


async def test_an_old_button_leads_home(client: httpx.AsyncClient) -> None:
    reply = await done(client, language="ru", data="9|?")
    assert [effect["do"] for effect in reply["effects"]] == ["toast", "send"]


async def test_a_typed_question_and_a_command(client: httpx.AsyncClient) -> None:
    reply = await done(client, language="en", text="how much is the visa")
    assert reply["understood"] == {"outcome": "answered", "topic": COSTS, "language": "en"}
    assert "£340" in reply["effects"][0]["text"]
    assert (await done(client, language="en", text="/start"))["effects"][0]["do"] == "send"


@pytest.mark.parametrize(
    ("deed", "status"),
    [
        ({"language": "ru"}, 400),
        ({"language": "ru", "data": OPEN, "text": "a"}, 400),
        ({"language": "ru", "text": "a" * 5000}, 400),
        ({"language": "ru", "data": OPEN, "more": 1}, 400),
        ({"language": 1, "data": OPEN}, 400),
    ],
)
async def test_what_no_page_of_ours_posts(
    client: httpx.AsyncClient, deed: dict[str, str], status: int
) -> None:
    assert (await client.post("/preview/deed", json=deed)).status_code == status


async def test_a_form_of_another_site_is_refused(client: httpx.AsyncClient) -> None:
    body = f'{{"language": "ru", "data": "{OPEN}"}}'
    answer = await client.post("/preview/deed", content=body, headers={"content-type": "text/plain"})
    assert answer.status_code == 415


async def test_markup_in_a_file_stays_text(client: httpx.AsyncClient, spoil: Spoil, room: Room) -> None:
    spoil("ru/uk/seasonal-costs.yaml", "Сколько стоит поехать", "<script>alert(1)</script>")
    await room.refresh()
    reply = await done(client, language="ru", data=OPEN)
    assert "<script>alert(1)</script>" in reply["effects"][1]["text"]
    answer = await client.get("/preview/overview")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_an_error_leaves_the_last_sound_content(
    client: httpx.AsyncClient, spoil: Spoil, room: Room
) -> None:
    spoil("ru/uk/seasonal-costs.yaml", "{fact:uk.visa_fee}", "{fact:uk.none}")
    await room.refresh()
    shown = await told(client, "overview", lang="ru")
    assert not shown["sound"]
    finding = shown["findings"][0]
    assert (finding["file"], finding["severity"]) == ("content/ru/uk/seasonal-costs.yaml", "error")
    assert (finding["screens"], finding["language"]) == ([COSTS], "ru")
    assert [finding["line"], "  Виза стоит **{fact:uk.none}**. Место в программе **бесплатное**."] in finding[
        "lines"
    ]
    reply = await done(client, language="ru", data=OPEN)
    assert "Виза стоит 340" in reply["effects"][1]["text"]


async def test_a_file_that_is_no_yaml_is_quoted(client: httpx.AsyncClient, spoil: Spoil, room: Room) -> None:
    spoil("ru/uk/seasonal-costs.yaml", "title: ", "title: [")
    await room.refresh()
    finding = (await told(client, "overview"))["findings"][0]
    assert any("title: [" in text for _, text in finding["lines"])


async def test_content_that_never_was_sound(
    room: Room, client: httpx.AsyncClient, content_folder: Path
) -> None:
    (content_folder / "catalogue.yaml").write_text("ask: [", encoding="utf-8")
    fresh = Room(content_folder, content_folder.parent / "none", room.languages, "ky", "ru", room.today)
    await fresh.refresh()
    room._shown = fresh.shown
    shown = await told(client, "overview")
    assert (shown["sound"], shown["sections"]) == (False, [])
    assert shown["findings"]
    assert (await client.post("/preview/deed", json={"language": "ru", "data": OPEN})).status_code == 409
    assert (await client.post("/preview/deed", json={"language": "ru", "text": "виза"})).status_code == 409


async def test_a_missing_translation_is_borrowed_and_said(
    client: httpx.AsyncClient, room: Room, content_folder: Path
) -> None:
    (content_folder / "en/uk/seasonal-apply.yaml").unlink()
    await room.refresh()
    shown = await told(client, "overview", lang="en")
    assert shown["sound"]
    topics = {topic["id"]: topic for section in shown["sections"] for topic in section["topics"]}
    assert topics["uk/seasonal-apply"]["missing"] == ["en"]
    column = (await told(client, "screen", id="uk/seasonal-apply", lang="en"))["columns"]["en"]
    assert "English" in column["borrowed"]
    assert column["ask"] == []


async def test_news_of_a_save(room: Room, spoil: Spoil) -> None:
    await room.refresh()
    news = _news(room)
    assert await soon(anext(news)) == "event: shown\ndata: 1\n\n"
    waiting = asyncio.ensure_future(anext(news))
    await room.refresh()
    assert not waiting.done()
    spoil("facts/uk.yaml", "value: 340", "value: 350")
    await room.refresh()
    assert await soon(waiting) == "event: shown\ndata: 2\n\n"
    room.close()
    with pytest.raises(StopAsyncIteration):
        await soon(anext(news))


@given(st.text())
def test_any_words_are_an_act(text: str) -> None:
    act = typed(text)
    assert isinstance(act, Command) == (text.startswith("/") and bool(text[1:].split()))
    assert isinstance(act, Command) or act == Typed(text)

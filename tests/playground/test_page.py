"""The chat page in a real browser, against the real server; the bot's side is played by the test."""

import random
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, Page, Route, async_playwright, expect

from bot.playground.server import running
from bot.playground.world import World

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

CHAT = 1001
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
ARGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
KEYS = [
    [{"text": "Өлкө", "callback_data": "country"}, {"text": "Жардам", "callback_data": "help"}],
    [{"text": "Site", "url": "https://example.org/a"}, {"text": "Copy", "copy_text": {"text": "112"}}],
]
# Text and what it stands on, as variables of style.css; white text is "#fff".
PAIRS = [
    *[(ink, "--bot") for ink in ("--ink", "--soft", "--accent")],
    *[(ink, "--person") for ink in ("--ink", "--person-soft", "--person-link")],
    *[(ink, "--surface") for ink in ("--ink", "--soft", "--accent")],
    *[(ink, "--raised") for ink in ("--ink", "--soft")],
    *[("#fff", ground) for ground in ("--fill", "--key", "--key-over", "--pill")],
]
AT_END = """() => {
    const log = document.querySelector("#log");
    return log.scrollHeight - log.scrollTop - log.clientHeight < 2;
}"""
CUT_OFF = """() => [...document.querySelectorAll("#phone :not(svg, svg *)")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth)
    .map((one) => one.outerHTML)"""
NAMELESS = """() => [...document.querySelectorAll("button, select, input, textarea, a")]
    .filter((one) => !(one.ariaLabel || (one.labels?.[0] ?? one).textContent.trim()))
    .map((one) => one.outerHTML)"""
RATIOS = """pairs => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const probe = document.body.appendChild(document.createElement("i"));
    const resolved = (name) => {
        probe.style.color = name.startsWith("--") ? `var(${name})` : name;
        return getComputedStyle(probe).color;
    };
    const room = getComputedStyle(document.getElementById("room")).backgroundImage;
    const stops = room.match(/rgba?\\([^)]*\\)/g);
    const luminance = (...colours) => {
        for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
            .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    return pairs.flatMap(([ink, ground]) => stops.map((stop) => {
        const both = [luminance(resolved(ink)), luminance(stop, resolved(ground))];
        const [low, high] = [Math.min(...both), Math.max(...both)];
        return [ink, ground, (high + 0.05) / (low + 0.05)];
    }));
}"""


@dataclass(frozen=True, slots=True)
class Stage:
    """A World, its address and a page on it."""

    world: World
    address: str
    page: Page

    def bot(self, text: str, **rest: Any) -> int:
        sent = self.world.call("sendMessage", {"chat_id": CHAT, "text": text, **rest})
        return int(sent["message_id"])

    def message(self, message_id: int) -> Locator:
        return self.page.locator(f'#log .message[data-id="{message_id}"]')

    async def say(self, text: str) -> None:
        await self.page.fill("#text", text)
        await self.page.press("#text", "Enter")

    def said(self) -> list[str]:
        return [m["text"] for m in self.world.visible(CHAT) if not m["from"]["is_bot"] and "text" in m]

    def answer(self, **fields: Any) -> None:
        query_id = next(reversed(self.world.queries))
        self.world.call("answerCallbackQuery", {"callback_query_id": query_id, **fields})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def stage(browser: Browser) -> AsyncIterator[Stage]:
    world = World()
    world.call("setMyDescription", {"description": "Коопсуз миграция: ө ү ң"})
    commands = [{"command": name, "description": f"about {name}"} for name in ("start", "stop", "help")]
    world.call("setMyCommands", {"commands": commands})
    asked: list[str] = []
    wrong: list[str] = []
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-GB")
    page = await context.new_page()
    page.set_default_timeout(10_000)
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    async with running(world) as address:
        await page.goto(address)
        await expect(page.locator("#language")).to_have_value("ky")
        yield Stage(world, address, page)
        await context.close()
    host = urlsplit(address).netloc
    assert [url for url in asked if urlsplit(url).netloc != host and not url.startswith("data:")] == []
    assert wrong == []


async def test_an_empty_chat_describes_the_bot_and_starts_it(stage: Stage) -> None:
    await expect(stage.page.locator("#empty")).to_contain_text("Коопсуз миграция: ө ү ң")
    await stage.page.click("#start")
    await expect(stage.page.locator(".message.person .text")).to_contain_text("/start")
    await expect(stage.page.locator("#start")).to_be_hidden()
    await expect(stage.page.locator("#empty")).to_be_hidden()
    assert stage.said() == ["/start"]


async def test_entities_count_in_utf_16_and_may_nest(stage: Stage) -> None:
    entities = [
        {"type": "bold", "offset": 3, "length": 12},
        {"type": "italic", "offset": 8, "length": 7},
        {"type": "text_link", "offset": 16, "length": 4, "url": "https://example.org/"},
    ]
    sent = stage.message(stage.bot("👋 bold italic! link", entities=entities))
    await expect(sent.locator("b")).to_have_text("bold italic!")
    await expect(sent.locator("b i")).to_have_text("italic!")
    link = sent.locator(".text a")
    await expect(link).to_have_text("link")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_markup_in_a_text_stays_text(stage: Stage) -> None:
    text = "<img src=x onerror=alert(1)> <b>&amp;"
    await stage.say(text)
    await expect(stage.page.locator(".message.person .text")).to_contain_text(text)
    assert await stage.page.locator("#log img, #log b").count() == 0


async def test_no_text_is_lost_whatever_the_entities(stage: Stage) -> None:
    choose = random.Random(7)
    kinds = ["bold", "italic", "code", "url", "phone_number", "mention", "text_link", "nothing_known"]
    cases = []
    for _ in range(400):
        text = "".join(choose.choices("aөү🇰🇬👋 \n<&", k=choose.randrange(30)))
        units = len(text.encode("utf-16-le")) // 2
        spans = [(choose.randrange(-1, units + 2), choose.randrange(units + 3)) for _ in range(4)]
        url = choose.choice(["javascript:alert(1)", "https://example.org"])
        entities = [{"type": choose.choice(kinds), "offset": a, "length": b, "url": url} for a, b in spans]
        cases.append([text, entities])
    found = await stage.page.evaluate(
        """async (cases) => {
            const { rich, make } = await import("/message.js");
            return cases.map(([text, entities]) => {
                const box = make("div", {}, ...rich(text, entities));
                return [box.textContent, box.innerHTML.includes("javascript:")];
            });
        }""",
        cases,
    )
    assert found == [[text, False] for text, _ in cases]


async def test_numbers_addresses_and_commands_can_be_tapped(stage: Stage) -> None:
    sent = stage.message(stage.bot("+996 000 00 00 00 https://example.org/x a@example.org /help"))
    hrefs = await sent.locator("a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")
    assert hrefs == ["tel:+996000000000", "https://example.org/x", "mailto:a@example.org"]
    await sent.locator("button.command").click()
    await expect(stage.page.locator(".message.person .text")).to_contain_text("/help")


async def test_a_press_turns_until_it_is_answered(stage: Stage) -> None:
    stage.bot("Choose", reply_markup={"inline_keyboard": KEYS})
    key = stage.page.locator(".message .keyboard button", has_text="Өлкө")
    async with stage.page.expect_response("**/play/press"):
        await key.click()
    await expect(key).to_have_attribute("aria-busy", "true")
    stage.answer(text="Азыр жок")
    await expect(key).to_have_attribute("aria-busy", "false")
    await expect(stage.page.locator("#toast")).to_have_text("Азыр жок")
    async with stage.page.expect_response("**/play/press"):
        await key.click()
    stage.answer(text="112 чалыңыз", show_alert=True)
    alert = stage.page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("112 чалыңыз")
    await alert.get_by_role("button").click()
    await expect(alert).to_be_hidden()


async def test_an_answer_may_come_before_the_press_is_acknowledged(stage: Stage) -> None:
    async def late(route: Route) -> None:
        response = await route.fetch()
        stage.answer(text="эрте")
        shown = stage.bot("after the answer")
        await expect(stage.message(shown)).to_be_visible()
        await route.fulfill(response=response)

    await stage.page.route("**/play/press", late)
    stage.bot("Choose", reply_markup={"inline_keyboard": KEYS})
    key = stage.page.locator(".keyboard button", has_text="Өлкө")
    await key.click()
    await expect(stage.page.locator("#toast")).to_have_text("эрте")
    await expect(key).to_have_attribute("aria-busy", "false")


async def test_an_answer_with_a_link_to_the_bot_starts_it(stage: Stage) -> None:
    stage.bot("Choose", reply_markup={"inline_keyboard": KEYS})
    async with stage.page.expect_response("**/play/press"):
        await stage.page.locator(".keyboard button", has_text="Жардам").click()
    stage.answer(url=f"t.me/{stage.world.username}?start=abc")
    await expect(stage.page.locator(".message.person .text")).to_contain_text("/start abc")


async def test_buttons_open_and_copy(stage: Stage) -> None:
    await stage.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sent = stage.message(stage.bot("Choose", reply_markup={"inline_keyboard": KEYS}))
    link = sent.get_by_role("link", name="Site")
    await expect(link).to_have_attribute("href", "https://example.org/a")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", re.compile("noopener"))
    await sent.get_by_role("button", name="Copy").click()
    await expect(stage.page.locator("#toast")).to_have_text("Көчүрүлдү")
    assert await stage.page.evaluate("navigator.clipboard.readText()") == "112"


async def test_an_edit_happens_in_place_and_keeps_the_focus(stage: Stage) -> None:
    first = stage.bot("Before", reply_markup={"inline_keyboard": KEYS})
    last = stage.bot("Below")
    await stage.message(first).locator("button").first.focus()
    change = {"chat_id": CHAT, "message_id": first, "text": "After"}
    stage.world.call("editMessageText", {**change, "reply_markup": {"inline_keyboard": KEYS}})
    await expect(stage.message(first).locator(".text")).to_contain_text("After")
    await expect(stage.message(first).locator(".meta")).to_contain_text("оңдолду")
    await expect(stage.message(first).locator("button").first).to_be_focused()
    ids = await stage.page.locator("#log .message").evaluate_all("all => all.map((one) => +one.dataset.id)")
    assert ids == [first, last]


async def test_deleted_messages_go(stage: Stage) -> None:
    gone, kept = stage.bot("Goes"), stage.bot("Stays")
    await expect(stage.message(gone)).to_be_visible()
    stage.world.call("deleteMessage", {"chat_id": CHAT, "message_id": gone})
    await expect(stage.page.locator(".message")).to_have_count(1)
    await expect(stage.message(kept)).to_be_visible()


async def test_the_end_stays_in_sight_only_for_who_is_there(stage: Stage) -> None:
    long = "\n".join(["line"] * 60)
    for _ in range(2):
        last = stage.bot(long)
    await expect(stage.message(last)).to_be_visible()
    await stage.page.wait_for_function(AT_END)
    await expect(stage.page.locator("#down")).to_be_hidden()
    await stage.page.evaluate("document.querySelector('#log').scrollTop = 100")
    await expect(stage.page.locator("#down")).to_be_visible()
    last = stage.bot("new")
    await expect(stage.page.locator("#down")).to_have_text("1")
    stage.world.call("editMessageText", {"chat_id": CHAT, "message_id": last, "text": "newer"})
    await expect(stage.message(last)).to_contain_text("newer")
    assert await stage.page.evaluate("document.querySelector('#log').scrollTop") == 100
    await stage.page.click("#down")
    await stage.page.wait_for_function(AT_END)
    await expect(stage.page.locator("#down")).to_be_hidden()


async def test_reply_keyboard_comes_and_goes(stage: Stage) -> None:
    replies = stage.page.locator("#replies")
    keyboard = [[{"text": "Ооба"}, {"text": "Жок"}]]
    stage.bot("Sure?", reply_markup={"keyboard": keyboard, "one_time_keyboard": True})
    await replies.get_by_role("button", name="Ооба").click()
    await expect(stage.page.locator(".message.person .text")).to_contain_text("Ооба")
    await expect(replies).to_be_hidden()
    stage.bot("Again?", reply_markup={"keyboard": [["Дагы"]], "resize_keyboard": True})
    await expect(replies.get_by_role("button")).to_have_text(["Дагы"])
    stage.bot("Done", reply_markup={"remove_keyboard": True})
    await expect(replies).to_be_hidden()


async def test_commands_by_menu_and_by_typing(stage: Stage) -> None:
    commands = stage.page.locator("#commands button")
    await stage.page.click("#menu")
    await expect(commands).to_have_count(3)
    await stage.page.keyboard.press("Escape")
    await expect(stage.page.locator("#commands")).to_be_hidden()
    await stage.page.locator("#text").press_sequentially("/st")
    await expect(commands).to_have_count(2)
    await stage.page.keyboard.press("ArrowDown")
    await stage.page.keyboard.press("ArrowDown")
    await stage.page.keyboard.press("Enter")
    await expect(stage.page.locator(".message.person .text")).to_contain_text("/stop")
    await expect(stage.page.locator("#text")).to_have_value("")


async def test_every_attachment_becomes_a_card(stage: Stage) -> None:
    for place in range(7):
        await stage.page.click("#attach")
        await stage.page.locator("#popup button").nth(place).click()
    await expect(stage.page.locator(".message.person")).to_have_count(7)
    for part in (
        ".photo",
        ".map .icon-pin",
        ".emoji",
        ".badge .icon-document",
        ".icon-wave",
        "a[href^='tel:']",
    ):
        await expect(stage.page.locator(f".message {part}")).to_have_count(1)
    photo = "document.querySelector('.photo').decode().then(() => true)"
    assert await stage.page.evaluate(photo)


async def test_a_venue_shows_where_it_is(stage: Stage) -> None:
    place = {"latitude": 51.5, "longitude": -0.1, "title": "Embassy", "address": "1 Street"}
    stage.world.call("sendVenue", {"chat_id": CHAT, **place})
    await expect(stage.page.locator(".place")).to_have_text("Embassy1 Street")
    await expect(stage.page.locator(".map")).to_have_attribute("href", re.compile("mlat=51.5&mlon=-0.1"))


async def test_quotes_and_forwards_name_their_author(stage: Stage) -> None:
    first = stage.bot("Question?")
    stage.bot("Reply", reply_parameters={"message_id": first})
    await expect(stage.page.locator(".quote")).to_contain_text("Question?")
    stage.world.forward(CHAT, "Offer", "Agent")
    await expect(stage.page.locator(".forwarded")).to_contain_text("Agent")


async def test_the_typing_sign(stage: Stage) -> None:
    stage.world.call("sendChatAction", {"chat_id": CHAT, "action": "typing"})
    await expect(stage.page.locator("#status")).to_have_text("жазып жатат")
    stage.bot("Here")
    await expect(stage.page.locator("#status")).to_have_text("бот")


async def test_the_language_of_the_phone(stage: Stage) -> None:
    stage.bot("One")
    for code, menu, lang in [
        ("ru", "Меню", "ru"),
        ("en", "Menu", "en"),
        ("uz", "Menu", "en"),
        ("ky", "Меню", "ky"),
    ]:
        await stage.page.select_option("#language", code)
        await expect(stage.page.locator("html")).to_have_attribute("lang", lang)
        await expect(stage.page.locator("#menu")).to_have_text(menu)
        assert stage.world.people[CHAT].language_code == code


async def test_a_second_person_has_a_chat_of_their_own(stage: Stage) -> None:
    await stage.say("from the first")
    await expect(stage.page.locator(".message")).to_have_count(1)
    await stage.page.fill("#add-name", "Нурзат")
    await stage.page.press("#add-name", "Enter")
    await expect(stage.page.locator("#people")).to_have_value("1002")
    await expect(stage.page.locator(".message")).to_have_count(0)
    await stage.say("from the second")
    await expect(stage.page.locator(".message .text")).to_contain_text(["from the second"])
    assert [m["text"] for m in stage.world.visible(1002)] == ["from the second"]
    await stage.page.reload()
    await expect(stage.page.locator(".message .text")).to_contain_text(["from the second"])
    await stage.page.select_option("#people", "1001")
    await expect(stage.page.locator(".message .text")).to_contain_text(["from the first"])


async def test_an_unknown_chat_leads_to_the_first_person(stage: Stage) -> None:
    await stage.page.goto(f"{stage.address}/?chat=4711")
    await expect(stage.page.locator("#people")).to_have_value("1001")


@pytest.mark.parametrize("forbidden", [False, True])
async def test_dark_mode_is_remembered_where_storage_is_allowed(stage: Stage, forbidden: bool) -> None:
    if forbidden:
        denied = "Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied') } })"
        await stage.page.add_init_script(denied)
        await stage.page.reload()
    html = stage.page.locator("html")
    await expect(html).to_have_attribute("data-theme", "light")
    await stage.page.emulate_media(color_scheme="dark")
    await expect(html).to_have_attribute("data-theme", "dark")
    await stage.page.click("#theme")
    await expect(html).to_have_attribute("data-theme", "light")
    await stage.page.reload()
    await expect(html).to_have_attribute("data-theme", "dark" if forbidden else "light")


async def test_clearing_the_chat(stage: Stage) -> None:
    stage.bot("Secret")
    await expect(stage.page.locator(".message")).to_have_count(1)
    await stage.page.click("#clear")
    await expect(stage.page.locator(".message")).to_have_count(0)
    await expect(stage.page.locator("#start")).to_be_visible()


async def test_the_last_own_message_can_be_changed(stage: Stage) -> None:
    await stage.say("frist")
    own = stage.page.locator(".message.person")
    await expect(own).to_have_count(1)
    await stage.page.press("#text", "ArrowUp")
    await expect(stage.page.locator("#text")).to_have_value("frist")
    await stage.page.press("#text", "Escape")
    await expect(stage.page.locator("#text")).to_have_value("")
    await own.locator(".bubble").click(button="right")
    await stage.page.locator("#popup").get_by_role("button", name="Оңдоо").click()
    await stage.say("first")
    await expect(own.locator(".text")).to_contain_text("first")
    assert stage.said() == ["first"]


async def test_a_very_long_text_goes_in_parts(stage: Stage) -> None:
    text = "a" + "👋" * 3000 + " " + "сөз " * 3500 + "аягы"
    await stage.say(text)
    await expect(stage.page.locator("#text")).to_have_value("")
    await expect(stage.page.locator(".message.person").last).to_contain_text("аягы")
    await expect(stage.page.locator(".message.person")).to_have_count(len(stage.said()))
    assert "".join(stage.said()).replace(" ", "") == text.replace(" ", "")


async def test_what_could_not_be_sent_is_kept(stage: Stage) -> None:
    stage.world.block(CHAT)
    await stage.say("hello")
    await expect(stage.page.locator("#toast")).to_have_text("the bot is blocked in this chat")
    await expect(stage.page.locator("#text")).to_have_value("hello")


async def test_the_page_finds_a_server_that_restarted(browser: Browser) -> None:
    world = World()
    page = await browser.new_page()
    async with running(world) as address:
        await page.goto(address)
        world.call("sendMessage", {"chat_id": CHAT, "text": "one"})
        await expect(page.locator(".message")).to_have_count(1)
    await expect(page.locator("#status")).to_have_text("туташууда…")
    world.call("sendMessage", {"chat_id": CHAT, "text": "two"})
    async with running(world, port=int(address.rpartition(":")[2])):
        await expect(page.locator(".message .text")).to_contain_text(["one", "two"])
        await expect(page.locator("#status")).to_have_text("бот")
        world.call("sendMessage", {"chat_id": CHAT, "text": "three"})
        await expect(page.locator(".message .text")).to_contain_text(["one", "two", "three"])
    async with running(World(), port=int(address.rpartition(":")[2])):
        await expect(page.locator(".message")).to_have_count(0)
        await page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_contrast_is_enough_to_read(stage: Stage, scheme: Any) -> None:
    await stage.page.emulate_media(color_scheme=scheme)
    await expect(stage.page.locator("html")).to_have_attribute("data-theme", scheme)
    found = await stage.page.evaluate(RATIOS, PAIRS)
    assert len(found) >= len(PAIRS)
    assert [(ink, ground, round(ratio, 2)) for ink, ground, ratio in found if ratio < 4.5] == []


async def test_a_narrow_phone_shows_everything(stage: Stage) -> None:
    await stage.page.set_viewport_size({"width": 320, "height": 568})
    stage.bot(
        "Узун" * 60, reply_markup={"inline_keyboard": [*KEYS, [{"text": "Ө" * 60, "callback_data": "x"}]]}
    )
    place = {"latitude": 51.5, "longitude": -0.1, "title": "Embassy", "address": "1 Street"}
    stage.world.call("sendVenue", {"chat_id": CHAT, **place})
    await expect(stage.page.locator(".place")).to_be_visible()
    assert await stage.page.evaluate(CUT_OFF) == []
    assert await stage.page.evaluate("document.querySelector('#log').scrollWidth") <= 320
    await expect(stage.page.locator("#panel")).to_be_hidden()
    await stage.page.click("#settings")
    await expect(stage.page.locator("#language")).to_be_visible()
    await stage.page.keyboard.press("Escape")
    await expect(stage.page.locator("#panel")).to_be_hidden()


async def test_every_control_has_a_name(stage: Stage) -> None:
    stage.bot("Choose", reply_markup={"inline_keyboard": KEYS})
    await expect(stage.page.locator(".message")).to_have_count(1)
    assert await stage.page.evaluate(NAMELESS) == []
    await expect(stage.page.get_by_role("log")).to_have_attribute("aria-live", "polite")

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from acting import TODAY, buttons, does, labels, shown, toast, words

from bot.content.loader import load
from bot.content.markdown import parse_markdown
from bot.content.model import Entry, Library
from bot.content.paging import units
from bot.content.rendering import plain, telegram_html
from bot.conversation import screens
from bot.conversation.actions import (
    Action,
    ChooseLanguage,
    OpenAsk,
    OpenEntry,
    OpenHome,
    OpenLanguages,
    OpenSection,
    OpenTopic,
    SayHelped,
    decode,
)
from bot.conversation.reply import Edit, EditKeyboard, Reply

LANGUAGES = ("ky", "ru", "en")


@pytest.fixture(scope="module")
def shipped() -> Library:
    found = load(Path(__file__).parents[2] / "content", LANGUAGES, "ky")
    assert found.library is not None, found.findings
    return found.library


def walk(library: Library, language: str) -> dict[Action, tuple[int, Reply]]:
    """Every action that pressing buttons leads to, with its distance in presses from the first screen."""
    home: Action = OpenHome(language)
    found = {home: (0, does(library, home, chosen=language))}
    waiting = deque([home])
    while waiting:
        presses, reply = found[waiting.popleft()]
        for button in buttons(reply):
            action = decode(button.data)
            assert action is not None, button
            if action not in found:
                found[action] = (presses + 1, does(library, action, chosen=language))
                waiting.append(action)
    return found


def leads_home(reply: Reply) -> bool:
    return any(isinstance(decode(button.data), OpenHome) for button in buttons(reply))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_three_presses_away_in_every_language(library: Library, language: str) -> None:
    found = walk(library, language)
    for topic in library.topics:
        presses = [
            n for action, (n, _) in found.items() if isinstance(action, OpenTopic) and action.topic == topic
        ]
        assert min(presses) <= 3, topic


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_shipped_topic_is_three_presses_away(shipped: Library, language: str) -> None:
    """From the first screen through entries, sections and related topics, as anybody may go."""
    level, reached = {OpenHome(language)}, set[str]()
    seen: set[Action] = set(level)
    for _ in range(3):
        pressed = {
            action
            for screen in level
            for button in buttons(does(shipped, screen, chosen=language))
            if (action := decode(button.data)) and action not in seen
        }
        reached |= {action.topic for action in pressed if isinstance(action, OpenTopic)}
        seen |= pressed
        level = pressed
    assert set(shipped.topics) - reached == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_press_leads_somewhere_and_back_home(library: Library, language: str) -> None:
    for action, (_, reply) in walk(library, language).items():
        assert toast(reply).text != library.interface[language].notices.old_button
        if isinstance(action, SayHelped):
            assert isinstance(reply.effects[1], EditKeyboard)
        else:
            effect = shown(reply)
            assert isinstance(effect, Edit)
            assert 0 < units(plain(effect.body)) <= 4096
            assert "{" not in plain(effect.body)
            assert all(effect.keyboard)  # no empty row
        assert 0 < len(buttons(reply)) <= 100
        assert all(0 < len(label) <= 64 for label in labels(reply))
        # The choice of language has no other way out: a language leads back to where one was.
        assert leads_home(reply) or isinstance(action, OpenHome | OpenLanguages | ChooseLanguage)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_screen_speaks_one_language(library: Library, language: str) -> None:
    for action, (_, reply) in walk(library, language).items():
        if isinstance(action, ChooseLanguage):
            continue
        for button in buttons(reply):
            pressed = decode(button.data)
            assert isinstance(pressed, ChooseLanguage) or (pressed and pressed.language == action.language)


def press(library: Library, reply: Reply, label: str) -> Reply:
    [data] = [button.data for button in buttons(reply) if label in button.label]
    action = decode(data)
    assert action is not None
    return does(library, action)


def test_down_into_the_menu_and_back_up_again(library: Library) -> None:
    home = does(library, OpenHome("en"))
    assert words(home) == "What brings you here?"
    assert labels(home) == ["✈️ I go", "🆘 Urgent help", "Language"]
    going = press(library, home, "I go")
    assert words(going) == "I go"
    assert labels(going) == ["🇬🇧 United Kingdom", "🛂 They took my passport", "Main menu"]
    uk = press(library, going, "United Kingdom")
    assert words(uk) == "🇬🇧 United Kingdom: choose"
    assert labels(uk) == [
        "💷 What it costs to go to a farm",
        "📝 How to apply for a farm",
        "Back",
        "Main menu",
    ]
    costs = press(library, uk, "What it costs")
    assert words(costs).startswith("💷 What it costs to go to a farm\n\nThe visa costs £340.")
    assert "Page" not in words(costs)
    assert labels(costs) == [
        "📝 How to apply for a farm",
        "🛂 They took my passport",
        "It helped",
        "No",
        "Back",
        "Main menu",
        "Language",
    ]
    assert press(library, costs, "Back") == uk
    assert press(library, uk, "Back") == going
    assert press(library, going, "Main menu") == press(library, costs, "Main menu") == home


def test_back_from_a_topic_that_stands_alone_in_its_section(library: Library) -> None:
    going = does(library, OpenEntry("en", "going"))
    passport = press(library, going, "They took my passport")
    assert press(library, passport, "Back") == going
    urgent = press(library, does(library, OpenHome("en")), "Urgent help")
    assert words(urgent).startswith("☎️ Call now")
    assert "Back" not in labels(urgent)  # its only way back is the first screen
    assert "Main menu" in labels(urgent)


def test_back_from_a_related_topic_leads_into_its_section(library: Library) -> None:
    costs = does(library, OpenTopic("en", "uk/seasonal-costs", 0, "going"))
    assert words(press(library, press(library, costs, "How to apply"), "Back")) == "🇬🇧 United Kingdom: choose"


def test_the_language_changes_under_an_open_topic(library: Library) -> None:
    costs = does(library, OpenTopic("en", "uk/seasonal-costs", 0, "going"))
    choice = press(library, costs, "Language")
    assert labels(choice) == ["English", "Кыргызча", "Русский"]
    russian = press(library, choice, "Русский")
    assert russian.chosen == "ru"
    assert toast(russian).text == "Говорим по-русски."
    assert words(russian).startswith("💷 Сколько стоит поехать на ферму")


def test_the_choice_of_language_says_it_in_each_with_the_likeliest_first(library: Library) -> None:
    choice = does(library, OpenLanguages("ru"))
    assert words(choice) == "Выберите язык.\n\nТилди тандаңыз.\n\nChoose a language."
    assert labels(choice) == ["Русский", "Кыргызча", "English"]


def test_an_entry_opens_what_it_names_without_screens_of_one_button(
    library: Library, content_folder: Path
) -> None:
    """One topic, a section of one topic, a section of several, nothing, and all of these."""
    menu = content_folder / "catalogue.yaml"
    text = menu.read_text(encoding="utf-8")
    start, end = text.index("  - {id: going"), text.index("sections:")
    opens = {"a": "urgent/call-now", "b": "safety", "c": "uk", "d": "", "e": "urgent/call-now, safety, uk"}
    lines = "".join(f"  - {{id: {id}, icon: X, opens: [{names}]}}\n" for id, names in opens.items())
    menu.write_text(text[:start] + lines + text[end:], encoding="utf-8")
    for language in LANGUAGES:
        path = content_folder / language / "interface.yaml"
        words_ = path.read_text(encoding="utf-8")
        path.write_text(
            words_.replace("entries: {", "entries: {a: A, b: B, c: C, d: D, e: E, "), encoding="utf-8"
        )
    loaded = load(content_folder, LANGUAGES, "ky")
    assert loaded.findings == ()
    assert loaded.library is not None
    library = loaded.library
    opened = [decode(button.data) for button in buttons(does(library, OpenHome("en")))]
    assert opened == [
        OpenTopic("en", "urgent/call-now"),
        OpenTopic("en", "safety/passport-taken"),
        OpenSection("en", "uk", "c"),
        OpenAsk("en"),
        OpenEntry("en", "e"),
        OpenLanguages("en"),
    ]
    # From a section that stands alone behind its button, the way back is the first screen.
    assert "Back" not in labels(does(library, OpenSection("en", "uk", "c")))
    assert words(does(library, OpenAsk("en"))) == "Write your question."
    for language in LANGUAGES:
        assert {a.topic for a in walk(library, language) if isinstance(a, OpenTopic)} == set(library.topics)


@pytest.fixture
def long_library(library: Library) -> Library:
    """The library with an answer of several pages."""
    topic = library.topics["uk/seasonal-costs"]
    answer = parse_markdown("\n\n".join(f"Paragraph {n}. " + "word " * 100 for n in range(12)))
    texts = {language: replace(text, answer=answer) for language, text in topic.texts.items()}
    return replace(library, topics={**library.topics, topic.id: replace(topic, texts=texts)})


def test_a_long_answer_is_turned_page_by_page(long_library: Library) -> None:
    page = does(long_library, OpenTopic("en", "uk/seasonal-costs", 0, "going", "aB3-_xyz"))
    assert words(page).endswith("Page 1 of 3")
    assert "Previous" not in labels(page)
    second = press(long_library, page, "Next")
    assert words(second).endswith("Page 2 of 3")
    third = press(long_library, second, "Next")
    assert "Next" not in labels(third)
    assert "Page 3 of 3" in words(third)
    assert press(long_library, third, "Previous") == second
    assert press(long_library, second, "Previous") == page
    # Wherever one has turned to, the way back and the question's mark are kept.
    for reply in (page, second, third):
        assert words(press(long_library, reply, "Back")) == "🇬🇧 United Kingdom: choose"
        assert press(long_library, reply, "It helped").helped.token == "aB3-_xyz"  # type: ignore[union-attr]
        assert "Next" in labels(press(long_library, reply, "It helped")) or reply is third


def test_a_page_that_is_gone_is_the_last_one(long_library: Library, library: Library) -> None:
    assert "Page 3 of 3" in words(does(long_library, OpenTopic("en", "uk/seasonal-costs", 99)))
    assert words(does(library, OpenTopic("en", "uk/seasonal-costs", 2))).startswith("💷 What it costs")


def test_what_is_gone_from_the_content_has_no_screen(library: Library) -> None:
    assert screens.entry(library, "en", "none") is None
    assert screens.section(library, "en", "none") is None
    assert screens.topic(library, OpenTopic("en", "uk/none"), TODAY) is None


def test_an_answer_tells_how_old_it_is_today(library: Library) -> None:
    at = OpenTopic("en", "uk/seasonal-costs")
    for today, warned in ((date(2026, 12, 1), False), (date(2026, 12, 2), True)):  # hourly_pay: 30 days
        screen = screens.topic(library, at, today)
        assert screen is not None
        assert ("This may have changed" in plain(screen.body)) is warned


def test_words_before_a_screen(library: Library) -> None:
    home = screens.home(library, "en")
    both = screens.together(parse_markdown("**First.**"), home)
    assert telegram_html(both.body) == "<b>First.</b>\n\nWhat brings you here?"
    assert both.keyboard == home.keyboard


def test_a_section_may_be_opened_by_two_entries_each_with_its_own_way_back(library: Library) -> None:
    entries = (
        Entry("going", "X", ("uk", "safety")),
        Entry("urgent", "X", ("uk", "urgent/call-now")),
    )
    both = replace(library, entries=entries)
    for entry in entries:
        opened = does(both, OpenEntry("en", entry.id))
        topic = press(both, press(both, opened, "United Kingdom"), "How to apply")
        assert press(both, press(both, topic, "Back"), "Back") == opened

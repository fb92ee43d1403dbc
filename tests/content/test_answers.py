from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.content.answers import answer, message, rests_on
from bot.content.loader import load
from bot.content.markdown import parse_markdown
from bot.content.markup import Bold, Text
from bot.content.model import Library
from bot.content.rendering import plain, telegram_html

TODAY = date(2026, 11, 23)
GAP = "\u00a0"


@pytest.mark.parametrize(
    ("language", "whole"),
    [
        (
            "en",
            "💷 What it costs to go to a farm\n\n"
            "The visa costs £340. A place in the scheme is free.\n\n"
            "Longest stay: 6 months. Pay for an hour: £12.70.\n\n"
            "Call: Labour line: 1234 (free, Mon-Fri 09:00-18:00)\n\n"
            "Source: scheme.example, fees.example, pay.example. Checked: 1 November 2026",
        ),
        (
            "ru",
            "💷 Сколько стоит поехать на ферму\n\n"
            "Виза стоит 340 £. Место в программе бесплатное.\n\n"
            "Самый долгий срок: 6 месяцев. Плата за час: 12,70 £.\n\n"
            "Позвоните: Линия труда: 1234 (бесплатно, пн-пт 09:00-18:00)\n\n"
            "Источник: scheme.example, fees.example, pay.example. Проверено: 1 ноября 2026",
        ),
        (
            "ky",
            "💷 Фермага баруу канча турат\n\n"
            "Виза баасы - 340 £. Программадагы орун акысыз.\n\n"
            "Эң узак мөөнөт: 6 ай. Бир сааттык акы: 12,70 £.\n\n"
            "Чалыңыз: Эмгек линиясы: 1234 (акысыз, дүй-жум 09:00-18:00)\n\n"
            "Булагы: scheme.example, fees.example, pay.example. Текшерилген күнү: 1-ноябрь, 2026-жыл",
        ),
    ],
)
def test_a_whole_answer(library: Library, language: str, whole: str) -> None:
    assert plain(answer(library, "uk/seasonal-costs", language, TODAY)) == whole


def test_sources_are_small_links_one_for_each_site(library: Library) -> None:
    html = telegram_html(answer(library, "uk/seasonal-costs", "en", TODAY)).split("\n\n")[-1]
    assert html == (
        '<i>Source: <a href="https://scheme.example/free">scheme.example</a>, '
        '<a href="https://www.fees.example/visas/seasonal">fees.example</a>, '
        '<a href="https://pay.example/hour">pay.example</a>. Checked: 1 November 2026</i>'
    )


def test_an_answer_rests_on_what_the_menu_names_and_it_quotes_facts_before_contacts(library: Library) -> None:
    behind = [entry.id for entry in rests_on(library, "uk/seasonal-costs", "en")]
    assert behind == ["uk.place_is_free", "uk.visa_fee", "uk.longest_stay", "uk.hourly_pay", "kg.labour_line"]


def test_an_answer_that_rests_on_nothing_has_no_last_line(library: Library) -> None:
    topic = library.topics["urgent/call-now"]
    text = replace(topic.texts["en"], answer=parse_markdown("Run."))
    topics = {**library.topics, topic.id: replace(topic, texts={"en": text})}
    assert plain(answer(replace(library, topics=topics), topic.id, "en", TODAY)) == "☎️ Call now\n\nRun."


WARNING = {"ky": "Эскирип калышы мүмкүн", "ru": "Это могло измениться", "en": "This may have changed"}


def aged(library: Library, **checked: date) -> Library:
    """The library with facts and contacts checked on other days; all others today."""
    days = {name.replace("__", "."): day for name, day in checked.items()}
    facts = {id: replace(f, checked=days.get(id, TODAY)) for id, f in library.facts.items()}
    contacts = {id: replace(c, checked=days.get(id, TODAY)) for id, c in library.contacts.items()}
    return replace(library, facts=facts, contacts=contacts)


def warning(library: Library, topic: str, language: str = "en") -> str:
    lines = plain(answer(library, topic, language, TODAY)).split("\n\n")
    return next((line for line in lines if WARNING[language] in line), "")


@pytest.mark.parametrize("language", WARNING)
def test_the_warning_appears_the_day_after_good_for_ends_and_not_before(
    library: Library, language: str
) -> None:
    def told(days: int) -> str:
        return warning(
            aged(library, uk__visa_fee=TODAY - timedelta(days=days)), "uk/seasonal-costs", language
        )

    assert told(119) == told(120) == ""  # good for 120 days: the 120th still counts
    assert WARNING[language] in told(121)


def test_the_warning_names_whom_to_ask(library: Library) -> None:
    long_ago = date(2025, 1, 1)
    general = warning(aged(library, uk__visa_fee=long_ago), "uk/seasonal-costs")
    assert general.endswith("Please ask: Labour line: 1234 (free, Mon-Fri 09:00-18:00)")
    own = warning(aged(library, uk__hourly_pay=long_ago), "uk/seasonal-costs")
    assert "Please ask: Help line: 08081" in own
    both = warning(aged(library, uk__visa_fee=long_ago, uk__hourly_pay=long_ago), "uk/seasonal-costs")
    assert "Please ask: Help line: 08081" in both


def test_a_claim_and_a_contact_grow_old_too(library: Library) -> None:
    assert warning(aged(library, uk__place_is_free=TODAY - timedelta(days=365)), "uk/seasonal-costs") == ""
    assert warning(aged(library, uk__place_is_free=TODAY - timedelta(days=366)), "uk/seasonal-costs") != ""
    assert warning(aged(library, uk__helpline=TODAY - timedelta(days=90)), "urgent/call-now") == ""
    assert "Labour line" in warning(aged(library, uk__helpline=TODAY - timedelta(days=91)), "urgent/call-now")


def test_what_grew_old_elsewhere_warns_nobody_here(library: Library) -> None:
    assert warning(aged(library, uk__opens_on=date(2025, 1, 1)), "uk/seasonal-costs") == ""
    assert warning(aged(library, uk__opens_on=date(2025, 1, 1)), "uk/seasonal-apply") != ""


def test_the_oldest_check_is_the_one_that_is_told(library: Library) -> None:
    one = aged(library, uk__place_is_free=date(2026, 3, 8))
    assert plain(answer(one, "uk/seasonal-costs", "en", TODAY)).endswith("Checked: 8 March 2026")


def test_at_most_three_sites_are_named(library: Library) -> None:
    facts = {
        id: replace(fact, source=f"https://www.{id.split('.')[1].replace('_', '')}.example/a")
        for id, fact in library.facts.items()
    }
    last = plain(answer(replace(library, facts=facts), "uk/seasonal-costs", "en", TODAY)).split("\n\n")[-1]
    assert last.startswith("Source: placeisfree.example, visafee.example, longeststay.example. Checked")


def test_a_text_of_the_interface_takes_values_facts_and_contacts(library: Library) -> None:
    text = parse_markdown("{title}: {fact:uk.visa_fee}, {contact:uk.office}, {who}, {other}")
    filled = message(library, "en", text, title="<Farm> {fact:uk.visa_fee}", who=(Bold((Text("B"),)),))
    assert plain(filled) == "<Farm> {fact:uk.visa_fee}: £340, Advice office, B, {other}"


def test_an_answer_that_nobody_has_translated_is_lent_and_says_so(content_folder: Path) -> None:
    (content_folder / "ky/uk/seasonal-apply.yaml").unlink()
    loaded = load(content_folder, ("ky", "ru", "en"), "ru")
    assert loaded.library is not None
    text = loaded.library.topics["uk/seasonal-apply"].texts["ky"]
    assert text.language == "ru"
    lent = plain(answer(loaded.library, "uk/seasonal-apply", "ky", TODAY))
    assert lent.startswith("Башка тилде:\n\n")
    assert text.title in lent
    assert "Булагы" in lent, "what is around the answer stays in the reader's language"
    own = plain(answer(loaded.library, "uk/seasonal-apply", "ru", TODAY))
    assert not own.startswith("На другом языке")


def test_the_language_a_topic_is_written_in_first_lends_its_text(content_folder: Path) -> None:
    catalogue = content_folder / "catalogue.yaml"
    words = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(words.replace("seasonal-apply:\n", "seasonal-apply:\n        source: en\n"), "utf-8")
    (content_folder / "ky/uk/seasonal-apply.yaml").unlink()
    library = load(content_folder, ("ky", "ru", "en"), "ru").library
    assert library is not None
    assert library.topics["uk/seasonal-apply"].texts["ky"].language == "en"

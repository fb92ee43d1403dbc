from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.content.markup import Bold, Link, Text
from bot.content.model import Library
from bot.content.rendering import text_of
from bot.content.writing import write_contact, write_date, write_fact, write_number, written

GAP = "\u00a0"  # a space that does not break


def fact(library: Library, language: str, value: object, unit: str | None) -> str:
    one = replace(library.facts["uk.visa_fee"], value=value, unit=unit)  # type: ignore[arg-type]
    return write_fact(one, library.interface[language], language)


@pytest.mark.parametrize(
    ("language", "value", "written"),
    [
        ("ky", 340, "340 £"),
        ("ru", 340, "340 £"),
        ("en", 340, "£340"),
        ("ky", 12.7, "12,70 £"),
        ("ru", 12.71, "12,71 £"),
        ("en", 12.7, "£12.70"),
        ("en", 0.5, "£0.50"),
        ("ru", 1234567, f"1{GAP}234{GAP}567 £"),
        ("ky", 41000, f"41{GAP}000 £"),
        ("en", 41000.5, "£41,000.50"),
        ("en", 340.0, "£340"),
        ("ru", -5, "-5 £"),
    ],
)
def test_money(library: Library, language: str, value: float, written: str) -> None:
    assert fact(library, language, value, "GBP") == written


@pytest.mark.parametrize(
    ("value", "ru", "en", "ky"),
    [
        (0, "0 месяцев", "0 months", "0 ай"),
        (1, "1 месяц", "1 month", "1 ай"),
        (2, "2 месяца", "2 months", "2 ай"),
        (5, "5 месяцев", "5 months", "5 ай"),
        (11, "11 месяцев", "11 months", "11 ай"),
        (21, "21 месяц", "21 months", "21 ай"),
        (24, "24 месяца", "24 months", "24 ай"),
        (111, "111 месяцев", "111 months", "111 ай"),
        (1.5, "1,5 месяца", "1.5 months", "1,5 ай"),
        (1.0, "1 месяц", "1 month", "1 ай"),
        (1000, f"1{GAP}000 месяцев", "1,000 months", f"1{GAP}000 ай"),
    ],
)
def test_months_in_the_form_that_the_number_asks_for(
    library: Library, value: float, ru: str, en: str, ky: str
) -> None:
    found = {language: fact(library, language, value, "month") for language in library.languages}
    assert found == {"ky": ky, "ru": ru, "en": en}


def test_a_number_without_a_unit_is_grouped_and_does_not_break(library: Library) -> None:
    assert write_number(32500, "ru") == f"32{GAP}500"
    assert write_number(32500, "ky") == f"32{GAP}500"
    assert write_number(32500, "en") == "32,500"
    assert write_number(2.75, "ru") == "2,75"
    assert write_number(7, "en") == "7"
    assert fact(library, "ru", 32500, None) == f"32{GAP}500"


def test_dates_as_each_language_writes_them(library: Library) -> None:
    day = date(2026, 11, 3)
    found = {one: write_date(day, library.interface[one], one) for one in library.languages}
    assert found == {"ky": "3-ноябрь, 2026-жыл", "ru": "3 ноября 2026", "en": "3 November 2026"}
    assert fact(library, "ru", day, None) == "3 ноября 2026"


def test_words_and_nothing(library: Library) -> None:
    assert fact(library, "ru", "T6", None) == "T6"
    assert fact(library, "ru", None, None) == ""


@pytest.mark.parametrize(
    ("language", "labour_line", "helpline"),
    [
        (
            "ky",
            "Эмгек линиясы: 1234 (акысыз, дүй-жум 09:00-18:00)",
            f"Жардам линиясы: 08081{GAP}570{GAP}123, +44{GAP}8081{GAP}570124 (күнү-түнү)",
        ),
        (
            "ru",
            "Линия труда: 1234 (бесплатно, пн-пт 09:00-18:00)",
            f"Линия помощи: 08081{GAP}570{GAP}123, +44{GAP}8081{GAP}570124 (круглосуточно)",
        ),
        (
            "en",
            "Labour line: 1234 (free, Mon-Fri 09:00-18:00)",
            f"Help line: 08081{GAP}570{GAP}123, +44{GAP}8081{GAP}570124 (day and night)",
        ),
    ],
)
def test_contacts_with_hours_and_what_a_call_costs(
    library: Library, language: str, labour_line: str, helpline: str
) -> None:
    words = library.interface[language]
    assert text_of(write_contact(library.contacts["kg.labour_line"], words, language)) == labour_line
    assert text_of(write_contact(library.contacts["uk.helpline"], words, language)) == helpline


def test_the_name_is_bold_or_a_link_if_there_is_no_phone(library: Library) -> None:
    words = library.interface["en"]
    line, office = library.contacts["kg.labour_line"], library.contacts["uk.office"]
    assert write_contact(line, words, "en")[0] == Bold((Text("Labour line"),))
    link = Link("https://office.example/?a=1&b=2", (Text("Advice office"),))
    assert write_contact(office, words, "en") == (link,)
    both = replace(office, phones=("1234",))
    assert write_contact(both, words, "en")[0] == Bold((Text("Advice office"),))
    posted = replace(
        office, url=None, email="a@office.example", address="12 Invented street", hours="Mo-Sa 10:00-14:00"
    )
    assert text_of(write_contact(posted, words, "en")) == (
        "Advice office: a@office.example, 12 Invented street (Mon-Sat 10:00-14:00)"
    )


def test_only_facts_and_contacts_that_exist_are_written(library: Library) -> None:
    assert written(library, "en", "fact:uk.visa_fee") == (Text("£340"),)
    contact = written(library, "en", "contact:uk.office")
    assert contact is not None
    for name in (
        "fact:uk.none",
        "contact:uk.visa_fee",
        "fact:kg.labour_line",
        "title",
        "",
        "fact:",
        "uk.visa_fee",
    ):
        assert written(library, "en", name) is None


def test_numbers_of_many_countries_are_one_short_list(library: Library) -> None:
    uk = replace(library.contacts["uk.helpline"], phones=("999",), dial_from=("GB",))
    others = {
        "x.uk": uk,
        "x.qatar": replace(uk, dial_from=("QA",)),
        "x.eu": replace(uk, phones=("112",), dial_from=("DE", "PL"), name={"en": "European Union"}),
        "x.japan": replace(uk, phones=("110", "119"), dial_from=("JP",)),
    }
    words = replace(library, contacts={**library.contacts, **others})
    shown = written(words, "en", "contact:x.uk+x.eu+x.qatar+x.japan+x.gone")
    assert shown is not None
    lines = text_of(shown).split("\n")
    assert lines[1:] == ["112 - European Union", "110, 119 - Japan"]
    assert lines[0] in ("999 - United Kingdom, Qatar", "999 - UK, Qatar")
    assert [text_of((node,)) for node in shown if isinstance(node, Bold)] == ["999", "112", "110, 119"]


def test_a_contact_says_which_of_our_languages_it_speaks(library: Library) -> None:
    line = replace(library.contacts["uk.helpline"], speaks=("en", "ru"), free=True, hours=None)
    words = library.interface["en"]
    lines = words.lines.model_copy(update={"speaks": {"ru": "Russian spoken", "ky": "Kyrgyz spoken"}})
    shown = write_contact(line, words.model_copy(update={"lines": lines}), "en")
    assert text_of(shown).endswith("(free, Russian spoken)")

"""Facts and contacts as each language writes them (CLDR through Babel, unit words from interface.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal

from bot.content.interface import TOGETHER, Interface
from bot.content.markup import Bold, Inline, Link, Text
from bot.content.model import Contact, Fact, Library

_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
# Spaces inside a number or a phone must not break at the end of a line.
_NARROW = str.maketrans(" ", "\u00a0")


def write_date(day: date, interface: Interface, language: str) -> str:
    """A date in full: 23-ноябрь, 2026-жыл; 23 ноября 2026; 23 November 2026."""
    return format_date(day, interface.lines.date, locale=language)


def write_number(value: int | float, language: str, *, money: bool = False) -> str:
    """A number with the language's grouping; a fraction of money has two places."""
    return format_decimal(value, "#,##0.00" if money and value % 1 else "#,##0.##", locale=language)


def write_fact(fact: Fact, interface: Interface, language: str) -> str:
    """The value with its unit, in the plural form that the language asks for."""
    value = fact.value
    if isinstance(value, date):
        return write_date(value, interface, language)
    if isinstance(value, str) or value is None:
        return value or ""
    number = write_number(value, language, money=(fact.unit or "").isupper())
    if fact.unit is None:
        return number.translate(_NARROW)
    forms = interface.units[fact.unit]
    form = forms.get(Locale.parse(language).plural_form(value)) or forms["other"]
    return form.replace("{n}", number.translate(_NARROW))


def write_contact(contact: Contact, interface: Interface, language: str) -> tuple[Inline, ...]:
    """The name in bold (a link if there is a page), how to reach it, and when."""
    name: Inline = Bold((Text(contact.name[language]),))
    if contact.url and not contact.phones:
        name = Link(contact.url, (Text(contact.name[language]),))
    phones = ", ".join(phone.translate(_NARROW) for phone in contact.phones)
    reach = ", ".join(filter(None, [phones, contact.email, contact.address]))
    lines = interface.lines
    spoken = [lines.speaks[one] for one in contact.speaks if one in lines.speaks]
    extras = ", ".join(
        filter(None, [lines.free if contact.free else "", _hours(contact.hours, interface) or "", *spoken])
    )
    text = (f": {reach}" if reach else "") + (f" ({extras})" if extras else "")
    return (name, Text(text)) if text else (name,)


def listed(ids: str, contacts: Mapping[str, Contact]) -> list[Contact]:
    """The contacts of a list as an answer holds it: `uk.emergency+emergency.russia`."""
    return [contacts[id] for id in ids.split(TOGETHER) if id in contacts]


def write_numbers(contacts: Iterable[Contact], interface: Interface, language: str) -> tuple[Inline, ...]:
    """A short list, a line for each number: the number in bold, then the countries in which it is dialled."""
    places: dict[str, list[str]] = {}
    for contact in contacts:
        phones = ", ".join(phone.translate(_NARROW) for phone in contact.phones)
        places.setdefault(phones, []).append(_country(contact, interface, language))
    written: list[Inline] = []
    for phones, names in places.items():
        written += [Text("\n")] if written else []
        written += [Bold((Text(phones),)), Text(f" - {', '.join(names)}")]
    return tuple(written)


def _country(contact: Contact, interface: Interface, language: str) -> str:
    """The country in which the number is dialled; a number of many countries is called by its name."""
    if len(contact.dial_from) != 1:
        return contact.name[language]
    if named := interface.countries.get(contact.dial_from[0]):
        return named
    return str(Locale.parse(language).territories.get(contact.dial_from[0], contact.name[language]))


def written(library: Library, language: str, name: str) -> tuple[Inline, ...] | None:
    """What stands for `fact:…` or `contact:…` in a text; None for any other name."""
    kind, _, id = name.partition(":")
    interface = library.interface[language]
    if kind == "fact" and id in library.facts:
        return (Text(write_fact(library.facts[id], interface, language)),)
    if kind == "contact" and TOGETHER in id:
        return write_numbers(listed(id, library.contacts), interface, language)
    if kind == "contact" and id in library.contacts:
        return write_contact(library.contacts[id], interface, language)
    return None


def _hours(hours: str | None, interface: Interface) -> str | None:
    if hours is None or hours == "24/7":
        return hours and interface.lines.always
    days, times = hours.split(" ")
    first, last = (_day(day, interface.lines.days) for day in days.split("-"))
    return f"{first}-{last} {times}"


def _day(day: str, names: Sequence[str]) -> str:
    return names[_WEEK.index(day)]

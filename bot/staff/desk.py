"""The staff's own group: what a command or button there is answered with. Words stand in words/desk.yaml."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.content.interface import Interface
from bot.content.markdown import fill, parse_markdown
from bot.content.markup import Document, Inline, Link, Text
from bot.content.model import Library
from bot.content.shelf import Shelf
from bot.content.writing import write_date, write_fact
from bot.conversation.reply import Button, Keyboard
from bot.findings import Finding, worst_first
from bot.staff.stale import Row
from bot.words import say, table

if TYPE_CHECKING:
    from bot.staff.links.report import Row as PageRow

COMMANDS = ("status", "check", "reload", "due")
SHOWN = 10  # findings in one message: Telegram's limit is 4,096 characters
DUE_SHOWN = 8
DUE_DAYS = 14
SOURCES_SHOWN = 6
CONFIRM = "s1|k|"  # and the id: the button that says "still true"


@dataclass(frozen=True, slots=True)
class Message:
    """What goes to the group."""

    body: Document
    keyboard: Keyboard = ()


def refused(shelf: Shelf, language: str) -> Message:
    """What lies on disk has errors and is not served."""
    return Message(
        _words("refused", language, served=_served(shelf.library), findings=_list(shelf.blocking, language))
    )


def mended(shelf: Shelf, language: str) -> Message:
    """The errors are gone and what lies on disk is served."""
    return Message(_words("mended", language, served=_served(shelf.library)))


def reloaded(shelf: Shelf, changed: bool, language: str) -> Message:
    """The answer to /reload."""
    if shelf.blocking:
        return refused(shelf, language)
    library = shelf.library
    if not changed:
        return Message(_words("unchanged", language, served=_served(library)))
    return Message(_words("reloaded", language, served=_served(library), topics=str(len(library.topics))))


def status(
    library: Library,
    findings: Sequence[Finding],
    rows: Sequence[Row],
    asked: int,
    learning: bool,
    language: str,
) -> Message:
    """The answer to /status. `rows` say what falls due when, `asked` how many questions a week brought."""
    counts = _counts(findings)
    days = [row.days_left for row in rows if row.kind != "topic"]
    return Message(
        _words(
            "status",
            language,
            served=library.version,
            date=write_date(library.changed, _interface(library, language), language),
            topics=str(len(library.topics)),
            facts=str(len(library.facts)),
            contacts=str(len(library.contacts)),
            overdue=str(sum(left < 0 for left in days)),
            due=str(sum(0 <= left <= DUE_DAYS for left in days)),
            asked=str(asked),
            learning=say("desk", "learning_now" if learning else "learning_done", language),
            **counts,
        )
    )


def checked(findings: Sequence[Finding], version: str, language: str) -> Message:
    """The answer to /check."""
    if not findings:
        return Message(_words("sound", language, version=version))
    listed = _list(worst_first(findings), language)
    return Message(_words("checked", language, findings=listed, **_counts(findings)))


def due(library: Library, rows: Sequence[Row], pages: Sequence[PageRow], language: str) -> Message:
    """What is due for a look, soonest first, with a button each that says "still true".

    Then what was found when the sources were last asked: `pages`.
    """
    soon = [row for row in rows if row.kind != "topic" and row.days_left <= DUE_DAYS]
    sources = _sources(pages, language)
    if not soon:
        return Message(_words("nothing_due", language) + sources)
    shown = soon[:DUE_SHOWN]
    lines = [_due_row(library, row, number, language) for number, row in enumerate(shown, 1)]
    if len(soon) > len(shown):
        lines.append((Text(say("desk", "more", language, n=len(soon) - len(shown))),))
    buttons = [
        Button(say("desk", "still_true", language, number=number), f"{CONFIRM}{_full_id(row)}")
        for number, row in enumerate(shown, 1)
        if len(f"{CONFIRM}{_full_id(row)}") <= 64
    ]
    rows_of_buttons = tuple(tuple(buttons[at : at + 4]) for at in range(0, len(buttons), 4))
    return Message(_words("due", language, rows=_joined(lines)) + sources, rows_of_buttons)


def confirmed(id: str, done: bool, language: str) -> str:
    """What flashes up when a "still true" button was pressed."""
    return say("desk", "confirmed" if done else "not_confirmed", language, id=id)


def commands(language: str) -> Message:
    """The commands of the group."""
    return Message(_words("help", language))


def _due_row(library: Library, row: Row, number: int, language: str) -> tuple[Inline, ...]:
    fact = library.facts.get(row.id) if row.kind == "fact" else None
    contact = library.contacts.get(row.id) if row.kind == "contact" else None
    value, source = "-", ""
    if fact:
        value, source = write_fact(fact, _interface(library, language), language) or "-", fact.source
    elif contact:
        value, source = ", ".join(contact.phones) or contact.url or "-", contact.source
    key = "days_over" if row.days_left < 0 else "days_left"
    days = say("desk", key, language, n=abs(row.days_left))
    words = say(
        "desk", "due_row", language, number=number, id=row.id, value=value, days=days, readers=row.readers
    )
    link = Link(source, (Text(say("desk", "source", language)),)) if source else Text("")
    return (Text(f"{words}, "), link)


def _sources(pages: Sequence[PageRow], language: str) -> Document:
    told = [page for page in pages if page.kind in ("gone", "changed", "moved")]
    if not told:
        return ()
    lines: list[tuple[Inline, ...]] = [
        (
            Text(f"• {', '.join(dict.fromkeys(cited.id for cited in page.where))}: {page.what(language)} "),
            Link(page.url, (Text(say("desk", "source", language)),)),
        )
        for page in told[:SOURCES_SHOWN]
    ]
    if len(told) > SOURCES_SHOWN:
        lines.append((Text(say("desk", "more", language, n=len(told) - SOURCES_SHOWN)),))
    return _words("sources", language, rows=_joined(lines))


def _full_id(row: Row) -> str:
    return f"{row.kind}:{row.id}"


def _counts(findings: Sequence[Finding]) -> dict[str, str]:
    return {
        f"{kind}s": str(sum(finding.severity == kind for finding in findings))
        for kind in ("error", "warning", "hint")
    }


def _list(findings: Sequence[Finding], language: str) -> tuple[Inline, ...]:
    lines: list[tuple[Inline, ...]] = [(Text(f"• {finding.told(language)}"),) for finding in findings[:SHOWN]]
    if len(findings) > SHOWN:
        lines.append((Text(say("desk", "more", language, n=len(findings) - SHOWN)),))
    return _joined(lines)


def _joined(lines: Sequence[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    return tuple(
        node for number, line in enumerate(lines) for node in ((Text("\n"),) if number else ()) + line
    )


def _served(library: Library) -> str:
    return library.version


def _interface(library: Library, language: str) -> Interface:
    return library.interface.get(language) or library.interface[library.default_language]


def _words(key: str, language: str, **values: str | tuple[Inline, ...]) -> Document:
    """A text of the group as a document; values are put in after it is read, so nothing in them is markup."""
    document = parse_markdown(table("desk")[key][language])

    def written(name: str) -> tuple[Inline, ...] | None:
        value = values.get(name)
        return (Text(value),) if isinstance(value, str) else value

    return fill(document, written)

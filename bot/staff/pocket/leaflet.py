"""A leaflet on paper: the topics of a section in three columns of A4, to be folded like an accordion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.content.markup import Block as Piece
from bot.content.markup import Heading, Items
from bot.content.model import Library
from bot.content.writing import write_date
from bot.staff.pocket.drawing import Code, Sheet, draw
from bot.staff.pocket.pictures import without_pictures
from bot.staff.pocket.topics import PocketSection, PocketTopic, ask_contact, bare, spelled_out
from bot.staff.pocket.typesetting import Block, Placed, Run, columns, runs, set_lines
from bot.words import say

# Sizes in points, each with the pages it must keep to: one page if it can be read well, else two.
TRIED = (
    *((size, 1) for size in (14.0, 13.0, 12.0, 11.0)),
    *((size, 2) for size in (12.0, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5)),
)
LONG = 9.5  # where even the smallest needs more
_INDENT = 4.5  # mm, of the items of a list


@dataclass(frozen=True, slots=True)
class Leaflet:
    """The PDF, its pages, and the characters that the font could not draw."""

    pdf: bytes
    pages: int
    undrawn: str


def leaflet(
    library: Library,
    section: PocketSection,
    language: str,
    made: date,
    bot_name: str | None = None,
    address: str | None = None,
) -> Leaflet:
    """The leaflet of a section as made on a day."""
    name = library.interface[language].bot.name
    sheet = Sheet(f"{name}: {section.title}", name, language, made)
    codes = _codes(library, language, bot_name, address)

    def placed(size: float) -> tuple[Placed, ...]:
        content = blocks(library, section, language, made, size, sheet)
        return columns(content, lambda column: sheet.top(column, codes), sheet.bottom)

    # A section too long for two pages at any size is not set at every one of them.
    smallest, most = TRIED[-1]
    sizes = TRIED if sheet.pages(placed(smallest)) <= most else ()
    tried = ((placed(size), pages) for size, pages in sizes)
    found = next((done for done, pages in tried if sheet.pages(done) <= pages), None) or placed(LONG)
    day = write_date(made, library.interface[language], language)
    foot = f"{section.title}. {say('pocket', 'made', language, date=day, version=library.version)}"
    written = {letter for one in found for line in one.block.lines for run in line for letter in run.text}
    return Leaflet(
        pdf=draw(sheet, found, codes, without_pictures(foot, sheet.letters)),
        pages=sheet.pages(found),
        undrawn="".join(sorted(written - sheet.letters)),
    )


def blocks(
    library: Library, section: PocketSection, language: str, made: date, size: float, sheet: Sheet
) -> Iterator[Block]:
    """All that the leaflet says under its head, set at a size in points."""

    def block(words: Iterable[Run], points: float = size, **how: object) -> Block:
        empty = Block((), points, **how)  # type: ignore[arg-type]
        clean = (replace(run, text=without_pictures(run.text, sheet.letters)) for run in words)
        return replace(empty, lines=set_lines(clean, points, sheet.width - empty.indent, sheet.measure))

    yield block([Run(section.title, bold=True)], size * 1.5)
    ask = [Run(say("pocket", "ask_person", language) + " "), *runs(ask_contact(library, language))]
    yield block(ask, before=size * 0.1)
    for topic in section.topics:
        yield from _topic(library, topic, language, made, size, block)


def _topic(
    library: Library,
    topic: PocketTopic,
    language: str,
    made: date,
    size: float,
    block: Callable[..., Block],
) -> Iterator[Block]:
    urgent = library.topics[library.urgent].texts[language].title
    changed = tuple(piece for warned in topic.warnings if made > warned.expires for piece in warned.words)
    yield block(
        [Run(topic.title, bold=True)], size * 1.15, before=size * 0.4, starts=True, keep_with_next=True
    )
    for piece in spelled_out(changed + topic.body, urgent):
        yield from _piece(piece, size, block)
    small = max(7.0, size * 0.75)
    for piece in topic.sources:
        yield from (
            replace(one, grey=True, keep_with_next=bool(topic.good_until))
            for one in _piece(piece, small, block)
        )
    if topic.good_until:
        day = write_date(topic.good_until, library.interface[language], language)
        yield block([Run(say("pocket", "good_until", language, date=day))], small, grey=True)


def _piece(piece: Piece, size: float, block: Callable[..., Block]) -> Iterator[Block]:
    gap = size * 0.14
    if isinstance(piece, Items):
        for number, item in enumerate(piece.items):
            mark = "•" if piece.start is None else f"{piece.start + number}."
            before = gap / 3 if number else gap
            yield block(runs(item), size, before=before, indent=_INDENT, mark=mark)
        return
    words = list(runs(piece.inside, bold=isinstance(piece, Heading)))
    # "Call:" stays with the list behind it.
    leads = bool(words) and words[-1].text.rstrip().endswith(":")
    yield block(words, size, before=gap, keep_with_next=leads or isinstance(piece, Heading))


def _codes(library: Library, language: str, bot_name: str | None, address: str | None) -> tuple[Code, ...]:
    """What stands at the head: codes that open the bot or the page, or how to find the bot."""
    codes = []
    if bot_name:
        codes.append(Code(f"https://t.me/{bot_name}", say("pocket", "scan_bot", language), f"@{bot_name}"))
    else:
        name = library.interface[language].bot.name
        codes.append(Code(None, say("pocket", "find_bot", language, name=name), ""))
    if address:
        codes.append(Code(address, say("pocket", "scan_page", language), bare(address)))
    return tuple(codes)

"""A long document cut into pages that one Telegram message can hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.content.markup import Block, Document, Inline, Items, Paragraph, Text
from bot.content.rendering import plain

PAGE_UNITS = 2500  # three to four phone screens; Telegram's own limit is 4,096 UTF-16 units
PAGE_ENTITIES = 80  # Telegram drops entities past 100 without a word


def pages(document: Document) -> tuple[Document, ...]:
    """The document as one or more pages, cut between blocks, list items or sentences."""
    done: list[Document] = []
    page: Document = ()
    for part in (part for block in document for part in _parts(block)):
        longer = _join(page, part)
        if page and (units(plain(longer)) > PAGE_UNITS or entities(longer) > PAGE_ENTITIES):
            done.append(page)
            longer = (part,)
        page = longer
    return (*done, page)


def units(text: str) -> int:
    """The length of a text as Telegram's strictest count has it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def entities(document: Document) -> int:
    """How many formatting entities the document costs."""

    def count(nodes: tuple[Inline, ...]) -> int:
        return sum(1 + count(n.inside) for n in nodes if not isinstance(n, Text))

    return sum(sum(map(count, b.items)) if isinstance(b, Items) else 1 + count(b.inside) for b in document)


def _parts(block: Block) -> Iterator[Block]:
    """A block as it is, or the pieces it must be cut into to fit a page."""
    if isinstance(block, Items):
        for number, item in enumerate(block.items):
            start = None if block.start is None else block.start + number
            first, *rest = _pieces(item)
            yield Items((first,), start)
            yield from map(Paragraph, rest)  # the mark of the item stands once
    else:
        yield from (replace(block, inside=piece) for piece in _pieces(block.inside))


def _pieces(inside: tuple[Inline, ...]) -> Iterator[tuple[Inline, ...]]:
    piece: tuple[Inline, ...] = ()
    size = marks = 0
    for node in (short for whole in inside for short in _short(whole)):
        alone = (Items(((node,),)),)
        more, marked = units(plain(alone)), entities(alone)
        if piece and (size + more > PAGE_UNITS or marks + marked > PAGE_ENTITIES - 10):
            yield piece
            piece, size, marks = (), 0, 0
        piece, size, marks = (*piece, node), size + more, marks + marked
    yield piece


def _short(node: Inline) -> Iterator[Inline]:
    """A text node cut after sentences, else spaces, else anywhere; a formatted node cut inside."""
    if not isinstance(node, Text):
        for piece in _pieces(node.inside):
            yield replace(node, inside=piece)
        return
    rest = node.text
    while units(rest) > PAGE_UNITS - 2:
        head = rest[: PAGE_UNITS // 2]
        cut = max(head.rfind(". ") + 1, head.rfind("\n") + 1) or head.rfind(" ") + 1 or len(head)
        yield Text(rest[:cut])
        rest = rest[cut:]
    yield Text(rest)


def _join(page: Document, part: Block) -> Document:
    """The page with a part behind it; items of one list stay one list."""
    if page and isinstance(part, Items) and isinstance(page[-1], Items):
        last = page[-1]
        if part.start == (None if last.start is None else last.start + len(last.items)):
            return (*page[:-1], Items(last.items + part.items, last.start))
    return (*page, part)

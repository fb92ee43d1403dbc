"""One tree of an answer -> Telegram HTML, web HTML or plain characters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape

from bot.content.markup import Bold, Document, Heading, Inline, Italic, Items, Paragraph, Text


def telegram_html(document: Document) -> str:
    """The document in Telegram's HTML: b, i and a tags only, blocks parted by a blank line."""
    return "\n\n".join(_lines(document, _telegram_inline, lambda s: f"<b>{s}</b>"))


def plain(document: Document) -> str:
    """The characters a person sees, as Telegram counts them after parsing."""
    return "\n\n".join(_lines(document, _plain_inline, lambda s: s))


def web_html(document: Document) -> str:
    """The document as HTML of a page: p, h3, ul and ol."""
    return "\n".join(_web_block(block) for block in document)


def text_of(inside: Iterable[Inline]) -> str:
    """The characters of a run of inlines."""
    return "".join(_plain_inline(node) for node in inside)


def _lines(document: Document, inline: Callable[[Inline], str], bold: Callable[[str], str]) -> Iterable[str]:
    for block in document:
        if isinstance(block, Items):
            yield "\n".join(
                f"{_mark(block, i)} " + "".join(map(inline, item)) for i, item in enumerate(block.items)
            )
        elif isinstance(block, Heading):
            yield bold("".join(map(inline, block.inside)))
        else:
            yield "".join(map(inline, block.inside))


def _mark(block: Items, position: int) -> str:
    return "•" if block.start is None else f"{block.start + position}."


def _telegram_inline(node: Inline) -> str:
    if isinstance(node, Text):
        return escape(node.text, quote=False)
    inside = "".join(map(_telegram_inline, node.inside))
    if isinstance(node, Bold):
        return f"<b>{inside}</b>"
    if isinstance(node, Italic):
        return f"<i>{inside}</i>"
    return f'<a href="{escape(node.url)}">{inside}</a>'


def _plain_inline(node: Inline) -> str:
    return node.text if isinstance(node, Text) else "".join(map(_plain_inline, node.inside))


def _web_inline(node: Inline) -> str:
    if isinstance(node, Text):
        return escape(node.text).replace("\n", "<br>")
    inside = "".join(map(_web_inline, node.inside))
    if isinstance(node, Bold):
        return f"<strong>{inside}</strong>"
    if isinstance(node, Italic):
        return f"<em>{inside}</em>"
    return f'<a href="{escape(node.url)}" rel="noopener noreferrer">{inside}</a>'


def _web_block(block: Paragraph | Heading | Items) -> str:
    if isinstance(block, Items):
        tag, start = ("ul", "") if block.start is None else ("ol", f' start="{block.start}"')
        inside = "".join(f"<li>{''.join(map(_web_inline, item))}</li>" for item in block.items)
        return f"<{tag}{start}>{inside}</{tag}>"
    tag = "h3" if isinstance(block, Heading) else "p"
    return f"<{tag}>{''.join(map(_web_inline, block.inside))}</{tag}>"

"""The Markdown that staff write -> a `Document`, and what in it a phone cannot show."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from bot.content.markup import Bold, Document, Heading, Inline, Italic, Items, Link, Paragraph, Text

SCHEMES = ("http://", "https://", "tg://")  # Telegram breaks mailto: links and drops tel: ones
NAME = re.compile(r"\{([^{}]*)\}")  # what `fill` puts words in place of
# What a phone cannot show, by the parser's name for it: each is a finding `markdown_<name>`.
_UNSHOWABLE = {
    "code_block": "set_in",
    "code_inline": "code",
    "fence": "fence",
    "blockquote": "quotation",
    "hr": "line",
    "image": "picture",
    "html_block": "html",
    "html_inline": "html",
    "table": "table",
    "s": "struck",
    "heading": "heading_in_list",
    "bullet_list": "list_in_list",
    "ordered_list": "list_in_list",
}
# A line without any of these is nothing but characters. An underscore inside a word marks nothing.
_MARKED = re.compile(r"[\\`*\[\]<&!~\n]|(?<!\w)_|_(?!\w)")
_BREAKS = ("softbreak", "hardbreak")


class Unshowable(ValueError):
    """Markdown that Telegram cannot show: the code of a finding; `line` counts from 0 inside the text."""

    def __init__(self, code: str, line: int = 0, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.values = values


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # Any address is let through here so that ours, not the parser's silent drop, judges it.
    # Tables and strikes are read so that they can be refused instead of shown as | and ~.
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.at("inline", _parse_marked)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _parse_marked(state: StateCore) -> None:
    """Parse the lines in which a mark stands; the others are one text as it is (a third of the time)."""
    for token in state.tokens:
        if token.type != "inline":
            continue
        if _MARKED.search(token.content):
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)
        else:
            token.children = [Token("text", "", 0, content=token.content)] if token.content else []


def parse_markdown(text: str) -> Document:
    """The text as blocks; raises Unshowable on the first thing that cannot be shown."""
    return tuple(_block(node) for node in SyntaxTreeNode(_parser().parse(text.strip())).children)


def fill(document: Document, written: Callable[[str], tuple[Inline, ...] | None]) -> Document:
    """The document with each `{name}` for which `written` has words replaced by them."""

    def inlines(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(new for node in nodes for new in one(node))

    def one(node: Inline) -> Iterator[Inline]:
        if not isinstance(node, Text):
            yield replace(node, inside=inlines(node.inside))
            return
        done = 0
        for found in NAME.finditer(node.text):
            words = written(found[1])
            if words is not None:
                yield Text(node.text[done : found.start()])
                yield from words
                done = found.end()
        yield Text(node.text[done:])

    def block(node: Paragraph | Heading | Items) -> Paragraph | Heading | Items:
        if isinstance(node, Items):
            return replace(node, items=tuple(inlines(item) for item in node.items))
        return replace(node, inside=inlines(node.inside))

    return tuple(block(node) for node in document)


def _block(node: SyntaxTreeNode) -> Paragraph | Heading | Items:
    if node.type == "paragraph":
        return Paragraph(_inlines(node.children[0]))
    if node.type == "heading":
        return Heading(_inlines(node.children[0]))
    if node.type in ("bullet_list", "ordered_list"):
        start = None if node.type == "bullet_list" else int(node.attrs.get("start", 1))
        return Items(tuple(_item(item) for item in node.children), start)
    raise _unshowable(node, _line(node))


def _item(node: SyntaxTreeNode) -> tuple[Inline, ...]:
    inside: list[Inline] = []
    for child in node.children:
        if child.type != "paragraph":
            raise _unshowable(child, _line(child))
        inside += ([Text("\n")] if inside else []) + list(_inlines(child.children[0]))
    return tuple(inside)


def _inlines(node: SyntaxTreeNode, line: int | None = None) -> tuple[Inline, ...]:
    line = _line(node) if line is None else line
    inside = []
    for child in node.children:
        inside.append(_inline(child, line))
        line += sum(part.type in _BREAKS for part in child.walk())
    return tuple(inside)


def _inline(node: SyntaxTreeNode, line: int) -> Inline:
    if node.type == "text":
        return Text(node.content)
    if node.type in _BREAKS:
        return Text("\n")
    if node.type in ("strong", "em", "link"):
        inside = _inlines(node, line)
        if node.type == "link":
            url = str(node.attrs["href"])
            if not url.startswith(SCHEMES):
                raise Unshowable("markdown_link", line, url=url)
            return Link(url, inside)
        return Bold(inside) if node.type == "strong" else Italic(inside)
    raise _unshowable(node, line)


def _unshowable(node: SyntaxTreeNode, line: int) -> Unshowable:
    return Unshowable(f"markdown_{_UNSHOWABLE.get(node.type, 'other')}", line)


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map else 0

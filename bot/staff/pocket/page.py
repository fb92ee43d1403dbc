"""The pack as one web page in one file: nothing is fetched, everything can be read without a program."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from html import escape
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.content.markup import Block, Bold, Document, Heading, Inline, Italic, Items, Paragraph, Text
from bot.content.model import Library
from bot.content.writing import write_date
from bot.staff.pocket.folding import stems
from bot.staff.pocket.topics import (
    EXPIRES,
    URGENT,
    ask_contact,
    bare,
    sections,
)
from bot.words import say


def page(library: Library, language: str, made: date, bot_name: str | None, address: str | None) -> str:
    """The whole page in a language as made on a day."""
    interface = library.interface[language]
    parts = sections(library, language)
    topics = {topic.id: topic for part in parts for topic in part.topics}
    # The same line belongs to many answers: the page holds it once and shows a copy where its day has passed.
    warnings = list(dict.fromkeys(warned.words for topic in topics.values() for warned in topic.warnings))
    style, script = _asset("page.css"), _asset("page.js")

    def shown(document: Document) -> Markup:
        return Markup(web_html(document, library.urgent))  # noqa: S704 - escaped by web_html

    return (
        _environment()
        .get_template("page.html")
        .render(
            language=language,
            name=interface.bot.name,
            about=interface.bot.short_description,
            made=made,
            version=library.version,
            sections=parts,
            urgent=topics.get(library.urgent),
            warnings=warnings,
            ask=shown((Paragraph(ask_contact(library, language)),)),
            others=[(o, library.interface[o].language_name) for o in library.languages if o != language],
            bot_name=bot_name,
            address=address,
            bare=bare,
            old=lambda day: day is not None and made > day,
            date=lambda day: write_date(day, interface, language),
            html=shown,
            stems=stems({id: topic.ask for id, topic in topics.items()}),
            say=lambda key, **values: say("pocket", key, language, **values),
            style=Markup(style),  # noqa: S704 - a file of ours
            script=Markup(script),  # noqa: S704 - a file of ours
            style_hash=_hash(style),
            script_hash=_hash(script),
        )
    )


def web_html(document: Document, urgent: str) -> str:
    """The document for this page: marks become days, phones and addresses that can be tapped."""
    return "".join(_block(block, urgent) for block in document)


def _block(block: Block, urgent: str) -> str:
    if isinstance(block, Items):
        items = "".join(f"<li>{_inlines(item, urgent)}</li>" for item in block.items)
        if block.start is None:
            return f"<ul>{items}</ul>"
        return f'<ol start="{block.start}">{items}</ol>' if block.start != 1 else f"<ol>{items}</ol>"
    tag = "h4" if isinstance(block, Heading) else "p"
    return f"<{tag}>{_inlines(block.inside, urgent)}</{tag}>"


def _inlines(nodes: Iterable[Inline], urgent: str) -> str:
    return "".join(_inline(node, urgent) for node in nodes)


def _inline(node: Inline, urgent: str) -> str:
    if isinstance(node, Text):
        text = escape(node.text).replace("\n", "<br>")
        return URGENT.sub(lambda found: f'<a href="#{escape(urgent)}">{found[0]}</a>', text)
    inside = _inlines(node.inside, urgent)
    if isinstance(node, Bold):
        return f"<b>{inside}</b>"
    if isinstance(node, Italic):
        return f"<em>{inside}</em>"
    if node.url.startswith(EXPIRES):
        return f"<i data-expires={node.url.removeprefix(EXPIRES)}>{inside}</i>"
    return f'<a href="{escape(node.url)}">{inside}</a>'


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bot.staff.pocket"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asset(name: str) -> str:
    """The style or the program of the page, without the indentation of its lines."""
    text = files("bot.staff.pocket").joinpath("templates", name).read_text(encoding="utf-8")
    return re.sub(r"\n\s*", "\n", text).strip()


def _hash(text: str) -> str:
    """What the page's own security policy knows its style and program by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

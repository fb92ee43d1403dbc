"""Telegram's HTML: a source -> text with entities, refused where Telegram refuses it and in its words.

Written after TDLib's `parse_html` and `fix_formatted_text` (td/telegram/MessageEntity.cpp). Offsets and
lengths of entities count UTF-16 units; limits count code points, after parsing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn

from bot.playground.errors import refuse
from bot.playground.links import checked_link, find_entities
from bot.playground.request import Json

MAX_ENTITIES = 100
MAX_SOURCE_BYTES = 1 << 15
TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
# Entities of the same place are listed from the outermost to the innermost; the rest stand at "".
ORDER = "blockquote expandable_blockquote pre code text_link - bold italic underline strikethrough spoiler"
PRIORITY = {name: number for number, name in enumerate([*ORDER.replace("-", "").split(" "), "custom_emoji"])}
REFERENCE = re.compile(r"&(?:#x(?P<hex>[0-9a-fA-F]*)|#(?P<decimal>[0-9]*)|(?P<name>[a-zA-Z]+));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPECIAL = re.compile(r"[<&]")
SPACES = re.compile(r"[ \t\r\n\v]*")
TAG_NAME = re.compile(r"[^ \t\r\n\v\0>]*")
ATTRIBUTE = re.compile(r"[^ \t\r\n\v\0=>/\"']*")
BARE_VALUE = re.compile(r"[a-zA-Z0-9.-]*")
CONTROL = {code: " " for code in range(32) if code not in (9, 10)} | {13: None}


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    units: int
    piece: int


def utf16_length(text: str) -> int:
    """How long a text is in the units that entities count in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def formatted(source: str, parse_mode: str, entities: list[Json] | None = None) -> tuple[str, list[Json]]:
    """A text as Telegram keeps it: parsed, trimmed, with found entities added and at most 100 kept."""
    if len(source.encode("utf-8", "surrogatepass")) > MAX_SOURCE_BYTES:
        refuse("text is too long")
    text, found = source.translate(CONTROL), list(entities or [])
    match parse_mode.lower():
        case "html":
            text, found = parse_html(text)
        case "" | "none":
            pass
        case _:
            refuse("unsupported parse_mode")
    text, found = _trimmed(text, found)
    shielding = [e for e in found if e["type"] in {"pre", "code", "text_link"}]
    found += [e for e in find_entities(text) if not any(_overlap(e, other) for other in shielding)]
    return text, _sorted(found)[:MAX_ENTITIES]


def parse_html(source: str) -> tuple[str, list[Json]]:
    """The text and its entities, untrimmed; an ApiError for what Telegram cannot parse."""
    s = source + "\0"
    pieces: list[str] = []
    entities: list[Json] = []
    stack: list[_Open] = []
    units = at = 0
    while at < len(source):
        special = SPECIAL.search(source, at)
        end = special.start() if special else len(source)
        if end > at:
            piece, at = source[at:end], end
        elif s[at] == "&":
            piece, at = _reference(s, at)
        elif s[at + 1] == "/":
            at = _end_tag(s, at, stack)
            opened = stack.pop()
            if units > opened.units:
                _add(entities, opened, units - opened.units, "".join(pieces[opened.piece :]))
            continue
        else:
            tag, attributes, at = _start_tag(s, at)
            stack.append(_Open(tag, attributes, units, len(pieces)))
            continue
        pieces.append(piece)
        units += utf16_length(piece)
    if stack:
        _fail(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    for entity in entities:
        if entity["type"] == "code":
            entity.pop("language", None)
    return "".join(pieces), _sorted(entities)


def _fail(words: str) -> NoReturn:
    refuse(f"can't parse entities: {words}")


def _offset(s: str, at: int) -> int:
    return len(s[:at].encode("utf-8", "surrogatepass"))


def _reference(s: str, at: int) -> tuple[str, int]:
    found = REFERENCE.match(s, at)
    if found is None:
        return "&", at + 1
    if found["name"] is not None:
        char = NAMED.get(found["name"])
        return (char, found.end()) if char else ("&", at + 1)
    if len(found.group().removesuffix(";")) >= 10:
        return "&", at + 1
    code = int(found["hex"] or "0", 16) or int(found["decimal"] or "0")
    if code == 0 or code >= 0x10FFFF:
        return "&", at + 1
    if 0xD800 <= code <= 0xDFFF:
        _fail(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code), found.end()


def _end_tag(s: str, begin: int, stack: list[_Open]) -> int:
    if not stack:
        _fail(f"Unexpected end tag at byte offset {_offset(s, begin)}")
    name, at = _read(TAG_NAME, s, begin + 2)
    at = _skip(s, at)
    if s[at] != ">":
        _fail(f"Unclosed end tag at byte offset {_offset(s, begin)}")
    closed, tag = name.lower(), stack[-1].tag
    if closed and closed != tag:
        _fail(
            f'Unmatched end tag at byte offset {_offset(s, begin)}, expected "</{tag}>", found "</{closed}>"'
        )
    return at + 1


def _start_tag(s: str, begin: int) -> tuple[str, dict[str, str], int]:
    name, at = _read(TAG_NAME, s, begin + 1)
    tag = name.lower()
    if s[at] == "\0":
        _fail(f"Unclosed start tag at byte offset {_offset(s, begin)}")
    if tag not in TAGS:
        _fail(f'Unsupported start tag "{tag}" at byte offset {_offset(s, begin)}')
    attributes: dict[str, str] = {}
    while s[at] != ">":
        at = _skip(s, at)
        if s[at] == ">":
            break
        attribute, at = _read(ATTRIBUTE, s, at)
        if not attribute:
            _fail(f'Empty attribute name in the tag "{tag}" at byte offset {_offset(s, begin)}')
        at = _skip(s, at)
        value = ""
        if s[at] == "=":
            at = _skip(s, at + 1)
            if s[at] != "\0":
                value, at = _value(s, at, begin)
        if s[at] == "\0":
            _fail(f'Unclosed start tag "{tag}" at byte offset {_offset(s, begin)}')
        attributes[attribute] = value
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        _fail(f'Tag "span" must have class "tg-spoiler" at byte offset {_offset(s, begin)}')
    return tag, attributes, at + 1


def _value(s: str, at: int, begin: int) -> tuple[str, int]:
    quote = s[at]
    if quote not in "\"'":
        value, end = _read(BARE_VALUE, s, at)
        if s[end] not in " \t\r\n\v\0>":
            _fail(f"Unexpected end of name token at byte offset {_offset(s, at)}")
        value, at = value.lower(), end
    else:
        pieces: list[str] = []
        at += 1
        while s[at] not in (quote, "\0"):
            piece, at = _reference(s, at) if s[at] == "&" else (s[at], at + 1)
            pieces.append(piece)
        value, at = "".join(pieces), at + (s[at] == quote)
    if s[at] == "\0":
        _fail(f"Unclosed start tag at byte offset {_offset(s, begin)}")
    return value, at


def _skip(s: str, at: int) -> int:
    return _read(SPACES, s, at)[1]


def _read(pattern: re.Pattern[str], s: str, at: int) -> tuple[str, int]:
    found = pattern.match(s, at)
    return (found.group(), found.end()) if found else ("", at)


def _add(entities: list[Json], opened: _Open, length: int, inside: str) -> None:
    """Put what a closed tag means among the entities: nothing, one more, or a language for its neighbour."""
    attributes = opened.attributes
    entity: Json = {"type": TAGS[opened.tag], "offset": opened.units, "length": length}
    match opened.tag:
        case "a":
            try:
                entity["url"] = checked_link(attributes.get("href") or inside)
            except ValueError:
                return
        case "tg-emoji":
            if not attributes.get("emoji-id", "").isdecimal():
                _fail("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = attributes["emoji-id"]
        case "tg-time":
            if not attributes.get("unix", "").isdecimal():
                return
            entity["unix_time"] = int(attributes["unix"])
            entity["date_time_format"] = attributes.get("format", "")
        case "blockquote" if "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        case "pre" | "code":
            language = attributes.get("class", "").partition("language-")[2] if opened.tag == "code" else ""
            inner = entities[-1] if entities else {}
            same = (inner.get("offset"), inner.get("length")) == (opened.units, length)
            if (
                same
                and {inner["type"], entity["type"]} == {"pre", "code"}
                and (language or "language" in inner)
            ):
                inner.update({"type": "pre", "language": language or inner["language"]})
                return
            if language:
                entity["language"] = language
    entities.append(entity)


def _sorted(entities: list[Json]) -> list[Json]:
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], PRIORITY.get(e["type"], PRIORITY[""])))


def _overlap(one: Json, other: Json) -> bool:
    before, behind = sorted((one, other), key=lambda e: e["offset"])
    return bool(behind["offset"] < before["offset"] + before["length"])


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    text = text.rstrip(" \n")
    end = utf16_length(text)
    kept = [{**e, "length": min(e["length"], end - e["offset"])} for e in entities if e["offset"] < end]
    lead = len(text) - len(text.lstrip(" \n"))
    lead = min([lead, *(e["offset"] for e in kept)])
    return text[lead:], [{**e, "offset": e["offset"] - lead} for e in kept]

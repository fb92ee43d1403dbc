"""What a page says, as a set of hashed sentences: kept instead of the page and compared with it later.

A share of changed words cannot tell a new fee from a new date in the footer: each is one number in
two thousand words. So every sentence of the main text counts, in whatever order, and only lines
that change by themselves (dates of making, counters, copyright) are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from importlib.resources import files

import yaml
from babel.dates import get_day_names, get_month_names
from trafilatura import extract, html2txt

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
_SPACE = re.compile(r"[\s|]+")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_STAMP = 160
_LANGUAGES = ("ky", "ru", "en", "de", "tr")  # of the pages cited


@dataclass(frozen=True, slots=True)
class Print:
    """A page as it was once.

    `method` names how it was taken: prints of two methods cannot be compared. `sentences` are
    their hashes and, while the page is at hand, their words; a file that is no text has one, without words.
    """

    method: str
    sentences: dict[str, str]


def fingerprint(body: bytes, content_type: str) -> Print | None:
    """The print of a page or file; None for a page that shows no text to a program."""
    kind, _, rest = content_type.partition(";")
    kind = kind.strip().lower()
    if kind and kind != "application/xhtml+xml" and not kind.startswith("text/"):
        return Print("bytes/1", {_hash(body): ""})
    page = _decoded(body, rest)
    if kind == "text/plain" and isinstance(page, str):
        return _of_text(page, "text/1")
    main = extract(page, include_comments=False, include_tables=True) or html2txt(page)
    return _of_text(main, f"trafilatura {version('trafilatura')}/1")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text that stand for what it says, in order."""
    for line in text.splitlines():
        whole = _SPACE.sub(" ", unicodedata.normalize("NFKC", line)).strip(" -–—•*·")
        if not whole or is_stamp(whole):
            continue
        for sentence in _SENTENCE_END.split(whole):
            if any(map(str.isalnum, sentence)):
                yield sentence


def is_stamp(line: str) -> bool:
    """Whether a line only tells when the page was made or how often it was read."""
    if len(line) > _LONGEST_STAMP:
        return False
    if "©" in line:
        return True
    made, counted, beside = _stamps()
    dates, times = _dates()
    bare, found = dates.subn(" ", line.casefold())
    bare, more = times.subn(" ", bare)
    words = _WORD.findall(bare)
    told = [word for word in words if word not in beside and not word.startswith((*made, *counted))]
    if told or any(unicodedata.category(letter) == "Sc" for letter in bare):
        return False
    digits = any(map(str.isdigit, bare))
    if found or more:
        return not digits or any(word.startswith(counted) for word in words)
    return digits and any(word.startswith(counted) for word in words)


def _of_text(text: str, method: str) -> Print | None:
    hashed = {_hash(sentence.casefold().encode()): sentence for sentence in sentences(text)}
    return Print(method, hashed) if hashed else None


def _decoded(body: bytes, parameters: str) -> str | bytes:
    """Text if the server says in which encoding; else the bytes, for the page to say it itself."""
    if named := re.search(r"charset=[\"']?([\w.:-]+)", parameters, re.IGNORECASE):
        try:
            # Over UTF-8 and back: some encodings yield halves of letters, which cannot be written down.
            return body.decode(named[1], "replace").encode("utf-8", "replace").decode("utf-8")
        except (LookupError, UnicodeError):
            pass
    return body


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=5).hexdigest()


@cache
def _stamps() -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    data = yaml.safe_load(files(__package__).joinpath("stamps.yaml").read_text(encoding="utf-8"))
    return tuple(data["made"]), tuple(data["counted"]), frozenset(data["beside"])


@cache
def _dates() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Dates, and days of the week and times, as they are written in small letters."""
    months = _names(get_month_names)
    days = _names(get_day_names)
    year = r"\d{4}(?:[- ]?(?:жыл\w*|г\.?|года?))?"
    day = r"\d{1,2}(?:st|nd|rd|th|\.|-\w{1,3})?"
    date = (
        r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
        rf"|(?:{year},? )?{day}[ -](?:{months})\w{{0,3}}\.?(?:,? {year})?"
        rf"|(?:{months})\.? {day},?(?: {year})?|(?:{months})\.?,? {year}"
    )
    return (
        re.compile(rf"(?<!\w)(?:{date})(?!\w)"),
        re.compile(rf"(?<!\w)(?:\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?: ?[ap]\.?m\.?)?|{days})(?!\w)"),
    )


def _names(table: object) -> str:
    names = {
        name.casefold().rstrip(".")
        for language in _LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in table(width, context, language).values()  # type: ignore[operator]
    }
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))

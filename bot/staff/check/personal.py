"""What may be somebody's own in a text or a comment: a phone, e-mail, card, document, username or name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from bot.content.loader import Loaded
from bot.demand import documents, handles, names, numbers
from bot.demand.marks import CARD, DOCUMENT, EMAIL, NAME, NAMES, PHONE, USERNAME
from bot.findings import Finding, found
from bot.staff.check.texts import Piece, pieces
from bot.yamlfile import YamlFile

_CODES = {
    PHONE: "personal_phone",
    CARD: "personal_card",
    DOCUMENT: "personal_document",
    EMAIL: "personal_email",
    USERNAME: "personal_username",
    NAME: "personal_name",
}
_MARK = re.compile(f"([{''.join(NAMES)}])")  # each is one character of private use
_SEVERAL = re.compile(f"([{''.join(NAMES)}])(?: \\1)+")
# What makes it worth while to look closely: seven digits however they are parted, letters before digits;
# an @ or a personal link; words that announce a name.
_DIGITS = re.compile(r"(?:\d[ .,()\-–/]{0,3}){6}\d|[A-ZА-Я]{2}[ №#:-]{0,3}\d", re.IGNORECASE)
_AT = re.compile(r"@|собака|(?:t|wa)\.me/", re.IGNORECASE)
_INTRODUCED = re.compile(
    r"(?<!\w)(?:зовут|менин (?:атым|ысмым)|my name is|(?:атым|ысмым|фамилиям|аты-жөнүм)(?= ?[:-]? ?[А-ЯӨҮ]))",
    re.IGNORECASE,
)
# All of them at once, and quicker: nearly every piece has none.
_HINT = re.compile(
    r"\d{2}|@|\.[Mm][Ee]/|обак|ОБАК|овут|ОВУТ|тым|смым|илиям|өнүм|y [Nn]ame|ТЫМ|СМЫМ|ИЛИЯМ|ӨНҮМ|Y NAME"
)
_PERSONAL_LINK = re.compile(r"(?:t|wa)\.me/\S+", re.IGNORECASE)
# Names in braces, addresses of pages and days are told by other rules or by none.
_BLANK = re.compile(r"\{[^{}\n]*\}|https?://(?!(?:t|wa)\.me/)[^\s)>\]]+|\b20\d\d-\d\d-\d\d\b")
_COMMENT = re.compile(r"(?:^|\s)#(.*)$")


def check_personal(loaded: Loaded, today: date) -> Iterator[Finding]:
    """Everything of a person in texts, phrases and comments; the numbers of contacts are public."""
    return personal_in(loaded, pieces(loaded))


def personal_in(loaded: Loaded, texts: Iterable[Piece]) -> Iterator[Finding]:
    """The same in some pieces of text and in the comments of all files."""
    public = numbers.helplines(
        tuple(phone for contact in loaded.contacts.values() for phone in contact.phones)
    )
    for piece in texts:
        for start, code, quote in personal(piece.written, public):
            yield piece.finding(start, code, quote, said=quote)
    for file in loaded.files.values():
        yield from _comments(file, public)


def personal(text: str, public: numbers.Helplines) -> Iterator[tuple[int, str, str]]:
    """(where it stands, the code of the finding, the words) for each thing that leads to a person."""
    if not _HINT.search(text):
        return
    looks = (
        (_AT, _handles, (EMAIL, USERNAME)),
        (_DIGITS, lambda said: numbers.mask(documents.mask(said), public), (PHONE, CARD, DOCUMENT)),
        (_INTRODUCED, names.mask, (NAME,)),
    )
    # Characters of private use stand for marks: none may be there before.
    text = re.sub("[\ue000-\uf8ff]", " ", text)
    text = _BLANK.sub(lambda match: " " * len(match[0]), text)
    for hint, mask, marks in looks:
        if hint.search(text):
            for start, mark, quote in masked(text, mask(text)):
                if mark in marks:
                    yield start, _CODES[mark], quote


def masked(text: str, clean: str) -> Iterator[tuple[int, str, str]]:
    """(where, the mark, the words) for each mark in `clean`: it is `text` with marks for some words."""
    parts = _MARK.split(_SEVERAL.sub(r"\1", clean))  # a first name and a surname are one name
    at = len(parts[0])
    for left, (mark, kept) in enumerate(zip(parts[1::2], parts[2::2], strict=True), 1 - len(parts) // 2):
        end = text.find(kept, at + 1) if left else len(text) - len(kept)
        end = len(text) if end < 0 else end
        quote = text[at:end].strip()
        if quote:
            yield at + len(text[at:end]) - len(text[at:end].lstrip()), mark, quote
        at = end + len(kept)


def _handles(text: str) -> str:
    return handles.mask(_PERSONAL_LINK.sub(USERNAME, text))


def _comments(file: YamlFile, public: numbers.Helplines) -> Iterator[Finding]:
    for number, line in enumerate(file.lines, 1):
        if "#" in line and (comment := _COMMENT.search(line)):
            for start, code, quote in personal(comment[1], public):
                yield found(file.name, number, comment.start(1) + start + 1, code, quote, said=quote)

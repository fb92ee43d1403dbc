"""Whether a text can be read on a phone by a person with six years of school."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from bot.content.answers import answer
from bot.content.interface import names_in
from bot.content.loader import Loaded
from bot.content.rendering import plain, text_of
from bot.content.writing import written
from bot.findings import Finding
from bot.staff.check.officialese import officialese
from bot.staff.check.texts import Piece, pieces
from bot.yamlfile import Keys

# Words in a sentence. Guides to plain language draw the line at 25 in English (gov.uk), near 20 in Russian.
# Kyrgyz says in one word what takes two in Russian and three in English.
SENTENCE = {"ky": 18, "ru": 20, "en": 25}
# Letters in a word that a slow reader takes in parts. Kyrgyz endings are read one by one and are let pass.
WORD = {"ky": 20, "ru": 18, "en": 15}
PARAGRAPH = {"ky": 45, "ru": 50, "en": 60}  # words: about half a screen of a phone
SCREEN = 1800  # characters of an answer: two screens of a cheap phone

_AROUND = 500  # characters of a title, a source line and a warning, at most
_ONE_WORD = re.compile(r"\{[^{}\n]*\}|https?://[^\s)>\]]+|\S+@\S+")
_ITEM = re.compile(r"\s*(?:[-*+•]\s|\d+[.)]\s|/[a-z])")
_END = re.compile(r"(?<!\b[а-яa-zА-ЯA-Z])(?<!\bт\.п)[.!?…]+[»”\"*)]*(?=\s|$)|:\*\*(?=\s)|[:;](?=\s*(?:\n|$))")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,]*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The pieces of one paragraph or one item of a list, as one text."""

    pieces: tuple[Piece, ...]
    text: str

    def place(self, at: int) -> tuple[Piece, int]:
        """The piece and the character in it where a character of the text stands."""
        for piece in self.pieces:
            size = len(piece.written) + 1
            if at < size:
                return piece, at
            at -= size
        return self.pieces[-1], 0


def check_reading(loaded: Loaded, today: date) -> Iterator[Finding]:
    """Sentences, words, paragraphs and answers that are too long, and words of offices."""
    return reading_in(loaded, pieces(loaded), today)


def reading_in(loaded: Loaded, texts: Iterable[Piece], today: date) -> Iterator[Finding]:
    """The same in some pieces of text, and in all answers as they are shown."""
    for paragraph in paragraphs(texts):
        yield from _paragraph(paragraph)
    yield from _screens(loaded, today)


def paragraphs(texts: Iterable[Piece]) -> Iterator[Paragraph]:
    """The paragraphs of all summaries, answers and words of the bot; names in braces are one word."""
    read = (piece for piece in texts if piece.role != "ask" and piece.at != ("title",))
    for _, lines in groupby(read, key=_text):
        block: list[Piece] = []
        for piece in lines:
            # A line without a letter stands between two paragraphs and is no piece.
            if block and (piece.line > block[-1].line + 1 or _ITEM.match(piece.written)):
                yield _joined(block)
                block = []
            if piece.written.strip():
                block.append(piece)
        if block:
            yield _joined(block)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """(where it begins, its characters) for each sentence."""
    start = 0
    for match in (*_END.finditer(text), None):
        end = match.end() if match else len(text)
        if text[start:end].strip():
            skipped = len(text[start:end]) - len(text[start:end].lstrip())
            yield start + skipped, text[start + skipped : end].rstrip()
        start = end


def words(text: str) -> list[str]:
    """The words of a text; a number is one."""
    return _WORD.findall(text)


def _text(piece: Piece) -> tuple[str, Keys]:
    return piece.file, piece.at


def _joined(block: list[Piece]) -> Paragraph:
    """Names in braces and addresses become one word of the same size, so that every place stays."""
    text = block[0].written if len(block) == 1 else "\n".join(piece.written for piece in block)
    if "{" in text or "//" in text or "@" in text:
        text = _ONE_WORD.sub(lambda match: "x" + " " * (len(match[0]) - 1), text)
    if (marker := _ITEM.match(text)) and "/" not in marker[0]:
        text = " " * marker.end() + text[marker.end() :]
    return Paragraph(tuple(block), text)


def _paragraph(paragraph: Paragraph) -> Iterator[Finding]:
    language = paragraph.pieces[0].language
    if language not in SENTENCE:
        return
    said = words(paragraph.text)
    if len(said) > SENTENCE[language]:
        yield from _long(paragraph, len(said), language)
    if max(map(len, said), default=0) > WORD[language]:
        for match in _WORD.finditer(paragraph.text):
            if len(match[0]) > WORD[language] and "-" not in match[0]:
                piece, at = paragraph.place(match.start())
                yield piece.finding(at, "word_long", match[0], word=match[0], letters=len(match[0]))
    for start, office, better in officialese(paragraph.text, language):
        piece, at = paragraph.place(start)
        yield piece.finding(at, "officialese", office, said=office, better=better)


def _long(paragraph: Paragraph, count: int, language: str) -> Iterator[Finding]:
    """Its long sentences, and the paragraph itself."""
    for start, sentence in sentences(paragraph.text):
        size = len(words(sentence))
        if size > SENTENCE[language]:
            piece, at = paragraph.place(start)
            quote = _beginning(piece.written[at:])
            yield piece.finding(at, "sentence_long", quote, words=size, most=SENTENCE[language], said=quote)
    if count > PARAGRAPH[language]:
        piece = paragraph.pieces[0]
        quote = _beginning(piece.written)
        at = piece.written.find(quote[:1])
        yield piece.finding(at, "paragraph_long", quote, words=count, most=PARAGRAPH[language], said=quote)


def _beginning(text: str) -> str:
    return " ".join(text.split()[:5])


def _screens(loaded: Loaded, today: date) -> Iterator[Finding]:
    library = loaded.library
    if library is None:
        return

    @cache
    def filled(language: str, name: str) -> int:
        return len(text_of(written(library, language, name) or ()))

    for id, topic in library.topics.items():
        for language, text in topic.texts.items():
            if text.language != language:
                continue  # borrowed from another language
            names = sum(filled(language, name) for name in names_in(text.answer))
            if len(plain(text.answer)) + names + _AROUND <= SCREEN:
                continue  # surely short: rendering all of them takes longer than all other rules
            size = len(plain(answer(library, id, language, today)))
            if size > SCREEN:
                yield loaded.files[f"{language}/{id}.yaml"].finding(
                    ("answer",), "answer_long", key=True, characters=size, most=SCREEN
                )

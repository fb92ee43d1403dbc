"""Letters that do not belong: look-alikes, letters of a neighbour language, invisible or broken ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from bot.content.loader import Loaded
from bot.findings import Finding
from bot.staff.check.texts import Piece, pieces

_LATIN_TWINS = "aceopxyiABCEHKMOPTXYI"
_CYRILLIC_TWINS = "асеорхуіАВСЕНКМОРТХУІ"
_TO_CYRILLIC = str.maketrans(_LATIN_TWINS + "k", _CYRILLIC_TWINS.replace("і", "и") + "к")
_TO_LATIN = str.maketrans(_CYRILLIC_TWINS + "к", _LATIN_TWINS + "k")
_CYRILLIC = "\u0400-\u04ff"
_LATIN_LETTER, _CYRILLIC_LETTER = re.compile("[A-Za-z]"), re.compile(f"[{_CYRILLIC}]")
_WORD = re.compile(f"[A-Za-z{_CYRILLIC}]+")
_BORDER = re.compile(f"[A-Za-z][{_CYRILLIC}]|[{_CYRILLIC}][A-Za-z]")
# EPSке, WhatsAppтан: a foreign name with a Kyrgyz ending behind it.
_NAME_WITH_ENDING = re.compile(
    "[A-Za-z]{2,}(?:[нтдл]?[ыиуүаеоө]|[гкдт][аеоө]н?|[нтд][ыиуү]н|[лдт][аеоө]р[а-яөүң]*|[дт][аеоө]г[ыиуү]|б[ыиуү]|п[ыиуү])"
)
# A Latin letter alone in Cyrillic text, and the other way round; a Cyrillic letter that names a visa.
_ALONE = {
    "ky": re.compile(r"(?<![\w'’&/.+-])[aoyOY](?![\w'’&/.+-])"),
    "ru": re.compile(r"(?<![\w'’&/.+-])[acoyACOY](?![\w'’&/.+-])"),
    "en": re.compile(f"(?<![\\w'’-])[{_CYRILLIC_TWINS}к]+(?![\\w'’-])"),
}
_VISA = re.compile(r"(?<![\w-])[АВСЕНКМТ]-?\d{1,2}(?![\w-])")
_ABBREVIATION = re.compile(r"(?<![\w-])(?:MOM|KP|MOT|AO|TOO|OcOO|BOO3|HATO|CHT)(?![\w])")

_NEIGHBOURS = dict.fromkeys("қғһәұҚҒҺӘҰ", "kk") | dict.fromkeys("ўҳЎҲ", "uz") | dict.fromkeys("җҗҖӘ", "tt")
_NEIGHBOURS |= dict.fromkeys("їєґЇЄҐ", "uk") | dict.fromkeys("ӣӯҷӢӮҶ", "tg") | dict.fromkeys("іІ", "kk")
_MEANT = str.maketrans("қғһәұўҳҗїєґӣӯҷі" + "ҚҒҺӘҰЎҲҖЇЄҐӢӮҶІ", "кгхауухжиегиужи" + "КГХАУУХЖИЕГИУЖИ")
_NEIGHBOUR = re.compile(f"[{''.join(_NEIGHBOURS)}]")
_CYRILLIC_WORD = re.compile(f"[{_CYRILLIC}]+")

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_JOINER = "\u200d"  # holds an emoji of several parts together
_HARD_SPACE = re.compile("[\u00a0\u202f\u2007]")
_BROKEN = re.compile(
    # What stood for another letter, and signs that a font of Word alone can show.
    "\ufffd+|[\ue000-\uf8ff]|[ÂÃÐÑ][\u0080-\u00bf\u2018-\u2022\u201a-\u203a\u0152-\u0178]"
    "|â€[\u0080-\uffff]|(?:[РС][\u00a0-\u00bf\u0402-\u040f\u0452-\u045f\u0490\u0491\u2010-\u2122]){2,}"
)
_UNUSUAL = re.compile(
    "[\u0080-\u00ff\u034f\u0402-\u040f\u0452-\u04ff\u061c\u115f\u180e\u2007-\u206f\ue000-\uf8ff\ufeff\ufffd]"
)

_DOUBLED = re.compile(rf"(?<![\w-])([A-Za-z{_CYRILLIC}]+) +\1(?![\w-])", re.IGNORECASE)
# Said twice on purpose.
_TWICE = frozenset(
    (
        *(
            "аз",
            "бат",
            "тез",
            "жай",
            "кайра",
            "улам",
            "көп",
            "бир",
            "эки",
            "ар",
            "кээ",
            "акырын",
            "чын",
            "дагы",
        ),
        *(
            "дагы",
            "узак",
            "бара",
            "айта",
            "көрө",
            "келе",
            "очень",
            "чуть",
            "еле",
            "да",
            "нет",
            "много",
            "мало",
        ),
        *("had", "that", "very", "no", "so", "far", "bye"),
    )
)
_SPACES = re.compile(r"(?<=\S) {2,}(?=\S)")


def check_letters(loaded: Loaded, today: date) -> Iterator[Finding]:
    """Every letter, space and word that got into a text by a slip of the keyboard or the clipboard."""
    return letters_in(pieces(loaded))


def letters_in(texts: Iterable[Piece]) -> Iterator[Finding]:
    """The same in some pieces of text."""
    for piece in texts:
        yield from _spaces(piece)
        words = piece.words
        # Most pieces are of one alphabet: nothing in them can be mixed up.
        if not words.isascii():
            if _LATIN_LETTER.search(words):
                yield from _twins(piece, words)
            elif piece.language == "en":
                yield from _alone(piece, words)
            if piece.language != "en" and piece.role != "ask":
                yield from _visas(piece, words)
            if _UNUSUAL.search(piece.written):
                broken = tuple(_broken(piece))
                yield from broken
                # Broken letters are letters of a neighbour as well.
                yield from () if broken else _neighbours(piece, words)
                yield from _invisible(piece)
        yield from _doubled(piece, words)


def _twins(piece: Piece, words: str) -> Iterator[Finding]:
    if _BORDER.search(words):
        for match in _WORD.finditer(words):
            if _BORDER.search(match[0]) and not _NAME_WITH_ENDING.fullmatch(match[0]):
                yield _mixed(piece, match)
    yield from _alone(piece, words)
    if piece.language != "en":
        for match in _ABBREVIATION.finditer(words):
            yield _twin(piece, match.start(), match[0], match[0], match[0].translate(_TO_CYRILLIC))


def _alone(piece: Piece, words: str) -> Iterator[Finding]:
    """Look-alikes that make a whole word. A Latin letter between Latin words or in a list is none."""
    english = piece.language == "en"
    for match in _ALONE[piece.language].finditer(words) if piece.language in _ALONE else ():
        if english or _among_cyrillic(words, match):
            right = match[0].translate(_TO_LATIN if english else _TO_CYRILLIC)
            yield _twin(piece, match.start(), match[0], match[0], right)


def _visas(piece: Piece, words: str) -> Iterator[Finding]:
    for match in _VISA.finditer(words):
        yield _twin(piece, match.start(), match[0], match[0][0], match[0].translate(_TO_LATIN))


def _among_cyrillic(words: str, match: re.Match[str]) -> bool:
    before, after = words[: match.start()].rstrip()[-1:], words[match.end() :].lstrip()[:1]
    latin = _LATIN_LETTER.match(before) or _LATIN_LETTER.match(after)
    return not latin and bool(_CYRILLIC_LETTER.match(after))


def mixed_in_address(address: str) -> Iterator[tuple[str, str, str]]:
    """(word, its wrong letters, the right word) for each word of an address typed on two keyboards."""
    for match in _WORD.finditer(address) if _BORDER.search(address) else ():
        if _BORDER.search(match[0]):
            letters = "".join(dict.fromkeys(_CYRILLIC_LETTER.findall(match[0])))
            yield match[0], letters, match[0].translate(_TO_LATIN)


def _mixed(piece: Piece, match: re.Match[str]) -> Finding:
    word = match[0]
    right, suspects = word.translate(_TO_CYRILLIC), _LATIN_LETTER
    if _LATIN_LETTER.search(right) or piece.language == "en":
        latin = word.translate(_TO_LATIN)
        if not _CYRILLIC_LETTER.search(latin) or len(_LATIN_LETTER.findall(word)) * 2 > len(word):
            right, suspects = latin, _CYRILLIC_LETTER
    return _twin(piece, match.start(), word, "".join(dict.fromkeys(suspects.findall(word))), right)


def _twin(piece: Piece, start: int, word: str, letters: str, right: str) -> Finding:
    latin = bool(_LATIN_LETTER.match(letters))
    code = "letter_latin" if latin else "letter_cyrillic"
    return piece.finding(start, code, word, word=word, letters=letters, right=right)


def _neighbours(piece: Piece, words: str) -> Iterator[Finding]:
    if piece.language == "en":
        return
    for match in _CYRILLIC_WORD.finditer(words):
        if letter := _NEIGHBOUR.search(match[0]):
            right = match[0].translate(_MEANT)
            yield piece.finding(
                match.start(), "letter_foreign", match[0], word=match[0], letter=letter[0], right=right
            )


def _invisible(piece: Piece) -> Iterator[Finding]:
    text = piece.written
    for match in _INVISIBLE.finditer(text):
        if match[0] == _JOINER and text[match.start() - 1 : match.start()] > "\u2000":
            continue
        around = text[max(0, match.start() - 12) : match.end() + 12]
        near = _INVISIBLE.sub("", around).strip() or "-"
        yield piece.finding(
            match.start(), "character_invisible", near, near=near, mark=f"U+{ord(match[0]):04X}"
        )
    for match in _HARD_SPACE.finditer(text):
        if not any(map(str.isdigit, text[max(0, match.start() - 1) : match.end() + 1])):
            near = text[max(0, match.start() - 12) : match.end() + 12].strip()
            yield piece.finding(match.start(), "space_hard", near, near=_HARD_SPACE.sub(" ", near))


def _broken(piece: Piece) -> Iterator[Finding]:
    """The first of them: where one letter is broken, the whole line is."""
    if match := _BROKEN.search(piece.written):
        near = piece.written[match.start() : match.end() + 10]
        yield piece.finding(match.start(), "character_broken", near, near=near)


def _doubled(piece: Piece, words: str) -> Iterator[Finding]:
    for match in _DOUBLED.finditer(words):
        if match[1].lower() not in _TWICE:
            yield piece.finding(match.start(), "word_doubled", match[0], word=match[1])


def _spaces(piece: Piece) -> Iterator[Finding]:
    if "  " in piece.written:
        for match in _SPACES.finditer(piece.written):
            near = piece.written[max(0, match.start() - 12) : match.end() + 12].strip()
            yield piece.finding(match.start(), "space_doubled", near, near=near)

"""The marks that stand where something personal stood.

While a text is being cleaned each mark is one private-use character: no pattern can read it as a
word, and nobody can type it, because `plain` drops such characters.
"""

from __future__ import annotations

import re
import unicodedata

PHONE, DOCUMENT, CARD, EMAIL, USERNAME, LINK, NAME, NUMBER, DATE, ADDRESS, COORDINATES = (
    chr(0xE000 + place) for place in range(11)
)
NAMES = {
    PHONE: "[phone]",
    DOCUMENT: "[document]",
    CARD: "[card]",
    EMAIL: "[email]",
    USERNAME: "[username]",
    LINK: "[link]",
    NAME: "[name]",
    NUMBER: "[number]",
    DATE: "[date]",
    ADDRESS: "[address]",
    COORDINATES: "[coordinates]",
}

_CHARACTERS = {name: mark for mark, name in NAMES.items()}
_NAME = re.compile("|".join(map(re.escape, _CHARACTERS)))
_REPEATED = re.compile(rf"([{''.join(NAMES)}])(?:[ ,;/-]*\1)+")

# Characters without a shape of their own; Co would collide with the marks, Cs cannot be stored.
_SHAPELESS = frozenset({"Cf", "Cc", "Co", "Cs", "Me"})
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ONE_SPELLING = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹣", "-") | dict.fromkeys("’ʼ‘`´′", "'") | dict.fromkeys("″“”„", '"')
)
_SPACES = re.compile(r"\s\s+|[^\S \n]")
# Anything but printable ASCII, Latin-1 letters and signs, Cyrillic, punctuation and currencies.
_UNUSUAL = re.compile(
    "[^\n -~\xa0-\xac\xae-\u024f\u0400-\u0482\u048a-\u04ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf№]"
)
# The letter O in a number: 0555 typed as О555.
_LETTER_O = re.compile(r"(?<![^\W_])(?=[OoОо]*\d)[\dOoОо]{3,}(?![^\W\d_])")


def plain(text: str) -> str:
    """The text in one spelling: NFKC, ASCII digits, one kind of dash, quote and space, nothing invisible."""
    if _UNUSUAL.search(text):
        text = _visible(_composed(_visible(text)))
        text = "".join(map(_ascii_digit, text))
    else:
        text = _composed(text)
    text = text.translate(_ONE_SPELLING)
    text = _LETTER_O.sub(lambda found: re.sub("[OoОо]", "0", found[0]), text)
    return _SPACES.sub(lambda found: "\n" if "\n" in found[0] else " ", text).strip()


def encode(text: str) -> str:
    """Marks as the log spells them -> marks as one character."""
    return _NAME.sub(lambda found: _CHARACTERS[found[0]], text)


def decode(text: str) -> str:
    """Marks as one character -> marks as the log spells them."""
    return "".join(NAMES.get(character, character) for character in text)


def merged(text: str) -> str:
    """The same mark several times in a row is one, and so are two spaces."""
    return _SPACES.sub(" ", _REPEATED.sub(r"\1", text)).strip()


def _composed(text: str) -> str:
    # NFKC would turn № into No.
    return "№".join(unicodedata.normalize("NFKC", part) for part in text.split("№"))


def _visible(text: str) -> str:
    kept = (c for c in text if c.isspace() or unicodedata.category(c) not in _SHAPELESS)
    return _SELECTORS.sub("", "".join(kept))


def _ascii_digit(character: str) -> str:
    if character < "\x80" or not character.isdigit():
        return character
    return str(unicodedata.digit(character))

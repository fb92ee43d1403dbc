"""How Kyrgyz endings take their vowels and consonants from what stands before them."""

from __future__ import annotations

VOWELS = "аоуыэеиөүяёю"
VOICELESS = "пткфхсшщчц"
# Letters that borrowed words write voiced and speak voiceless at their end: клуб, актив.
EITHER = "бвгд"
FOLD = str.maketrans("өүңё", "оуне")

_CLASS = dict(zip("аыяоёуюеиэөү", "aaaoouueeeöü", strict=True))
_A = {"a": "а", "o": "о", "u": "а", "e": "е", "ö": "ө", "ü": "ө"}
_I = {"a": "ы", "o": "у", "u": "у", "e": "и", "ö": "ү", "ü": "ү"}
_LONG_A = {"a": "аа", "o": "оо", "u": "аа", "e": "ээ", "ö": "өө", "ü": "өө"}
_FRONT = "eöü"
_LONG = {"U": ("уу", "үү"), "O": ("оо", "өө"), "Y": ("у", "ү")}


def harmony(text: str) -> str:
    """The class of the last vowel: a, o, u (back), e, ö, ü (front); nothing if there is no vowel."""
    for letter in reversed(text):
        if letter in _CLASS:
            return _CLASS[letter]
    return ""


def kind(text: str) -> str:
    """How the last letter bears on a consonant behind it: v(owel), r (р й), s(onorant), t (voiceless), d."""
    last = text.removesuffix("ь")[-1:]
    if last in VOWELS:
        return "v"
    if last in VOICELESS:
        return "t"
    if last in EITHER:
        return "d"
    return "r" if last in "рй" else "s"


def written(pattern: str, vowel: str, before: str) -> tuple[str, ...]:
    """The ways an ending is written behind a vowel class and a kind of letter; none if it cannot stand there.

    Capitals change: A I O U W Y are vowels, D G L N B consonants. A leading + wants a consonant before
    the ending, = a vowel.
    """
    if pattern[0] in "+=":
        if (pattern[0] == "=") != (before == "v"):
            return ()
        pattern = pattern[1:]
    first = _FIRST.get(pattern[0])
    starts = [pattern[0]] if first is None else first[before]
    if first is None and pattern[0] in "AIOUWY":
        starts = [""]
    rest = pattern if starts == [""] else pattern[1:]
    return tuple(start + _vowels(rest, vowel) for start in starts)


_FIRST = {
    "D": {"v": ["д"], "r": ["д"], "s": ["д"], "t": ["т"], "d": ["д", "т"]},
    "G": {"v": ["г"], "r": ["г"], "s": ["г"], "t": ["к"], "d": ["г", "к"]},
    "L": {"v": ["л"], "r": ["л"], "s": ["д"], "t": ["т"], "d": ["д", "т"]},
    "N": {"v": ["н"], "r": ["д"], "s": ["д"], "t": ["т"], "d": ["д", "т"]},
    "B": {"v": ["б"], "r": ["б"], "s": ["б"], "t": ["п"], "d": ["б", "п"]},
}


def _vowels(pattern: str, vowel: str) -> str:
    out = ""
    for letter in pattern:
        if letter == "A":
            letter = _A[vowel]
        elif letter == "I":
            letter = _I[vowel]
        elif letter == "W":
            letter = _LONG_A[vowel]
        elif letter in _LONG:
            letter = _LONG[letter][vowel in _FRONT]
        vowel = _CLASS.get(letter[-1], vowel)
        out += letter
    return out

"""A question as typed -> plain folded text, and the other ways its letters can be read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TWINS = dict(zip("aceopxykiABCEHKMOPTXY", "асеорхукіАВСЕНКМОРТХУ", strict=True))
_LATIN_TWINS = str.maketrans(_TWINS)
_CYRILLIC_TWINS = str.maketrans({cyrillic: latin for latin, cyrillic in _TWINS.items()})
_LATIN = re.compile(r"[A-Za-z]")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_MIXED_WORD = re.compile(r"[A-Za-zЀ-ӿ]+")
# EPSке, UKга: a name in Latin letters with a Kyrgyz case ending.
_NAME_IN_A_CASE = re.compile(r"[A-Z]{2,}(?:[гкдт][аео]н?|[ндт][ыиу]н?)")
_SCRIPT_BORDER = re.compile(r"(?<=[a-z])(?=[Ѐ-ӿ])|(?<=[Ѐ-ӿ])(?=[a-z])")
# Zero-width and direction marks, soft hyphens, combining accents and variation selectors.
_INVISIBLE = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u200b-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\u20ff\ufe00-\ufe0f\ufeff]"
)
_APOSTROPHES = re.compile(r"(?<=\w)[’ʼ‘ʻ`´'](?=\w)|(?<=[A-Za-z])[’ʼ‘`´'](?=\s|$)")
_TOKEN = re.compile(r"[^\W_]+(?:\+[^\W_]+)*")
_LONG = re.compile(r"([^\W\d_])\1{2,}")
# "E-9", "Е 9" and "е9" are one name of a visa.
_VISA = re.compile(r"\b([defhеэнф])[ -]?(\d{1,2})\b")
_VISA_LETTERS = str.maketrans("еэнф", "eehf")

_FOLD = str.maketrans("өүңқғһәіұўҳҷӣӯёэ", "оункгхаиуухжиуее")
_ACCENTS = str.maketrans(
    {"ö": "o", "ü": "u", "ş": "sh", "ç": "ch", "ı": "y", "ğ": "g", "ñ": "n"}
    | {"Ö": "O", "Ü": "U", "Ş": "Sh", "Ç": "Ch", "İ": "I", "Ğ": "G", "Ñ": "N"}
)

_QWERTY = str.maketrans(
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~", "йцукенгшщзхъфывапролджэячсмитьбюёхъжэбюё"
)

_SKELETON = str.maketrans(
    {
        "о": "а", "е": "и", "ы": "и", "й": "и", "я": "иа", "ю": "иу", "ъ": "", "ь": "",
        "б": "п", "в": "ф", "г": "к", "д": "т", "ж": "ш", "з": "с", "щ": "ш", "ц": "с",
    }
)  # fmt: skip
_DOUBLED = re.compile(r"([^\W\d_])\1+")
_REFLEXIVE = re.compile(r"ть?ся\b|ца\b")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a question: `how` is typed, latin (-> Cyrillic) or layout (QWERTY -> ЙЦУКЕН)."""

    how: str
    text: str


def clean(text: str) -> str:
    """Lower-case words with one space between: no punctuation, emoji, invisible marks or stretched letters.

    Letters of the other alphabet inside a word are repaired; ө ү ң stay.
    """
    text = unicodedata.normalize("NFKC", text).translate(_ACCENTS)
    text = _APOSTROPHES.sub("", _INVISIBLE.sub("", text))
    text = _MIXED_WORD.sub(_one_script, text).lower()
    text = " ".join(_TOKEN.findall(_SCRIPT_BORDER.sub(" ", text)))
    text = _LONG.sub(r"\1", text.replace("ё", "е"))
    return _VISA.sub(lambda found: found[1].translate(_VISA_LETTERS) + found[2], text)


def fold(text: str) -> str:
    """Cleaned text with the letters that people leave out replaced: ө->о ү->у ң->н and their neighbours."""
    return text.translate(_FOLD)


def skeleton(text: str) -> str:
    """Folded Cyrillic text as it sounds, so that a word spelled by ear meets the right one."""
    return _DOUBLED.sub(r"\1", _REFLEXIVE.sub("са", text).translate(_SKELETON))


def to_cyrillic(text: str) -> str:
    """Folded Cyrillic for cleaned Kyrgyz or Russian text typed in Latin letters; Cyrillic words stay."""
    return " ".join(_word_to_cyrillic(word) for word in text.split())


def to_latin(text: str, kyrgyz: bool) -> str:
    """Cleaned Cyrillic text as people type it in Latin letters (`kyrgyz`: j for ж, h for х)."""
    return text.translate(_KYRGYZ_LATIN if kyrgyz else _RUSSIAN_LATIN)


def from_qwerty(text: str) -> str:
    """What was meant by text typed on a Russian keyboard switched to English."""
    return text.lower().translate(_QWERTY)


def readings(question: str) -> tuple[Reading, ...]:
    """The ways to read a question, as typed first; each text is folded, and no two are equal."""
    typed = clean(question)
    found = {fold(typed): "typed"}
    if _LATIN.search(typed):
        found.setdefault(fold(to_cyrillic(typed)), "latin")
        if not _CYRILLIC.search(typed):
            found.setdefault(fold(clean(from_qwerty(question))), "layout")
    return tuple(Reading(how, text) for text, how in found.items())


def _one_script(word: re.Match[str]) -> str:
    text = word[0]
    if not (_LATIN.search(text) and _CYRILLIC.search(text)) or _NAME_IN_A_CASE.fullmatch(text):
        return text
    cyrillic = text.translate(_LATIN_TWINS)
    if not _LATIN.search(cyrillic):
        return cyrillic
    latin = text.translate(_CYRILLIC_TWINS)
    return text if _CYRILLIC.search(latin) else latin


_PAIRS = (
    ("shch", "щ"), ("sch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("ck", "к"),
    ("ts", "ц"), ("tz", "ц"), ("yo", "ё"), ("yu", "ю"), ("ya", "я"), ("ye", "е"),
)  # fmt: skip
_LETTERS = dict(zip("abdefghijklmnopqrstuvwxz46", "абдефгхижклмнопкрстувшхзчш", strict=True))
_VOWELS = frozenset("aeiouyаеиоуыэюя")


def _word_to_cyrillic(word: str) -> str:
    if not _LATIN.search(word) or (not word.isalpha() and len(_LATIN.findall(word)) < 3):
        return word
    if word == "ja":
        return "я"
    out: list[str] = []
    at = 0
    while at < len(word):
        pair = next(((a, b) for a, b in _PAIRS if word.startswith(a, at)), None)
        if pair:
            out.append(pair[1])
            at += len(pair[0])
            continue
        out.append(_letter_to_cyrillic(word, at))
        at += 1
    return "".join(out)


def _letter_to_cyrillic(word: str, at: int) -> str:
    """One letter by its neighbours: y after a vowel is й, ng is ң where Russian has no нг."""
    letter, before, after = word[at], word[at - 1 : at], word[at + 1 : at + 2]
    match letter:
        case "y":
            # The first y of "kyy" already stands for a vowel, the second closes it.
            return "й" if before in _VOWELS and before and not (before == "y" and after in _VOWELS) else "ы"
        case "j":
            return "й" if before and before in _VOWELS and (not after or after not in _VOWELS) else "ж"
        case "c":
            return "к" if after and after in "aou" else "ц"
        case "g" if before == "n" and (not after or after not in _VOWELS | {"l", "r"}):
            return ""
        case _:
            return _LETTERS.get(letter, letter)


_RUSSIAN_LATIN = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
        "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
        "ф": "f", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ъ": "", "ы": "y", "ь": "", "э": "e",
        "ю": "yu", "я": "ya", "ө": "o", "ү": "u", "ң": "n",
    }
)  # fmt: skip
_KYRGYZ_LATIN = str.maketrans(
    {chr(code): out for code, out in _RUSSIAN_LATIN.items()} | {"ж": "j", "ң": "ng", "х": "h", "ц": "c"}
)

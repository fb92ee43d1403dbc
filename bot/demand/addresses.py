"""Masks where somebody lives: streets with their houses, flats, post codes."""

from __future__ import annotations

import re

from bot.demand.lexicon import STOP, fold, is_known
from bot.demand.marks import ADDRESS

_WORD = r"[^\W\d_][\w'-]{0,40}\.?"
_HOUSE_WORD = r"(?:д|дом|үй|уй|№|house|здание|стр|строение|корп|корпус)\.? ?"
# 45, 45а, 45/2, 45-үйдө, дом 45
_HOUSE = (
    rf"(?:{_HOUSE_WORD})?\d{{1,4}}(?!\d)(?: ?[а-яa-z](?!\w))?"
    r"(?: ?[-/] ?\d{1,3}(?!\d)[а-яa-z]?)?(?:-?(?:үй|уй|дом)\w{0,4}(?!\w))?"
)
# "квартира 3 комнатная", "комната на 4 человека" count and do not tell where.
_COUNTED = r"комн|этаж|б[өо]лм|room|bed|people|person|чел|адам|киши|дет|бала|month|мес|ай|дн|день|day|week"
_COUNTS = rf"(?! ?-?(?:{_COUNTED}))"
_FLAT_WORD = r"(?:кв|квартира|батир\w{0,3}|apt|flat|apartment|офис|каб|кабинет|room|комната|комн|подъезд)"
_FLAT = rf"(?:{_FLAT_WORD}\.? ?№? ?\d{{1,4}}(?!\w){_COUNTS}|\d{{1,4}} ?-? ?(?:батир\w{{0,4}}|кв)(?!\w))"
_PART = rf"(?:{_FLAT}|{_HOUSE_WORD}\d{{1,4}}(?!\w){_COUNTS})"
_TAIL = rf"(?:[, ]{{1,2}}{_HOUSE})?(?:[,. ]{{1,2}}{_PART}){{0,3}}"

# ул. Ахунбаева 12, кв. 3; улица Токтогула
_MARKER = (
    r"(?:(?:ул|пр|пр-т|просп|пер|б-р|наб|мкр|мкрн|м-н|ж/м)(?:\. ?| )"
    r"|(?:улиц[аеуы]|улицей|проспект\w{0,2}|переул\w{2,4}|микрорайон\w{0,2}|бульвар\w{0,2}|шоссе"
    r"|проезд\w{0,2}|набережн\w{2}|жилмассив\w?) )"
)
_MARKED = re.compile(
    rf"(?<![^\W_])({_MARKER})"
    rf"(?:(?:\d{{1,3}}(?:-?[а-я]{{1,2}})? )?({_WORD}(?: {_WORD})??))?({_TAIL})(?![\w-])",
    re.IGNORECASE,
)
# Токтогул көчөсү 45-үй; 12 Baker Street
_STREET = re.compile(
    r"(?<= )(?:к[өо]ч[өо]с[үу]\w{0,4}|kochosu\w{0,4}|улица|проспект[иі]?\w{0,3}|пр-т|мкр|микрорайону?\w{0,3}"
    r"|street|road|avenue|lane|crescent|boulevard|str|rd|ave|straße|strasse|sokak|sk|cad|caddesi|mahallesi|mah)"
    rf"(?!\w)\.?{_TAIL}",
    re.IGNORECASE,
)
_LEFT = re.compile(rf"(?:(?<!\w)(\d{{1,4}}[a-z]?),? )?((?:{_WORD} ){{1,3}})$", re.IGNORECASE)
_JOINED = re.compile(
    r"(?<!\w)(?:[^\W\d_]{3,30}(?:straße|strasse|str\.)|\d{1,2} ?-? ?(?:мкр|мкрн|микрорайон)\w{0,3})"
    rf"(?!\w){_TAIL}",
    re.IGNORECASE,
)
# a house or a flat without its street: дом 5 кв 12; Чуй 123, кв 5; 12-үй
_HOME = re.compile(
    r"(?<!\w)(?:(?-i:[А-ЯЁӨҮA-Z])[\w'-]{1,30},? \d{1,4}(?!\d)[а-яa-z]?(?:/\d{1,3})?,? )?"
    rf"(?:(?:д|дом)\.? ?№?\d{{1,4}}(?!\w){_COUNTS}|{_FLAT}|\d{{1,4}}-(?:үй|уй|дом)\w{{0,3}}(?!\w))"
    rf"(?:[, ]{{1,2}}{_PART}){{0,3}}",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<!\w)[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?!\w)")
# what follows "my address is", up to the end of the sentence
_STATED = re.compile(
    r"(?<!\w)((?:по адресу|мой адрес|домашний адрес|адрес проживания|адресим|дарегим|адрес(?= ?:)"
    r"|дареги(?= ?:)|my address(?: is)?|i live at|we live at|address(?= ?:)) ?:? ?)([^.!?\n;:]{3,90})",
    re.IGNORECASE,
)


def mask(text: str) -> str:
    """`text` without street addresses and post codes. Countries, cities and districts stay."""
    text = _STATED.sub(_stated, text)
    text = _MARKED.sub(_marked, text)
    text = _streets(text)
    text = _JOINED.sub(ADDRESS, text)
    text = _HOME.sub(ADDRESS, text)
    return _POSTCODE.sub(ADDRESS, text)


def _stated(found: re.Match[str]) -> str:
    told = found[2]
    tells = any(map(str.isdigit, told)) or any(word[0].isupper() for word in told.split())
    return f"{found[1]}{ADDRESS}" if tells else found[0]


def _marked(found: re.Match[str]) -> str:
    marker, name, tail = found.groups()
    if tail and (name or len(marker) < len("улица ")):
        # "на улице холодно, дом 2" is rare; "улица ахунбаева 12" is not
        return ADDRESS
    last = name.split()[0] if name else ""
    return ADDRESS if last[:1].isupper() and fold(last) not in STOP and not is_known(fold(last)) else found[0]


def _streets(text: str) -> str:
    parts = []
    done = 0
    for found in _STREET.finditer(text):
        left = _LEFT.search(text, max(done, found.start() - 60), found.start())
        if not left or found.start() < done:
            continue
        words = left[2].split()
        if left[1] and not any(fold(word) in STOP for word in words):
            start = left.start()
        else:
            named = _named(words, kyrgyz=fold(found[0][:3]) == "коч")
            start = found.start() - len(" ".join(named)) - 1
            if not named:
                continue
        parts += [text[done:start], ADDRESS]
        done = found.end()
    return "".join([*parts, text[done:]])


def _named(words: list[str], kyrgyz: bool) -> list[str]:
    """The words at the end of `words` that name a street: capitals, or whatever owns the Kyrgyz көчөсү."""
    named: list[str] = []
    for word in reversed(words):
        owns = kyrgyz and not named
        if fold(word) in STOP or not (word[0].isupper() or owns):
            break
        named.insert(0, word)
    return named

"""Masks what has the shape of a paper or a place: dates, document numbers, plates, accounts, coordinates."""

from __future__ import annotations

import re

from bot.demand.marks import CARD, COORDINATES, DATE, DOCUMENT, NUMBER
from bot.demand.quantities import CURRENCY

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d\d"
_YEAR_WORD = r"(?:[ -]?(?:г\. ?р|г|года|году|год|жылдын|жылы|жылкы|жыл|ж)(?!\w)\.?)?"
_MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр|"
    r"янв|фев|апр|авг|сент|сен|окт|нояб|ноя|дек|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[а-яөүң]{0,5}(?!\w)\.?"
)
_ORDINAL = (
    r"(?:перв|втор|трет|четв[её]рт|пят|шест|седьм|восьм|девят|десят|одиннадцат|двенадцат|тринадцат|"
    r"четырнадцат|пятнадцат|шестнадцат|семнадцат|восемнадцат|девятнадцат|двадцат|тридцат)"
    r"(?:ого|ое|ье|ьего|ый|ий|ом|ь)"
)
_NUMBER_WORDS = (
    r"(?:[ -](?:тысяч[аи]|[а-я]+(?:ста|сот)|сорок|девяносто|[а-я]+дцать|[а-я]+ьдесят"
    r"|[а-яё]+(?:ого|его))(?!\w)){1,5}"
)
_BORN = r"(?:род[иё]л\w{0,4}|рожд\w{1,4}|туул\w{2,6}|т[оө]р[оө]л\w{2,6}|born|birth\w{0,4}|г\. ?р\.?|dob)"
_SUFFIX = r"(?:-?(?:го|е|чи|чу|st|nd|rd|th))?"

_DATE_IN_DIGITS = re.compile(
    r"(?<!\d)(?=\d)(?:"
    + "|".join(
        (
            # 12.03.1995, 12/3/95, 12 03 1995, 1995-03-12; not a part of a longer chain of digits
            rf"(?<!\d[ ./-])\d{{1,2}}( ?[./-] ?| )\d{{1,2}}\1{_YEAR}(?!\d|[./-]\d){_YEAR_WORD}",
            rf"(?<!\d[ ./-]){_DAY}([./])(?:0?[1-9]|1[0-2])\2\d\d(?!\d|[ ./-]\d){_YEAR_WORD}",
            rf"(?<!\d[ ./-]){_YEAR}([ ./-])(?:0?[1-9]|1[0-2])\3{_DAY}(?!\d|[ ./-]\d)",
            # 5 мая 1995 года, 5-май 1995, 5th of May 1995
            rf"{_DAY}{_SUFFIX}[ .-]{{1,2}}(?:of )?{_MONTH}[ ,.-]{{1,2}}{_YEAR}(?!\d){_YEAR_WORD}",
            # 1995-жылдын 5-майы, 1995 ж. 5 май
            rf"{_YEAR}{_YEAR_WORD}[ ,]{{1,2}}{_DAY}{_SUFFIX}[ -]{_MONTH}",
            # a day or a year before a word of birth
            rf"{_DAY}{_SUFFIX}[ -]{_MONTH} {_BORN}",
            rf"{_YEAR}{_YEAR_WORD} {_BORN}(?!\w)",
        )
    )
    + ")",
    re.IGNORECASE,
)
_DATE_IN_WORDS = re.compile(
    r"(?<!\w)(?:"
    + "|".join(
        (
            # May 5, 1995
            rf"{_MONTH} {_DAY}{_SUFFIX},? {_YEAR}(?!\d)",
            # двенадцатого марта тысяча девятьсот девяносто пятого года
            rf"(?:(?:двадцать|тридцать) )?{_ORDINAL} {_MONTH} "
            rf"(?:{_YEAR}|(?:тысяча|две){_NUMBER_WORDS}){_YEAR_WORD}",
            # a day or a year after a word of birth
            rf"{_BORN}(?: [^\W\d]{{1,4}}\.?)? "
            rf"(?:{_DAY}{_SUFFIX}[ -]{_MONTH}(?:[ ,]{{1,2}}{_YEAR})?|{_YEAR}){_YEAR_WORD}",
        )
    )
    + ")",
    re.IGNORECASE,
)
_YEAR_HINT = re.compile(rf"{_YEAR}|тысяч|две|{_BORN}", re.IGNORECASE)

_DEGREES = r"\d{1,3} ?° ?\d{1,2}(?:[.,]\d+)? ?'{1,2} ?(?:\d{1,2}(?:[.,]\d+)? ?['\"]{1,2})? ?[NSEWСЮВЗ]?"
_COORDINATES = re.compile(
    rf"(?<![\d.])-?\d{{1,3}}[.,]\d{{4,}}°? ?[NSсcюЮ]?[ ,;/]{{1,3}}-?\d{{1,3}}[.,]\d{{4,}}°? ?(?:[EWвВзЗ]\b)?"
    rf"|(?<!\d){_DEGREES}(?:[ ,;]{{1,2}}{_DEGREES})?"
)

_NOT_MONEY = rf"(?!\d)(?!{CURRENCY})"
_DOCUMENT = re.compile(
    "|".join(
        (
            # passports of Kyrgyzstan, also with look-alike letters: AN1234567, ID 123-45-67
            r"(?<![^\W_])(?:[AА][NНN]|[IІ1l][DД]|ИД|[AА][CС]|[PРП][EЕ])[ №#:-]{0,3}(?:\d[ -]{0,2}){5,8}\d"
            + _NOT_MONEY,
            r"(?<!\w)gwf ?[№#:-]? ?(?:\d[ -]{0,2}){5,12}\d(?!\d)",
            # National Insurance number: QQ 12 34 56 C
            r"(?<!\w)[a-z]{2} ?\d\d ?\d\d ?\d\d ?[a-d](?!\w)",
            # the lines at the foot of a passport
            r"(?<!\S)[^\s<]*<<[^\s]*",
        )
    ),
    re.IGNORECASE,
)
_SHARE_CODE = re.compile(r"(?<!\w)[WRS][0-9A-Z]{2}[ -]?[0-9A-Z]{3}[ -]?[0-9A-Z]{3}(?!\w)")
_MIXED = re.compile(r"(?<!\w)(?=[A-Z\d]{7,24}(?!\w))[A-Z]*\d[A-Z\d]*(?!\w)")
_YEARLY = re.compile(rf"[A-Z]+{_YEAR}|\d+[A-Z]{{2,4}}|(?:USD|EUR|GBP|KGS|RUB|KRW|JPY|KZT|PLN|AED)\d+")
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?(?!\w)", re.IGNORECASE)

_RU = "АВЕКМНОРСТУХABEKMHOPCTYX"
_PLATE = re.compile(
    r"(?<!\w)(?=\d|[^\W\d] ?\d|[^\W\d]{2}\d)(?:"
    r"\d{2} ?(?:KG|КГ|kg|кг) ?\d{3} ?[A-ZА-Яa-zа-я]{2,3}"
    rf"|[{_RU}] ?\d{{3}} ?[{_RU}]{{2}} ?\d{{2,3}}"
    rf"|[{_RU}{_RU.lower()}]\d{{3}}[{_RU}{_RU.lower()}]{{2}}\d{{2,3}}"
    r"|[A-ZА-Я] ?\d{4} ?[A-ZА-Я]{1,2}"
    r"|\d{3} ?[A-Z]{3} ?\d{2}"
    r"|[A-Z]{2}\d{2} ?[A-Z]{3}"
    r")(?!\w)"
)
_ANY = re.compile(r"\d|<<|тысяч|две", re.IGNORECASE)


def mask(text: str) -> str:
    """`text` without dates, document and account numbers, plates and coordinates."""
    if not _ANY.search(text):
        return text
    text = _COORDINATES.sub(COORDINATES, text)
    if _YEAR_HINT.search(text):
        text = _DATE_IN_WORDS.sub(DATE, text)
    text = _DATE_IN_DIGITS.sub(DATE, text)
    text = _DOCUMENT.sub(DOCUMENT, text)
    text = _ACCOUNT.sub(lambda found: CARD if sum(map(str.isdigit, found[0])) >= 10 else found[0], text)
    text = _SHARE_CODE.sub(lambda found: DOCUMENT if sum(map(str.isdigit, found[0])) >= 2 else found[0], text)
    text = _PLATE.sub(NUMBER, text)
    return _MIXED.sub(_mixed, text)


def _mixed(found: re.Match[str]) -> str:
    token = found[0]
    keep = token.isdigit() or _YEARLY.fullmatch(token) or sum(map(str.isdigit, token)) < 3
    return token if keep else DOCUMENT

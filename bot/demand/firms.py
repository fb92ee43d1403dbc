"""Masks the names of private firms: after ООО, ИП, LLC, after "company", inside quotes."""

from __future__ import annotations

import re

from bot.demand.lexicon import STOP, fold, is_known
from bot.demand.marks import NAME

_LEGAL = r"(?:ооо|осоо|оао|зао|пао|кфх|жчк|ачк|жаак|llc|ltd|gmbh|тоо|жшс)"
_SOLE = r"(?:ИП|ЧП|ЖИ|ФХ)"
_QUOTED = r"[«\"<]{1,2} ?[^»\"\n<>]{1,60}[»\">]{1,2}"
_CAPITAL = r"[A-ZА-ЯЁӨҮҢ][\w&'-]{0,40}"
_BEFORE_FIRM = re.compile(
    rf"(?<!\w)({_LEGAL}|(?-i:{_SOLE}))\.? ?"
    rf"(?:{_QUOTED}|(?<= )([^\W\d_][\w&'-]{{0,40}})(?: (?-i:{_CAPITAL})){{0,3}})",
    re.IGNORECASE,
)
_AFTER_FIRM = re.compile(
    rf"(?<!\w)(?:{_CAPITAL} ){{1,4}}"
    r"(?=(?:Ltd|LTD|Limited|LLC|LLP|PLC|Plc|GmbH|Inc|Corp|Co|s\.r\.o|Sp\. ?z|A\.?Ş|Şti)(?!\w))"
)
_KIND_OF_FIRM = re.compile(
    r"(?<!\w)((?:компани\w{1,3}|фирм\w{1,3}|агентств\w{1,2}|организаци\w{1,2}|предприяти\w{1,2}|ферм\w{1,3}|завод\w{0,2}"
    r"|фабрик\w{1,2}|цех\w{0,2}|кафе|ресторан\w{0,2}|ишкана\w{0,4}|company|agency|firm|employer|recruiter|farm|factory)"
    r"(?: (?:под названием|деген|аттуу|called|named|имени))? )"
    rf"(?:{_QUOTED}|((?-i:{_CAPITAL})(?: (?-i:{_CAPITAL})){{0,3}}))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_IN_QUOTES = re.compile(r"[«\"]([^»\"\n]{2,60})[»\"]")
_PROGRAMME = re.compile(r"\d\+\d|мекеним|социал|pare|dar |безопасн|коопсуз", re.IGNORECASE)


def mask(text: str) -> str:
    """`text` without what stands after ООО, ИП, LLC and inside quotes; public bodies and programmes stay."""
    text = _BEFORE_FIRM.sub(_before_firm, text)
    text = _AFTER_FIRM.sub(f"{NAME} ", text)
    text = _KIND_OF_FIRM.sub(_kind_of_firm, text)
    return _IN_QUOTES.sub(_in_quotes, text)


def _before_firm(found: re.Match[str]) -> str:
    form, first = found.groups()
    # "ИП ачуу": a way to work, not yet a firm
    if first and (fold(first) in STOP or (first[0].islower() and re.match(_SOLE, form))):
        return found[0]
    return f"{form} {NAME}"


def _kind_of_firm(found: re.Match[str]) -> str:
    kind, name = found.groups()
    if name and (all(is_known(fold(word)) or word.isupper() for word in name.split()) or fold(name) in STOP):
        return found[0]
    return f"{kind}{NAME}"


def _in_quotes(found: re.Match[str]) -> str:
    words = [word[0] for word in _WORD.finditer(found[1])]
    public = _PROGRAMME.search(found[1]) or all(is_known(fold(word)) or word.isupper() for word in words)
    # «Алтын жол» is a name, «Хочу поехать на ферму» a sentence.
    capitals = sum(word[0].isupper() for word in words)
    return NAME if capitals * 2 >= len(words) and not public else found[0]

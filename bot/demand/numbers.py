"""Masks numbers by a grammar: money, time, years, laws and helplines stay, every other long number goes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.demand.amounts import SHORT, after_amounts, before_amounts
from bot.demand.marks import CARD, DOCUMENT, NUMBER, PHONE
from bot.demand.quantities import CURRENCY_AFTER, CURRENCY_BEFORE, JOIN, LAW_BEFORE, RANGE_AFTER, UNIT_AFTER

_COMPLETE = 9  # digits from which a number can be dialled: what stands beside it is read by itself
_SIGN = r"[^\w\s:!?$€£¥₩₽₺₸%°\ue000-\ue0ff]"
_GAP = rf"(?: ?{_SIGN}{{1,4}}(?: {_SIGN})? ?|_{{1,3}}| {JOIN} | |\n)"
# Not ":" alone, or a time of day would be part of what follows it.
_CHAIN = re.compile(rf"\d+(?::\d+){{3,}}|\d+(?:{_GAP}\d+)*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LIST = re.compile(r"[,;.] $|\n")
_YEAR = re.compile(r"(?:19|20)\d\d")
_HOURS = re.compile(r"(?:[01]?\d|2[0-4])")

_CODE_BEFORE = re.compile(
    r"(?<!\w)(?:код\w{0,2}|кода|пин|пин-код\w{0,2}|cvv2?|cvc2?|code|pin|pin-code|otp)"
    r"(?: из смс| карты| sms| is)?[ :=-]{1,3}$",
    re.IGNORECASE,
)
_KIND_BEFORE = re.compile(
    r"(?P<document>паспорт|инн\b|пин\b|pin\b|inn\b|снилс|патент|удостовер|күбөлүк|passport|document|документ|"
    r"серия|visa n|brp|cos\b|\bid\b|справк|протокол)"
    r"|(?P<card>карт|card\b|элкарт|elcart|эсеп|сч[её]т|account|iban|мбанк|mbank|банк|реквизит|р/с)"
    r"|(?P<phone>тел|phone|номер|ватсап|вотсап|whatsapp|call|звон|чал|mobile|моб|сот|wa\b|viber|вайбер|\+)",
    re.IGNORECASE,
)
_SERIES_BEFORE = re.compile(r"(?<!\w)[A-Za-zА-Яа-яЁё]{1,3}[№#:-]{0,2}$")
_MOST_GROUPS = 7  # in which a helpline is written
_GLUED = 20  # letters stuck to a number that go with it, at most


@dataclass(frozen=True, slots=True)
class _Number:
    """A run of digit groups in the text: where each begins and ends, what stands between."""

    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]

    @property
    def groups(self) -> list[str]:
        return [self.text[start:end] for start, end in self.spans]

    @property
    def gaps(self) -> list[str]:
        return [self.text[a[1] : b[0]] for a, b in zip(self.spans, self.spans[1:], strict=False)]

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    def part(self, first: int, last: int) -> _Number:
        return _Number(self.text, self.spans[first:last])


@dataclass(frozen=True, slots=True)
class Helplines:
    """Public numbers in digits, without zeros in front: whole ones, and what is dialled of them locally."""

    whole: frozenset[str] = frozenset()
    local: frozenset[str] = frozenset()

    def know(self, digits: str, alone: bool) -> bool:
        """Whether `digits` are public; as dialled locally only if `alone`, not inside a longer number."""
        digits = digits.lstrip("0")
        return len(digits) > SHORT and (digits in self.whole or (alone and digits in self.local))


@lru_cache(maxsize=8)
def helplines(spelled: tuple[str, ...]) -> Helplines:
    """The numbers given, spelled anyhow, as `mask` needs them."""
    numbers = {"".join(_DIGITS.findall(number)) for number in spelled}
    # Without a country code of one to three digits a number is still long enough to be itself.
    national = {number[cut:] for number in numbers for cut in (1, 2, 3) if len(number) - cut > 6}
    local = {number[cut:] for number in numbers for cut in range(len(number) - 5)}
    return Helplines(frozenset(number.lstrip("0") for number in numbers | national), frozenset(local))


def mask(text: str, public: Helplines) -> str:
    """`text` without phones, cards and document numbers; the `public` ones stay."""
    parts = []
    done = 0
    for found in _CHAIN.finditer(text):
        if found.start() < done:
            continue
        chain = _Number(
            text, tuple(group.span() for group in _DIGITS.finditer(text, found.start(), found.end()))
        )
        for number in _hidden(chain, public):
            start, end = _whole(number)
            start = max(start, done)
            if start < end:
                parts += [text[done:start], _kind(number)]
                done = end
    return "".join([*parts, text[done:]])


def _hidden(chain: _Number, public: Helplines) -> Iterator[_Number]:
    """The parts of a chain that may not stay."""
    done = 0
    for first, last in _public_parts(chain, public):
        yield from _unknown(chain.part(done, first), public)
        done = last
    yield from _unknown(chain.part(done, len(chain.spans)), public)


def _public_parts(chain: _Number, public: Helplines) -> Iterator[tuple[int, int]]:
    """Where in a chain whole helplines stand."""
    first = 0 if public.whole else len(chain.spans)
    while first < len(chain.spans):
        digits = ""
        for last in range(first, min(first + _MOST_GROUPS, len(chain.spans))):
            digits += chain.text[slice(*chain.spans[last])]
            if public.know(digits, alone=False):
                yield first, last + 1
                first = last
                break
        first += 1


def _unknown(part: _Number, public: Helplines) -> Iterator[_Number]:
    for segment in _segments(part) if part.spans else ():
        if not public.know(segment.digits, alone=True):
            yield from _judged(segment)


def _segments(chain: _Number) -> Iterator[_Number]:
    """The chain cut at commas and full stops, unless all its parts are short: then it is one number."""
    cuts = [place + 1 for place, gap in enumerate(chain.gaps) if _LIST.search(gap)]
    parts = [chain.part(a, b) for a, b in zip([0, *cuts], [*cuts, len(chain.spans)], strict=True)]
    lengths = [len(part.digits) for part in parts]
    years = all(map(_YEAR.fullmatch, chain.groups))
    if cuts and sum(lengths) >= _COMPLETE and max(lengths) <= SHORT and not years:
        yield chain
    else:
        yield from parts


def _judged(number: _Number) -> Iterator[_Number]:
    text, groups, gaps = number.text, number.groups, number.gaps
    total = len(number.digits)
    if _CODE_BEFORE.search(text, max(0, number.start - 20), number.start) and total >= 3:
        yield number
        return
    if total <= SHORT:
        if len(groups[0]) >= 3 and groups[0][0] == "0":  # 0555: the beginning of a number
            yield number
        return
    low, high = 0, len(groups)
    money = bool(CURRENCY_AFTER.match(text, number.end)) or _begins_range(number)
    if money or UNIT_AFTER.match(text, number.end):
        high = before_amounts(groups, gaps, money)
    if CURRENCY_BEFORE.search(text, max(0, number.start - 12), number.start):
        low = after_amounts(groups, gaps, high)
    if low >= high:
        return
    rest = number.part(low, high)
    if (low, high) == (0, len(groups)):
        if not _says_nothing(rest):
            yield rest
    elif not (_are_years(rest) or (len(rest.spans) == 1 and len(rest.digits) <= 2)):
        yield rest if len(rest.digits) >= _COMPLETE else number


def _begins_range(number: _Number) -> bool:
    """Whether a larger amount with its currency follows: 10000 до 15000 сом."""
    upper = RANGE_AFTER.match(number.text, number.end)
    return upper is not None and int(number.digits) < int("".join(_DIGITS.findall(upper[1])))


def _says_nothing(number: _Number) -> bool:
    """Whether five digits or more without a unit are a span of years or hours, a law or a range."""
    groups, gaps = number.groups, [gap.strip() for gap in number.gaps]
    if max(map(len, groups)) > SHORT:
        return False
    if _are_years(number):
        return True
    if len(groups) == 2:
        first, second = groups
        if LAW_BEFORE.search(number.text, max(0, number.start - 25), number.start):
            return True
        if gaps[0] in (".", "/", "-") and len(first) <= 2 and _YEAR.fullmatch(second):
            return 1 <= int(first) <= 12  # 05.2026
        if gaps[0] in ("/", "-") and _YEAR.fullmatch(first) and len(second) == 2:
            return True  # 2025/26
        if "0" in (first[0], second[0]):
            return False
        if gaps[0] == "/":
            return max(len(first), len(second)) <= 3  # 90/180
        return (
            gaps[0] == "-"
            and int(first) < int(second) <= 10 * int(first)
            and int(first) % 10 == int(second) % 10 == 0
        )
    if len(groups) == 4 and gaps in ([".", "-", "."], [".", ".", "."]) and gaps[1] == "-":
        return all(map(_HOURS.fullmatch, groups[::2])) and all(
            minutes in ("00", "15", "30", "45") for minutes in groups[1::2]
        )
    return False


def _are_years(number: _Number) -> bool:
    return len(number.spans) <= 4 and all(map(_YEAR.fullmatch, number.groups))


def _whole(number: _Number) -> tuple[int, int]:
    """The number with its sign, its bracket and the letters stuck to it."""
    text, start, end = number.text, number.start, number.end
    edge = max(0, start - _GLUED)
    while start > edge and text[start - 1].isalnum():
        start -= 1
    while start > 0 and text[start - 1] in "+(":
        start -= 1
    edge = min(len(text), end + _GLUED)
    while end < edge and text[end].isalnum():
        end += 1
    if end < len(text) and text[end] == ")" and "(" in text[start:end]:
        end += 1
    return start, end


def _kind(number: _Number) -> str:
    """Which mark fits best: by the word before, else by the shape."""
    digits, lengths = number.digits, [len(group) for group in number.groups]
    before = ""
    for found in _KIND_BEFORE.finditer(number.text, max(0, number.start - 30), number.start):
        before = found.lastgroup or ""
    if len(digits) == 14 or lengths in ([4, 6], [2, 2, 6], [3, 3, 3, 2]):
        return DOCUMENT
    if before == "card" and len(digits) >= 10:
        return CARD
    if before == "document":
        return DOCUMENT
    if 13 <= len(digits) <= 19 and not digits.startswith("00"):
        return CARD
    if _SERIES_BEFORE.search(number.text, max(0, number.start - 6), number.start) and len(digits) >= 5:
        return DOCUMENT
    if 9 <= len(digits) <= 15 or (6 <= len(digits) <= 8 and (len(lengths) > 1 or before == "phone")):
        return PHONE
    return PHONE if before == "phone" and len(digits) >= 5 else NUMBER

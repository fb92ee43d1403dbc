"""Reads amounts in groups of digits: 150 000, 1.200,50, 30 000-40 000.

`groups` are the groups, `gaps` what stands between each two.
"""

from __future__ import annotations

SHORT = 4  # digits that say nothing about a person: 112, 1345, 2026
_THOUSANDS = (" ", ".", ",", "'")
_RANGES = ("-", "/")


def before_amounts(groups: list[str], gaps: list[str], money: bool) -> int:
    """How many groups stand before the amounts at the end. Without `money` they only count something."""
    high = len(groups)
    low = _amount_start(groups, gaps, high, money)
    if low is None:
        return high
    # 30 000-40 000 сом: the first of a range is an amount too
    if low and gaps[low - 1].strip() in _RANGES:
        lower = _amount_start(groups, gaps, low, money)
        if lower is not None and _is_range("".join(groups[lower:low]), "".join(groups[low:high])):
            return lower
    return low


def _amount_start(groups: list[str], gaps: list[str], high: int, money: bool) -> int | None:
    low = high - 1
    decimals = low > 0 and len(groups[low]) <= 2 and gaps[low - 1] in (".", ",")
    if decimals:
        low -= 1
    last = low
    while low > 0 and len(groups[low]) == 3 and gaps[low - 1] in _THOUSANDS and len(groups[low - 1]) <= 3:
        low -= 1
    return low if _is_amount("".join(groups[low : last + 1]), low < last, money) else None


def after_amounts(groups: list[str], gaps: list[str], high: int) -> int:
    """How many groups at the beginning, of the first `high`, are amounts."""
    low = _amount_end(groups, gaps, 0, high)
    if 0 < low < high and gaps[low - 1].strip() in _RANGES:
        upper = _amount_end(groups, gaps, low, high)
        if _is_range("".join(groups[:low]), "".join(groups[low:upper])):
            return upper
    return low


def _amount_end(groups: list[str], gaps: list[str], low: int, high: int) -> int:
    last = low
    if low < high and len(groups[low]) <= 3:
        while last + 1 < high and len(groups[last + 1]) == 3 and gaps[last] in _THOUSANDS:
            last += 1
    if low >= high or not _is_amount("".join(groups[low : last + 1]), last > low, True):
        return low
    decimals = last + 1 < high and len(groups[last + 1]) <= 2 and gaps[last] in (".", ",")
    return last + 1 + decimals


def _is_range(lower: str, upper: str) -> bool:
    """Whether 1500-2000 are two amounts and not, as in 555-1234, the parts of one number."""
    if not upper or len(lower + upper) <= SHORT:
        return bool(upper)
    return int(lower) < int(upper) and lower[-1] == upper[-1] == "0"


def _is_amount(digits: str, grouped: bool, money: bool) -> bool:
    if len(digits) > 1 and digits[0] == "0":
        return False
    if money:
        return len(digits) <= (8 if grouped else 7)
    return len(digits) <= (7 if grouped else SHORT)

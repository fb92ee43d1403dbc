"""Masks numbers told in words: ноль пять пять пять, нөл беш жүз элүү беш, zero five five."""

from __future__ import annotations

import re

from bot.demand.lexicon import fold, folded
from bot.demand.marks import NUMBER, PHONE
from bot.demand.quantities import CURRENCY_AFTER, JOIN, MANY_AFTER, UNIT_AFTER
from bot.demand.words import NUMBER_WORDS

_SPELLED = folded(NUMBER_WORDS)
_TOKEN = re.compile(r"[^\W\d_]+|\d{1,4}(?!\d)")
_GAP = re.compile(rf"[ ,.\-/]{{1,3}}(?:{JOIN}[ ,.\-/]{{1,3}})?", re.IGNORECASE)
_JOINS = frozenset(JOIN.strip("(?:)").split("|"))


def mask(text: str) -> str:
    """`text` without numbers told in words: three or more number words in a row that count nothing."""
    parts: list[str] = []
    done = 0
    run: list[re.Match[str]] = []
    for token in _TOKEN.finditer(text):
        if token[0][0].isdigit() or fold(token[0]) in _SPELLED:
            if run and not _GAP.fullmatch(text, run[-1].end(), token.start()):
                done = _end_run(text, run, parts, done)
            run.append(token)
        elif run and token[0].lower() not in _JOINS:
            done = _end_run(text, run, parts, done)
    done = _end_run(text, run, parts, done)
    return "".join([*parts, text[done:]])


def _end_run(text: str, run: list[re.Match[str]], parts: list[str], done: int) -> int:
    """Mask the run if it is a number that identifies, empty it, and return how far the text is dealt with."""
    words = sum(not token[0][0].isdigit() for token in run)
    length = words + sum(len(token[0]) for token in run if token[0][0].isdigit())
    identifies = words >= 3 or (words >= 1 and len(run) >= 3 and length >= 6)
    if identifies:
        start, end = run[0].start(), run[-1].end()
        counts = any(unit.match(text, end) for unit in (CURRENCY_AFTER, UNIT_AFTER, MANY_AFTER))
        if not (counts and words == len(run) <= 4):
            parts += [text[done:start], PHONE if length >= 6 else NUMBER]
            done = end
    run.clear()
    return done

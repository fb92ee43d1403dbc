"""Reads the word lists: folding, what is known to be no name, what announces a name."""

from __future__ import annotations

import re

from bot.demand import words

_FOLDED = str.maketrans("aceopxykmthbiёөүңқғұәіһўҳҷ", "асеорхукмтнвиеоункгуаихухч")


def fold(word: str) -> str:
    """Lower case, ё ө ү ң without their marks, Latin look-alikes in a Cyrillic word made Cyrillic."""
    return word.lower() if word.isascii() else word.lower().translate(_FOLDED)


def folded(listed: str) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(map(fold, listed.split()))


STOP = folded(words.SMALL_WORDS)
INTRODUCES = folded(words.INTRODUCING)
NAMES_IT = folded(words.NAMING)
POSSESSIVE = folded(words.POSSESSIVES)
SELF = folded(words.SELVES)
KIN = folded(words.KIN)
PERSON = folded(words.PERSONS)
HOLDS_NAMES = tuple(folded(words.NAME_HOLDERS))

# Said after a name: Самат байке, Гүлзат эжеге.
ADDRESS_FORM = re.compile(
    r"^(?:байке|эже|эжеке|аке|тайке|таеже|жезде|жене|мырза|айым|ажы|молдо|baike|bayke|eje|ejeke|aka|opa|apai)"
    r"(?:м|си|би)?(?:[гд]е|[гд]а|[нд]ин|[нд]ын|ден|дан|[нд]и|ды|лер|лар|ni|ge|nin|den)?$"
)
# The same words in other senses too (ага: to him; апа: mother): only after a capital.
ADDRESS_FORM_TOO = re.compile(r"^(?:ага|апа|ата|апай|агай|ake|мугалим)(?:га|ны|нын|дан|ке|м)?$")
CHILD_OF = re.compile(
    r"^(?:уулу|кызы|огли|угли|оглы|uulu|uluu|kyzy|kizi|ogli|qizi)(?:на|нун?|ну|нан|нын?|го|га|н?да|ндан)?$"
)
# анын уулу, байкемдин кызы: "his son", no name
GENITIVE = re.compile(r"[нтд][ыиу]н$")

_STEMS = tuple(folded(words.PLACES))
_FORMS = folded(words.PLACE_FORMS)
_LONG = 6
_ENDING = re.compile(
    r"(?:[аеиыяюйь]{0,2}(?:[гкдт][аео]|[дтн][аеоыиу]н|[дтн][ыиу]|[дт](?:агы|еги|огу)|[дтл][ыи]к\w{0,5})?"
    r"|о|у|ой|ом|ем|ам|ах|ях|ям|иям|ск\w{2,3}|с?тан\w{0,4}"
    r"|[aeiy]{0,2}(?:n|ns|sh|s|se|'s|[gd][ae]|[dt][ae]n)?|land)"
)
_NAME_TAIL = re.compile(
    r"(?:[оеи]в|баев|беков|улов|алиев)(?:а|у|ым|ой|ы|е)?$|(?:ov|ev)a?$|(?:бек|бай|хан|жан|bek)$"
)


def is_known(word: str) -> bool:
    """Whether a folded word is a place, a public body or a month, in any of its forms."""
    if word in _FORMS:
        return True
    return word.startswith(_STEMS) and any(
        _ends(word[len(stem) :], len(stem)) for stem in _STEMS if word.startswith(stem)
    )


def _ends(rest: str, stem: int) -> bool:
    # After a short stem only an ending: Рим, Риме, but not Римма.
    if stem < _LONG:
        return bool(_ENDING.fullmatch(rest))
    return len(rest) <= 7 and not (rest and _NAME_TAIL.search(rest))

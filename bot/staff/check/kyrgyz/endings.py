"""The endings of Kyrgyz words: which may follow which, and whether a run of letters is a chain of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from bot.staff.check.kyrgyz.sounds import harmony, kind, written

NOUN, VERB = "noun", "verb"
# A stem that another was made into: it wants an ending. "Учун" is үчүн, not "be flown".
VOICE = "voice"

_PERSON = "мIн сIң сIз BIз сIңAр сIздAр"
# state -> (endings, the state behind them). Letters as in `sounds.written`; an empty line only moves on.
_GRAMMAR: dict[str, tuple[tuple[str, str], ...]] = {
    NOUN: (
        ("LIк DIк LIктU чIлIк", "abstract"),
        ("сIз LU DU чI чAн DAй +IнчI =нчI кер кAр GI кI LO LAшU LAнU рWк +IрWк DAгAн", NOUN),
        ("LA LAш LAн LAт LAнт LAштIр LAндIр сIн сIрA", VOICE),
        ("LAр", "many"),
        ("LAп чA чAлIк чAсIнAн", "done"),
        ("", "many"),
    ),
    "abstract": (("", NOUN),),
    "softened": (("+Iм +Iң", "mine"), ("+I", "his"), ("+IбIз +IңIз +IңAр +IңIздAр", "own")),
    "many": (
        ("+Iм =м +Iң =ң", "mine"),
        ("+I =сI", "his"),
        ("+IбIз =бIз +IңIз =ңIз +IңAр =ңAр +IңIздAр =ңIздAр", "own"),
        ("нIкI", "his"),
        ("", "own"),
    ),
    "mine": (("A", "case"), ("", "own")),
    "his": (("нA ндA нAн н нIн нчA ндAй", "case"), ("ндAгI", NOUN), ("", "own")),
    "own": (("GA DA DAн NI NIн чA DAй GAчA", "case"), ("DAгI", NOUN), ("", "case")),
    "case": ((_PERSON, "asked"), ("DIр мIш чI чY", "done"), ("", "asked")),
    "asked": (("BI BIз BIзбI BIсIз BIсIң BIсIздAр", "done"), ("сA", "done"), ("", "done")),
    VERB: (
        ("+Iл +Iн +Iш =л =н =ш т +Iт DIр GIз +Aр +Iр +Aт GIр", VOICE),
        ("BA", "act"),
        ("BO", NOUN),
        ("+U", NOUN),
        ("", "act"),
    ),
    VOICE: (("", VERB),),
    "act": (
        ("GAндIк BAстIк BAгAндIк", "abstract"),
        ("GAн +Aр =р =Aр +Wр с мA мAк мAл GIч GIс +Iш =ш +UчI чY", NOUN),
        ("GIсI мAкчI GAнчA GIчA GAлI йIнчA мAйIнчA мAй GIдAй", "case"),
        ("GIм GIң GIбIз GIңIз GIңAр", "own"),
        ("+A =й", "now"),
        ("+Iп =п", "then"),
        ("DI сA", "past"),
        ("сIн сIнчI +IңIз =ңIз +IңAр =ңAр +IңIздAр =ңIздAр GIлA GIлAчI GIн чI", "asked"),
        ("+AлI =йлI +AлIк =йлIк +AйIн =йIн +AйлI +AйIк =йIк +Aйлы =йлы +AйлY +оюн", "asked"),
        ("", "done"),
    ),
    "now": (("т м сIң сIз BIз сIңAр сIздAр мIн", "asked"), ("", "asked")),
    "then": (("мIн сIң сIз BIз сIңAр сIздAр тIр", "case"), ("", "asked")),
    "past": (("м ң к ңIз ңAр ңIздAр", "asked"), ("", "asked")),
    "done": (),
}

Fold = Callable[[str], str]


@lru_cache(maxsize=200_000)
def ends(rest: str, state: str, vowel: str, before: str) -> bool:
    """Whether `rest` is a chain of endings that may follow a stem in `state`."""
    if not rest:
        return state != VOICE
    return any(
        ends(rest[len(ending) :], after, after_vowel, after_kind)
        if ending
        else ends(rest, after, vowel, before)
        for ending, after, after_vowel, after_kind in _following(state, vowel, before)
        if rest.startswith(ending)
    )


def respelled(rest: str, state: str, vowel: str, before: str, same: Fold) -> Iterator[str]:
    """The right spellings of chains of endings that differ from `rest` only in what `same` makes equal.

    None puts a ң at the end of an ending: that would make "your" of too many words that are right.
    """
    if not rest:
        if state != VOICE:
            yield ""
        return
    for ending, after, after_vowel, after_kind in _following(state, vowel, before):
        size = len(ending)
        if size == 0:
            yield from respelled(rest, after, vowel, before, same)
        elif same(rest[:size]) == same(ending) and not (ending[-1] == "ң" != rest[size - 1]):
            for more in respelled(rest[size:], after, after_vowel, after_kind, same):
                yield ending + more


@cache
def _following(state: str, vowel: str, before: str) -> tuple[tuple[str, str, str, str], ...]:
    out: dict[tuple[str, str, str, str], None] = {}
    for patterns, after in _GRAMMAR[state]:
        if not patterns:
            out[("", after, vowel, before)] = None
        for pattern in patterns.split():
            for ending in written(pattern, vowel, before):
                out[(ending, after, harmony(ending) or vowel, kind(ending))] = None
                if after == "abstract" and ending[-1] == "к":  # иштик, иштиги
                    out[(ending[:-1] + "г", "softened", harmony(ending), "s")] = None
    return tuple(out)

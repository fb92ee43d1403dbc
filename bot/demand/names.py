"""Masks the names of persons, by what stands around them and by how they end."""

from __future__ import annotations

import re
from typing import NamedTuple

from bot.demand.lexicon import (
    ADDRESS_FORM,
    ADDRESS_FORM_TOO,
    CHILD_OF,
    GENITIVE,
    HOLDS_NAMES,
    INTRODUCES,
    KIN,
    NAMES_IT,
    PERSON,
    POSSESSIVE,
    SELF,
    STOP,
    fold,
    is_known,
)
from bot.demand.marks import NAME, NAMES

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…\n]")
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "мистер", "миссис", "господин", "госпожа"))
_CLOSE = (" ", ", ", ": ", " - ", " -", "- ")
_LEADS = re.compile(r"[ :\-\"«=(]{1,4}|:\n|\. ")
_TO_DO = re.compile(r"(?:ть|ться|ing)$")  # "зовут работать"
_MOST = 3  # words of a name after "меня зовут"

# ё is folded to е, ө to о, ү to у. Endings: Russian cases, then Kyrgyz ones.
_CASE = (
    r"(?:а|у|ым|ом|е|ой|ы|ых|ам|[гк][аео]|[дт][аео]|[дтн][аео]н|[нтд][ыиу]н|[нтд][ыиу]|лар\w{0,4}|"
    r"а(?:[гк]а|да|дан|нын|ны|м))?"
)
_PATRONYMIC = re.compile(
    rf"^[^\W\d_]{{3,}}(?:[ое]вич{_CASE}|[ое]вн(?:а|ы|е|у|ой)|ичн(?:а|ы|у)|(?:[oe]|ye)vich|(?:[oe]|ye)vna)$"
)
_NO_PATRONYMIC = re.compile(
    r"^(?:.*ровне|деревн\w|основн\w|духовн\w|церковн\w|.*вновь|условн\w|уголовн\w{1,2}|верховн\w)$"
)
_SURNAME = re.compile(rf"^[^\W\d_]{{2,}}(?:[ое]в{_CASE}|(?<!с)[иы]н{_CASE}|ск(?:ий|ого|ому|им|ая|ой|ую))$")
_OPENING_SURNAME = re.compile(rf"^[^\W\d_]{{3,}}[ое]в(?!ой$|ых$|ым$){_CASE}$")
_NO_SURNAME = re.compile(
    r"^(?:снова|основа|слов\w{0,3}|готов\w?|здоров\w{0,2}|голов\w{1,2}|половин\w|причин\w|женщин\w{0,2}|мужчин\w{0,2}"
    r"|машин\w{0,2}|магазин\w{0,2}|один|одна|медицин\w|каков\w?|таков\w?|нова|вакцин\w|картин\w|бензин\w?|година"
    r"|гостин\w{0,2}|долин\w|цен\w|родин\w|дисциплин\w|условн\w|паспортн\w+|русск\w+|гражданск\w+"
    r"|английск\w+|детск\w+|военн\w+|медицинск\w+|юридическ\w+|\w+ическ\w+|\w+ейск\w+|\w+анск\w+|\w+енск\w+)$"
)
# Long enough to be read as surnames in lower case too.
_SURE_SURNAME = re.compile(rf"^[^\W\d_]{{2,}}(?:баев|беков|кулов|жанов|алиев|гулов|шеров){_CASE}$")
_NO_SURE_SURNAME = re.compile(r"^(?:[оу]збеков|калькулов)")
_LATIN_SURNAME = re.compile(r"^[a-z]{3,}(?:ov|ova|ev|eva)(?:'s)?$")
_NO_LATIN_SURNAME = frozenset(("improv", "supernova", "casanova", "moldova", "geneva", "rostov", "kiev"))
_GIVEN = re.compile(rf"^[^\W\d_]{{2,}}(?:бек{_CASE}|гул{_CASE}|бубу|кожо|bek|gul)$")
_NO_GIVEN = re.compile(r"^(?:[оу]збек|узбек|ozbek|uzbek|прогул|отгул|разгул|загул|караул|seagul)")
# Verbs after a name in lower case: "меня зовут айбек работаю".
_VERBISH = re.compile(r"(?:ю|юсь|сь|ся|ть|ет|ют|ут|ейм|айм|ойм|[дт][ыиу]м|м[ыиу]н|болом|келем|ing|ed)$")

# What one of the rules below needs: looked for first, because most words have none of it.
_ANNOUNCING = INTRODUCES | NAMES_IT | SELF | KIN | _TITLES
_ENDS = re.compile("[ое]в|[иы]н|бек|гул|ск|ичн|бубу|кожо|[oe]v|bek|gul")


class _Word(NamedTuple):
    start: int
    end: int
    raw: str
    folded: str
    gap: str

    @property
    def opens(self) -> bool:
        """Whether it begins a sentence, so that its capital tells nothing."""
        first = len(self.gap) == self.start and not any(mark in self.gap for mark in NAMES)
        return first or bool(_SENTENCE.search(self.gap))

    @property
    def follows(self) -> bool:
        """Whether nothing but a space or a hyphen parts it from the word before."""
        return self.gap in (" ", "-")

    @property
    def named(self) -> bool:
        """Whether it is spelled like a name and is no place, agency or small word."""
        return self.raw[0].isupper() and self.folded not in STOP and not is_known(self.folded)


def mask(text: str) -> str:
    """`text` without the names of persons, as far as surroundings and endings give them away."""
    words = _split(text)
    hidden = bytearray(len(words))
    shouted = sum(map(str.isupper, text)) * 2 > sum(map(str.isalpha, text))
    for place, word in enumerate(words):
        if word.folded in _ANNOUNCING:
            _after_word(words, place, hidden)
        if word.folded.startswith(HOLDS_NAMES):
            _before_word(words, place, hidden)
        if len(word.folded) > 4 and _ENDS.search(word.folded, 2) and _ends_like_a_name(word, shouted):
            hidden[place] = 1
            _neighbours(words, place, hidden)
        elif _is_initial(word) and place and word.gap == " " and text[word.end : word.end + 1] == ".":
            before = words[place - 1]
            goes_on = text[word.end + 1 : word.end + 3].strip().islower()
            if before.named and before.raw[1:].islower() and (goes_on or not before.opens):
                hidden[place - 1] = hidden[place] = 1
    return _masked(text, words, hidden)


def _split(text: str) -> list[_Word]:
    words = []
    done = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        words.append(_Word(start, end, found[0], fold(found[0]), text[done:start]))
        done = end
    return words


def _masked(text: str, words: list[_Word], hidden: bytearray) -> str:
    parts = []
    done = 0
    for word, hide in zip(words, hidden, strict=True):
        if hide:
            parts += [text[done : word.start], NAME]
            done = word.end
    return "".join([*parts, text[done:]])


def _after_word(words: list[_Word], place: int, hidden: bytearray) -> None:
    """Names that the word at `place` announces: меня зовут Айбек, брат Айбек, I'm Aibek."""
    word = words[place]
    if place + 1 == len(words):
        return
    following = words[place + 1]
    if word.folded in INTRODUCES or (word.folded in NAMES_IT and _introduces(words, place)):
        first = place + 1
        while (
            first < len(words) - 1
            and words[first].folded in ("is", "бул", "это")
            and len(words[first].gap) <= 3
        ):
            first += 1
        _hide_name(words, first, hidden)
    elif word.folded in _TITLES and following.raw[0].isupper() and following.gap in (" ", ". "):
        _hide_name(words, place + 1, hidden)
        hidden[place + 1] = 1  # even Ким, which is a small word too
    elif following.named and not _is_short_caps(following.raw) and following.gap in _CLOSE:
        am_i = word.folded != "am" or (place > 0 and words[place - 1].folded == "i")
        if word.folded in KIN or (word.folded in SELF and am_i):
            _hide_name(words, place + 1, hidden)


def _introduces(words: list[_Word], place: int) -> bool:
    following = words[place + 1]
    return (
        ":" in following.gap
        or " -" in following.gap
        or following.folded == "is"
        or (place > 0 and words[place - 1].folded in POSSESSIVE)
        or (following.named and not following.opens)
    )


def _hide_name(words: list[_Word], first: int, hidden: bytearray) -> None:
    """Hide the name that begins at `first`: one to three words."""
    lower = words[first].raw[0].islower()
    for place in range(first, min(first + _MOST, len(words))):
        word = words[place]
        if place == first:
            to_do = lower and _TO_DO.search(word.folded)
            named = bool(_LEADS.fullmatch(word.gap)) and word.folded not in STOP and not to_do
        elif lower and place == first + 1:
            # In lower case the second word is a name unless it is plainly something else.
            named = word.follows and word.folded not in STOP and not _VERBISH.search(word.folded)
        else:
            named = (word.follows or word.gap == ". ") and (word.named or bool(CHILD_OF.match(word.folded)))
        if not named:
            return
        hidden[place] = 1


def _before_word(words: list[_Word], place: int, hidden: bytearray) -> None:
    """Names that the word at `place` ends or holds together: Самат байке, Асан уулу Бакыт."""
    word = words[place]
    if not place or not word.follows:
        return
    before = words[place - 1]
    if CHILD_OF.match(word.folded):
        if before.folded in STOP or GENITIVE.search(before.folded):
            return
        hidden[place - 1] = hidden[place] = 1
        _neighbours(words, place - 1, hidden)
        if place + 1 < len(words) and words[place + 1].follows:
            after = words[place + 1]
            if after.named or (
                before.raw[0].islower() and after.folded not in STOP and not is_known(after.folded)
            ):
                hidden[place + 1] = 1
    elif word.folded in ("аттуу", "деген"):
        called = word.folded == "аттуу" or any(
            after.folded in PERSON for after in words[place + 1 : place + 3]
        )
        if called and before.folded not in STOP and not is_known(before.folded):
            hidden[place - 1] = 1
            _neighbours(words, place - 1, hidden)
    elif ADDRESS_FORM.match(word.folded):
        if before.folded not in STOP and not is_known(before.folded) and not _VERBISH.search(before.folded):
            hidden[place - 1] = 1
            _neighbours(words, place - 1, hidden)
    elif (
        (ADDRESS_FORM_TOO.match(word.folded) or word.folded == "болом") and before.named and not before.opens
    ):
        hidden[place - 1] = 1


def _ends_like_a_name(word: _Word, shouted: bool) -> bool:
    folded, raw = word.folded, word.raw
    if is_known(folded):
        return False
    if _SURE_SURNAME.match(folded):
        return not _NO_SURE_SURNAME.match(folded)
    if _LATIN_SURNAME.match(folded):
        return folded not in _NO_LATIN_SURNAME
    if _PATRONYMIC.match(folded):
        return not _NO_PATRONYMIC.match(folded) and (not folded.endswith("ой") or raw[0].isupper())
    if _GIVEN.match(folded):
        return not _NO_GIVEN.match(folded)
    if not raw[0].isupper() or (shouted and raw.isupper()) or folded in STOP or _NO_SURNAME.match(folded):
        return False
    # At the start of a sentence -ин, -ский and -овой end too many words that are no names.
    ending = _OPENING_SURNAME if word.opens else _SURNAME
    return bool(ending.match(folded))


def _neighbours(words: list[_Word], place: int, hidden: bytearray) -> None:
    """Hide the parts of a name around the part at `place`: given name, patronymic, initials."""
    for step in (-1, 1):
        for distance in (1, 2):
            at = place + step * distance
            if not 0 <= at < len(words):
                break
            word = words[at]
            gap = words[at + 1].gap if step < 0 else word.gap
            initial = len(word.raw) == 1 and word.raw.isupper()
            if not (
                gap in (" ", "-") or (gap in (". ", ".") and (initial or len(words[at - step].raw) == 1))
            ):
                break
            if not initial and (not word.named or _is_short_caps(word.raw)):
                break
            if not initial and word.opens and step < 0 and distance == 2:
                break
            hidden[at] = 1


def _is_initial(word: _Word) -> bool:
    return len(word.raw) == 1 and word.raw.isupper()


def _is_short_caps(raw: str) -> bool:
    """МОМ, IOM, GLAA: an abbreviation rather than a name."""
    return raw.isupper() and 1 < len(raw) <= 4

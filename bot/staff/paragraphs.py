"""A topic's file as paragraphs, each with its place and a mark that re-wrapping does not change."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from markdown_it import MarkdownIt

from bot.yamlfile import YamlFile

_FIRST_WORDS = 40
# Typography and bold type: to change them is no change of what is said.
_PLAIN = str.maketrans("«»„“”‟‘’‚`–—−‑\u00a0\u202f", '""""""' + "''''" + "----" + "  ", "*\u00ad\u200b")
_NAMES = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The title, the summary, a paragraph or a list item; `kind` tells which."""

    kind: str
    text: str
    line: int
    column: int

    @property
    def mark(self) -> str:
        """The first letter of the kind, and eight hexadecimal digits that change with the words."""
        return self.kind[0] + _hash(self.text)

    @property
    def first_words(self) -> str:
        """What a person knows the paragraph by: its first words, as they stand in the file."""
        line = self.text.strip().partition("\n")[0]
        if len(line) <= _FIRST_WORDS:
            return line
        return line[:_FIRST_WORDS].rpartition(" ")[0] or line[:_FIRST_WORDS]


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of paragraphs, by their numbers before and now."""

    same: dict[int, int]
    changed: dict[int, int]
    gone: tuple[int, ...]
    new: dict[int, int]  # now -> how many of the old ones stand before it


@lru_cache(maxsize=4096)  # a mark is asked for many times while texts are compared
def _hash(text: str) -> str:
    plain = unicodedata.normalize("NFC", text).translate(_PLAIN).replace("…", "...")
    return hashlib.sha256(" ".join(plain.split()).encode()).hexdigest()[:8]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").disable("inline")  # blocks are enough, in half the time


def paragraphs(file: YamlFile) -> tuple[Paragraph, ...]:
    """The paragraphs of a topic's file in reading order; of a broken file, those that can be read."""
    data = file.data if isinstance(file.data, dict) else {}
    found = []
    for key in ("title", "summary"):
        text = data.get(key)
        if isinstance(text, str) and text.strip():
            found.append(Paragraph(key, text, *file.values[(key,)]))
    answer = data.get("answer")
    return (*found, *_answer(file, answer)) if isinstance(answer, str) else tuple(found)


def follow(old: Sequence[str], now: Sequence[str]) -> Followed:
    """What became of each old mark among those of now: kept (wherever it stands), changed, gone, new."""
    codes = _codes(old, now)
    same = {i1 + k: j1 + k for tag, i1, i2, j1, _ in codes if tag == "equal" for k in range(i2 - i1)}
    moved: defaultdict[str, deque[int]] = defaultdict(deque)
    for j in sorted(set(range(len(now))) - set(same.values())):
        moved[now[j]].append(j)
    for i, mark in enumerate(old):
        if i not in same and moved[mark]:
            same[i] = moved[mark].popleft()
    taken = set(same.values())
    changed: dict[int, int] = {}
    new: dict[int, int] = {}
    for _, i1, i2, j1, j2 in codes:
        left = [i for i in range(i1, i2) if i not in same]
        come = [j for j in range(j1, j2) if j not in taken]
        pairs = list(_in_order([old[i][0] for i in left], [now[j][0] for j in come]))
        changed |= {left[k]: come[n] for k, n in pairs}
        new |= dict.fromkeys(set(come) - set(changed.values()), i2)
    gone = tuple(i for i in range(len(old)) if i not in same and i not in changed)
    return Followed(same, changed, gone, dict(sorted(new.items())))


def pair(source: Sequence[Paragraph], other: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Which paragraph of a translation says which one of the source, by number, none left out.

    Translations of the same build pair one to one. Where a translator joined or split
    paragraphs, kinds and names in braces tell; what is left over goes with the one before it.
    """
    if not source or not other:
        return []
    if len(source) == len(other):
        return [(i, i) for i in range(len(source))]
    shapes, others = [_shape(p) for p in source], [_shape(p) for p in other]
    pairs = [(0, 0)]
    for _, i1, i2, j1, j2 in _codes(shapes, others):
        both = min(i2 - i1, j2 - j1)
        pairs += [(i1 + k, j1 + k) for k in range(both)]
        pairs += [(i, max(j1 + both - 1, 0)) for i in range(i1 + both, i2)]
        pairs += [(max(i1 + both - 1, 0), j) for j in range(j1 + both, j2)]
    return sorted(set(pairs))


def _in_order(old: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which changed paragraph became which, by their kinds: a new item of a list is no old title."""
    for _, i1, i2, j1, j2 in _codes(old, now):
        yield from zip(range(i1, i2), range(j1, j2), strict=False)


def _codes(old: Sequence[Hashable], now: Sequence[Hashable]) -> list[tuple[str, int, int, int, int]]:
    return list(SequenceMatcher(None, old, now, autojunk=False).get_opcodes())


def _answer(file: YamlFile, text: str) -> list[Paragraph]:
    at = ("answer",)
    line, column = file.values[at]
    block = file.lines[line - 1][column - 1 : column] if line <= len(file.lines) else ""
    stripped = text.strip()
    found = []
    kinds: list[str] = []
    seen: Counter[str] = Counter()
    for token in _parser().parse(stripped):
        if token.type in ("paragraph_open", "heading_open", "list_item_open"):
            kinds.append(token.type.removesuffix("_open"))
        elif token.type in ("paragraph_close", "heading_close", "list_item_close"):
            kinds.pop()
        elif token.type == "inline" and token.map:
            kind = "item" if "list_item" in kinds else kinds[-1] if kinds else "paragraph"
            bare = Paragraph(kind, token.content, line, column)
            if block == "|":
                place = _under_the_bar(file, line, token.map[0], token.content)
            else:
                place = _where(file, bare.first_words, seen[bare.first_words]) or (line, column)
                seen[bare.first_words] += 1
            found.append(Paragraph(kind, token.content, *place))
    return found


def _under_the_bar(file: YamlFile, bar: int, number: int, words: str) -> tuple[int, int]:
    """The place of a line of a `|` text: its lines stand in the file as they are, one below the other."""
    first = bar + 1
    while first < len(file.lines) and not file.lines[first - 1].strip():
        first += 1
    line = min(first + number, len(file.lines))
    return line, file.lines[line - 1].find(words.partition("\n")[0]) + 1 or 1


def _where(file: YamlFile, words: str, times: int) -> tuple[int, int] | None:
    """The place of a paragraph in a folded or quoted text, whose lines are not the file's."""
    while words:
        places = [
            (line, column + piece.index(words))
            for line, column, piece in file.pieces(("answer",))
            if words in piece
        ]
        if places:
            return places[min(times, len(places) - 1)]
        words = words.rpartition(" ")[0]  # the line may end before the first words do
    return None


def _shape(paragraph: Paragraph) -> tuple[str, tuple[str, ...]]:
    return paragraph.kind, tuple(sorted(_NAMES.findall(paragraph.text)))

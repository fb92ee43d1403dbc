"""The same questions put to both versions: which get another answer, and which lose or gain one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeAlias

from bot.content.model import Library
from bot.conversation.asking import Asker
from bot.staff.diff.errors import Unusable
from bot.understanding import Index
from bot.understanding.kept import read_by_learning

Move: TypeAlias = Literal["unchanged", "lost", "gained", "other_topic", "suggested", "other"]
MOVES: tuple[Move, ...] = ("lost", "gained", "other_topic", "suggested", "other")
_ANSWERS = ("answered", "danger")
_EXAMPLE = '{"text": "…", "lang": "ky"}'


@dataclass(frozen=True, slots=True)
class Asked:
    """A question. If it is `judged`, `expected` is the topic that should answer it (None: none should)."""

    text: str
    language: str | None
    judged: bool = False
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Got:
    """What a version makes of a question: the outcome and the first topic."""

    language: str
    outcome: str
    topic: str | None

    @property
    def answers(self) -> bool:
        """Whether a topic was shown as the answer."""
        return self.outcome in _ANSWERS


@dataclass(frozen=True, slots=True)
class Replayed:
    """A question with what it got before and gets now; `times`: how often it was asked."""

    asked: Asked
    old: Got
    new: Got
    times: int = 1

    @property
    def language(self) -> str:
        """The language it counts under."""
        return self.asked.language or self.old.language

    @property
    def move(self) -> Move:
        """What became of its answer."""
        if self.old.answers and self.new.answers and self.old.topic != self.new.topic:
            return "other_topic"
        if self.old.answers != self.new.answers:
            return "lost" if self.old.answers else "gained"
        if self.old.outcome == self.new.outcome:
            # "Unanswered" shows no topic, so that which one was nearest changes nothing.
            seen = self.old.answers or self.old.outcome == "suggested"
            return "other" if seen and self.old.topic != self.new.topic else "unchanged"
        return "suggested" if self.new.outcome == "suggested" else "other"

    @property
    def was_right(self) -> bool:
        """Whether a judged question got what it should before."""
        return _right(self.asked, self.old)

    @property
    def is_right(self) -> bool:
        """Whether a judged question gets what it should now."""
        return _right(self.asked, self.new)


def replay(
    old: Library, new: Library, asked: Sequence[Asked], learned: Callable[[Library], Index]
) -> tuple[Replayed, ...]:
    """Every question once on both versions, those asked alike counted together.

    What both versions have alike is neither learned nor asked twice.
    """
    if not asked:
        return ()
    times = Counter(asked)
    before = Asker(old, learned(old))
    alike = read_by_learning(old) == read_by_learning(new)
    after = Asker(new, before.index if alike else learned(new))
    twins = alike and _small_talk(old) == _small_talk(new)
    found = []
    for question, count in times.items():
        got = _got(before, question)
        found.append(Replayed(question, got, got if twins else _got(after, question), count))
    return tuple(found)


def read_questions(path: Path) -> list[Asked]:
    """A file of JSON lines: text, and if known lang and topic (null: no topic of ours should answer)."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Unusable("questions_unreadable", file=path.name) from None
    asked = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise Unusable("questions_line", file=path.name, line=number, example=_EXAMPLE)
        language, topic = row.get("lang"), row.get("topic")
        asked.append(
            Asked(
                row["text"],
                language if isinstance(language, str) else None,
                judged="topic" in row,
                expected=topic if isinstance(topic, str) else None,
            )
        )
    return asked


def fold(asked: Iterable[Asked], languages: Sequence[str]) -> list[Asked]:
    """The questions with a language that the bot does not speak left open."""
    return [one if one.language in languages else replace(one, language=None) for one in asked]


def _got(asker: Asker, asked: Asked) -> Got:
    row = asker.row(asked.text, asked.language)
    return Got(row["language"], row["outcome"], next(iter(row["topics"]), None))


def _right(asked: Asked, got: Got) -> bool:
    return (got.topic if got.answers else None) == asked.expected


def _small_talk(library: Library) -> object:
    words = {language: interface.small_talk for language, interface in library.interface.items()}
    return library.default_language, words

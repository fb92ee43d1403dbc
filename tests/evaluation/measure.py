"""How well questions are understood, on questions that are not among the phrases the bot learns from.

    python -m tests.evaluation.measure

questions.jsonl was written by hands that had not seen the `ask:` lists: five questions or more for each
topic of the catalogue, and questions about other things, some of which sound alike (topic null). `also`
names topics that a second reader, who chose without seeing the first label, found as good an answer.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.content.loader import load
from bot.content.model import Library
from bot.conversation.asking import Asker
from bot.understanding import learn

QUESTIONS = Path(__file__).parent / "questions.jsonl"
CONTENT = Path(__file__).parents[2] / "content"


@dataclass(frozen=True, slots=True)
class Question:
    """A question with the language and the topic (None: nothing of ours) that it should get, or `also`."""

    text: str
    lang: str
    topic: str | None
    kind: str
    also: tuple[str, ...] = ()

    @property
    def right(self) -> frozenset[str]:
        """The topics that answer it; empty if none of ours does."""
        return frozenset((self.topic, *self.also)) if self.topic else frozenset()


def questions() -> list[Question]:
    return [Question(**json.loads(line)) for line in QUESTIONS.read_text().splitlines()]


def shipped() -> Library:
    loaded = load(CONTENT, ("ky", "ru", "en"), "ky")
    assert loaded.library is not None, loaded.findings
    return loaded.library


def measure(asker: Asker, asked: Iterable[Question]) -> dict[str, Counter[str]]:
    """Counts for everything together, each language and each kind."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for question in asked:
        found = asker.row(question.text, None)
        topics, confident = found["topics"], found["outcome"] in ("answered", "danger")
        seen = Counter(n=1, language=found["language"] == question.lang)
        if question.topic is None:
            seen.update(
                foreign=1, foreign_answered=confident, foreign_offered=found["outcome"] == "suggested"
            )
        else:
            right = not question.right.isdisjoint(topics[:1])
            near = not question.right.isdisjoint(topics[:3])
            seen.update(
                ours=1,
                first=right,
                third=near,
                answered=confident,
                wrong=confident and not right,
                helped=(confident and right) or (found["outcome"] == "suggested" and near),
            )
        for row in ("all", question.lang, question.kind):
            table[row].update(seen)
    return dict(table)


def share(counts: Counter[str], part: str, whole: str) -> float:
    """A percentage; 0 of nothing is 0."""
    return 100 * counts[part] / counts[whole] if counts[whole] else 0.0


def main() -> None:
    library = shipped()
    table = measure(Asker(library, learn(library)), questions())
    columns = ["first", "third", "answered", "wrong", "helped"]
    print(
        f"{'':12}{'n':>5}"
        + "".join(f"{name:>10}" for name in columns)
        + f"{'language':>10}{'foreign answered':>18}"
    )
    for row, counts in table.items():
        figures = "".join(f"{share(counts, name, 'ours'):10.1f}" for name in columns)
        foreign = share(counts, "foreign_answered", "foreign")
        print(f"{row:12}{counts['n']:5}{figures}{share(counts, 'language', 'n'):10.1f}{foreign:18.1f}")


if __name__ == "__main__":
    main()

"""The file content/translations.jsonl: which paragraphs of which translation were last agreed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from bot.content.loader import Loaded
from bot.staff.translations import Agreed, Translation, agree, brought_up, standing, topics_of, translations

NAME = "translations.jsonl"


# What is asked for: all the changes that need nobody's decision; those and a first record of what has none;
# the named translations as they stand; the named ones, but only what is older and yet right.
Wish: TypeAlias = Literal["known", "first", "translated", "minor"]


@dataclass(frozen=True, slots=True)
class Record:
    """By topic and language; `unread` are the numbers of lines that say nothing, as a merge leaves them."""

    agreed: Mapping[tuple[str, str], Agreed]
    unread: tuple[int, ...] = ()


def read_record(folder: Path) -> Record:
    """The record of a content folder; an empty one if there is none yet."""
    path = folder / NAME
    if not path.exists():
        return Record({})
    agreed = {}
    unread = []
    for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            agreed[row["topic"], row["language"]] = _agreed(row)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            unread.append(number)
    return Record(agreed, tuple(unread))


def write_record(folder: Path, agreed: Mapping[tuple[str, str], Agreed]) -> None:
    """The whole record, sorted, one line a topic and language."""
    lines = [
        json.dumps({"topic": topic, "language": language} | _row(one), ensure_ascii=False)
        for (topic, language), one in sorted(agreed.items())
    ]
    path = folder / NAME
    whole = path.with_name(f".{NAME}.new")
    whole.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    whole.replace(path)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was done for one translation, and how many paragraphs somebody still has to look at."""

    translation: Translation
    done: Literal["recorded", "as_before", "no_record"]
    behind: int


def bring_up(
    loaded: Loaded,
    record: Record,
    wish: Wish,
    topics: Collection[str] = (),
    language: str | None = None,
) -> tuple[dict[tuple[str, str], Agreed], list[Recorded]]:
    """The record brought up to date, and what was done. Topics that have left the catalogue leave it too.

    No topics: all of them. No language: all that the topic was translated into.
    """
    listed = set(topics_of(loaded))
    agreed = {key: one for key, one in record.agreed.items() if key[0] in listed}
    done: list[Recorded] = []
    for translation in translations(loaded):
        if (topics and translation.topic not in topics) or language not in (None, translation.language):
            continue
        key = translation.topic, translation.language
        before = agreed.get(key)
        if before is not None and before.source != translation.source:
            before = None  # what was agreed with another text says nothing of this one
        now = _wished(translation, before, wish)
        if now is not None:
            agreed[key] = now
        behind = standing(translation, now).behind if now else 0
        state: Literal["recorded", "as_before"] = "as_before" if now == before else "recorded"
        done.append(Recorded(translation, "no_record" if now is None else state, behind))
    return agreed, done


def _wished(translation: Translation, before: Agreed | None, wish: Wish) -> Agreed | None:
    if wish == "translated" or (wish == "first" and before is None):
        return agree(translation)
    if before is None:
        return None
    return standing(translation, before).minor if wish == "minor" else brought_up(translation, before)


def _row(agreed: Agreed) -> dict[str, str]:
    row = {
        "source": agreed.source,
        "original": " ".join(agreed.original),
        "text": " ".join(agreed.text),
    }
    if agreed.pairs != _one_to_one(agreed.original):
        row["pairs"] = " ".join(f"{i}-{j}" for i, j in agreed.pairs)
    return row


def _agreed(row: Mapping[str, str]) -> Agreed:
    original, text = tuple(row["original"].split()), tuple(row["text"].split())
    pairs = _one_to_one(original)
    if "pairs" in row:
        pairs = tuple((int(i), int(j)) for i, j in (pair.split("-") for pair in row["pairs"].split()))
    if {i for i, _ in pairs} != set(range(len(original))) or {j for _, j in pairs} != set(range(len(text))):
        raise ValueError("a paragraph without its other side")
    return Agreed(row["source"], original, text, pairs)


def _one_to_one(marks: Collection[str]) -> tuple[tuple[int, int], ...]:
    return tuple((i, i) for i in range(len(marks)))

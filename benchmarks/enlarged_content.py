"""A content folder as large as wanted, made of copies of the shipped topics in changed words.

`python benchmarks/enlarged_content.py FOLDER --topics 150`
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(__file__).parent.parent / "content"
LANGUAGES = ("ky", "ru", "en")
# Letters change places inside a row, so that a made-up word can still be spoken.
ROWS = ("аоуеияэыөүё", "бвгджзклмнпрстфхцчшщң", "aeiou", "bcdfghklmnpqrstvwz")
# Words of so many topics are everybody's and stay; of the others the beginning changes, the endings stay.
EVERYBODYS = 0.25
BEGINNING = 4
WORD = re.compile(r"\{[^}]*\}|https?://\S+|[^\W\d_]+")
TEXT = ("title", "summary", "answer", "ask")


class _Dumper(yaml.SafeDumper):
    """Writes texts of many lines under a |, as staff do."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def enlarge(folder: Path, topics: int) -> None:
    """Write a sound folder with at least so many topics; facts and contacts grow with them."""
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("*.jsonl"))
    catalogue = _read(SHIPPED / "catalogue.yaml")
    sections: dict[str, Any] = dict(catalogue["sections"])
    ids = [f"{section}/{slug}" for section, place in sections.items() for slug in place["topics"]]
    texts = {(language, id): _read(SHIPPED / language / f"{id}.yaml") for language in LANGUAGES for id in ids}
    common = {language: _everybodys([texts[language, id] for id in ids]) for language in LANGUAGES}
    interface = {language: _read(SHIPPED / language / "interface.yaml") for language in LANGUAGES}
    for copy in range(1, -(-topics // len(ids))):
        _copy_entries(folder, copy)
        for section, place in list(catalogue["sections"].items()):
            sections[f"{section}-{copy}"] = _renamed(place, copy)
            for language in LANGUAGES:
                labels = interface[language]["sections"]
                labels[f"{section}-{copy}"] = f"{labels[section]} {copy}"
        for (language, id), text in texts.items():
            section, slug = id.split("/")
            path = folder / language / f"{section}-{copy}" / f"{slug}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            made = {key: _reworded(text[key], copy, common[language]) for key in TEXT}
            # What is made of everybody's words alone would stand in two topics.
            made["title"] = f"{made['title'][:36].rstrip()} {copy}"
            asked = zip(text["ask"], made["ask"], strict=True)
            made["ask"] = [new if new != old else f"{new} {copy}" for old, new in asked]
            _write(path, made)
    catalogue["sections"] = sections
    _write(folder / "catalogue.yaml", catalogue)
    for language in LANGUAGES:
        _write(folder / language / "interface.yaml", interface[language])


def _everybodys(texts: list[Mapping[str, Any]]) -> frozenset[str]:
    topics: Counter[str] = Counter()
    for text in texts:
        words = " ".join((text["title"], text["summary"], text["answer"], *text["ask"])).lower()
        topics.update(set(WORD.findall(words)))
    return frozenset(word for word, count in topics.items() if count >= EVERYBODYS * len(texts))


def _reworded(value: Any, copy: int, common: frozenset[str]) -> Any:
    if isinstance(value, list):
        return [_reworded(one, copy, common) for one in value]

    def word(found: re.Match[str]) -> str:
        text = found[0]
        if text.startswith("{"):
            return re.sub(r"(fact|contact):(\w+)\.", rf"\1:\2_{copy}.", text)
        if text.startswith("http") or text.lower() in common:
            return text
        return text[:BEGINNING].translate(_letters(copy)) + text[BEGINNING:]

    return WORD.sub(word, value)


@cache
def _letters(copy: int) -> dict[int, str]:
    rng = random.Random(copy)
    table: dict[int, str] = {}
    for row in ROWS:
        for same in (row, row.upper()):
            table |= {ord(old): new for old, new in zip(same, rng.sample(same, len(same)), strict=True)}
    return table


def _copy_entries(folder: Path, copy: int) -> None:
    """Facts and contacts once more: as many for each topic as the shipped ones have."""
    for kind in ("facts", "contacts"):
        for path in sorted((SHIPPED / kind).glob("*.yaml")):
            text = re.sub(r"^(  ask: *\w+)\.", rf"\1_{copy}.", path.read_text(encoding="utf-8"), flags=re.M)
            (folder / kind / f"{path.stem}_{copy}.yaml").write_text(text, encoding="utf-8")


def _renamed(place: Mapping[str, Any], copy: int) -> dict[str, Any]:
    """A section whose topics lead to the same copy and rest on its facts."""
    topics = {}
    for slug, topic in place["topics"].items():
        topics[slug] = dict(topic)
        if "related" in topic:
            topics[slug]["related"] = [name.replace("/", f"-{copy}/") for name in topic["related"]]
        if "rests_on" in topic:
            topics[slug]["rests_on"] = [name.replace(".", f"_{copy}.") for name in topic["rests_on"]]
    return {**place, "topics": topics}


def _read(path: Path) -> Any:
    # Every word as it is written: a day stays a day, a number a number.
    return yaml.load(path.read_bytes(), yaml.CBaseLoader)


def _write(path: Path, data: Any) -> None:
    path.write_text(
        yaml.dump(data, Dumper=_Dumper, allow_unicode=True, width=10_000, sort_keys=False), encoding="utf-8"
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--topics", type=int, default=150)
    arguments = parser.parse_args()
    enlarge(arguments.folder, arguments.topics)

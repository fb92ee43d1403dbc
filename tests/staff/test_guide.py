"""The staff guide shows what the tools really say; its pages are the same in three languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from guide_pages import GUIDE, LANGUAGES, brought_up, comparable, pages


@pytest.mark.parametrize("path", pages(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_examples_are_what_the_tools_say(path: Path):
    shown = path.read_text(encoding="utf-8")
    assert comparable(brought_up(path)) == comparable(shown), "`make docs` writes the examples anew"


def outline(path: Path) -> list[str]:
    """What must be alike in all languages: levels of headings, commands, kinds of blocks, pictures, links."""
    text = path.read_text(encoding="utf-8")
    parts = re.findall(
        r"^(#+) |^(\$ bagyt [a-z-]+(?: [a-z-]+)?)|^(```\w*)|\]\(([^)]+)\)|^(\d\.) ", text, re.MULTILINE
    )
    return ["".join(part) for part in parts]


@pytest.mark.parametrize("name", sorted({path.name for path in pages()}))
def test_the_three_languages_say_the_same(name: str):
    first, *others = (GUIDE / language / name for language in LANGUAGES)
    for other in others:
        assert outline(other) == outline(first), other


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_index_leads_to_every_page(language: str):
    index = (GUIDE / language / "README.md").read_text(encoding="utf-8")
    missing = [
        path.name for path in pages() if path.parent.name == language and f"]({path.name}" not in index
    ]
    assert missing == ["README.md"]


@pytest.mark.parametrize("path", pages(), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_link_to_a_place_in_a_page_finds_it(path: Path):
    for file, place in re.findall(r"\]\(([^):]*)#([^)]+)\)", path.read_text(encoding="utf-8")):
        there = (path.parent / file).read_text(encoding="utf-8") if file else path.read_text(encoding="utf-8")
        assert f'<a id="{place}"></a>' in there, f"{file}#{place}"

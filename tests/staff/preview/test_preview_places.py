"""Where a finding is shown on the page."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.content.loader import load
from bot.content.model import Library
from bot.findings import found
from bot.staff.preview.places import MENU, Place, lines_around, place_of, uses
from tests.staff.preview.conftest import COSTS

APPLY, PASSPORT, URGENT = "uk/seasonal-apply", "safety/passport-taken", "urgent/call-now"


@pytest.mark.parametrize(
    ("file", "words", "place"),
    [
        ("ru/uk/seasonal-costs.yaml", "summary", Place((COSTS,), "ru")),
        ("ky/interface.yaml", "buttons", Place((MENU,), "ky")),
        ("facts/uk.yaml", "Visa fee", Place((COSTS,), None, "fact:uk.visa_fee")),
        ("facts/uk.yaml", "hourly_pay", Place((COSTS,), None, "fact:uk.hourly_pay")),
        ("contacts/uk.yaml", "08081", Place((PASSPORT, URGENT), None, "contact:uk.helpline")),
        ("contacts/uk.yaml", "office.example/about", Place((APPLY,), None, "contact:uk.office")),
        ("catalogue.yaml", "danger: true\n  urgent", Place((PASSPORT,))),
        ("catalogue.yaml", "icon: ☎️", Place((URGENT,))),
        ("catalogue.yaml", "entries", Place((MENU,))),
        ("catalogue.yaml", "icon: 🛡️", Place((MENU,))),
    ],
)
def test_the_place_of_a_finding(
    library: Library, content_folder: Path, file: str, words: str, place: Place
) -> None:
    loaded = load(content_folder, ("ky", "ru", "en"), "ky")
    before = (content_folder / file).read_text(encoding="utf-8").partition(words)[0]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    finding = found(f"content/{file}", line, column, "file_missing")
    assert place_of(finding, loaded, library, uses(library)) == place


@pytest.mark.parametrize(
    "file", ["content/ru/uk/none.yaml", "content/xx.yaml", "config.yaml", "content/facts/none.yaml"]
)
def test_what_is_seen_in_no_chat(library: Library, content_folder: Path, file: str) -> None:
    loaded = load(content_folder, ("ky", "ru", "en"), "ky")
    assert place_of(found(file, 1, 1, "file_missing"), loaded, library, uses(library)).screens == ()


@pytest.mark.parametrize("line", [1, 2, 9, 14, 900])
def test_the_lines_around(content_folder: Path, line: int) -> None:
    loaded = load(content_folder, ("ky", "ru", "en"), "ky")
    finding = found("content/ru/uk/seasonal-costs.yaml", line, 1, "file_missing")
    text = (content_folder / "ru/uk/seasonal-costs.yaml").read_text(encoding="utf-8").split("\n")
    shown = lines_around(finding, loaded)
    assert all(text[number - 1] == words and abs(number - line) <= 2 for number, words in shown)
    assert line > len(text) or line in [number for number, _ in shown]


def test_the_lines_of_a_missing_file(content_folder: Path) -> None:
    loaded = load(content_folder, ("ky", "ru", "en"), "ky")
    assert lines_around(found("content/ru/none.yaml", 1, 1, "file_missing"), loaded) == []

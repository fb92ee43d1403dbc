from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.content.loader import Loaded
from bot.staff.check.places import check_places
from bot.staff.check.wording import check_wording
from tests.staff.check.writing_down import TODAY, read

ENTRY = """
invented:
  name: {{ky: Мекеме, ru: Учреждение, en: Office}}
  phones: ["{phone}"]
  from: [KG]
  source: {source}
  as_of: {as_of}
  checked: {checked}
  good_for: {good_for} days
"""
SOUND = {
    "phone": "+996 312 62 05 20",
    "source": "https://example.org/page",
    "as_of": "2026-11",
    "checked": "2026-11-20",
    "good_for": "90",
}


def _codes(loaded: Loaded) -> list[str]:
    return [f.code for f in check_places(loaded, TODAY) if f.line > 9 and f.file.endswith("contacts/kg.yaml")]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"phone": "+996 100 00 00 00"}, "phone_not_in_use"),
        ({"checked": "2027-01-01"}, "checked_in_future"),
        ({"as_of": "2026-12"}, "as_of_after_checked"),
        ({"as_of": "2026-11-21"}, "as_of_after_checked"),
        ({"good_for": "400"}, "good_for_long"),
        ({"source": "https://example.org/?utm_source=mail"}, "source_tracked"),
        ({"source": "http://localhost:8080/page"}, "source_not_public"),
        ({}, None),
        ({"phone": "1966"}, None),
        ({"as_of": "2026"}, None),
        ({"good_for": "365"}, None),
    ],
)
def test_a_contact_that_contradicts_itself(
    content_folder: Path, change: dict[str, str], code: str | None
) -> None:
    path = content_folder / "contacts/kg.yaml"
    path.write_text(path.read_text(encoding="utf-8") + ENTRY.format(**(SOUND | change)), encoding="utf-8")
    loaded = read(content_folder)
    assert _codes(loaded) == ([code] if code else [])
    for finding in check_places(loaded, TODAY):
        assert all(finding.told(language) for language in ("ky", "ru", "en"))


def test_the_shipped_content_has_no_slip_in_its_words_and_days() -> None:
    loaded = read(Path(__file__).parents[2] / "whole")
    assert [str(finding) for finding in check_wording(loaded, TODAY)] == []
    days = max(entry.checked for entry in (*loaded.facts.values(), *loaded.contacts.values()))
    found = check_places(loaded, max(days, date(2026, 11, 24)))
    assert [str(finding) for finding in found] == []

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.content.loader import Loaded, load
from bot.findings import Finding
from bot.staff import check as checks
from bot.staff.check import check, check_on_two_cores

TODAY = date(2027, 6, 1)
LANGUAGES = ("ky", "ru", "en")


def spoilt(folder: Path) -> Loaded:
    path = folder / "ru/uk/seasonal-costs.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("билет", "биlет").replace("ask:\n", "ask:\n  - привет\n"), encoding="utf-8")
    return load(folder, LANGUAGES, "ky")


def test_both_ways_of_checking_find_the_same(content_folder: Path) -> None:
    loaded = spoilt(content_folder)
    found = check_on_two_cores(loaded, TODAY)
    assert found == check(loaded, TODAY)
    assert {"overdue", "ask_few"} < {finding.code for finding in found}


def test_a_copy_that_dies_costs_only_time(content_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    first = os.getpid()

    def dies(loaded: Loaded, today: date) -> Iterator[Finding]:
        if os.getpid() != first:
            os._exit(1)
        yield from checks.check_phrases(loaded, today)

    loaded = spoilt(content_folder)
    expected = check(loaded, TODAY)
    monkeypatch.setattr(checks, "APART", (dies,))
    assert check_on_two_cores(loaded, TODAY) == expected


def test_a_rule_that_fails_here_leaves_no_copy_waiting(
    content_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(loaded: Loaded, today: date) -> list[Finding]:
        raise ArithmeticError

    monkeypatch.setattr(checks, "RULES", (fails,))
    with pytest.raises(ArithmeticError):
        check_on_two_cores(spoilt(content_folder), TODAY)

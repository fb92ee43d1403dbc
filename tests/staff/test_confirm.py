""" "Still true" writes today's day and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bot.cli import main
from bot.content.loader import load
from bot.staff.confirm import NotConfirmed, behind_topic, still_true

TODAY = date(2026, 11, 30)


def test_only_the_day_changes(content_folder: Path):
    facts, contacts = content_folder / "facts/uk.yaml", content_folder / "contacts/kg.yaml"
    before = facts.read_bytes()
    key = next(iter(yaml.safe_load(contacts.read_bytes())))
    changed = still_true(content_folder, ["uk.hourly_pay", f"kg.{key}"], TODAY)
    assert [(one.kind, one.id) for one in changed] == [("fact", "uk.hourly_pay"), ("contact", f"kg.{key}")]
    assert facts.read_bytes() == before.replace(b"2026-11-01", b"2026-11-30")
    assert yaml.safe_load(contacts.read_bytes())[key]["checked"] == TODAY
    assert still_true(content_folder, ["uk.hourly_pay"], TODAY) == []


def test_a_comment_and_the_line_ends_of_another_editor_stay(content_folder: Path):
    facts = content_folder / "facts/uk.yaml"
    text = (
        facts.read_text()
        .replace("checked: 2026-11-01", "checked:   2026-11-01   # Aida")
        .replace("\n", "\r\n")
    )
    facts.write_bytes(b"\xef\xbb\xbf" + text.encode())
    still_true(content_folder, ["uk.hourly_pay"], TODAY)
    assert facts.read_bytes() == b"\xef\xbb\xbf" + text.replace("11-01   # Aida", "11-30   # Aida").encode()


@pytest.mark.parametrize(
    ("ids", "key", "near"),
    [
        (["uk.hourly_pay", "uk.visa_fe"], "unknown", "uk.visa_fee"),
        (["hourly_pay"], "unknown", "uk.hourly_pay"),
        (["contact:uk.hourly_pay"], "unknown", "uk.hourly_pay"),
        (["uk.helpline"], "in_both", None),
    ],
)
def test_with_one_id_in_doubt_nothing_is_written(
    content_folder: Path, ids: list[str], key: str, near: str | None
):
    facts = content_folder / "facts/uk.yaml"
    entry = "claim: It is open, source: https://a.example, checked: 2026-11-01, good_for: 9 days"
    facts.write_text(facts.read_text() + f"\nhelpline: {{{entry}}}\n")
    before = facts.read_bytes()
    with pytest.raises(NotConfirmed) as told:
        still_true(content_folder, ids, TODAY)
    assert told.value.key == key
    assert near is None or near in told.value.told("ky")
    assert facts.read_bytes() == before
    assert [one.kind for one in still_true(content_folder, ["contact:uk.helpline"], TODAY)] == ["contact"]


def test_a_file_saved_meanwhile_is_not_overwritten(content_folder: Path, monkeypatch: pytest.MonkeyPatch):
    facts = content_folder / "facts/uk.yaml"

    def slow(text: str, path: object, value: str) -> str:
        facts.write_text("# somebody else\n" + text)
        return text.replace("2026-11-01", value)

    monkeypatch.setattr("bot.staff.confirm.replaced", slow)
    with pytest.raises(NotConfirmed, match="somebody else"):
        still_true(content_folder, ["uk.hourly_pay"], TODAY)
    assert facts.read_text().startswith("# somebody else")


def test_a_topic_rests_on_what_it_names_in_any_language(content_folder: Path):
    english = content_folder / "en/uk/seasonal-costs.yaml"
    english.write_text(english.read_text().replace("answer: |\n", "answer: |\n  {fact:uk.opens_on}\n"))
    names = behind_topic(load(content_folder, ("ky", "ru", "en"), "ky"), "uk/seasonal-costs")
    assert names[0] == "fact:uk.place_is_free"
    assert "fact:uk.opens_on" in names
    assert len(names) == len(set(names))
    with pytest.raises(NotConfirmed, match="uk/seasonal-costs"):
        behind_topic(load(content_folder, ("ky", "ru", "en"), "ky"), "uk/seasonal-cost")


def run(content_folder: Path, *arguments: str, typed: str = "") -> tuple[int, str]:
    config = content_folder.parent / "config.yaml"
    config.write_text("staff_language: en\n")
    result = CliRunner().invoke(
        main, ["--config", str(config), "content", "still-true", *arguments], input=typed
    )
    return result.exit_code, result.output


def test_the_command_asks_before_it_marks_a_whole_topic(content_folder: Path):
    facts = content_folder / "facts/uk.yaml"
    before = facts.read_bytes()
    code, told = run(content_folder, "--topic", "uk/seasonal-costs", typed="n\n")
    assert code == 1
    assert "https://scheme.example/free" in told
    assert facts.read_bytes() == before
    code, told = run(content_folder, "--topic", "uk/seasonal-costs", typed="y\n")
    assert code == 0
    assert "marked as checked today" in told
    assert facts.read_bytes() != before
    assert "has changed" in run(content_folder, "--topic", "uk/seasonal-costs", "--yes")[1]


@pytest.mark.parametrize("arguments", [(), ("uk.nothing_like_it",), ("--topic", "a/b")])
def test_the_command_refuses_in_words(content_folder: Path, arguments: tuple[str, ...]):
    code, told = run(content_folder, *arguments, "--lang", "ru")
    assert code == 1
    assert told.startswith("Error: ")
    assert "Traceback" not in told

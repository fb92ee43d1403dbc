"""The forms of the web forge are valid, in three languages, and ask for no personal data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

GITHUB = Path(__file__).parents[1] / ".github"
FORMS = sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml"))
# What GitHub asks of each kind of element, and which attributes it knows.
NEEDED = {
    "markdown": "value",
    "input": "label",
    "textarea": "label",
    "dropdown": "label",
    "checkboxes": "label",
}
KNOWN = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}


def form(path: Path) -> dict[str, Any]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


def test_there_are_three_forms() -> None:
    assert [path.stem for path in FORMS] == ["new-topic", "unanswered-question", "wrong-information"]


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_form_is_one_that_github_shows(path: Path) -> None:
    data = form(path)
    assert set(data) <= {"name", "description", "title", "labels", "body"}
    assert all(isinstance(data[key], str) for key in ("name", "description", "title"))
    assert len(data["description"]) <= 200
    ids = [part["id"] for part in data["body"] if part["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    for part in data["body"]:
        assert set(part) <= {"type", "id", "attributes", "validations"}
        attributes = part["attributes"]
        assert attributes[NEEDED[part["type"]]]
        assert set(attributes) <= KNOWN[part["type"]]
        if part["type"] == "dropdown":
            assert all(isinstance(option, str) for option in attributes["options"])
            assert len(attributes["options"]) == len(set(attributes["options"]))
        if part["type"] == "checkboxes":
            assert all(set(option) <= {"label", "required"} for option in attributes["options"])


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_the_form_begins_and_ends_with_no_personal_data(path: Path) -> None:
    data = form(path)
    first, last = data["body"][0], data["body"][-1]
    for words in ("паспорт", "имён", "name", "баары окуй алат"):
        assert words in first["attributes"]["value"]
    assert last["id"] == "private"
    assert last["attributes"]["options"][0]["required"] is True


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_every_question_stands_in_three_languages(path: Path) -> None:
    for part in form(path)["body"]:
        if part["type"] != "markdown":
            assert part["attributes"]["label"].count(" · ") == 2


def test_a_change_of_content_tells_source_day_and_second_reader() -> None:
    text = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    for words in ("Source", "Источник", "Булак", "Checked on", "Who reads it again", "personal data"):
        assert words in text

"""A new topic: drafts that harm nobody, then a place in the menu."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.content.loader import load
from bot.findings import errors

LANGUAGES = ("ky", "ru", "en")
TEXT = """\
title: Билет
summary: Сколько стоит билет
answer: |
  Не больше {fact:uk.visa_fee}.
ask:
  - сколько стоит билет
"""


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    config = folder.parent / "config.yaml"
    config.write_text("staff_language: en\n")
    result = CliRunner().invoke(main, ["--config", str(config), "content", "new", *arguments])
    assert "Traceback" not in result.output
    return result.exit_code, result.output


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_drafts_are_made_in_every_language_and_nobody_sees_them(content_folder: Path, lang: str):
    before = files(content_folder)
    code, told = run(content_folder, "uk/ticket", "--lang", lang)
    assert code == 0
    after = files(content_folder)
    assert set(after) - set(before) == {f"{language}/uk/ticket.yaml" for language in LANGUAGES}
    assert all(after[name] == content for name, content in before.items())
    assert "content/ky/uk/ticket.yaml" in told
    assert "{fact:uk.visa_fee} - 340 GBP" in after["ru/uk/ticket.yaml"].decode()
    loaded = load(content_folder, LANGUAGES, "ky")
    assert loaded.library is not None
    assert "uk/ticket" not in loaded.library.topics
    assert not errors(loaded.findings)


def test_a_written_topic_gets_its_place_and_the_comments_stay(content_folder: Path):
    catalogue = content_folder / "catalogue.yaml"
    text = "# the menu\n" + catalogue.read_text().replace(
        "      seasonal-apply:\n", "      # next\n      seasonal-apply:\n"
    )
    catalogue.write_text(text)
    (content_folder / "ru/uk/ticket.yaml").write_text(TEXT)
    arguments = ("--publish", "--source", "ru", "--after", "seasonal-costs", "--icon", "🎫")
    code, told = run(content_folder, "uk/ticket", *arguments)
    assert code == 0, told
    place = "      ticket:\n        icon: 🎫\n        source: ru\n"
    assert catalogue.read_text() == text.replace("      # next\n", place + "      # next\n")
    library = load(content_folder, LANGUAGES, "ky").library
    assert library is not None
    assert library.topics["uk/ticket"].texts["ky"].title == "Билет"


def test_without_after_it_stands_last(content_folder: Path):
    (content_folder / "ky/safety").mkdir(exist_ok=True)
    (content_folder / "ky/safety/ticket.yaml").write_text(TEXT)
    assert run(content_folder, "safety/ticket", "--publish")[0] == 0
    library = load(content_folder, LANGUAGES, "ky").library
    assert library is not None
    assert library.sections["safety"].topics == ("safety/passport-taken", "safety/ticket")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("ukk/ticket",), "uk, safety, urgent"),
        (("uk/Ticket",), "small Latin letters"),
        (("uk/билет",), "small Latin letters"),
        (("uk",), "section/topic"),
        (("uk/../../x",), "section/topic"),
        (("uk/" + "x" * 32,), "at most 34"),
        (("uk/seasonal-costs",), "already"),
        (("uk/seasonal-costs", "--publish"), "already"),
        (("uk/left-over",), "en/uk/left-over.yaml"),
        (("uk/nothing", "--publish"), "no file yet"),
        (("uk/left-over", "--publish"), "--source"),
        (("uk/half", "--publish"), "ru/uk/half.yaml"),
        (("uk/slip", "--publish"), "{fact:uk.fee}"),
        (("uk/sound", "--publish", "--after", "seasonal-cost"), "seasonal-costs"),
    ],
)
def test_a_slip_is_told_and_nothing_is_written(content_folder: Path, arguments: tuple[str, ...], words: str):
    (content_folder / "en/uk/left-over.yaml").write_text(TEXT)
    (content_folder / "ky/uk/half.yaml").write_text(TEXT)
    (content_folder / "ru/uk/half.yaml").write_text("# nothing yet\ntitle:\nask:\n  -\n")
    (content_folder / "ky/uk/slip.yaml").write_text(TEXT.replace("visa_fee", "fee"))
    (content_folder / "ky/uk/sound.yaml").write_text(TEXT)
    before = files(content_folder)
    code, told = run(content_folder, *arguments)
    assert code == 1
    assert words in told
    assert files(content_folder) == before


def test_a_draft_listed_by_hand_is_an_error_not_an_empty_answer(content_folder: Path):
    run(content_folder, "uk/ticket")
    catalogue = content_folder / "catalogue.yaml"
    listed = catalogue.read_text().replace("  safety:\n", "      ticket: {icon: 1}\n  safety:\n", 1)
    catalogue.write_text(listed)
    assert load(content_folder, LANGUAGES, "ky").library is None

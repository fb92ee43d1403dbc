"""What `bagyt content diff` makes of a version that is broken, partly translated or saved elsewhere."""

from __future__ import annotations

import asyncio
import json
import re
import shlex
import shutil
from datetime import date
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from bot.cli import main
from bot.content.loader import load
from bot.content.model import Library
from bot.demand.log import Question, record
from bot.staff.diff import Report, Side, compare
from bot.staff.diff.as_html import as_html
from bot.staff.diff.as_json import as_json
from bot.staff.diff.as_markdown import as_markdown
from bot.staff.diff.as_text import as_text
from bot.staff.diff.errors import Unusable
from bot.staff.diff.marks import changed_lines, word_diff
from bot.staff.diff.replay import Asked, Got, Replayed
from bot.staff.diff.revisions import split_range, take
from bot.storage.database import opened
from bot.understanding import Index
from bot.words import LANGUAGES

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests" / "sample"
TODAY = date(2026, 11, 24)


def side(name: str, folder: Path) -> Side:
    return Side(name, load(folder, LANGUAGES, "ky"))


def unlearned(library: Library) -> Index:
    raise AssertionError("nothing is asked, so nothing is learned")


def compared(folder: Path) -> Report:
    return compare(side("old", SAMPLE), side("new", folder), [], TODAY, unlearned)


def told(report: Report) -> list[str]:
    """The forms that people read."""
    return [form(report, "ru") for form in (as_text, as_markdown, as_html)]


def edit(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    ["catalogue.yaml", "facts/uk.yaml", "contacts/kg.yaml", "ru/interface.yaml", "ky/uk/seasonal-costs.yaml"],
)
def test_whichever_file_cannot_be_read_nothing_is_called_new_or_gone(content_folder: Path, name: str):
    (content_folder / name).write_text("a: [", encoding="utf-8")
    sound, broken = side("old", SAMPLE), side("new", content_folder)
    for old, new in ((sound, broken), (broken, sound), (broken, broken)):
        report = compare(old, new, [Asked("?", "ru")], TODAY, unlearned)
        assert report.replayed is None
        assert not report.removed
        assert not report.added
        assert all(entry.old and entry.new for entry in report.entries)
        assert all(name in shown for shown in told(report))


def test_the_old_version_may_be_the_broken_one(content_folder: Path):
    edit(content_folder, "facts/uk.yaml", "value: 340", "value: 361")
    edit(content_folder, "ru/safety/passport-taken.yaml", "title:", "titel:")
    report = compare(side("old", content_folder), side("new", SAMPLE), [], TODAY, unlearned)
    assert [(entry.id, entry.parts[0].old) for entry in report.entries] == [("uk.visa_fee", "361")]
    assert {change.topic for change in report.texts} == {"uk/seasonal-costs"}
    assert all("content/ru/safety/passport-taken.yaml:1:1" in shown for shown in told(report))


def test_a_text_that_comes_or_goes_in_one_language(content_folder: Path):
    (content_folder / "en" / "uk" / "seasonal-apply.yaml").unlink()
    gone = compared(content_folder)
    assert [(change.topic, change.language) for change in gone.texts] == [("uk/seasonal-apply", "en")]
    assert {part.new for part in gone.texts[0].parts} == {None}
    come = compare(side("old", content_folder), side("new", SAMPLE), [], TODAY, unlearned)
    assert [(change.language, change.parts[0].old) for change in come.texts] == [("en", None)]
    assert all("Registration opens" in shown for report in (gone, come) for shown in told(report))


def test_contacts_the_menu_and_the_bots_own_words(content_folder: Path):
    edit(content_folder, "contacts/kg.yaml", '["1234"]', '["1235"]')
    edit(content_folder, "catalogue.yaml", "opens: [uk, safety]", "opens: [safety, uk]")
    edit(content_folder, "en/interface.yaml", "home: ", "home: The ")
    report = compared(content_folder)
    [line] = report.entries
    assert (line.kind, line.id) == ("contact", "kg.labour_line")
    assert [(part.name, part.old, part.new) for part in line.parts] == [("phones", "1234", "1235")]
    assert "uk/seasonal-costs" in line.touches
    assert [(part.name, part.old, part.new) for part in report.menu] == [
        ("entries.going.opens", "uk, safety", "safety, uk")
    ]
    assert {language for language, _ in report.words} == {"en"}
    assert all(
        "entries.going.opens" in shown and "1235" in shown for shown in [*told(report), as_json(report)]
    )


def test_an_address_behind_a_word_and_bold_are_seen_to_change(content_folder: Path):
    edit(content_folder, "contacts/uk.yaml", "https://office.example/?a=1&b=2", "https://office.example/new")
    edit(content_folder, "ru/uk/seasonal-costs.yaml", "**бесплатное**", "бесплатное")
    texts = {(change.topic, change.language): change for change in compared(content_folder).texts}
    assert "https://office.example/new" in str(texts["uk/seasonal-apply", "ky"].parts[0].new)
    assert "**бесплатное**" in str(texts["uk/seasonal-costs", "ru"].parts[0].old)


@pytest.mark.parametrize(
    ("old", "new", "move"),
    [
        (("answered", "a/a"), ("answered", "a/a"), "unchanged"),
        (("answered", "a/a"), ("answered", "b/b"), "other_topic"),
        (("answered", "a/a"), ("danger", "a/a"), "other"),
        (("danger", "a/a"), ("suggested", "a/a"), "lost"),
        (("answered", "a/a"), ("off_topic", None), "lost"),
        (("suggested", "a/a"), ("answered", "a/a"), "gained"),
        (("unanswered", "a/a"), ("suggested", "a/a"), "suggested"),
        (("suggested", "a/a"), ("suggested", "b/b"), "other"),
        (("suggested", "a/a"), ("unanswered", None), "other"),
        (("unanswered", "a/a"), ("unanswered", "b/b"), "unchanged"),
        (("unanswered", None), ("off_topic", None), "other"),
    ],
)
def test_what_became_of_an_answer(old: tuple[str, str | None], new: tuple[str, str | None], move: str):
    assert Replayed(Asked("?", "ru"), Got("ru", *old), Got("ru", *new)).move == move


def test_values_are_marked_whole():
    pieces = word_diff("Виза: 1\u00a0270 фунт, 12.7", "Виза: 1\u00a0290 фунт, 12.71")
    changed = [piece.text for piece in pieces if piece.kind != "same"]
    assert changed == ["1\u00a0270", "1\u00a0290", "12.7", "12.71"]
    assert list(changed_lines("a\n\nb\nc", "a\nx\n\nc")) == [("b", "x")]


@pytest.mark.parametrize(
    ("words", "names"),
    [("HEAD~1..HEAD", ("HEAD~1", "HEAD")), ("main..", ("main", "")), ("", ("HEAD", "")), ("v1", ("v1", ""))],
)
def test_names_of_versions(words: str, names: tuple[str, str]):
    assert split_range(words) == names


def test_content_that_git_does_not_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(Unusable) as refused:
        take("HEAD", Path(shutil.copytree(SAMPLE, tmp_path / "content")), tmp_path / "out")
    assert refused.value.key == "git_refused"
    assert not (tmp_path / "out").exists()


def test_the_log_is_asked_and_what_was_learned_is_kept_apart(content_folder: Path):
    """With what is really learned: a phrase that moves takes both questions of people along."""
    place = content_folder.parent
    (place / "config.yaml").write_text("staff_language: en\n", encoding="utf-8")
    phrase = "как записаться на работу в англию"

    async def log() -> None:
        async with opened(f"sqlite+aiosqlite:///{place / 'data' / 'bagyt.db'}") as database:
            for token in ("a", "b"):
                await record(database, Question(token, TODAY, "ru", "answered", None, phrase, "1"))

    asyncio.run(log())
    old = shutil.copytree(content_folder, place / "old")
    edit(content_folder, "ru/uk/seasonal-apply.yaml", phrase, "когда открывается запись")
    edit(content_folder, "ru/uk/seasonal-costs.yaml", "ask:\n", f"ask:\n  - {phrase}\n")
    words = ["--config", str(place / "config.yaml"), "content", "diff", "--folders", str(old)]
    shown = CliRunner().invoke(
        main,
        [*words, str(content_folder), "--format", "json"],
        env={"BAGYT_DATABASE": None, "BAGYT_CONFIG": None},
        catch_exceptions=False,
    )
    [one] = json.loads(shown.stdout)["questions"]["changed"]
    assert (one["text"], one["times"], one["change"]) == (phrase, 2, "other_topic")
    assert len(list((place / "data" / "diff").glob("learned-*.pickle"))) == 2


def test_the_workflow_names_commands_that_there_are():
    text = (ROOT / ".github" / "workflows" / "content.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    assert workflow[True]["pull_request"]["paths"] == ["content/**"]  # YAML reads the key `on` as true
    steps = workflow["jobs"]["content"]["steps"]
    lines = [line for step in steps for line in step.get("run", "").splitlines()]
    commands = [line.partition(" >")[0].strip() for line in lines if "bagyt" in line]
    assert len(commands) == 4
    for program, *words in map(shlex.split, commands):
        assert program == ".venv/bin/bagyt"
        command: click.Command = main
        while isinstance(command, click.Group):
            command = command.commands[words.pop(0)]
        command.make_context(program, words)  # an option that is not there would be refused
    assert "make .venv/ready" in lines
    assert re.search(r"^\$\(VENV\)/ready:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert all("${{" not in line for line in lines)  # a branch's name is no part of a script

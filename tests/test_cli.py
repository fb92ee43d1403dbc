"""The command `bagyt` as people and programs call it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.settings import ConfigFile

ROOT = Path(__file__).parents[1]


# A content that stays as it is, whatever staff write meanwhile.
PINNED = Path(__file__).parent / "whole.yaml"


def bagyt(*words: str, lines: list[Any] | None = None, config: Path = ROOT / "config.yaml") -> Result:
    given = None if lines is None else "\n".join(json.dumps(line) for line in lines)
    return CliRunner().invoke(main, ["--config", str(config), *words], input=given)


def test_the_shipped_content_is_sound():
    result = bagyt("content", "check", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert re.search(r"\d+ topics|The bot can serve this version", result.output)


def test_what_is_wrong_is_named_by_file_line_and_column(tmp_path: Path):
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "config.yaml", tmp_path)
    broken = tmp_path / "content" / "ky" / "uk" / "overview.yaml"
    broken.write_text(broken.read_text().replace("title:", "titel:", 1))
    result = bagyt("content", "check", "--lang", "en", config=tmp_path / "config.yaml")
    assert result.exit_code == 1
    place = r"content/ky/uk/overview\.yaml:\d+:1: error: `titel` is not known here"
    assert re.search(rf"{place}\n    what to do: did you mean `title`\?", result.output), result.output
    result = bagyt("content", "check", "--jsonl", config=tmp_path / "config.yaml")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert {"severity", "file", "line", "column", "code", "quote", "message", "mend"} == set(rows[0])
    assert "Traceback" not in bagyt("ask", "эмне", config=tmp_path / "config.yaml").output


def test_ask_line_by_line():
    questions = [
        {"text": "паспортумду алып койду"},
        {"text": "привет"},
        {"text": "visa fee uk", "lang": "en"},
    ]
    result = bagyt("ask", "--jsonl", lines=questions, config=PINNED)
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert len(rows) == 3
    assert rows[0]["topics"][0] == "safety/passport-taken"
    assert rows[1]["outcome"] == "off_topic"
    for row in rows:
        assert set(row) == {"language", "outcome", "topics", "scores"}
        assert row["outcome"] in {"answered", "suggested", "unanswered", "danger", "off_topic"}
        assert len(row["topics"]) == len(row["scores"]) <= 5
        assert row["scores"] == sorted(row["scores"], reverse=True)


def test_ask_in_words():
    result = bagyt("ask", "Кореяга EPS менен кантип барам?", config=PINNED)
    assert "korea/eps" in result.output
    assert "Булагы" in result.output


def test_clean_line_by_line():
    lines = [{"text": "меня зовут Айбек, 0555 010 203"}, {"text": "1966га чалсам болобу"}]
    rows = [json.loads(line) for line in bagyt("clean", "--jsonl", lines=lines).output.splitlines()]
    assert "Айбек" not in rows[0]["text"]
    assert "010" not in rows[0]["text"]
    assert "1966" in rows[1]["text"]


@pytest.mark.parametrize("given", ["nonsense", "[1]", '{"words": 1}'])
def test_a_bad_line_is_named(given: str):
    result = CliRunner().invoke(
        main, ["--config", str(ROOT / "config.yaml"), "clean", "--jsonl"], input=given
    )
    assert result.exit_code == 1
    assert "Error" in result.output


def test_bad_settings_are_one_line_each_with_a_place(tmp_path: Path):
    config = tmp_path / "config.yaml"
    config.write_text("languages: [ky, xx]\nlimits:\n  chats_at_onse: 3\n")
    result = bagyt("content", "check", config=config)
    assert result.exit_code == 1
    assert "config.yaml:1:" in result.output
    assert (
        "config.yaml:3:3: `chats_at_onse` is not known here; did you mean `chats_at_once`?" in result.output
    )


def test_run_without_a_token_says_where_to_get_one():
    environment = {name: value for name, value in os.environ.items() if name != "TELEGRAM_BOT_TOKEN"}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "BotFather" in done.stderr
    assert "Traceback" not in done.stderr


def _keys(model: Any, before: str = "") -> list[str]:
    from pydantic import BaseModel

    keys = []
    for name, field in model.model_fields.items():
        kinds = [field.annotation, *getattr(field.annotation, "__args__", ())]
        inner = next((k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel)), None)
        keys += _keys(inner, f"{before}{name}.") if inner else [before + name]
    return keys


def test_every_setting_and_command_is_documented():
    settings = (ROOT / "docs" / "operators" / "settings.md").read_text()
    assert [key for key in _keys(ConfigFile) if f"`{key}`" not in settings] == []
    readme = (ROOT / "README.md").read_text()
    assert [name for name in ("ask", "clean", "content check") if f"bagyt {name}" not in readme] == []
    for language in ("ky", "ru", "en"):
        guide = "\n".join(page.read_text() for page in (ROOT / "docs" / "staff" / language).glob("*.md"))
        untold = [words for words in _content_commands() if f"bagyt content {words}" not in guide]
        assert untold == [], language


def _content_commands() -> list[str]:
    content = main.commands["content"]
    assert isinstance(content, click.Group)
    names = []
    for name, command in content.commands.items():
        inner = command.commands if isinstance(command, click.Group) else {}
        names += [f"{name} {one}" for one in inner] or [name]
    return names


def test_links_between_documents_lead_somewhere():
    for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)|src=\"([^\"]+)\"", page.read_text()):
            path = target[0] or target[1]
            if not path.startswith("http") and "…" not in path:
                assert (page.parent / path).exists(), f"{page.name}: {path}"

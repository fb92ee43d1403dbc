"""Which topic stands in which language."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.content.loader import Loaded, load
from bot.staff.coverage import PHRASES, Cell, coverage, totals
from bot.staff.coverage_report import page, text, words
from bot.staff.record import bring_up, read_record, write_record
from bot.words import LANGUAGES, table

APPLY = "uk/seasonal-apply"


def loaded_from(folder: Path) -> Loaded:
    return load(folder, ("ky", "ru", "en"), "ky")


@pytest.fixture
def folder(content_folder: Path) -> Path:
    """The sample, agreed, with phrases enough."""
    for path in content_folder.glob("??/*/*.yaml"):
        more = "".join(f"  - {path.stem} {path.parts[-3]} {n}\n" for n in range(PHRASES))
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + more, encoding="utf-8")
    agreed, _ = bring_up(loaded_from(content_folder), read_record(content_folder), "first")
    write_record(content_folder, agreed)
    return content_folder


@pytest.fixture
def config(folder: Path) -> Path:
    path = folder.parent / "config.yaml"
    path.write_text(f"content: {folder}\ndata: {folder.parent / 'data'}\n", encoding="utf-8")
    return path


def cell(folder: Path, language: str, topic: str = APPLY) -> Cell:
    cells = coverage(loaded_from(folder), read_record(folder))
    return next(one for one in cells if (one.topic, one.language) == (topic, language))


def change(path: Path, before: str, after: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_all_complete(folder: Path) -> None:
    cells = coverage(loaded_from(folder), read_record(folder))
    assert len(cells) == 12
    assert all(one.complete for one in cells)
    assert totals(cells, "ru").percent == 100


def test_older_borrowed_missing_and_short_are_told_apart(folder: Path) -> None:
    change(folder / f"ky/{APPLY}.yaml", "Анкетаны толтуруңуз", "Анкетаны өзүңүз толтуруңуз")
    (folder / f"en/{APPLY}.yaml").unlink()
    short = folder / "ru/safety/passport-taken.yaml"
    short.write_text(re.sub(r"  - passport.*\n", "", short.read_text(encoding="utf-8")), encoding="utf-8")
    assert cell(folder, "ru").behind == 1
    assert words(cell(folder, "ru"), "ru") == ["устарел 1 абзац"]
    assert words(cell(folder, "en"), "en") == ["none, ky is shown"]
    assert words(cell(folder, "ru", "safety/passport-taken"), "ky") == ["суроо аз: 1"]
    sums = totals(coverage(loaded_from(folder), read_record(folder)), "en")
    assert (sums.borrowed, sums.complete, sums.percent) == (1, 3, 75)
    for language in LANGUAGES:
        (folder / f"{language}/{APPLY}.yaml").unlink(missing_ok=True)
    assert cell(folder, "ky").text == "missing"


def test_without_a_record_it_says_that_it_does_not_know(folder: Path) -> None:
    (folder / "translations.jsonl").unlink()
    assert cell(folder, "ru").behind is None
    loaded = loaded_from(folder)
    told = text(loaded, coverage(loaded, read_record(folder)), "en")
    assert "is not known for 8" in told
    assert "bagyt content translated --all" in told


def test_the_table_has_a_row_for_each_topic_and_a_column_for_each_language(config: Path) -> None:
    result = CliRunner().invoke(main, ["--config", str(config), "content", "coverage", "--lang", "en"])
    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].split() == ["Topic", "ky", "ru", "en"]
    assert sum("complete" in line for line in lines) == 4
    assert "4 of 4, 100%" in result.output


def test_one_json_object_for_each_cell(config: Path) -> None:
    result = CliRunner().invoke(main, ["--config", str(config), "content", "coverage", "--jsonl"])
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert len(rows) == 12
    assert rows[0] == {
        "topic": "uk/seasonal-costs",
        "language": "ky",
        "source": "ky",
        "text": "own",
        "borrowed_from": None,
        "older": 0,
        "phrases": rows[0]["phrases"],
        "complete": True,
    }


def test_the_page_escapes_and_needs_nothing_from_outside(folder: Path, config: Path) -> None:
    change(folder / f"ru/{APPLY}.yaml", "title: ", "title: <b>&")
    loaded = loaded_from(folder)
    made = page(loaded, coverage(loaded, read_record(folder)), "ru", date(2026, 11, 24))
    assert "&lt;b&gt;&amp;" in made
    assert "<b>&" not in made
    assert not re.search(r"(?:src|href)=|url\(|@import|https?://", made)
    assert made.count('scope="row"') == 4 + made.split("</table>")[0].count('scope="row"')
    assert 'lang="ru"' in made
    target = folder.parent / "coverage.html"
    arguments = ["--config", str(config), "content", "coverage", "--html", str(target)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    arguments[-1] = str(folder / "no" / "such" / "page.html")
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "Traceback" not in result.output


def test_the_record_is_kept_by_the_command(folder: Path, config: Path) -> None:
    def run(*arguments: str) -> str:
        result = CliRunner().invoke(main, ["--config", str(config), "content", "translated", *arguments])
        return f"{result.exit_code} {result.output}"

    change(folder / f"ky/{APPLY}.yaml", "Анкетаны толтуруңуз", "Анкетаны өзүңүз толтуруңуз")
    change(folder / f"ru/{APPLY}.yaml", "Заполните анкету", "Заполните анкету сами")
    assert "0 uk/seasonal-apply: ky → ru recorded" in run("--lang", "en")
    assert "ky → en, 1 paragraph to look at" in run("--lang", "en")
    assert "ky → en recorded" in run("--minor", APPLY, "--lang", "en")
    assert "To look at: 0" in run("--lang", "en")
    for refused in (["uk/nothing"], ["--minor"], ["--all", APPLY], ["--language", "de"]):
        answer = run(*refused)
        assert answer[0] in "12"
        assert "Traceback" not in answer


@pytest.mark.parametrize("tool", ["coverage", "translations", "schemas"])
def test_every_word_stands_in_three_languages(tool: str) -> None:
    for key, entry in table(tool).items():
        assert set(entry) == set(LANGUAGES), key


def test_the_findings_have_words_in_three_languages() -> None:
    codes = [code for code in table("findings") if code.startswith("translation")]
    assert len(codes) == 7
    for code in codes:
        for part in ("what", "mend"):
            assert set(table("findings")[code][part]) == set(LANGUAGES)

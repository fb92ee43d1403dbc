"""A whole content, broken in each way of breakages.yaml: that is found where it stands, and no more."""

from __future__ import annotations

import gc
import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from bot.cli import main
from bot.content.loader import Loaded, load
from bot.content.reading import Parsed
from bot.findings import Finding, errors
from bot.staff.check import APART, check
from bot.words import LANGUAGES

ROOT = Path(__file__).parents[3]
# The content as it was shipped in November 2026: what staff change since must not turn these tests red.
WHOLE = ROOT / "tests" / "whole"
TODAY = date(2026, 11, 24)
BREAKAGES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("breakages.yaml").read_text(encoding="utf-8")
)
NAMES = [breakage["id"] for breakage in BREAKAGES]
# A few of every kind and severity, to be seen through the command line.
SHOWN = [
    "quotation marks not closed",
    "marks of two people's versions",
    "an empty file of facts",
    "HTML",
    "a misspelt fact in an answer",
    "an urgent translation gone",
    "a way to ask in two topics",
    "a fact that nothing uses",
]


@dataclass(slots=True)
class Desk:
    """A copy of that content that is broken and mended again; what was read once is kept."""

    root: Path
    parsed: Parsed = field(default_factory=Parsed)

    def check(self, today: date = TODAY) -> tuple[Loaded, list[Finding]]:
        loaded = load(self.root, LANGUAGES, "ky", self.parsed)
        return loaded, check(loaded, today)

    def words(self, name: str) -> str:
        """The characters of a file, as an editor counts them."""
        path = self.root / name
        content = path.read_bytes() if path.is_file() else b""
        return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("broken")
    shutil.copy(ROOT / "config.yaml", folder)
    desk = Desk(Path(shutil.copytree(WHOLE, folder / "content")))
    desk.check()
    gc.freeze()  # what is kept from here on need not be looked through two hundred times
    yield desk
    gc.unfreeze()


@pytest.fixture(autouse=True, scope="module")
def phrases_once() -> Iterator[None]:
    """The ways to ask are compared anew only where a text or a greeting has changed: half of the time."""
    [rule] = APART
    seen: dict[object, list[Finding]] = {}

    def remembered(loaded: Loaded, today: date) -> list[Finding]:
        files = {name: file for name, file in loaded.files.items() if name.partition("/")[0] in LANGUAGES}
        key = (*((name, id(file)) for name, file in files.items()), *loaded.texts, *loaded.interface)
        kept.append(files)  # so that no id is given to another file
        if key not in seen:
            seen[key] = list(rule(loaded, today))
        return seen[key]

    kept: list[object] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bot.staff.check.APART", (remembered,))
        yield


@contextmanager
def broken(desk: Desk, breakage: dict[str, Any]) -> Iterator[None]:
    """Break the content; afterwards all is as it was."""
    path = desk.root / breakage["file"]
    moved = desk.root / breakage["move"] if "move" in breakage else path
    before = path.read_bytes() if path.exists() else None
    new = [parent for place in {path, moved} for parent in place.parents if not parent.exists()]
    for place in (path, moved):
        place.parent.mkdir(parents=True, exist_ok=True)
    try:
        _break(path, moved, before or b"", breakage, desk.root)
        yield
    finally:
        moved.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        for parent in new:
            parent.rmdir()
        if before is not None:
            path.write_bytes(before)


def _break(path: Path, moved: Path, before: bytes, breakage: dict[str, Any], root: Path) -> None:
    if "save" in breakage:
        path.write_bytes(saved(before, breakage["save"], breakage.get("old", "").encode()))
    elif "old" in breakage:
        old, new = breakage["old"].encode(), (breakage["new"] * breakage.get("times", 1)).encode()
        assert old in before, f"{breakage['file']} has no such words any more"
        path.write_bytes(before.replace(old, new, 1))
    elif "write" in breakage:
        path.write_text(breakage["write"], encoding="utf-8")
    elif "like" in breakage:
        shutil.copy(root / breakage["like"], path)
    elif "link" in breakage:
        path.unlink(missing_ok=True)
        path.symlink_to(breakage["link"])
    elif moved != path:
        path.rename(moved)
    else:
        assert breakage["remove"]
        path.unlink()


def saved(content: bytes, way: str, part: bytes) -> bytes:
    """The bytes as another program writes them; `part`: only these of them."""
    if part:
        assert part in content
        return content.replace(part, saved(part, way, b""), 1)
    if way in ("cp1251", "utf-16"):
        return content.decode().encode(way)
    if "crlf" in way:
        content = content.replace(b"\n", b"\r\n")
    return b"\xef\xbb\xbf" + content if "bom" in way else content


def place_of(desk: Desk, breakage: dict[str, Any]) -> tuple[str, int, int]:
    """The file, line and column at which the finding has to stand."""
    name = breakage.get("in", breakage["file"])
    at = breakage.get("at", "")
    # What can't be read is looked for in the file as it was.
    text = (WHOLE / name).read_text(encoding="utf-8") if "save" in breakage else desk.words(name)
    assert at.replace("¦", "") in text
    start = text.index(at.replace("¦", "")) + max(at.find("¦"), 0)
    return f"content/{name}", text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def test_the_shipped_content_gives_nothing(desk: Desk) -> None:
    loaded, findings = desk.check()
    assert findings == []
    assert loaded.library is not None


def test_no_two_breakages_are_the_same() -> None:
    assert len(set(NAMES)) == len(BREAKAGES) >= 70


@pytest.mark.parametrize("breakage", BREAKAGES, ids=NAMES)
def test_a_breakage_is_found_where_it_stands_and_nothing_else_is(
    desk: Desk, breakage: dict[str, Any]
) -> None:
    with broken(desk, breakage):
        loaded, findings = desk.check(breakage.get("day", TODAY))
        wanted = None if breakage["finds"] == "none" else place_of(desk, breakage)
    told = [finding for finding in findings if finding.code != "translation_unsaid"]
    if wanted is None:
        assert findings == []
        assert loaded.library is not None
        return
    code, severity = breakage["finds"], breakage["severity"]
    there = [(one.file, one.line, one.column, one.severity) for one in told if one.code == code]
    assert (*wanted, severity) in there, findings
    assert Counter(one.code for one in told) == Counter(breakage.get("follow", {})) + Counter([code])
    assert (loaded.library is None) == (severity == "error") == bool(errors(findings))
    for finding in findings:
        assert_told_well(finding)


def assert_told_well(finding: Finding) -> None:
    """In three languages it says what is wrong and what to do, with everything filled in."""
    values = sorted({finding.quote, *(value for _, value in finding.values)} - {""}, key=len, reverse=True)
    for language in LANGUAGES:
        for said in (finding.what(language), finding.mend(language)):
            for value in values:
                said = said.replace(value, "x")
            assert said.strip()
            # {n} is what a plural form has to hold.
            assert not re.findall(r"\{(?!n\})\w*\}|\{\{|\}\}", said), (finding, said)
        assert any(map(str.isalpha, finding.mend(language)))
        assert "\n" not in finding.told(language)


@pytest.mark.parametrize("name", SHOWN)
def test_the_command_shows_it_in_every_form_without_a_traceback(desk: Desk, name: str) -> None:
    breakage = BREAKAGES[NAMES.index(name)]
    with broken(desk, breakage):
        file, line, column = place_of(desk, breakage)
        shown = {form: command(desk, form) for form in ("text", "json", "github", "html")}
    for form, result in shown.items():
        assert result.exit_code == int(breakage["severity"] == "error"), (form, result.output)
        assert result.exception is None or isinstance(result.exception, SystemExit)
        assert "Traceback" not in result.output
    rows = [json.loads(row) for row in shown["json"].output.splitlines()]
    [row] = [
        row
        for row in rows
        if (row["code"], row["file"], row["line"], row["column"]) == (breakage["finds"], file, line, column)
    ]
    assert row["severity"] == breakage["severity"]
    assert f"{file}:{line}:{column}: " in shown["text"].output
    assert row["message"] in shown["text"].output
    assert row["mend"] in shown["text"].output
    annotation = {"error": "error", "warning": "warning", "hint": "notice"}[row["severity"]]
    assert f"::{annotation} file={file},line={line},col={column}," in shown["github"].output
    page = html.unescape(shown["html"].output)
    assert row["message"] in page
    assert row["mend"] in page


def command(desk: Desk, form: str) -> Result:
    config = str(desk.root.parent / "config.yaml")
    return CliRunner().invoke(
        main, ["--config", config, "content", "check", "--format", form, "--lang", "ru"]
    )


def test_a_process_of_its_own_ends_with_1_and_says_nothing_of_python(desk: Desk) -> None:
    config = desk.root.parent / "config.yaml"
    with broken(desk, BREAKAGES[NAMES.index("an empty file of facts")]):
        done = subprocess.run(
            [sys.executable, "-m", "bot", "--config", str(config), "content", "check"],
            cwd=ROOT,
            env=os.environ | {"PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    assert done.returncode == 1
    assert "content/facts/uk.yaml:1:1: " in done.stdout
    assert done.stderr == ""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from bot.findings import Finding
from bot.yamlfile import YamlFile, read_yaml, validate


class Tool(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: str
    weight: int = 0
    bought: date | None = None


class Box(BaseModel):
    model_config = ConfigDict(extra="forbid")

    colour: str = "red"
    tools: dict[str, Tool] = {}
    spare: tuple[Tool, ...] = ()
    lid: Tool | None = None


class Shed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    boxes: dict[str, Box] = {}


def read(folder: Path, content: str | bytes) -> tuple[YamlFile | None, list[Finding]]:
    path = folder / "box" / "tools.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_yaml(path, folder)


def problems(folder: Path, content: str | bytes, kind: type = Box) -> list[str]:
    file, found = read(folder, content)
    return [str(p) for p in [*found, *(validate(file, kind)[1] if file else [])]]


# What is wrong -> (the file, where it says so, words of the message)
UNREADABLE = {
    "bad indentation": ("colour: red\ntools:\n  a: {name: saw}\n b: 1\n", "4:2", "not YAML"),
    "tab": ("colour: red\ntools:\n\ta: 1\n", "3:1", "words cannot begin like this"),
    "open bracket": ("colour: [red\n", "1:9", "not YAML"),
    "open quote": ('colour: "red\n', "1:9", "not YAML"),
    "colon in a value": ("colour: red\nname: one: two\n", "2:10", "a colon stands inside the words"),
    "alias of nothing": ("colour: *red\n", "1:9", "the words begin with * or &"),
    "two documents": ("colour: red\n---\ncolour: blue\n", "2:1", "another document"),
    "not UTF-8": ("colour: жёлтый".encode("cp1251"), "1:9", "not UTF-8"),
    "control character": ("colour: red\nname: saw\x07 big\n", "2:10", "U+0007"),
}
WRONG = {
    "key twice": ("colour: red\nlid: {name: a}\ncolour: blue\n", "3:1", "`colour` stands here twice"),
    "nested key twice": ("lid: {name: a, weight: 1, name: b}\n", "1:27", "`name` stands here twice"),
    "alias": ("lid: &lid\n  name: a\nspare:\n  - *lid\n", "1:6", "anchors and aliases"),
    "a list as key": ("colour: red\n? [a, b]\n: c\n", "2:3", "a key must be a word"),
    "unknown key, near": ("colour: red\ncolor: red\n", "2:1", "`color` is not known here; did you mean"),
    "unknown key, far": ("colour: red\nxyz: 1\n", "2:1", "allowed: colour, lid, spare, tools"),
    "unknown key in a mapping": ("tools:\n  saw:\n    nane: a\n    name: b\n", "3:5", "did you mean `name`?"),
    "unknown key in a list": ("spare:\n  - name: a\n    wieght: 1\n", "3:5", "did you mean `weight`?"),
    "unknown key in an optional part": ("lid:\n  name: a\n  colour: red\n", "3:3", "allowed: bought, name"),
    "missing key": ("tools:\n  saw:\n    weight: 1\n", "3:5", "`name` is missing"),
    "missing key in a list": ("spare:\n  - name: a\n  - weight: 1\n", "3:5", "`name` is missing"),
    "no number": ("lid:\n  name: a\n  weight: heavy\n", "3:11", "(`heavy`)"),
    "no such day": ("lid: {name: a, bought: 2026-02-30}\n", "1:24", "lid.bought"),
    "a list for words": ("colour: [red]\n", "1:9", "colour: words are expected here"),
    "words for a list": ("spare: saw\n", "1:8", "spare: a list is expected here"),
    "words for keys": ("lid: wood\n", "1:6", "keys with values are expected here"),
    "a list for the whole file": ("- colour\n- red\n", "1:1", "keys with values are expected here"),
    "nothing behind a key": ("colour:\n", "1:8", "colour: it is empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", UNREADABLE)
def test_an_unreadable_file_is_named_with_line_and_column(tmp_path: Path, case: str) -> None:
    content, place, words = UNREADABLE[case]
    file, found = read(tmp_path, content)
    assert file is None
    assert len(found) == 1
    assert str(found[0]).startswith(f"box/tools.yaml:{place}: ")
    assert words in str(found[0])


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_word_is_named_with_line_and_column(tmp_path: Path, case: str) -> None:
    content, place, words = WRONG[case]
    found = problems(tmp_path, content)
    assert len(found) >= 1
    assert any(p.startswith(f"box/tools.yaml:{place}: ") and words in p for p in found), found


def test_every_problem_is_told_not_the_first_alone(tmp_path: Path) -> None:
    content = "color: red\nlid: {weight: 1}\nspare:\n  - {name: a, weight: x}\n  - {nmae: b}\n"
    found = problems(tmp_path, content)
    assert sorted(p.split(": ")[0] for p in found) == [
        "box/tools.yaml:1:1",  # unknown key
        "box/tools.yaml:2:6",  # name is missing
        "box/tools.yaml:4:23",  # no number
        "box/tools.yaml:5:6",  # a misspelt key, and therefore none that is missing
    ]


def test_a_missing_file_and_a_folder_are_problems(tmp_path: Path) -> None:
    file, found = read_yaml(tmp_path / "box" / "none.yaml", tmp_path)
    assert file is None
    assert [str(p) for p in found] == [
        "box/none.yaml:1:1: the file is missing; add the file or check its name"
    ]
    file, found = read_yaml(tmp_path, tmp_path.parent)
    assert file is None
    assert "cannot be read" in str(found[0])


def test_a_file_outside_of_the_root_is_told_by_its_name_alone(tmp_path: Path) -> None:
    _, found = read_yaml(tmp_path / "none.yaml", tmp_path / "elsewhere")
    assert found[0].file == "none.yaml"


@pytest.mark.parametrize("content", ["", "\n\n", "# nothing but a comment\n", "---\n", "~\n"])
def test_an_empty_file_has_no_keys(tmp_path: Path, content: str) -> None:
    assert problems(tmp_path, content) == []
    [problem] = problems(tmp_path, content, Tool)
    assert problem.startswith("box/tools.yaml:1:1: the file is empty")


def test_a_hint_knows_the_keys_of_the_place_however_deep(tmp_path: Path) -> None:
    content = "boxes:\n  small:\n    tools:\n      saw: {nane: saw, name: saw}\n    colur: red\n"
    assert problems(tmp_path, content, Shed) == [
        "box/tools.yaml:4:13: `nane` is not known here; did you mean `name`?",
        "box/tools.yaml:5:5: `colur` is not known here; did you mean `colour`?",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbfcolour: red\nlid: {name: a}\nxyz: 1\n",
        b"colour: red\r\nlid: {name: a}\r\nxyz: 1\r\n",
        b"\xef\xbb\xbfcolour: red\r\nlid: {name: a}\r\nxyz: 1",
    ],
    ids=["BOM", "CRLF", "both"],
)
def test_the_marks_of_other_editors_move_nothing(tmp_path: Path, content: bytes) -> None:
    file, _ = read(tmp_path, content)
    assert file is not None
    assert file.data["colour"] == "red"
    assert problems(tmp_path, content)[0].startswith("box/tools.yaml:3:1: `xyz`")


@pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85"])
def test_a_pasted_line_separator_is_a_space_and_moves_no_line(tmp_path: Path, odd: str) -> None:
    file, _ = read(tmp_path, f"colour: |\n  one{odd}two\nxyz: 1\n")
    assert file is not None
    assert file.data["colour"] == "one two\n"
    assert file.keys[("xyz",)] == (3, 1)


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "true", "12:30", "007", "1e3", "0x1F", "1_000", "2026-11-23"]
)
def test_a_word_stays_as_it_is_written(tmp_path: Path, word: str) -> None:
    file, _ = read(tmp_path, f"a: {word}\nb: [{word}]\n{word}: c\n")
    assert file is not None
    assert file.data == {"a": word, "b": [word], word: "c"}


def test_nothing_is_none_but_quoted_nothing_is_a_word(tmp_path: Path) -> None:
    file, _ = read(tmp_path, "a:\nb: ~\nc: null\nd: ''\ne: '~'\nf: \"null\"\n")
    assert file is not None
    assert file.data == {"a": None, "b": None, "c": None, "d": "", "e": "~", "f": "null"}


@pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? "])
def test_lists_in_lists_without_end_are_a_problem_not_a_crash(tmp_path: Path, opening: str) -> None:
    file, found = read(tmp_path, opening * 40_000)
    assert file is None
    assert [(problem.line, problem.column) for problem in found] == [(1, 1)] or "not YAML" in str(found[0])


def test_a_problem_can_point_at_words_inside_a_value(tmp_path: Path) -> None:
    file, _ = read(tmp_path, "colour: red\nlid: |\n  one\n  two {here} three\n")
    assert file is not None
    found = file.finding(("lid",), "value_empty", quote="{here}")
    assert (found.line, found.column) == (4, 7)
    unquoted = file.finding(("lid",), "value_empty", quote="{gone}")
    assert (unquoted.line, unquoted.column) == (2, 6)
    missing = file.finding(("lid", "deep", 3), "value_empty")
    assert (missing.line, missing.column) == (2, 6)


any_text = st.text(st.characters(codec="utf-8")) | st.text("abc:-[]{}?&*!|>'\"%@`#,.\n \t~", max_size=60)


@given(any_text)
def test_no_text_makes_reading_raise(content: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for kind in (Box, Tool, dict[str, Tool]):
            for problem in problems(Path(folder), content, kind):
                assert problem.startswith("box/tools.yaml:")


@given(st.binary(max_size=80))
def test_no_bytes_make_reading_raise(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        problems(Path(folder), content)

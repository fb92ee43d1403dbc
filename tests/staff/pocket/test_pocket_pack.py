"""The whole pack on disk, and the command that makes it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.content.model import Library
from bot.staff.pocket.pack import OtherFiles, make, write


def names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def config(content_folder: Path, tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text(
        f"content: {content_folder}\ndata: {tmp_path / 'data'}\nstaff_language: en\n", encoding="utf-8"
    )
    return path


def export(config: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--config", str(config), "content", "export", *words])


def test_the_same_day_makes_the_same_files(library: Library, made: date):
    assert make(library, ("ky", "en"), made).files == make(library, ("ky", "en"), made).files


def test_everything_is_there(library: Library, made: date, tmp_path: Path):
    pack = make(library, library.languages, made)
    write(pack, tmp_path / "pocket")
    topics = ("uk-seasonal-costs", "uk-seasonal-apply", "safety-passport-taken", "urgent-call-now")
    assert names(tmp_path / "pocket") == {
        *("pocket.json", "sms/index.txt"),
        *(f"bagyt-{language}.html" for language in library.languages),
        *(f"leaflets/{lang}/{section}.pdf" for lang in library.languages for section in library.sections),
        *(f"sms/{language}/{topic}.txt" for language in library.languages for topic in topics),
    }
    index = (tmp_path / "pocket/sms/index.txt").read_text(encoding="utf-8")
    assert "ru/urgent-call-now.txt  1  Звоните сейчас" in index
    assert pack.topics == 4


def test_an_earlier_pack_is_replaced_whole(library: Library, made: date, tmp_path: Path):
    folder = tmp_path / "pocket"
    write(make(library, ("ky", "ru"), made), folder)
    write(make(library, ("en",), made), folder)
    assert not [name for name in names(folder) if "ky" in name or "ru/" in name]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["pocket"]


@pytest.mark.parametrize("name", ["letter.docx", "sms/notes.txt", "other/file"])
def test_other_files_are_never_touched(library: Library, made: date, tmp_path: Path, name: str):
    folder = tmp_path / "pocket"
    write(make(library, ("ky",), made), folder)
    stranger = folder / name
    stranger.parent.mkdir(exist_ok=True)
    stranger.write_text("mine", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(OtherFiles) as refused:
        write(make(library, ("en",), made), folder)
    assert name in refused.value.names
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_folder_without_our_list_is_not_ours(library: Library, made: date, tmp_path: Path):
    (tmp_path / "page.html").write_text("mine", encoding="utf-8")
    with pytest.raises(OtherFiles):
        write(make(library, ("ky",), made), tmp_path)
    assert names(tmp_path) == {"page.html"}


def test_a_failure_leaves_the_earlier_pack(
    library: Library, made: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    folder = tmp_path / "pocket"
    write(make(library, ("ky",), made), folder)
    before = names(folder)
    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError, match="No space"):
        write(make(library, ("en",), made), folder)
    assert names(folder) == before


def test_the_command_tells_what_it_made(config: Path, tmp_path: Path):
    result = export(
        config, "--out", str(tmp_path / "p"), "--bot-name", "@bagyt_bot", "--address", "https://b.example"
    )
    assert result.exit_code == 0, result.output
    assert "bagyt-ky.html: the page in one file, " in result.output
    assert "leaflets/ru/uk.pdf: A4 leaflet, pages: 1, " in result.output
    assert (
        result.output.rstrip()
        .splitlines()[-1]
        .startswith(f"Done: {tmp_path / 'p'}. Topics: 4, languages: ky, ru, en.")
    )
    html = (tmp_path / "p/bagyt-en.html").read_text(encoding="utf-8")
    assert 'href="https://t.me/bagyt_bot"' in html


def test_one_language_alone(config: Path, tmp_path: Path):
    result = export(config, "--out", str(tmp_path / "p"), "--language", "ky", "--lang", "ru")
    assert result.exit_code == 0, result.output
    assert "Готово" in result.output
    assert not [name for name in names(tmp_path / "p") if "en" in name.split("/") or "-ru" in name]
    listed = json.loads((tmp_path / "p/pocket.json").read_text(encoding="utf-8"))["files"]
    assert {*listed, "pocket.json"} == names(tmp_path / "p")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--bot-name", "not a name"], "--bot-name"),
        (["--address", "javascript:alert(1)"], "--address"),
        (["--address", "https://"], "--address"),
        (["--language", "de"], "ky, ru, en"),
        (["--out", "config.yaml"], "not a folder"),
    ],
)
def test_a_slip_is_told_in_words(config: Path, words: list[str], told: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(config.parent)
    result = export(config, *words)
    assert result.exit_code in (1, 2)
    assert told in result.output
    assert "Traceback" not in result.output
    assert not (config.parent / "pocket").exists()


def test_other_files_in_the_folder_are_named(config: Path, tmp_path: Path):
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "letter.docx").write_text("mine", encoding="utf-8")
    result = export(config, "--out", str(folder))
    assert result.exit_code == 1
    assert "letter.docx" in result.output
    assert names(folder) == {"letter.docx"}

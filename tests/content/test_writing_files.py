"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.content.writing_files import Change, NotWritten, write


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_several_files_are_written_and_keep_their_rights(tmp_path: Path):
    one, two = tmp_path / "one.yaml", tmp_path / "new" / "two.yaml"
    one.write_bytes(b"a: 1\r\n")
    one.chmod(0o640)
    write([Change(one, b"a: 1\r\n", b"a: 2\r\n"), Change(two, None, b"b: 1\n")])
    assert (one.read_bytes(), two.read_bytes()) == (b"a: 2\r\n", b"b: 1\n")
    assert one.stat().st_mode & 0o777 == 0o640
    assert names(tmp_path) == ["one.yaml", "two.yaml"]


def test_a_link_stays_a_link(tmp_path: Path):
    real, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    real.write_bytes(b"1")
    link.symlink_to(real)
    write([Change(link, b"1", b"2")])
    assert link.is_symlink()
    assert real.read_bytes() == b"2"


def test_nothing_is_written_over_what_somebody_else_saved(tmp_path: Path):
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_bytes(b"1")
    two.write_bytes(b"changed by somebody")
    with pytest.raises(NotWritten) as told:
        write([Change(one, b"1", b"2"), Change(two, b"1", b"2")])
    assert told.value.reason == "changed_meanwhile"
    assert "two.yaml" in told.value.told("ky")
    assert (one.read_bytes(), two.read_bytes()) == (b"1", b"changed by somebody")
    assert names(tmp_path) == ["one.yaml", "two.yaml"]


def test_a_new_file_is_not_written_over_an_old_one_nor_an_old_one_that_has_gone(tmp_path: Path):
    path = tmp_path / "one.yaml"
    with pytest.raises(NotWritten, match="somebody"):
        write([Change(path, b"1", b"2")])
    path.write_bytes(b"1")
    with pytest.raises(NotWritten, match="already"):
        write([Change(path, None, b"2")])
    assert path.read_bytes() == b"1"


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str):
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_bytes(b"1")
    calls: list[int] = []
    replace, fsync = Path.replace, os.fsync

    def second_fails(*arguments: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return (fsync if failing == "fsync" else replace)(*arguments)  # type: ignore[operator]

    monkeypatch.setattr(os if failing == "fsync" else Path, failing, second_fails)
    with pytest.raises(NotWritten, match="No space left"):
        write([Change(one, b"1", b"2"), Change(two, None, b"2")])
    assert one.read_bytes() == b"1"
    assert names(tmp_path) == ["one.yaml"]

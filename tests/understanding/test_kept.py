"""What was learned is read back the same, and learned anew whenever anything about it is doubtful."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.content.model import Library
from bot.understanding import kept, match


@pytest.fixture
def learning(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes each time something is learned."""
    times: list[str] = []
    learn = kept.learn

    def noting(library: Library) -> kept.Index:
        times.append(library.version)
        return learn(library)

    monkeypatch.setattr(kept, "learn", noting)
    return times


def _without_the_first_topic(library: Library) -> Library:
    return replace(library, topics=dict(list(library.topics.items())[1:]))


def test_read_back_the_same(library: Library, tmp_path: Path, learning: list[str]):
    first, second = (kept.learned(library, tmp_path / "data") for _ in range(2))
    assert len(learning) == 1
    question = next(iter(library.topics.values())).texts["ru"].ask[0]
    assert match(question, first, "ru") == match(question, second, "ru")
    [file] = (tmp_path / "data").iterdir()
    assert file.stat().st_mode & 0o077 == 0


def test_other_content_is_learned_anew_and_the_old_forgotten(
    library: Library, tmp_path: Path, learning: list[str]
):
    kept.learned(library, tmp_path)
    kept.learned(_without_the_first_topic(library), tmp_path)
    assert len(learning) == 2
    assert len(list(tmp_path.iterdir())) == 1


def test_as_many_as_wanted_are_kept(library: Library, tmp_path: Path, learning: list[str]):
    other = _without_the_first_topic(library)
    for one in (library, other, library, other):
        kept.learned(one, tmp_path, keep=2)
    assert len(learning) == 2
    kept.learned(_without_the_first_topic(other), tmp_path, keep=2)
    assert len(list(tmp_path.iterdir())) == 2


def test_a_changed_fee_is_nothing_to_learn(library: Library, tmp_path: Path, learning: list[str]):
    kept.learned(library, tmp_path)
    kept.learned(replace(library, facts={}, version="another"), tmp_path)
    assert len(learning) == 1


def test_a_damaged_file_or_one_that_others_may_write_is_not_read(
    library: Library, tmp_path: Path, learning: list[str]
):
    kept.learned(library, tmp_path)
    [file] = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:1000])
    kept.learned(library, tmp_path)
    file.chmod(0o666)
    kept.learned(library, tmp_path)
    assert len(learning) == 3


def test_a_folder_that_cannot_be_written_to_costs_only_time(
    library: Library, tmp_path: Path, learning: list[str]
):
    (tmp_path / "file").write_text("")
    kept.learned(library, tmp_path / "file" / "data")
    assert len(learning) == 1

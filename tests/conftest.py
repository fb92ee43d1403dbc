"""A small sound content folder, and the Library read from it."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from bot.content.loader import load
from bot.content.model import Library

SAMPLE = Path(__file__).parent / "sample"

# The same examples on every machine; nothing here measures time.
settings.register_profile("repeatable", deadline=None, derandomize=True)
settings.load_profile("repeatable")


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    """A copy of tests/sample to be changed at will: two entries, three sections, four topics."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "content"))


@pytest.fixture(scope="session")
def library() -> Library:
    """The Library of tests/sample."""
    loaded = load(SAMPLE, ("ky", "ru", "en"), "ky")
    assert loaded.library is not None, loaded.findings
    return loaded.library


@pytest.fixture
def wait_until() -> Callable[[Callable[[], bool]], None]:
    """Wait, without a fixed time, for what another process does."""

    def until(happened: Callable[[], bool]) -> None:
        end = time.monotonic() + 30
        while not happened():
            assert time.monotonic() < end, "it did not happen"
            time.sleep(0.002)

    return until

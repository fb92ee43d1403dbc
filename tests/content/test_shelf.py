from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.shelf import KEPT, BadContent, Shelf

LANGUAGES = ("ky", "ru", "en")
FEE = "facts/uk.yaml"


def shelf(root: Path, data: Path) -> Shelf:
    opened = Shelf(root, LANGUAGES, "ky", data)
    opened.open()
    return opened


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_sound_change_is_served_and_nothing_is_read_twice(content_folder: Path, tmp_path: Path) -> None:
    served = shelf(content_folder, tmp_path / "data")
    before = served.library
    assert not served.refresh()
    change(content_folder / FEE, "value: 340", "value: 350")
    assert served.refresh()
    assert served.library.facts["uk.visa_fee"].value == 350
    assert served.library.version != before.version
    # What stayed the same on disk is the very same object: it was not parsed again.
    kept = served.library.topics["uk/seasonal-costs"].texts["ru"].answer
    assert kept is before.topics["uk/seasonal-costs"].texts["ru"].answer


def test_an_error_keeps_the_last_good_and_mending_it_serves_the_new(
    content_folder: Path, tmp_path: Path
) -> None:
    served = shelf(content_folder, tmp_path / "data")
    before = served.library
    change(content_folder / FEE, "value: 340", "value: [340")
    assert served.refresh()
    assert served.library is before
    assert [(finding.file, finding.line) for finding in served.blocking] == [("content/facts/uk.yaml", 2)]
    assert not served.refresh(), "nothing has changed since"
    change(content_folder / FEE, "value: [340", "value: 345")
    assert served.refresh()
    assert served.blocking == []
    assert served.library.facts["uk.visa_fee"].value == 345


def test_after_a_restart_with_broken_files_the_last_good_is_served(
    content_folder: Path, tmp_path: Path
) -> None:
    good = shelf(content_folder, tmp_path / "data").library
    (content_folder / "ky/urgent/call-now.yaml").write_text("title: [", encoding="utf-8")
    again = shelf(content_folder, tmp_path / "data")
    assert again.library.version == good.version
    assert again.library.changed == good.changed
    assert again.library.topics == good.topics
    assert again.blocking


def test_without_anything_sound_there_is_nothing_to_serve(content_folder: Path, tmp_path: Path) -> None:
    (content_folder / "catalogue.yaml").write_text("ask: x", encoding="utf-8")
    with pytest.raises(BadContent, match=r"content/catalogue\.yaml:1"):
        shelf(content_folder, tmp_path / "data")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / KEPT).write_bytes(b"PK no zip")
    with pytest.raises(BadContent):
        shelf(content_folder, tmp_path / "data")


def test_a_data_folder_that_cannot_be_written_to_costs_only_the_net(
    content_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    assert shelf(content_folder, tmp_path / "data").library.facts


def test_the_day_of_the_newest_file_is_that_of_the_version(content_folder: Path, tmp_path: Path) -> None:
    for path in content_folder.rglob("*.yaml"):
        os.utime(path, (0, 1_700_000_000))
    os.utime(content_folder / FEE, (0, 1_790_000_000))
    library = shelf(content_folder, tmp_path / "data").library
    assert library.changed == date(2026, 9, 21)
    assert library.edition == f"{library.version} 2026-09-21"


@given(st.sampled_from([FEE, "ru/uk/seasonal-costs.yaml", "catalogue.yaml", "en/interface.yaml"]), st.data())
def test_a_file_that_is_half_written_never_reaches_people(
    tmp_path_factory: pytest.TempPathFactory, name: str, data: st.DataObject
) -> None:
    """At any byte: either what is there is refused, or it loads as a whole that is sound by itself."""
    from shutil import copytree

    root = Path(copytree(Path(__file__).parents[1] / "sample", tmp_path_factory.mktemp("half") / "content"))
    served = shelf(root, root.parent / "data")
    before, whole = served.library, (root / name).read_bytes()
    (root / name).write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    served.refresh()
    assert served.library is before or not served.blocking
    (root / name).write_bytes(whole)
    served.refresh()
    assert served.blocking == []
    assert served.library.version == before.version


WRITER = """
import sys
from pathlib import Path
from bot.content.shelf import Shelf
root, data = Path(sys.argv[1]), Path(sys.argv[2])
shelf = Shelf(root, ("ky", "ru", "en"), "ky", data)
shelf.open()
fee = root / "facts/uk.yaml"
text = fee.read_text(encoding="utf-8")
print("ready", flush=True)
number = 340
while True:
    number += 1
    fee.write_text(text.replace("value: 340", f"value: {number}"), encoding="utf-8")
    shelf.refresh()
"""


@pytest.mark.parametrize("after", [0.0, 0.01, 0.03])
def test_killed_in_the_middle_of_a_reload_it_starts_again(
    content_folder: Path, tmp_path: Path, after: float, wait_until: Callable[[Callable[[], bool]], None]
) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(content_folder), str(tmp_path / "data")],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout
    process.stdout.readline()
    begun = time.monotonic()
    first = (content_folder / FEE).read_bytes()
    wait_until(lambda: (content_folder / FEE).read_bytes() != first and time.monotonic() - begun > after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    (content_folder / "ru/interface.yaml").write_text("half a f", encoding="utf-8")
    served = shelf(content_folder, tmp_path / "data")
    assert served.blocking
    fee = served.library.facts["uk.visa_fee"].value
    assert isinstance(fee, int)
    assert fee >= 340

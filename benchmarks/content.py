"""Time and memory of reading and checking content: `python benchmarks/content.py --topics 150 1500`.

Each figure comes from a process of its own on a folder made by enlarged_content.py. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from enlarged_content import LANGUAGES, enlarge

HOUSE = Path(__file__).parent.parent
MEASURED = ("version", "load", "check", "reload", "command")


def measure(what: str, folder: Path) -> dict[str, float]:
    """Seconds by the clock and of the processor, and the most memory in MB, of one thing in this process."""
    from bot.content.loader import load, version_of
    from bot.content.shelf import Shelf
    from bot.staff.check import check

    def whole() -> None:
        check(load(folder, LANGUAGES, "ky"), date.today())

    if what == "reload":
        shelf = Shelf(folder, LANGUAGES, "ky", folder.parent / "data")
        shelf.open()
        changed = next(folder.glob("ru/*/*.yaml"))
        changed.write_text(changed.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
        job = shelf.refresh
    else:
        job = {
            "version": lambda: version_of(folder),
            "load": lambda: load(folder, LANGUAGES, "ky"),
            "check": whole,
        }[what]
    clock, processor = time.perf_counter(), time.process_time()
    job()
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"clock": clock, "processor": processor, "memory": most}


def measure_command(folder: Path) -> dict[str, float]:
    """The same of `bagyt content check`, from the start of its process to the end."""
    text = (HOUSE / "config.yaml").read_text(encoding="utf-8")
    config = folder.parent / "config.yaml"
    config.write_text(re.sub(r"(?m)^content:.*$", f"content: {folder}", text), encoding="utf-8")
    clock = time.perf_counter()
    command = [sys.executable, "-m", "bot", "--config", str(config), "content", "check"]
    subprocess.run(command, cwd=HOUSE, stdout=subprocess.DEVNULL, check=False)
    clock = time.perf_counter() - clock
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {"clock": clock, "processor": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--topics", type=int, nargs="+", default=[150])
    parser.add_argument("--one", choices=MEASURED, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        one = measure_command if arguments.one == "command" else lambda folder: measure(arguments.one, folder)
        print(json.dumps(one(arguments.folder)))
        return

    print(f"{'topics':>6}  {'':8} {'clock, s':>9} {'processor, s':>13} {'memory, MB':>11} {'growth':>7}")
    before: dict[str, float] = {}
    for topics in arguments.topics:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "content"
            enlarge(folder, topics)
            made = len(list(folder.glob("ru/*/*.yaml")))
            for what in MEASURED:
                command = [sys.executable, __file__, "--one", what, "--folder", str(folder)]
                told = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=True).stdout
                row = json.loads(told)
                grown = f"x{row['clock'] / before[what]:.1f}" if what in before else ""
                before[what] = row["clock"]
                print(
                    f"{made:6}  {what:8} {row['clock']:9.2f} {row['processor']:13.2f} "
                    f"{row['memory']:11.0f} {grown:>7}",
                    flush=True,
                )


if __name__ == "__main__":
    main()

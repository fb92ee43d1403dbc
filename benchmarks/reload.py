"""From a saved file to the changed answer: `python benchmarks/reload.py [--topics 150] [--changes 20]`."""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from enlarged_content import enlarge

from bot import service
from bot.settings import load_settings

ROOT = Path(__file__).parent.parent


async def measure(content: Path, data: Path, changes: int) -> None:
    settings = load_settings({}, ROOT / "config.yaml")
    settings = replace(
        settings, content=content, data=data, database=f"sqlite+aiosqlite:///{data / 'bench.db'}"
    )
    shelf = await asyncio.to_thread(service.open_shelf, settings)
    async with service.started(settings, shelf) as bot:
        begun = time.perf_counter()
        await bot._learning
        print(f"first learning: {time.perf_counter() - begun:.1f} s")
        watching = asyncio.create_task(service._watch(content, bot))
        await asyncio.sleep(1)
        for name, file, old, new in (
            ("a fee", "facts/uk.yaml", "value: ", "value: 1"),
            ("a word in an answer", "ru/uk/seasonal-costs.yaml", "answer: |\n  ", "answer: |\n  Да. "),
        ):
            served, learned = [], []
            text = (content / file).read_text(encoding="utf-8")
            for number in range(changes):
                version = bot.library.version
                changed = text.replace(old, new, 1) if number % 2 == 0 else text
                begun = time.perf_counter()
                (content / file).write_text(changed, encoding="utf-8")
                while bot.library.version == version:  # noqa: ASYNC110 - nothing tells when
                    await asyncio.sleep(0.005)
                served.append(time.perf_counter() - begun)
                if number < 2:
                    await bot._learning
                    learned.append(time.perf_counter() - begun)
            print(
                f"{name}: served after {statistics.median(served):.2f} s (slowest {max(served):.2f} s), "
                f"learned after {max(learned):.1f} s"
            )
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--topics", type=int, default=150)
    parser.add_argument("--changes", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        content, data = Path(folder) / "content", Path(folder) / "data"
        enlarge(content, arguments.topics)
        asyncio.run(measure(content, data, arguments.changes))


if __name__ == "__main__":
    main()

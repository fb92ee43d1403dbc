"""From the start of the process to the first reply: `bagyt run` against the playground, five times.

    python benchmarks/first_reply.py

`menu` is the reply to /start, `typed` to a question, which also waits until the phrases are learned.
Resident memory is read when both have been answered.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from bot.playground.receiving import changes
from bot.playground.server import running
from bot.playground.world import World

ROOT = Path(__file__).parents[1]
ROUNDS = 5


def resident_pages(pid: int) -> int:
    """How many pages of memory a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1])


async def first_reply(text: str) -> tuple[float, float]:
    """Seconds until the reply to a text that waits when the process starts, and its memory in MB."""
    world = World()
    world.say(1001, text)
    async with running(world) as address:
        with tempfile.TemporaryDirectory() as folder, changes(world) as changed:
            environment = os.environ | {
                "TELEGRAM_BOT_TOKEN": world.token,
                "TELEGRAM_API_URL": address,
                "BAGYT_DATABASE": f"{folder}/bench.db",
                "BAGYT_KEY": "k" * 32,
            }
            began = time.perf_counter()
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "bot",
                "run",
                cwd=ROOT,
                env=environment,
                stderr=asyncio.subprocess.DEVNULL,
            )
            try:
                while not any(m["from"]["is_bot"] for m in world.visible(1001)):
                    await changed.wait()
                    changed.clear()
                took = time.perf_counter() - began
                pages = resident_pages(process.pid)
                return took, pages * os.sysconf("SC_PAGE_SIZE") / 2**20
            finally:
                process.terminate()
                await process.wait()


async def main() -> None:
    for label, text in (("menu", "/start"), ("typed", "как попасть в корею по eps")):
        rounds = [await first_reply(text) for _ in range(ROUNDS)]
        seconds, memory = zip(*rounds, strict=True)
        middle, worst = statistics.median(seconds), max(seconds)
        print(f"{label}: median {middle:.2f} s, worst {worst:.2f} s, {max(memory):.0f} MB")


if __name__ == "__main__":
    asyncio.run(main())

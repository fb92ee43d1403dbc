"""Questions logged per second, with so many waiting at once; beside it a commit for each question.

    python benchmarks/storage.py [questions]

Times are from the call of `record` to its return: cleaned, written, committed and synced to disk.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from sqlalchemy import event, insert
from sqlalchemy.ext.asyncio import create_async_engine

from bot.demand.clean import clean
from bot.demand.log import Question, record
from bot.storage.database import opened
from bot.storage.tables import metadata, questions

DAY = date(2026, 11, 23)
TEXT = "Саламатсызбы, менин атым Гүлзат, E-9 виза үчүн 150 000 сом сурап жатат, номерим 0555 010 203"


def question(number: int) -> Question:
    return Question(f"token{number}", DAY, "ky", "answered", "korea/eps-costs", TEXT, "v1")


async def grouped(url: str, total: int, at_once: int) -> list[float]:
    """Seconds each question took."""
    numbers = iter(range(total))
    taken: list[float] = []
    async with opened(url) as database:

        async def asker() -> None:
            for number in numbers:
                begun = time.perf_counter()
                await record(database, question(number))
                taken.append(time.perf_counter() - begun)

        await asyncio.gather(*(asker() for _ in range(at_once)))
    return taken


async def one_by_one(url: str, total: int) -> list[float]:
    """The same rows through the same library, a transaction each, as a bot without a writer would do."""
    engine = create_async_engine(url)

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: object, _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.close()

    async with engine.begin() as connection:
        await connection.run_sync(metadata.create_all)
    taken: list[float] = []
    for number in range(total):
        begun = time.perf_counter()
        asked = question(number)
        row = {
            "token": asked.token,
            "day": asked.day,
            "language": asked.language,
            "outcome": asked.outcome,
            "topic": asked.topic,
            "text": clean(TEXT),
            "content_version": asked.content_version,
        }
        async with engine.begin() as connection:
            await connection.execute(insert(questions).values(row))
        taken.append(time.perf_counter() - begun)
    await engine.dispose()
    return taken


async def main() -> None:
    total = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    print(f"{'':32}{'questions/s':>12}{'median ms':>11}{'p99 ms':>8}")
    with tempfile.TemporaryDirectory() as folder:

        async def measured(name: str, at_once: int) -> None:
            url = f"sqlite+aiosqlite:///{Path(folder) / name.replace(' ', '-')}.db"
            begun = time.perf_counter()
            taken = await (grouped(url, total, at_once) if at_once else one_by_one(url, total))
            rate = total / (time.perf_counter() - begun)
            p99 = statistics.quantiles(taken, n=100)[98]
            print(f"{name:32}{rate:12.0f}{statistics.median(taken) * 1000:11.2f}{p99 * 1000:8.2f}")

        await measured("a commit for each question", 0)
        for at_once in (1, 16, 100, 500):
            await measured(f"group commit, {at_once} at once", at_once)


if __name__ == "__main__":
    asyncio.run(main())

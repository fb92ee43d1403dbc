"""How many asked about each topic."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from bot.demand.counts import asked, asked_at
from bot.demand.log import Question, record
from bot.storage.database import opened

DAY = date(2026, 11, 24)


def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}/bagyt.db"


async def test_questions_are_counted_by_topic_from_a_day_on(tmp_path):
    log = [("uk/costs", 0), ("uk/costs", 90), ("uk/costs", 91), ("uk/apply", 5), (None, 1)]
    async with opened(url(tmp_path)) as database:
        for number, (topic, days) in enumerate(log):
            day = DAY - timedelta(days=days)
            await record(database, Question(str(number), day, "ky", "answered", topic, None, "v1"))
        assert await asked(database, DAY - timedelta(days=90)) == {"uk/costs": 2, "uk/apply": 1}
    assert await asked_at(url(tmp_path), DAY - timedelta(days=1)) == {"uk/costs": 1}


async def test_without_a_database_there_are_no_counts_and_none_is_made(tmp_path):
    assert await asked_at(url(tmp_path), DAY) is None
    assert not list(tmp_path.iterdir())


async def test_a_file_that_is_no_database_gives_no_counts(tmp_path):
    (tmp_path / "bagyt.db").write_bytes(b"not a database " * 100)
    assert await asked_at(url(tmp_path), DAY) is None

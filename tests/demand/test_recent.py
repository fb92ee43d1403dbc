"""The newest questions of the log, and whether there is a log at all."""

from datetime import date
from pathlib import Path

from bot.demand.log import Question, record
from bot.demand.recent import Logged, is_there, recent_at
from bot.storage.database import opened

DAY = date(2026, 11, 23)


def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}/bagyt.db"


async def test_the_newest_come_first_and_those_without_a_text_are_left_out(tmp_path):
    async with opened(url(tmp_path)) as database:
        for token, language, text in (
            ("a", "ky", "виза канча турат"),
            ("b", "ru", None),
            ("c", "ru", "сколько стоит виза"),
            ("d", "en", "visa"),
        ):
            await record(database, Question(token, DAY, language, "answered", None, text, "v1"))
    assert await recent_at(url(tmp_path), 2) == [Logged("visa", "en"), Logged("сколько стоит виза", "ru")]
    assert len(await recent_at(url(tmp_path), 100)) == 3


def test_a_log_is_there_once_its_file_is(tmp_path):
    assert not is_there(url(tmp_path))
    (tmp_path / "bagyt.db").touch()
    assert is_there(url(tmp_path))
    assert not is_there("sqlite+aiosqlite://")
    assert is_there("postgresql+asyncpg://db.example/bagyt")

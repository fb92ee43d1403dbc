"""One writer, group commit, files for their owner alone."""

import asyncio
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError

from bot.demand import log
from bot.storage.database import Database, opened
from bot.storage.languages import remember
from bot.storage.tables import languages

DAY = date(2026, 11, 23)


def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def row(database: Database, person: str, language: str = "ky") -> object:
    return database.insert(languages).values(person=person, language=language, used=DAY)


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


async def people(database: Database) -> set[str]:
    return {found.person for found in await database.read(select(languages.c.person))}


async def test_write_returns_rows_changed_and_read_sees_them(tmp_path):
    async with opened(url(tmp_path / "bagyt.db")) as database:
        assert await database.write(row(database, "a")) == 1
        assert await database.write(row(database, "a").on_conflict_do_nothing()) == 0
        assert await database.write(row(database, "b"), row(database, "c")) == 2
        assert await people(database) == {"a", "b", "c"}


async def test_statements_waiting_together_share_a_commit(tmp_path):
    async with opened(url(tmp_path / "bagyt.db")) as database:
        commits = []
        event.listen(database._engine.sync_engine, "commit", lambda connection: commits.append(1))
        await asyncio.gather(*(database.write(row(database, str(i))) for i in range(300)))
        assert len(commits) <= 2
        assert len(await people(database)) == 300


async def test_a_failing_statement_fails_only_its_caller(tmp_path):
    async with opened(url(tmp_path / "bagyt.db")) as database:
        writes = [database.write(row(database, name)) for name in ("a", "b", "b", "c")]
        results = await asyncio.gather(*writes, return_exceptions=True)
        assert [type(result) for result in results] == [int, int, IntegrityError, int]
        assert await people(database) == {"a", "b", "c"}


async def test_the_statements_of_one_call_are_all_or_nothing(tmp_path):
    async with opened(url(tmp_path / "bagyt.db")) as database:
        await database.write(row(database, "a"))
        with pytest.raises(IntegrityError):
            await database.write(row(database, "b"), row(database, "a"))
        assert await people(database) == {"a"}


async def test_an_error_does_not_quote_what_was_to_be_stored(tmp_path):
    async with opened(url(tmp_path / "bagyt.db")) as database:
        await database.write(row(database, "somebody"))
        with pytest.raises(IntegrityError) as caught:
            await database.write(row(database, "somebody"))
        assert "somebody" not in str(caught.value)


async def test_closing_writes_what_is_queued(tmp_path):
    path = tmp_path / "bagyt.db"
    async with opened(url(path)) as database:
        writes = [asyncio.create_task(database.write(row(database, str(i)))) for i in range(1200)]
        await asyncio.sleep(0)
    await asyncio.gather(*writes)
    async with opened(url(path)) as database:
        assert len(await people(database)) == 1200
    with pytest.raises(RuntimeError):
        await database.write(row(database, "late"))


async def test_a_caller_that_leaves_does_not_stop_the_writer(tmp_path):
    async with opened(url(tmp_path / "bagyt.db")) as database:
        leaving = asyncio.create_task(database.write(row(database, "left")))
        await asyncio.sleep(0)
        leaving.cancel()
        await database.write(row(database, "stayed"))
        assert await people(database) == {"left", "stayed"}


async def test_two_copies_of_the_program_write_to_one_file(tmp_path):
    path = url(tmp_path / "bagyt.db")
    async with opened(path) as one, opened(path) as other:
        writes = [
            copy.write(row(copy, f"{name}{i}"))
            for i in range(50)
            for name, copy in (("a", one), ("b", other))
        ]
        await asyncio.gather(*writes)
        assert len(await people(one)) == 100


CRASH = """
import asyncio, os, sys
from datetime import date
from bot.demand import log
from bot.storage.database import opened
from bot.storage.languages import remember
from bot.storage.tables import languages

async def main():
    async with opened(sys.argv[1]) as database:
        for person in ("a", "b"):
            row = database.insert(languages).values(person=person, language="ky", used=date(2026, 11, 23))
            await database.write(row)
        os._exit(9)

asyncio.run(main())
"""


async def test_what_was_acknowledged_outlives_a_crash(tmp_path):
    path = tmp_path / "bagyt.db"
    crashed = await asyncio.create_subprocess_exec(sys.executable, "-c", CRASH, url(path))
    assert await crashed.wait() == 9
    assert size(Path(f"{path}-wal")) > 0
    async with opened(url(path)) as database:
        assert await people(database) == {"a", "b"}


async def test_files_are_for_their_owner_alone(tmp_path):
    path = tmp_path / "data" / "bagyt.db"
    async with opened(url(path)) as database:
        await database.write(row(database, "a"))
        files = [path, Path(f"{path}-wal"), Path(f"{path}-shm")]
        assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600] * 3
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_a_file_that_others_could_read_is_closed_to_them(tmp_path):
    path = tmp_path / "bagyt.db"
    path.touch(mode=0o644)
    async with opened(url(path)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_pragmas(tmp_path):
    async with opened(url(tmp_path / "bagyt.db")) as database, database._engine.connect() as connection:
        wanted = {
            "journal_mode": "wal",
            "synchronous": 2,
            "secure_delete": 1,
            "foreign_keys": 1,
            "busy_timeout": 5000,
        }
        for name, value in wanted.items():
            assert (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar() == value, name


async def test_deleted_content_is_overwritten(tmp_path):
    path = tmp_path / "bagyt.db"
    async with opened(url(path)) as database:
        await database.write(row(database, "deletedperson" * 4))
    assert b"deletedperson" in path.read_bytes()
    async with opened(url(path)) as database:
        await database.write(languages.delete())
    assert b"deletedperson" not in path.read_bytes()
    assert size(Path(f"{path}-wal")) == 0


async def test_a_database_in_memory_is_refused():
    with pytest.raises(ValueError, match="file"):
        async with opened("sqlite+aiosqlite://"):
            pass


START = """
import asyncio, sys
from sqlalchemy import func, select
from bot.demand import log
from bot.storage.database import opened
from bot.storage.languages import remember
from bot.storage.tables import languages

async def main():
    async with opened(sys.argv[1]) as database:
        await database.read(select(func.count()).select_from(languages))

asyncio.run(main())
print("alembic" in sys.modules)
"""


async def test_a_migrated_database_opens_without_alembic(tmp_path):
    def start() -> str:
        command = [sys.executable, "-c", START, url(tmp_path / "bagyt.db")]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    assert await asyncio.to_thread(start) == "True"
    assert await asyncio.to_thread(start) == "False"


async def test_upserts_are_also_sound_for_postgresql():
    statements = []

    class Recorder(Database):
        async def write(self, *written):
            statements.extend(written)
            return 1

    database = Recorder(SimpleNamespace(dialect=postgresql.dialect()))
    await remember(database, "someone", "ky", DAY)
    await log.helped_reading(database, DAY, "ky", "uk/rights", True)
    await log.record(database, log.Question("token", DAY, "ky", "answered", None, "виза", "v1"))
    compiled = [str(statement.compile(dialect=postgresql.dialect())) for statement in statements]
    assert all("ON CONFLICT" in statement for statement in compiled)
    assert "readings.yes + excluded.yes" in compiled[1]


async def test_read_counts(tmp_path):
    async with opened(url(tmp_path / "bagyt.db")) as database:
        rows = await database.read(select(func.count()).select_from(languages))
        assert rows[0][0] == 0

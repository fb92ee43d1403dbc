"""The database: one writer that commits in groups, readers beside it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, Executable, Row, Table, event, make_url
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.storage.migrations import upgrade

_GROUP = 500  # statements in one transaction at most, so that no caller waits for a long one
_READS = "bagyt_reads"


@dataclass(frozen=True, slots=True)
class _Request:
    statements: tuple[Executable, ...]
    done: asyncio.Future[int]


class Database:
    """An open database. Made by `opened`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._queue: asyncio.Queue[_Request | None] = asyncio.Queue()
        self._closed = False

    async def write(self, *statements: Executable) -> int:
        """Run the statements in one transaction and return how many rows they changed, once it is committed.

        A caller that is cancelled meanwhile does not take its statements back.
        """
        if self._closed:
            raise RuntimeError("the database is closed")
        done: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._queue.put_nowait(_Request(statements, done))
        return await done

    async def read(self, statement: Executable) -> Sequence[Row[Any]]:
        """Every row that the statement selects, as of the last commit."""
        async with self._engine.connect() as connection:
            await connection.execution_options(**{_READS: True})
            return (await connection.execute(statement)).all()

    def insert(self, table: Table) -> sqlite.Insert:
        """An insert that can say what to do when the key is there already (`on_conflict_...`)."""
        if self._engine.dialect.name == "postgresql":
            from sqlalchemy.dialects import postgresql

            # Its on_conflict_... methods take the same arguments.
            return cast(sqlite.Insert, postgresql.insert(table))
        return sqlite.insert(table)

    async def _serve(self) -> None:
        while (request := await self._queue.get()) is not None:
            group = [request]
            while len(group) < _GROUP and not self._queue.empty():
                following = self._queue.get_nowait()
                if following is None:
                    self._queue.put_nowait(None)
                    break
                group.append(following)
            await self._commit(group)

    async def _commit(self, group: list[_Request]) -> None:
        try:
            async with self._engine.begin() as connection:
                counts = await connection.run_sync(_run, group)
        except Exception as error:
            if len(group) == 1:
                if not group[0].done.done():
                    group[0].done.set_exception(error)
                return
            # One of them cannot be done: each alone, so that only its caller hears of it.
            for request in group:
                await self._commit([request])
        else:
            for request, count in zip(group, counts, strict=True):
                if not request.done.done():
                    request.done.set_result(count)

    def _close(self) -> None:
        self._closed = True
        self._queue.put_nowait(None)


@asynccontextmanager
async def opened(url: str, secure: bool = True) -> AsyncIterator[Database]:
    """The database at an SQLAlchemy async URL, with its tables; on leaving, all that was queued is written.

    `secure` (SQLite only; a PostgreSQL server sees to itself): files for their owner alone, deleted
    content overwritten.
    """
    # Without hide_parameters an error message, and so the program's log, would quote what was to be stored.
    engine = create_async_engine(url, hide_parameters=True, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine, secure)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(upgrade)
        database = Database(engine)
        writer = asyncio.create_task(database._serve(), name="database writer")
        try:
            yield database
        finally:
            database._close()
            await writer
    finally:
        await engine.dispose()


def _run(connection: Connection, group: list[_Request]) -> list[int]:
    def changed(statement: Executable) -> int:
        return max(0, cast(CursorResult[Any], connection.execute(statement)).rowcount)

    return [sum(map(changed, request.statements)) for request in group]


def _prepare_sqlite(engine: AsyncEngine, secure: bool) -> None:
    name = make_url(engine.url).database
    if not name or name == ":memory:":
        raise ValueError("the database needs a file: in memory, readers would not see what is written")
    path = Path(name)
    path.parent.mkdir(mode=0o700 if secure else 0o777, parents=True, exist_ok=True)
    if secure:
        # SQLite gives its -wal and -shm files the mode of the database.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)

    @event.listens_for(engine.sync_engine, "connect")
    def connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN: the driver would not, before DDL and SELECT
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout = 5000")
        cursor.execute("PRAGMA journal_mode = WAL")
        # FULL: what was acknowledged outlives a power cut. Group commit shares the price among the waiting.
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA secure_delete = {'ON' if secure else 'OFF'}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes its lock at once: a lock asked for in mid-transaction is refused without waiting.
        reads = connection.get_execution_options().get(_READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

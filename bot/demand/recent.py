"""The newest questions of the log, cleaned as they stand there: what a changed version is tried on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url, select

from bot.storage.database import Database, opened
from bot.storage.tables import questions


@dataclass(frozen=True, slots=True)
class Logged:
    """A cleaned question and the language in which it was answered."""

    text: str
    language: str


async def recent(database: Database, limit: int) -> list[Logged]:
    """The last questions that have a text, the newest first, at most `limit`."""
    columns = questions.c
    statement = (
        select(columns.text, columns.language)
        .where(columns.text.is_not(None), columns.text != "")
        .order_by(columns.id.desc())
        .limit(limit)
    )
    return [Logged(row.text, row.language) for row in await database.read(statement)]


def is_there(url: str) -> bool:
    """Whether there may be a log at a database URL: an SQLite file exists, a server may hold one."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return True
    return bool(address.database) and Path(str(address.database)).exists()


async def recent_at(url: str, limit: int) -> list[Logged]:
    """The same from the database at a URL (one that is not there yet would be made: ask `is_there` first)."""
    async with opened(url) as database:
        return await recent(database, limit)

"""What the program itself must remember over a restart, such as what staff have been told."""

from __future__ import annotations

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.tables import notes


async def keep(database: Database, name: str, value: str) -> None:
    """Store a value under a name, in place of an older one."""
    statement = database.insert(notes).values(name=name, value=value)
    await database.write(
        statement.on_conflict_do_update(
            index_elements=[notes.c.name], set_={"value": statement.excluded.value}
        )
    )


async def recall(database: Database, name: str) -> str | None:
    """The value under a name, if there is one."""
    rows = await database.read(select(notes.c.value).where(notes.c.name == name))
    return rows[0].value if rows else None

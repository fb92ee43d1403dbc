"""The language that each person chose, under a keyed hash of who they are."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, or_, select

from bot.storage.database import Database
from bot.storage.tables import languages


async def remember(database: Database, person: str, language: str, today: date) -> None:
    """Store the language of `person` (a keyed hash); a day on which nothing changes writes nothing."""
    statement = database.insert(languages).values(person=person, language=language, used=today)
    new = statement.excluded
    await database.write(
        statement.on_conflict_do_update(
            index_elements=[languages.c.person],
            set_={"language": new.language, "used": new.used},
            where=or_(languages.c.language != new.language, languages.c.used != new.used),
        )
    )


async def recall(database: Database, person: str) -> str | None:
    """The language of `person`, if it is known."""
    rows = await database.read(select(languages.c.language).where(languages.c.person == person))
    return rows[0].language if rows else None


async def forget(database: Database, person: str) -> None:
    """Delete what is kept of `person`."""
    await database.write(delete(languages).where(languages.c.person == person))


async def expire(database: Database, before: date) -> int:
    """Delete the languages last used before a day; returns how many."""
    return await database.write(delete(languages).where(languages.c.used < before))

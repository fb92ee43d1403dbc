"""How many people asked about each topic."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.demand.recent import is_there
from bot.storage.database import Database, opened
from bot.storage.tables import questions


async def asked(database: Database, since: date) -> dict[str, int]:
    """How many questions each topic answered from a day on; a topic nobody asked for is left out."""
    topic = questions.c.topic
    statement = (
        select(topic, func.count().label("times"))
        .where(questions.c.day >= since, topic.is_not(None))
        .group_by(topic)
    )
    return {row.topic: row.times for row in await database.read(statement)}


async def asked_at(url: str, since: date) -> dict[str, int] | None:
    """The same from the database at a URL; None if there is none, or it cannot be read."""
    if not is_there(url):
        return None
    try:
        async with opened(url) as database:
            return await asked(database, since)
    except (SQLAlchemyError, OSError, ValueError):
        return None

"""The question log: what is asked, cleaned before anything else sees it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, update

from bot.demand.clean import clean
from bot.storage.database import Database
from bot.storage.tables import questions, readings


@dataclass(frozen=True, slots=True)
class Question:
    """A question on its way to the log. `text` is still as typed: `record` cleans it."""

    token: str
    day: date
    language: str
    outcome: str
    topic: str | None
    text: str | None
    content_version: str

    def __repr__(self) -> str:
        # A traceback or a debug line must not carry what somebody typed.
        return f"Question({self.token!r}, {self.outcome!r})"


async def record(database: Database, question: Question, public_numbers: Collection[str] = ()) -> bool:
    """Log a question; False if its token is known, so an update delivered twice is logged once.

    `public_numbers`: helplines and offices as the content spells them, which a question may keep.
    """
    row = {
        "token": question.token,
        "day": question.day,
        "language": question.language,
        "outcome": question.outcome,
        "topic": question.topic,
        "text": None if question.text is None else clean(question.text, public_numbers),
        "content_version": question.content_version,
    }
    statement = database.insert(questions).values(row).on_conflict_do_nothing(index_elements=["token"])
    return await database.write(statement) == 1


async def helped(database: Database, token: str, yes: bool) -> bool:
    """Note the thumb under an answer; False if no question has the token."""
    statement = update(questions).where(questions.c.token == token).values(helped=yes)
    return await database.write(statement) == 1


async def helped_reading(database: Database, day: date, language: str, topic: str, yes: bool) -> None:
    """Count a thumb under a topic that was opened from the menu, without a question."""
    first = {"day": day, "language": language, "topic": topic, "yes": int(yes), "no": int(not yes)}
    statement = database.insert(readings).values(first)
    more = statement.excluded
    await database.write(
        statement.on_conflict_do_update(
            index_elements=["day", "language", "topic"],
            set_={"yes": readings.c.yes + more["yes"], "no": readings.c.no + more["no"]},
        )
    )


async def expire(database: Database, before: date) -> int:
    """Delete the questions of the days before a day; returns how many. Counts of readings stay."""
    return await database.write(delete(questions).where(questions.c.day < before))

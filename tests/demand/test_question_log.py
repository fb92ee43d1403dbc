"""The question log keeps what was asked and nothing of who asked."""

from datetime import date, timedelta
from pathlib import Path

from cleaner_sentences import MASKED
from sqlalchemy import select

from bot.demand import log
from bot.demand.log import Question
from bot.storage import languages
from bot.storage.database import Database, opened
from bot.storage.identity import keyed_hash
from bot.storage.tables import questions, readings

DAY = date(2026, 11, 23)


def url(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}/bagyt.db"


def question(token: str, text: str | None = "виза канча турат", day: date = DAY) -> Question:
    return Question(token, day, "ky", "answered", "uk/seasonal-costs", text, "v1")


async def rows(database: Database) -> list[dict[str, object]]:
    return [dict(row._mapping) for row in await database.read(select(questions).order_by(questions.c.id))]


async def test_a_question_is_cleaned_before_it_is_stored(tmp_path):
    async with opened(url(tmp_path)) as database:
        assert await log.record(database, question("a", "Менин атым Гүлзат, 0555 010 203, виза 340 £"))
        assert await log.record(database, question("b", None))
        assert await rows(database) == [
            {
                "id": 1,
                "token": "a",
                "day": DAY,
                "language": "ky",
                "outcome": "answered",
                "topic": "uk/seasonal-costs",
                "text": "Менин атым [name], [phone], виза 340 £",
                "content_version": "v1",
                "helped": None,
            },
            {
                "id": 2,
                "token": "b",
                "day": DAY,
                "language": "ky",
                "outcome": "answered",
                "topic": "uk/seasonal-costs",
                "text": None,
                "content_version": "v1",
                "helped": None,
            },
        ]


async def test_public_numbers_stay(tmp_path):
    async with opened(url(tmp_path)) as database:
        await log.record(database, question("a", "1577-1366 иштейби"), ["1577-1366"])
        assert (await rows(database))[0]["text"] == "1577-1366 иштейби"


async def test_an_update_delivered_twice_is_logged_once(tmp_path):
    async with opened(url(tmp_path)) as database:
        assert await log.record(database, question("a", "биринчи"))
        assert not await log.record(database, question("a", "экинчи"))
        assert [row["text"] for row in await rows(database)] == ["биринчи"]


async def test_a_thumb_finds_its_question_and_can_be_turned(tmp_path):
    async with opened(url(tmp_path)) as database:
        await log.record(database, question("a"))
        await log.record(database, question("b"))
        assert await log.helped(database, "a", True)
        assert await log.helped(database, "a", False)
        assert not await log.helped(database, "unknown", True)
        assert [row["helped"] for row in await rows(database)] == [False, None]


async def test_thumbs_without_a_question_are_counted(tmp_path):
    async with opened(url(tmp_path)) as database:
        for yes in (True, True, False):
            await log.helped_reading(database, DAY, "ky", "uk/rights", yes)
        await log.helped_reading(database, DAY, "ru", "uk/rights", False)
        await log.helped_reading(database, DAY + timedelta(days=1), "ky", "uk/rights", True)
        found = await database.read(select(readings.c.language, readings.c.yes, readings.c.no))
        assert sorted(tuple(row) for row in found) == [("ky", 1, 0), ("ky", 2, 1), ("ru", 0, 1)]


async def test_questions_expire_by_their_day(tmp_path):
    async with opened(url(tmp_path)) as database:
        for age in (0, 10, 20):
            await log.record(database, question(f"t{age}", day=DAY - timedelta(days=age)))
        assert await log.expire(database, DAY - timedelta(days=20)) == 0
        assert await log.expire(database, DAY - timedelta(days=10)) == 1
        assert [row["token"] for row in await rows(database)] == ["t0", "t10"]
        assert await log.expire(database, DAY + timedelta(days=1)) == 2


def test_a_question_does_not_show_its_text_when_printed():
    assert "виза" not in repr(question("a"))
    assert "виза" not in f"{question('a')}"


async def test_no_byte_of_an_identifier_reaches_the_disk(tmp_path):
    person, update = 7_000_000_123, 912_345_678
    key = bytes(range(32))
    async with opened(url(tmp_path)) as database:
        await languages.remember(database, keyed_hash(key, "person", person), "ky", DAY)
        for number, (text, _, _) in enumerate(MASKED):
            await log.record(database, question(keyed_hash(key, "update", update + number), text))
        while_open = everything_in(tmp_path)
    for written in (while_open, everything_in(tmp_path)):
        assert b"uk/seasonal-costs" in written
        assert str(person).encode() not in written
        assert str(update).encode() not in written
        for _, secrets, _ in MASKED:
            for secret in secrets.split("|"):
                # Short ones occur by chance in hashes, dates and page headers.
                if len(secret.encode()) >= 7:
                    assert secret.encode() not in written, secret


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))

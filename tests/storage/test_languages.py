"""The language that a person chose."""

from datetime import date, timedelta

from bot.storage import languages
from bot.storage.database import opened

TODAY = date(2026, 11, 23)


async def test_remember_recall_forget(tmp_path):
    async with opened(f"sqlite+aiosqlite:///{tmp_path}/bagyt.db") as database:
        assert await languages.recall(database, "someone") is None
        await languages.remember(database, "someone", "ru", TODAY)
        await languages.remember(database, "someone", "en", TODAY)
        await languages.remember(database, "another", "ky", TODAY)
        assert await languages.recall(database, "someone") == "en"
        await languages.forget(database, "someone")
        assert await languages.recall(database, "someone") is None
        assert await languages.recall(database, "another") == "ky"


async def test_languages_expire_by_the_day_they_were_last_used(tmp_path):
    async with opened(f"sqlite+aiosqlite:///{tmp_path}/bagyt.db") as database:
        await languages.remember(database, "gone", "ru", TODAY)
        await languages.remember(database, "back", "ru", TODAY)
        await languages.remember(database, "back", "ru", TODAY + timedelta(days=10))
        assert await languages.expire(database, TODAY) == 0
        assert await languages.expire(database, TODAY + timedelta(days=1)) == 1
        assert await languages.recall(database, "gone") is None
        assert await languages.recall(database, "back") == "ru"

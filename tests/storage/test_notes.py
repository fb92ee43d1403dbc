"""What the program notes for itself."""

from bot.storage import notes
from bot.storage.database import opened


async def test_a_note_is_kept_over_a_restart_and_replaced_by_the_next(tmp_path):
    url = f"sqlite+aiosqlite:///{tmp_path}/bagyt.db"
    async with opened(url) as database:
        assert await notes.recall(database, "weekly note") is None
        await notes.keep(database, "weekly note", "2026-11-24")
        await notes.keep(database, "told of errors", "4f2a9c1b7d")
        await notes.keep(database, "weekly note", "2026-12-01")
    async with opened(url) as database:
        assert await notes.recall(database, "weekly note") == "2026-12-01"
        assert await notes.recall(database, "told of errors") == "4f2a9c1b7d"

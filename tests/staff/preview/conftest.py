"""A preview of a copy of tests/sample, on a day of 2026, with an understanding that needs no learning."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.playground.markup import formatted
from bot.playground.server import PAGE
from bot.staff import check as checks
from bot.staff.preview import chat
from bot.staff.preview import room as rooms
from bot.staff.preview.room import Room
from bot.staff.preview.server import build
from bot.understanding import Match, Understood

TODAY = date(2026, 11, 24)
COSTS = "uk/seasonal-costs"


@pytest.fixture(autouse=True)
def understands_everything_as_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    def match(question: str, index: object, fallback: str) -> Understood:
        return Understood(fallback, "answered", (Match(COSTS, 0.9),))

    monkeypatch.setattr(rooms, "learned", lambda library, folder: object())
    monkeypatch.setattr(chat, "match", match)


@pytest.fixture(autouse=True)
def the_sample_is_small_and_its_translations_are_on_no_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.staff.check.phrases.FEWEST", 1)
    others = tuple(rule for rule in checks.RULES if rule is not checks.check_translations)
    monkeypatch.setattr(checks, "RULES", others)


@pytest.fixture
def room(content_folder: Path, tmp_path: Path) -> Room:
    return Room(content_folder, tmp_path / "data", ("ky", "ru", "en"), "ky", "ru", lambda: TODAY)


@pytest.fixture
async def client(room: Room) -> AsyncIterator[httpx.AsyncClient]:
    await room.refresh()
    app = build(room, PAGE, lambda html: formatted(html, "HTML"))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        yield client


Spoil = Callable[[str, str, str], None]


@pytest.fixture
def spoil(content_folder: Path) -> Spoil:
    """Change words in a file, as a person who saves it."""

    def change(name: str, old: str, new: str) -> None:
        path = content_folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change


async def told(client: httpx.AsyncClient, path: str, **parameters: str) -> dict[str, Any]:
    answer = await client.get(f"/preview/{path}", params=parameters)
    assert answer.status_code == 200
    result: dict[str, Any] = answer.json()
    return result


async def done(client: httpx.AsyncClient, **deed: str) -> dict[str, Any]:
    answer = await client.post("/preview/deed", json=deed)
    assert answer.status_code == 200, answer.text
    result: dict[str, Any] = answer.json()
    return result


async def soon(waiting: Any) -> Any:
    """What it comes to, or a failure instead of waiting forever."""
    async with asyncio.timeout(20):
        return await waiting

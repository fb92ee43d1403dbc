"""What the preview shows at a moment, and how it follows the files on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.content.loader import Loaded
from bot.content.model import Library
from bot.content.shelf import BadContent, Shelf
from bot.findings import Finding, worst_first
from bot.staff.check import check
from bot.understanding import Index
from bot.understanding.kept import learned


@dataclass(frozen=True, slots=True)
class Shown:
    """The files as they are now, and the last Library that was sound (None: there was none yet).

    `number` grows whenever the files or the day change; `findings` stand worst first.
    """

    number: int
    loaded: Loaded
    findings: tuple[Finding, ...]
    library: Library | None
    today: date

    @property
    def sound(self) -> bool:
        """Whether the Library is what the files say now."""
        return self.loaded.library is not None


@dataclass(slots=True)
class Room:
    """The preview of one content folder: what it shows now, and what was learned for typed questions.

    `data` is a folder of its own for what was learned and what was last sound; `today` gives the day
    by which ages are counted.
    """

    content: Path
    data: Path
    languages: tuple[str, ...]
    default_language: str
    staff_language: str
    today: Callable[[], date]
    closed: bool = field(default=False, init=False)
    _shelf: Shelf | None = field(default=None, init=False)
    _shown: Shown | None = field(default=None, init=False)
    _changed: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _learning: asyncio.Lock = field(default_factory=asyncio.Lock, init=False)
    _learned: tuple[Library, Index] | None = field(default=None, init=False)

    @property
    def shown(self) -> Shown:
        """What is shown now; `refresh` must have been awaited once."""
        if self._shown is None:
            raise RuntimeError("nothing has been read yet")
        return self._shown

    async def refresh(self) -> None:
        """Read the folder again if a file or the day has changed, and tell who waits."""
        fresh = await asyncio.to_thread(self._read)
        if fresh is not None:
            self._shown = fresh
            self._tell()

    async def newer(self, number: int) -> None:
        """Wait until something else is shown than what had this number, or the room is closed."""
        while self.shown.number == number and not self.closed:
            await self._changed.wait()

    async def watch(self) -> None:
        """Refresh whenever a YAML file is saved."""
        from watchfiles import awatch

        def yaml(_: object, path: str) -> bool:
            return path.endswith(".yaml")

        while True:
            try:
                # Now and then without a change too: a folder swapped whole and a new day are found.
                async for _ in awatch(
                    self.content,
                    watch_filter=yaml,
                    step=50,
                    debounce=300,
                    yield_on_timeout=True,
                    rust_timeout=30_000,
                ):
                    await self.refresh()
            except OSError:  # the folder is away while another one takes its place
                await asyncio.sleep(1)

    async def index(self) -> tuple[Library, Index] | None:
        """The Library and what was learned from it, one learning at a time; None without a Library."""
        async with self._learning:
            library = self.shown.library
            if library is None:
                return None
            if self._learned is None or self._learned[0].version != library.version:
                self._learned = library, await asyncio.to_thread(learned, library, self.data)
            return self._learned

    def close(self) -> None:
        """Let go of everybody who waits."""
        self.closed = True
        self._tell()

    def _read(self) -> Shown | None:
        """What is to be shown from now on; None if that is the same as before."""
        today = self.today()
        if self._shelf is None:
            self._shelf = Shelf(self.content, self.languages, self.default_language, self.data)
            with suppress(BadContent):  # what is wrong is shown; so is what will be sound later
                self._shelf.open()
        elif not self._shelf.refresh() and self.shown.today == today:
            return None
        loaded = self._shelf.loaded
        findings = tuple(worst_first(check(loaded, today)))
        number = self._shown.number + 1 if self._shown else 1
        return Shown(number, loaded, findings, getattr(self._shelf, "library", None), today)

    def _tell(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

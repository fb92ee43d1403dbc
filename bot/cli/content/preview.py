"""`bagyt content preview`: the content as people will see it, on a page that follows every save."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import language_option, settings_of

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.staff.preview.room import Room


@click.command(name="preview")
@click.option("--port", default=8090, show_default=True, help="Port of the page (0: any free one).")
@click.option("--no-browser", is_flag=True, help="Do not open the page in a browser.")
@language_option
@click.pass_obj
def command(config: Path | None, port: int, no_browser: bool, lang: str | None) -> None:
    """The content in three languages side by side, with what is wrong; changes as files are saved."""
    from bot.words import say

    settings = settings_of(config)
    language = lang or settings.config.staff_language
    if not settings.content.is_dir():
        raise click.ClickException(say("preview", "no_folder", language, folder=settings.content))
    try:
        asyncio.run(_until_stopped(room_of(settings, language), port, None if no_browser else click.launch))
    except OSError as error:
        words = say("preview", "port_taken", language, port=port, reason=error.strerror or error)
        raise click.ClickException(words) from None


def room_of(settings: Settings, language: str) -> Room:
    """The room of the settings' content; what it learns is kept apart from what the running bot learned."""
    from bot.staff.preview.room import Room

    return Room(
        content=settings.content,
        data=settings.data / "preview",
        languages=settings.config.languages,
        default_language=settings.config.default_language,
        staff_language=language,
        today=settings.today,
    )


@asynccontextmanager
async def showing(room: Room, port: int = 0) -> AsyncIterator[str]:
    """Serve a room on this machine while the block runs; gives the address."""
    from bot.playground.markup import formatted
    from bot.playground.server import PAGE, serving
    from bot.staff.preview.server import build

    await room.refresh()
    app = build(room, PAGE, lambda html: formatted(html, "HTML"))
    async with serving(app, port=port) as address:
        errands = [asyncio.create_task(room.watch()), asyncio.create_task(room.index())]
        try:
            yield address
        finally:
            room.close()
            for errand in errands:
                errand.cancel()
            await asyncio.gather(*errands, return_exceptions=True)


async def _until_stopped(room: Room, port: int, show: Callable[[str], object] | None) -> None:
    import signal

    from bot.words import say

    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with showing(room, port) as address:
        click.echo(say("preview", "opened", room.staff_language, address=address))
        if show:
            show(address)
        await stop.wait()

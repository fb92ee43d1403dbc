"""The in-process front: python-telegram-bot's transport without a socket, for fast tests."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from telegram.request import BaseRequest, RequestData

from bot.playground.methods import answer, download
from bot.playground.request import Request, Upload
from bot.playground.world import World


class WorldRequest(BaseRequest):
    """Hand it to `ApplicationBuilder.request` and `.get_updates_request`, or to `Bot`."""

    def __init__(self, world: World) -> None:
        self._world = world

    @property
    def read_timeout(self) -> float | None:
        """Longer than any wait, as PTB adds to it what getUpdates waits."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """One call, by the same strings that PTB would send over HTTP."""
        path = unquote(urlsplit(url).path).split("/")
        token, name = path[-2].removeprefix("bot"), path[-1]
        if "file" in path[:-3]:
            return download(self._world, path[-3].removeprefix("bot"), "/".join(path[-2:]))
        params = request_data.json_parameters if request_data else {}
        files = {
            field: Upload(file_name, data if isinstance(data, bytes) else data.read(), mime)
            for field, (file_name, data, mime) in (
                request_data.multipart_data if request_data else {}
            ).items()
        }
        return await answer(self._world, token, Request(name, params, files))

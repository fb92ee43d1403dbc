"""The preview over HTTP: the page, what it shows, what its phones answer, and news of every save."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.conversation.turn import Typed
from bot.staff.preview.chat import Parsed, answered, pressed, typed
from bot.staff.preview.room import Room
from bot.staff.preview.view import language_of, overview, screen

PAGE = Path(__file__).parent / "page"
# The chat page's own files: a phone of the preview is drawn by what draws the chat.
SHARED = ("style.css", "message.js", "frame.js", "words.js", "icons.svg", "doodle.svg")
KEEP_ALIVE = 15
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
}


class Deed(BaseModel):
    """A person pressed a button (`data`) or wrote (`text`) in a phone of that language."""

    model_config = ConfigDict(extra="forbid", strict=True)

    language: str
    data: Annotated[str, StringConstraints(max_length=64)] | None = None
    text: Annotated[str, StringConstraints(max_length=4096)] | None = None


def build(room: Room, chat_page: Path, parsed: Parsed) -> Starlette:
    """The web application of a room. `chat_page` is the folder that holds the SHARED files."""

    async def get_overview(request: Request) -> Response:
        language = language_of(request.query_params.get("lang"), room.staff_language)
        return JSONResponse(await asyncio.to_thread(overview, room.shown, language))

    async def get_screen(request: Request) -> Response:
        language = language_of(request.query_params.get("lang"), room.staff_language)
        topic = request.query_params.get("id", "")
        shown = await asyncio.to_thread(screen, room.shown, topic, language)
        return _error("there is no such topic", 404) if shown is None else JSONResponse(shown)

    async def post_deed(request: Request) -> Response:
        # A page of another site cannot post JSON without asking the browser, which is never told that it may.
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _error("the body must be application/json", 415)
        try:
            deed = Deed.model_validate_json(await request.body())
        except ValidationError as wrong:
            return _error(str(wrong.errors(include_url=False)[0]["msg"]))
        if (deed.data is None) == (deed.text is None):
            return _error("either data or text")
        act = pressed(deed.data) if deed.data is not None else typed(deed.text or "")
        library, index = room.shown.library, None
        if isinstance(act, Typed):
            library, index = await room.index() or (None, None)
        if library is None:
            return _error("there is no sound content yet", 409)
        return JSONResponse(
            await asyncio.to_thread(answered, act, deed.language, library, index, room.today(), parsed)
        )

    async def get_events(_: Request) -> Response:
        return StreamingResponse(_news(room), media_type="text/event-stream")

    def get_shared(request: Request) -> Response:
        name = request.path_params["name"]
        return FileResponse(chat_page / name) if name in SHARED else _error("there is no such file", 404)

    routes: list[Route | Mount] = [
        Route("/preview/overview", get_overview),
        Route("/preview/screen", get_screen),
        Route("/preview/deed", post_deed, methods=["POST"]),
        Route("/preview/events", get_events),
        Route("/chat/{name}", get_shared),
        Mount("/", StaticFiles(directory=PAGE, html=True)),
    ]
    # A name that a stranger's DNS points at this machine must not open the preview to their page.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Starlette(routes=routes, middleware=[Middleware(_Headers), hosts])


class _Headers:
    """Puts HEADERS on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, headed)


async def _news(room: Room) -> AsyncIterator[str]:
    """The number of the what is shown, now and whenever it changes."""
    number = 0
    while not room.closed:
        if room.shown.number != number:
            number = room.shown.number
            yield f"event: shown\ndata: {number}\n\n"
        try:
            async with asyncio.timeout(KEEP_ALIVE):
                await room.newer(number)
        except TimeoutError:
            yield ": still here\n\n"


def _error(words: str, status: int = 400) -> JSONResponse:
    return JSONResponse({"error": words}, status)

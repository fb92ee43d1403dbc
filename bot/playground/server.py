"""The HTTP front: a Bot API for any bot, and the chat page for a browser, on this machine only."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from bot.playground import page_api
from bot.playground.errors import ApiError
from bot.playground.methods import answer, download
from bot.playground.receiving import is_loopback
from bot.playground.request import Request, Upload
from bot.playground.webhook import deliver
from bot.playground.world import World

PAGE = Path(__file__).parent / "page"
STOP_SECONDS = 3
NOTHING = b'{"ok": true, "result": []}'


def build(world: World, page: Path | None = PAGE, closing: asyncio.Event | None = None) -> Starlette:
    """The web application of a World; setting `closing` ends every wait in it."""
    ends = closing or asyncio.Event()

    async def call(http: HttpRequest) -> Response:
        try:
            request = await _read(http)
        except ValueError:
            return _json(400, json.dumps(ApiError(400, "Bad Request: can't parse JSON").body()).encode())
        work = answer(world, http.path_params["token"], request)
        if request.method.lower() != "getupdates":
            return _json(*await work)
        return _json(*(await _unless(work, ends.wait(), http.receive()) or (200, NOTHING)))

    async def file(http: HttpRequest) -> Response:
        status, data = download(world, http.path_params["token"], http.path_params["path"])
        return Response(data, status)

    routes: list[BaseRoute] = [
        Route("/bot{token}/{method}", call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", file),
        *page_api.routes(world, ends),
    ]
    if page is not None and page.is_dir():
        routes.append(Mount("/", StaticFiles(directory=page, html=True)))
    # A name that a stranger's DNS points at this machine must not open the playground to their page.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"])
    return Starlette(routes=routes, middleware=[hosts])


@asynccontextmanager
async def running(
    world: World,
    host: str = "127.0.0.1",
    port: int = 0,
    page: Path | None = PAGE,
    retry_pause: float = 1,
) -> AsyncIterator[str]:
    """Serve a World on this machine while the block runs; gives the base address, with the port chosen for 0.

    `retry_pause` is how long the first retry of a webhook waits, in seconds. Leaving the block ends long
    polls and event streams at once.
    """
    closing = asyncio.Event()
    async with serving(build(world, page, closing), host, port) as address:
        delivery = asyncio.create_task(deliver(world, retry_pause))
        try:
            yield address
        finally:
            closing.set()
            world.wake()
            delivery.cancel()
            with suppress(asyncio.CancelledError):
                await delivery


@asynccontextmanager
async def serving(app: Starlette, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve any application on this machine while the block runs; signals stay the caller's part."""
    if not is_loopback(host):
        raise ValueError(f"the playground serves this machine only, not {host}")
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    # With the protocol named, asyncio turns Nagle's delay off: 40 ms for every answer otherwise.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        config.load()
        server = uvicorn.Server(config)
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=[listener])
        ticking = asyncio.create_task(server.main_loop())
        try:
            yield f"http://{host}:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            await ticking
            await server.shutdown(sockets=[listener])


async def _read(http: HttpRequest) -> Request:
    """Parameters may come in the query, as a form, as multipart with files, or as JSON."""
    params: dict[str, Any] = dict(http.query_params)
    files: dict[str, Upload] = {}
    kind = http.headers.get("content-type", "").partition(";")[0].strip()
    if kind == "application/json":
        params |= dict(await http.json())
    elif http.method == "POST":
        async with http.form() as form:
            for name, value in form.items():
                if isinstance(value, UploadFile):
                    mime = value.content_type or "application/octet-stream"
                    files[name] = Upload(value.filename or name, await value.read(), mime)
                else:
                    params[name] = value
    return Request(http.path_params["method"], params, files)


async def _unless(work: Any, *ends: Any) -> Any:
    """What `work` comes to, or None when one of `ends` came first: the client left, the server stops."""
    tasks = [asyncio.ensure_future(one) for one in (work, *ends)]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return None if tasks[0].cancelled() else tasks[0].result()


def _json(status: int, body: bytes) -> Response:
    return Response(body, status, media_type="application/json")

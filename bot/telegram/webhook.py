"""Updates pushed by Telegram: 200 only when the update has been handled, so that it comes again otherwise."""

from __future__ import annotations

import hmac
import json

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot

from bot.telegram.receiving import Lanes

PATH = "/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not a secret


def build(bot: Bot, lanes: Lanes, secret: str) -> Starlette:
    """The web application that Telegram calls."""

    async def push(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        try:
            raw = json.loads(await request.body())
        except ValueError:
            return Response(status_code=400)
        if not isinstance(raw, dict) or not isinstance(raw.get("update_id"), int):
            return Response(status_code=400)
        handled = await lanes.run(bot, raw)
        return Response(status_code=200 if handled else 503)

    async def health(_: Request) -> Response:
        return Response("ok", media_type="text/plain")

    return Starlette(routes=[Route(PATH, push, methods=["POST"]), Route("/health", health)])

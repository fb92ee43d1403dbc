"""The Bot object and its two pools of connections: one for answers, one for polling."""

from __future__ import annotations

import httpx
from telegram import Bot
from telegram.request import HTTPXRequest


def request(connections: int) -> HTTPXRequest:
    """A pool that keeps its connections warm and reads no proxy from the environment.

    Small on purpose: httpcore looks at every pooled connection twice a request. 75 s of keep-alive
    saves a quiet bot a TLS handshake before each answer.
    """
    return HTTPXRequest(
        connect_timeout=10,
        read_timeout=15,
        write_timeout=15,
        pool_timeout=20,
        httpx_kwargs={
            "limits": httpx.Limits(max_connections=connections, keepalive_expiry=75),
            "trust_env": False,
        },
    )


def make_bot(token: str, api_url: str, connections: int = 16) -> tuple[Bot, HTTPXRequest]:
    """The bot, and the request object that polling uses alone (closed by whoever polls)."""
    base = api_url.rstrip("/")
    bot = Bot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request(connections),
        get_updates_request=request(1),
    )
    return bot, request(4)

"""Logging that cannot give away the token: a filter on every record, and quiet libraries."""

from __future__ import annotations

import logging
import re
import sys
from typing import TextIO

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
# These write whole addresses (the token is in them) or whole updates at INFO and DEBUG.
_QUIET = ("httpx", "httpcore", "sqlalchemy", "alembic", "aiosqlite", "watchfiles", "asyncio")


class Redacted(logging.Formatter):
    """A formatter whose lines hold no bot token: not in the message, its arguments or a traceback."""

    def format(self, record: logging.LogRecord) -> str:
        """The line without any token."""
        return _TOKEN.sub("<token>", super().format(record))


def set_up(level: str, stream: TextIO | None = None) -> logging.Handler:
    """One handler for the whole process, on standard error if no stream is given."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(Redacted("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    # It quotes an answer that cannot be read as JSON in full, names and texts included.
    logging.getLogger("telegram").setLevel(logging.CRITICAL)
    return handler

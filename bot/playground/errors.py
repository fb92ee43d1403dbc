"""Refusals: the Bot API's to the bot, the playground's to the person, and the ones that a test orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn


class ApiError(Exception):
    """What the Bot API answers instead of a result."""

    def __init__(self, code: int, description: str, retry_after: int | None = None) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.retry_after = retry_after

    def body(self) -> dict[str, object]:
        """The JSON that Telegram sends with this refusal."""
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after is not None:
            answer["parameters"] = {"retry_after": self.retry_after}
        return answer


class PlayError(Exception):
    """A person tried something that a Telegram app would not let them do."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Telegram failing on order: the next `times` calls of `method` ("*" is any) are refused.

    With `contains`, only calls count that have this text in one of their parameters.
    """

    method: str
    code: int
    description: str
    retry_after: int | None = None
    times: int = 1
    contains: str | None = None


def refuse(words: str) -> NoReturn:
    """Raise Telegram's `Bad Request` with these words."""
    raise ApiError(400, f"Bad Request: {words}")

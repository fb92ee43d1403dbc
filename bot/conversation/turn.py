"""What a person just did, in words of no particular messenger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind = Literal["photo", "voice", "video", "document", "sticker", "location", "contact", "other"]


@dataclass(frozen=True, slots=True)
class Typed:
    """A question in words (also a corrected one, or words under a picture)."""

    text: str


@dataclass(frozen=True, slots=True)
class Command:
    """`/name argument`."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button, with the data it carried."""

    data: str


@dataclass(frozen=True, slots=True)
class Sent:
    """Something that is not text."""

    kind: Kind


Act: TypeAlias = Typed | Command | Pressed | Sent


@dataclass(frozen=True, slots=True)
class Turn:
    """An act, with what is known of the language of the person who did it.

    `chosen` is the language the person picked, `hint` the one their phone is set to.
    `token` marks this turn in the question log without leading back to a person.
    """

    act: Act
    token: str
    chosen: str | None = None
    hint: str | None = None

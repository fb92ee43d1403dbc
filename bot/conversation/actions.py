"""What a button can do, and the callback data that says so: `1|t|ky|uk/seasonal-costs|0|going|`.

Version, letter, language, then the fields of the action. Data of an old version must stay
understood for as long as messages with it lie in chats: add a version, never change one.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TypeAlias, get_type_hints

VERSION = "1"
LIMIT = 64  # bytes: Telegram's limit on callback data
# Longer words were never in a button, and might not fit into the buttons of the screen they lead to.
_LONGEST = {"language": 2, "topic": 34, "section": 34, "entry": 8, "token": 8}


@dataclass(frozen=True, slots=True)
class OpenHome:
    """The first screen."""

    language: str


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """What stands behind a button of the first screen."""

    language: str
    entry: str


@dataclass(frozen=True, slots=True)
class OpenSection:
    """The topics of a section, reached through an entry ("" if not)."""

    language: str
    section: str
    entry: str = ""


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """A page of a topic; `token` is that of the typed question it answers, "" in the menu."""

    language: str
    topic: str
    page: int = 0
    entry: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class OpenAsk:
    """The screen that invites a question."""

    language: str


@dataclass(frozen=True, slots=True)
class OpenLanguages:
    """The choice of language, to come back to a topic afterwards ("": the first screen)."""

    language: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class ChooseLanguage:
    """This language from now on."""

    language: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class SayHelped:
    """A thumb under an answer: `yes` is 1 or 0."""

    language: str
    topic: str
    yes: int
    page: int = 0
    entry: str = ""
    token: str = ""


@dataclass(frozen=True, slots=True)
class SayNone:
    """None of the suggested topics."""

    language: str
    token: str = ""


Action: TypeAlias = (
    OpenHome
    | OpenEntry
    | OpenSection
    | OpenTopic
    | OpenAsk
    | OpenLanguages
    | ChooseLanguage
    | SayHelped
    | SayNone
)

_LETTERS: dict[str, type[Action]] = {
    "h": OpenHome,
    "e": OpenEntry,
    "s": OpenSection,
    "t": OpenTopic,
    "a": OpenAsk,
    "l": OpenLanguages,
    "c": ChooseLanguage,
    "f": SayHelped,
    "n": SayNone,
}
_LETTER_OF = {kind: letter for letter, kind in _LETTERS.items()}


def encode(action: Action) -> str:
    """The action as callback data; ValueError if it does not fit into 64 ASCII bytes."""
    values = [str(getattr(action, field.name)) for field in fields(action)]
    data = "|".join([VERSION, _LETTER_OF[type(action)], *values])
    if len(data) > LIMIT or not data.isascii() or any("|" in value for value in values):
        raise ValueError(f"callback data of {len(data)} characters does not fit: {data}")
    return data


def decode(data: str) -> Action | None:
    """The action that callback data stands for; None for anything this program never wrote."""
    version, _, rest = data.partition("|")
    letter, *values = rest.split("|")
    kind = _LETTERS.get(letter)
    if version != VERSION or kind is None or len(values) != len(fields(kind)):
        return None
    types = get_type_hints(kind)
    read: list[str | int] = []
    for field, value in zip(fields(kind), values, strict=True):
        if types[field.name] is int:
            if not (value.isascii() and value.isdigit() and len(value) < 4):
                return None
            read.append(int(value))
        elif value.isascii() and len(value) <= _LONGEST[field.name]:
            read.append(value)
        else:
            return None
    return kind(*read)  # type: ignore[arg-type]

"""The words of the staff's tools in three languages: one YAML file a tool, read when first needed."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale

LANGUAGES = ("ky", "ru", "en")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def table(tool: str) -> dict[str, Any]:
    """All that a tool says: key -> language -> text, or -> CLDR plural form -> text.

    It stands in one file, `<tool>.yaml`, or in the files of a folder of that name.
    """
    place = files("bot.words").joinpath(tool)
    parts = sorted(place.iterdir(), key=lambda part: part.name) if place.is_dir() else []
    data: dict[str, Any] = {}
    for part in parts or [files("bot.words").joinpath(f"{tool}.yaml")]:
        data |= yaml.load(part.read_bytes(), Loader=_LOADER) or {}  # noqa: S506 - a safe one
    return data


def say(tool: str, key: str, language: str, /, **values: object) -> str:
    """The text of a key in a language with its values filled in; `n` chooses the plural form."""
    return fill(table(tool)[key][language], language, **values)


def fill(text: str | dict[str, str], language: str, /, **values: object) -> str:
    """A text, or that one of its plural forms that `n` asks for, with the values in its braces."""
    if isinstance(text, dict):
        n = values["n"]
        form = Locale.parse(language).plural_form(n if isinstance(n, int | float) else 0)
        text = text.get(form) or text["other"]
    return text.format(**values)

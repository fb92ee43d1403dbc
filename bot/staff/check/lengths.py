"""What is longer than the place where people see it: a title on a button, a summary on a line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.content.loader import Loaded
from bot.findings import Finding

TITLE, SUMMARY = 40, 100  # characters that a button and a line of a cheap phone show


def check_lengths(loaded: Loaded, _: date) -> Iterator[Finding]:
    """Titles and summaries that would be cut off."""
    for (language, topic), text in loaded.texts.items():
        file = loaded.files[f"{language}/{topic}.yaml"]
        for key, value, most in (("title", text.title, TITLE), ("summary", text.summary, SUMMARY)):
            if len(value) > most:
                yield file.finding((key,), f"{key}_long", quote=value, length=len(value), most=most)

"""Titles and summaries: longer than the place where people see them, or with marks that are seen there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.content.loader import Loaded
from bot.findings import Finding

TITLE, SUMMARY = 40, 100  # characters that a button and a line of a cheap phone show
_MARK = re.compile(r"\*\*|</?[a-z]+ ?/?>|`|\]\(http|^#+ ")


def check_lengths(loaded: Loaded, _: date) -> Iterator[Finding]:
    """Titles and summaries that would be cut off, or show their stars."""
    for (language, topic), text in loaded.texts.items():
        file = loaded.files[f"{language}/{topic}.yaml"]
        for key, value, most in (("title", text.title, TITLE), ("summary", text.summary, SUMMARY)):
            if len(value) > most:
                yield file.finding((key,), f"{key}_long", quote=value, length=len(value), most=most)
            if mark := _MARK.search(value):
                yield file.finding((key,), "markup_not_here", quote=mark[0], mark=mark[0])

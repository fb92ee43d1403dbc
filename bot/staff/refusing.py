"""A tool that changes files says why it did not, in the words of its own table."""

from __future__ import annotations

from bot.words import say


class Refusal(Exception):
    """Nothing was written, and why: a key of the tool's words with what stands in the braces."""

    tool = ""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def told(self, language: str) -> str:
        """The reason in words, and what may have been meant."""
        words = say(self.tool, self.key, language, **self.values)
        if near := self.values.get("near"):
            words += " " + say("editing", "near", language, near=near)
        return words

    def __str__(self) -> str:
        return self.told("en")

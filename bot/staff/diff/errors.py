"""Why two versions cannot be compared, in the words of words/diff.yaml."""

from __future__ import annotations

from bot.words import say


class Unusable(Exception):
    """What was asked for cannot be done; `told` says why and what to do."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def told(self, language: str) -> str:
        """The reason in a language."""
        return say("diff", self.key, language, **self.values)

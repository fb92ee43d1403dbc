"""A finding: something in a file that staff wrote, how bad it is, where it stands and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias, cast

from pydantic_core import PydanticCustomError

from bot.words import fill, table

Severity: TypeAlias = Literal["error", "warning", "hint"]
_ORDER = {"error": 0, "warning": 1, "hint": 2}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Its `code` names an entry of words/findings.yaml, which holds the severity and the words.

    `line` and `column` count from 1; `quote` is the words it speaks of; `values` fill the braces.
    An error keeps the content from being served; a warning and a hint do not.
    """

    file: str
    line: int
    column: int
    code: str
    quote: str = ""
    values: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return cast(Severity, table("findings")[self.code]["severity"])

    def what(self, language: str) -> str:
        """What is wrong."""
        return self._say("what", language)

    def mend(self, language: str) -> str:
        """What to do about it."""
        return self._say("mend", language)

    def told(self, language: str) -> str:
        """`file:line:column: what is wrong; how to mend it`, on one line."""
        return f"{self.file}:{self.line}:{self.column}: {self.what(language)}; {self.mend(language)}"

    def __str__(self) -> str:
        return self.told("en")

    def _say(self, part: str, language: str) -> str:
        return fill(table("findings")[self.code][part][language], language, **dict(self.values))


def known(code: str) -> bool:
    """Whether a code has words."""
    return code in table("findings")


def found(file: str, line: int, column: int, code: str, quote: str = "", **values: object) -> Finding:
    """A finding with its values given by name."""
    return Finding(file, line, column, code, quote, tuple((name, str(v)) for name, v in values.items()))


def wrong(code: str, **values: object) -> PydanticCustomError:
    """What a validator of a model raises: it becomes the finding of this code at the value's place."""
    return PydanticCustomError(code, code, {name: str(value) for name, value in values.items()})


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep the content from being served."""
    return [finding for finding in findings if finding.severity == "error"]


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, then warnings, then hints, each in the order of files and lines."""
    return sorted(findings, key=lambda finding: (_ORDER[finding.severity], finding))

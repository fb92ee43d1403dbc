"""One call of a Bot API method: its parameters, read the way Telegram reads them, and its files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from bot.playground.errors import refuse

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Request:
    """Parameters are strings (as forms and PTB send them) or JSON values (as a JSON body has them)."""

    method: str
    params: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The parameter as a string, empty when it is absent."""
        value = self.params.get(name)
        return value if isinstance(value, str) else "" if value is None else json.dumps(value)

    def integer(self, name: str, default: int = 0) -> int:
        """The parameter as a whole number; Telegram takes nonsense for 0, this refuses it."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            refuse(f'parameter "{name}" must be an Integer')

    def number(self, name: str) -> float:
        """The parameter as a number."""
        if not self.text(name):
            refuse(f"{name} is empty")
        try:
            return float(self.text(name))
        except ValueError:
            refuse(f'parameter "{name}" must be a Number')

    def flag(self, name: str) -> bool:
        """The parameter as yes or no."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def value(self, name: str, label: str | None = None) -> Any:
        """The parameter as parsed JSON, None when it is absent."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            refuse(f"can't parse {label or name.replace('_', ' ')} JSON object")

    def array(self, name: str, expected: str) -> list[Any]:
        """The parameter as a JSON array, empty when it is absent; `expected` says of what."""
        value = self.value(name, name)
        if value is None:
            return []
        if not isinstance(value, list):
            refuse(f"expected an Array of {expected}")
        return value

    def object(self, name: str, label: str | None = None) -> Json | None:
        """The parameter as a JSON object, None when it is absent."""
        value = self.value(name, label)
        if value is not None and not isinstance(value, dict):
            refuse(f"object expected as {label or name.replace('_', ' ')}")
        return value

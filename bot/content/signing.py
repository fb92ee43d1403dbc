"""What a signature under a topic stands for: the words of all its languages as they were on that day."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

_SIGNED = ("title", "summary", "answer")  # how people ask may grow without a new signature


def words_signed(files: Iterable[tuple[str, Mapping[str, Any]]]) -> str:
    """A short hash over the texts of a topic, given as (language, what its file holds).

    A fee that changes stands in facts/ and has its own source and day: it does not undo a signature.
    """
    digest = hashlib.sha256()
    for language, data in sorted(files, key=lambda pair: pair[0]):
        for key in _SIGNED:
            digest.update(f"{language}\0{key}\0{str(data.get(key, '')).strip()}\0".encode())
    return digest.hexdigest()[:10]

"""Emoji left out where paper or an old phone cannot show them."""

from __future__ import annotations

import re
from collections.abc import Container

_PICTURE = re.compile(
    "[\u200d\u20e3\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d\u3297\u3299\ufe0e\ufe0f"
    "\U0001f000-\U0001faff\U000e0020-\U000e007f]"
)


def without_pictures(text: str, shown: Container[str] = "") -> str:
    """The text without emoji and the spaces beside them; those `shown` stay."""
    if not _PICTURE.search(text):
        return text
    kept = _PICTURE.sub(lambda found: found[0] if found[0] in shown else "\0", text)
    return re.sub(r"(?m)(^|(?<=[ (]))\0[\0 ]*|\0", "", kept)

"""The day the packs of these tests are made, and a Library with hostile words in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.content.loader import load
from bot.content.model import Library

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def made() -> date:
    """Every fact of tests/sample is fresh on it; hourly_pay is the first to grow old, on 2 December."""
    return date(2026, 11, 24)


@pytest.fixture
def hostile(content_folder: Path) -> Library:
    """The sample with markup and quotes wherever staff write words in Russian."""
    path = content_folder / "ru/safety/passport-taken.yaml"
    path.write_text(
        f"""
title: '"><script>x</script>'
summary: '{HOSTILE} "quoted" & more'
answer: |
  &lt;img src=x onerror=alert(1)&gt; \\</article\\> 5 & 6

  - [a](https://a.example/?x=1&y="2")
  - {{contact:uk.helpline}}
ask:
  - '" onmouseover="alert(1)'
  - </article><script>y</script>
""",
        encoding="utf-8",
    )
    contacts = content_folder / "contacts/uk.yaml"
    text = contacts.read_text(encoding="utf-8")
    contacts.write_text(text.replace("ru: Линия помощи", f"ru: '{HOSTILE}'"), encoding="utf-8")
    loaded = load(content_folder, ("ky", "ru", "en"), "ky")
    assert loaded.library is not None, loaded.findings
    return loaded.library

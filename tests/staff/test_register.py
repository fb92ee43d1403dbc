"""The table of facts and the list of open questions."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from bot.cli import main
from bot.content.loader import Loaded, load
from bot.staff.register import count_open, facts_page, open_page

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 24)
ASKED = """icon: 📝
        open:
          kg.labour_line: [When does the next round open?]
          uk.office: [Is the office open on Sundays?, When does the next round open?]"""


def with_questions(folder: Path) -> Loaded:
    path = folder / "catalogue.yaml"
    text = path.read_text(encoding="utf-8").replace("icon: 📝", ASKED, 1)
    text = text.replace(
        "icon: 💷",
        "icon: 💷\n        open: {kg.labour_line: [When does the next round open?, What does it cost?]}",
    )
    path.write_text(text, encoding="utf-8")
    return load(folder, ("ky", "ru", "en"), "ky")


def test_every_fact_and_contact_has_its_row(content_folder: Path) -> None:
    loaded = load(content_folder, ("ky", "ru", "en"), "ky")
    page = facts_page(loaded, "en")
    for id, entry in {**loaded.facts, **loaded.contacts}.items():
        rows = [row for row in page.splitlines() if row.startswith(f"| `{id.partition('.')[2]}` |")]
        assert any(entry.source in row and entry.checked.isoformat() in row for row in rows), id
    assert "| £340 |" in page
    row = next(row for row in page.splitlines() if row.startswith("| `visa_fee`"))
    assert "uk/seasonal-costs" in row
    assert row.count(" | ") == 8


def test_questions_stand_once_under_whom_to_ask(content_folder: Path) -> None:
    loaded = with_questions(content_folder)
    assert count_open(loaded) == 4
    page = open_page(loaded, "en", TODAY)
    assert "## Labour line (`kg.labour_line`)" in page
    assert "1. When does the next round open? (uk/seasonal-costs, uk/seasonal-apply)" in page
    assert "2. What does it cost? (uk/seasonal-costs)" in page
    assert "## Advice office (`uk.office`)" in page


def test_old_and_undated_contacts_are_to_be_called(content_folder: Path) -> None:
    contacts = content_folder / "contacts/kg.yaml"
    text = contacts.read_text(encoding="utf-8")
    contacts.write_text(text.replace("  checked:", "  as_of: 2026-10\n  checked:", 1), encoding="utf-8")
    page = open_page(load(content_folder, ("ky", "ru", "en"), "ky"), "en", TODAY)
    assert "`uk.helpline`" in page
    assert "- `kg.labour_line`" not in page
    page = open_page(load(content_folder, ("ky", "ru", "en"), "ky"), "en", date(2028, 11, 1))
    assert "- `kg.labour_line`" in page


def test_the_command(content_folder: Path, tmp_path: Path) -> None:
    with_questions(content_folder)
    config = tmp_path / "config.yaml"
    shutil.copy(ROOT / "config.yaml", config)
    into = tmp_path / "pages"

    def bagyt() -> tuple[int, str]:
        words = ["--config", str(config), "content", "register", "--into", str(into), "--lang", "en"]
        result = CliRunner().invoke(main, words)
        return result.exit_code, result.output

    code, output = bagyt()
    assert code == 0, output
    assert "Open questions: 4." in output
    assert {path.name for path in into.iterdir()} == {"facts.md", "open-facts.md"}
    (content_folder / "facts/uk.yaml").write_text("visa_fee: 7\n")
    assert bagyt()[0] == 1

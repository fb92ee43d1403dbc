"""A language goes out as a spreadsheet and comes back, and nothing else changes."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from bot.cli import main
from bot.content.editing import replaced
from bot.content.loader import load
from bot.content.reading import Snapshot, read_folder
from bot.staff.sheets.rows import Row, rows, shown
from bot.staff.sheets.tables import COLUMNS, guarded, headings, read, unguarded, wanted, written
from bot.staff.sheets.taking import Taken, taken

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "tests/sample"
LANGUAGES = ("ky", "ru", "en")
ODD = [
    "=1+1",
    '=HYPERLINK("x")',
    "+7",
    "-1",
    "@a",
    "'",
    "''=1",
    "'007",
    "007",
    "1e5",
    "12:30",
    "TRUE",
    "a\tb",
]
ODD += [
    "_x0041_",
    "_x005F_x0041_",
    "a\nb",
    'a;b,"c"',
    " a ",
    "#N/A",
    "{=1}",
    "\x07",
    "- x",
    "＝1",
    "1.50",
    "ө ү ң 😀",
]
TEXTS = st.one_of(st.sampled_from(ODD), st.text(max_size=30), st.text("=+-@'\"0;,\t\r\n_x0D7F a", max_size=9))


def export(name: str, texts: list[Row]) -> bytes:
    return written(name, headings("ru", "ru"), [row.cells for row in texts])


def take(root: Path, snapshot: Snapshot, name: str, content: bytes, language: str = "ru") -> Taken:
    loaded = load(root, LANGUAGES, "ky", snapshot=snapshot)
    return taken(loaded, snapshot, language, "ky", read(name, content, wanted(language)))


@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
@given(texts=st.lists(TEXTS.filter(lambda text: bool(text.strip())), min_size=1, max_size=5))
def test_a_sheet_gives_back_every_text_as_it_was(name: str, texts: list[str]):
    lines = [(f"id {n}", "", text, text, None, 0, "", "m1") for n, text in enumerate(texts)]
    back = read(name, written(name, headings("ky", "en"), lines), wanted("en"))
    assert [cells["text"] for _, cells in back] == texts


@given(TEXTS)
def test_no_text_is_a_formula_to_a_spreadsheet(text: str):
    assert not guarded(text).startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert unguarded(guarded(text)) == text


def test_a_text_like_a_formula_is_words_in_excel():
    book = load_workbook(io.BytesIO(written("a.xlsx", COLUMNS, [("id", "", "", "=1+1", 5, 4, "", "m")])))
    sheet = book.worksheets[0]
    cell = sheet["D2"]
    assert (cell.value, cell.data_type, cell.number_format, cell.quotePrefix) == ("=1+1", "s", "@", True)
    assert not cell.protection.locked
    assert sheet["C2"].protection.locked
    assert sheet.protection.sheet
    assert sheet["F2"].value == "=LEN(D2)"
    assert sheet.freeze_panes == "B2"
    assert cell.alignment.wrap_text
    [area] = sheet.conditional_formatting
    assert area.rules[0].formula == ['AND($E2<>"",$F2>$E2)']


@pytest.mark.parametrize("folder", ["content", "tests/sample"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_a_sheet_that_nobody_touched_changes_nothing(folder: str, language: str, name: str):
    root = ROOT / folder
    loaded = load(root, LANGUAGES, "ky")
    texts = rows(loaded, language, "ky", "en")
    content = written(name, headings("en", language), [row.cells for row in texts])
    result = take(root, read_folder(root), name, content, language)
    assert result == Taken((), ())
    ids = [row.id for row in texts if row.kind != "more"]
    assert len(ids) == len(set(ids)) > 50


@settings(max_examples=20)
@given(
    TEXTS.filter(lambda text: bool(shown(text))),
    TEXTS.filter(lambda text: bool(shown(text)) and "{" not in text),
    st.sampled_from(["a.csv", "a.xlsx"]),
)
def test_odd_texts_go_out_and_come_back(old: str, new: str, name: str):
    places = {"ru/uk/seasonal-costs.yaml": ("ask", 0), "contacts/kg.yaml": ("labour_line", "name", "ru")}
    ids = ("topic uk/seasonal-costs ask 1", "contact kg.labour_line name")
    before = read_folder(SAMPLE)
    odd = {file: replaced((before.files[file] or b"").decode(), at, old) for file, at in places.items()}
    snapshot = replace(before, files={**before.files, **{file: text.encode() for file, text in odd.items()}})
    texts = rows(load(SAMPLE, LANGUAGES, "ky", snapshot=snapshot), "ru", "ky", "ru")
    assert take(SAMPLE, snapshot, name, export(name, texts)).edits == ()
    lines = [with_text(row, new) if row.id in ids else row.cells for row in texts]
    result = take(SAMPLE, snapshot, name, written(name, headings("ru", "ru"), lines))
    after = {change.path.relative_to(SAMPLE).as_posix(): change.after for change in result.changes}
    later = replace(snapshot, files={**snapshot.files, **after})
    again = rows(load(SAMPLE, LANGUAGES, "ky", snapshot=later), "ru", "ky", "ru")
    assert [row.text for row in again] == [shown(cells[3]) for cells in lines]


def with_text(row: Row, text: str) -> tuple[str | int | None, ...]:
    cells = list(row.cells)
    cells[3] = text
    return tuple(cells)


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    config = folder.parent / "config.yaml"
    config.write_text("staff_language: en\n")
    result = CliRunner().invoke(main, ["--config", str(config), "content", "sheet", *arguments])
    assert "Traceback" not in result.output
    return result.exit_code, result.output


def edited(folder: Path, language: str, changes: dict[str, str | list[str]]) -> Path:
    """An exported sheet in which a translator has written: id -> the new words (a list: in the free rows)."""
    file = folder.parent / f"{language}.xlsx"
    file.unlink(missing_ok=True)
    assert run(folder, "export", language, str(file))[0] == 0
    book = load_workbook(file)
    left = {id: list(text) if isinstance(text, list) else [text] for id, text in changes.items()}
    for row in book.worksheets[0].iter_rows(min_row=2):
        if left.get(str(row[0].value)):
            row[3].value = left[str(row[0].value)].pop(0)
    assert not any(left.values()), left
    book.save(file)
    return file


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


def test_what_a_translator_changed_is_changed_and_no_other_byte(content_folder: Path):
    name = "ru/uk/seasonal-costs.yaml"
    text = "# why\n" + (content_folder / name).read_text()
    (content_folder / name).write_bytes(text.replace("\n", "\r\n").encode())
    before = files(content_folder)
    texts = {row.id: row.text for row in rows(load(content_folder, LANGUAGES, "ky"), "ru", "ky", "en")}
    topic = "topic uk/seasonal-costs"
    changes: dict[str, str | list[str]] = {
        f"{topic} title": "Сколько: стоит",
        f"{topic} answer": texts[f"{topic} answer"] + "\n\nЕщё строка.",
        f"{topic} ask 1": "",
        f"{topic} ask +": ["за чей счёт билет"],
        "interface buttons.home": "🏠 В начало",
    }
    sheet = edited(content_folder, "ru", changes)
    code, told = run(content_folder, "import", "ru", str(sheet), "--dry-run")
    assert code == 0, told
    assert files(content_folder) == before
    code, told = run(content_folder, "import", "ru", str(sheet))
    assert code == 0
    assert "Changed: 3, added: 1, taken out: 1. Files: 2." in told
    after = files(content_folder)
    assert {file for file in after if after[file] != before[file]} == {name, "ru/interface.yaml"}
    now = after[name].decode()
    assert now.startswith("# why\r\n")
    assert 'title: "Сколько: стоит"\r\n' in now
    assert "\r\n\r\n  Ещё строка.\r\n" in now
    assert now.endswith("  - за чей счёт билет\r\n")
    assert texts[f"{topic} ask 1"] not in now
    assert "\n" not in now.replace("\r\n", "")
    assert "No text in the sheet has changed" in run(content_folder, "import", "ru", str(sheet))[1]


def test_a_topic_is_translated_into_a_language_that_it_lacked(content_folder: Path):
    name = "en/uk/seasonal-costs.yaml"
    lacking = (content_folder / name).read_text()
    (content_folder / name).unlink()
    topic = "topic uk/seasonal-costs"
    source = {row.id: row.source for row in rows(load(content_folder, LANGUAGES, "ky"), "en", "ky", "en")}
    changes: dict[str, str | list[str]] = {
        f"{topic} title": "Costs",
        f"{topic} summary": "What it costs",
        f"{topic} answer": source[f"{topic} answer"],
    }
    code, told = run(content_folder, "import", "en", str(edited(content_folder, "en", changes)))
    assert code == 1
    assert "ask" in told
    assert not (content_folder / name).exists()
    changes[f"{topic} ask +"] = ["what does it cost", "who pays"]
    code, told = run(content_folder, "import", "en", str(edited(content_folder, "en", changes)))
    assert code == 0, told
    made = (content_folder / name).read_text()
    assert made.startswith("title: Costs\nsummary: What it costs\nanswer: |\n  ")
    assert made.endswith("ask:\n  - what does it cost\n  - who pays\n")
    assert lacking != made
    assert load(content_folder, LANGUAGES, "ky").library is not None


def test_a_missing_name_of_a_contact_is_put_in(content_folder: Path):
    contacts = content_folder / "contacts/kg.yaml"
    text = contacts.read_text()
    lines = [line for line in text.splitlines(keepends=True) if "labour" in line or "en:" in line]
    assert lines
    english = next(
        row for row in rows(load(content_folder, LANGUAGES, "ky"), "en", "ky", "en") if "kg." in row.id
    )
    contacts.write_text(text.replace(f', en: "{english.text}"', "").replace(f", en: {english.text}", ""))
    assert contacts.read_text() != text
    sheet = edited(content_folder, "en", {english.id: "Labour, line: 1"})
    assert run(content_folder, "import", "en", str(sheet))[0] == 0
    assert contacts.read_text().count('en: "Labour, line: 1"') == 1


TOPIC = "topic uk/seasonal-costs"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({f"{TOPIC} title": ""}, "cannot be empty"),
        ({f"{TOPIC} title": "x" * 65}, "65 characters, at most 64"),
        ({f"{TOPIC} answer": "Nothing is named"}, "{fact:uk."),
        ({f"{TOPIC} answer": lambda text: text + " {fact:uk.fee}"}, "{fact:uk.fee} does not exist"),
        ({f"{TOPIC} answer": lambda text: text + "\n\n> a quotation"}, f"({TOPIC} answer)"),
        ({f"{TOPIC} title": "{fact:uk.visa_fee}"}, f"({TOPIC} title)"),
        ({"interface screens.entry": "No title"}, "{title} is lost"),
        ({"interface buttons.home": "x" * 41}, "at most 40"),
        ({"interface lines.date": "no date"}, "(interface lines.date)"),
    ],
)
def test_one_row_at_fault_and_nothing_is_taken(
    content_folder: Path, changes: dict[str, str | Callable[[str], str]], words: str
):
    texts = {row.id: row.text for row in rows(load(content_folder, LANGUAGES, "ky"), "en", "ky", "en")}
    wanted_texts: dict[str, str | list[str]] = {
        id: new if isinstance(new, str) else new(texts[id]) for id, new in changes.items()
    }
    sheet = edited(content_folder, "en", {**wanted_texts, f"{TOPIC} summary": "This one is sound"})
    before = files(content_folder)
    code, told = run(content_folder, "import", "en", str(sheet))
    assert code == 1
    assert words in told
    assert "row " in told
    assert files(content_folder) == before


def test_all_phrases_cannot_be_taken_away(content_folder: Path):
    texts = rows(load(content_folder, LANGUAGES, "ky"), "en", "ky", "en")
    phrases = [row.id for row in texts if row.id.startswith(f"{TOPIC} ask") and row.kind == "phrase"]
    sheet = edited(content_folder, "en", dict.fromkeys(phrases, ""))
    assert "at least one" in run(content_folder, "import", "en", str(sheet))[1]
    sheet = edited(content_folder, "en", {**dict.fromkeys(phrases, ""), f"{TOPIC} ask +": ["a new one"]})
    assert run(content_folder, "import", "en", str(sheet))[0] == 0
    assert (content_folder / "en/uk/seasonal-costs.yaml").read_text().endswith("ask:\n  - a new one\n")


def test_what_changed_in_the_files_meanwhile_is_neither_undone_nor_overwritten(content_folder: Path):
    name = content_folder / "en/uk/seasonal-costs.yaml"
    sheet = edited(content_folder, "en", {f"{TOPIC} summary": "By the translator"})
    phrase = load(content_folder, LANGUAGES, "ky").texts["en", "uk/seasonal-costs"].ask[0]
    name.write_text(
        replaced(name.read_text(), ("title",), "By staff").replace("ask:\n", "ask:\n  - first of all\n")
    )
    assert run(content_folder, "import", "en", str(sheet))[0] == 0
    text = load(content_folder, LANGUAGES, "ky").texts["en", "uk/seasonal-costs"]
    assert (text.title, text.summary) == ("By staff", "By the translator")
    sheet = edited(
        content_folder, "en", {f"{TOPIC} title": "By the translator", f"{TOPIC} ask 2": "in other words"}
    )
    name.write_text(name.read_text().replace("  - first of all\n", ""))
    name.write_text(replaced(name.read_text(), ("title",), "By staff again"))
    code, told = run(content_folder, "import", "en", str(sheet))
    assert code == 1
    assert "changed after the sheet was made" in told
    name.write_text(replaced(name.read_text(), ("title",), "By staff"))
    assert run(content_folder, "import", "en", str(sheet))[0] == 0
    asked = load(content_folder, LANGUAGES, "ky").texts["en", "uk/seasonal-costs"].ask
    assert "in other words" in asked
    assert phrase not in asked


def workbook(*lines: tuple[str, ...]) -> bytes:
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.ods", b"", ".xlsx or .csv"),
        ("a.xlsx", b"no archive", "cannot be read"),
        ("a.csv", "id;en;mark\nтема;ө;m\n".encode("utf-16"), "UTF-8"),
        ("a.csv", b"id;mark\nx;m\n", "no column `en`"),
        ("a.csv", b"id;ru;mark\nx;y;m\n", "no column `en`"),
        ("a.csv", b"", "no column `id`"),
        ("a.csv", b"id;en;mark\nx;y;m\n", "row 2 (x): there is no such text"),
        ("a.csv", b'id,en,mark\ncontact kg.labour_line name,"a\nb",m1\n', "changed after"),
        ("a.csv", b"id;en\ncontact kg.labour_line name;x\n", "no column"),
        ("a.csv", b"id;en;mark\ncontact kg.labour_line name;x;\n", "its mark is empty"),
        ("a.xlsx", workbook(("id", "en", "mark"), ("contact kg.labour_line name", "=B1", "m")), "row 2"),
        ("missing.csv", None, "no file"),
    ],
)
def test_a_sheet_that_is_none_is_refused(content_folder: Path, name: str, content: bytes | None, words: str):
    file = content_folder.parent / name
    if content is not None:
        file.write_bytes(content)
    before = files(content_folder)
    code, told = run(content_folder, "import", "en", str(file))
    assert code == 1
    assert words in told
    assert files(content_folder) == before


def test_an_export_never_overwrites_and_knows_its_languages(content_folder: Path):
    file = content_folder.parent / "en.csv"
    assert run(content_folder, "export", "en", str(file))[0] == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfid;")
    assert "somebody's work" in run(content_folder, "export", "en", str(file))[1]
    assert "no language `de`" in run(content_folder, "export", "de", str(file))[1]
    assert ".xlsx or .csv" in run(content_folder, "export", "en", str(file.with_suffix(".txt")))[1]

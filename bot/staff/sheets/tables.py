"""A sheet as a file: CSV or XLSX by its ending, written so that no spreadsheet program changes a text."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from typing import Any, TypeAlias

from bot.content.paging import units
from bot.staff.refusing import Refusal
from bot.words import table

COLUMNS = ("id", "where", "source", "text", "limit", "length", "note", "mark")
_WIDTHS = dict(zip(COLUMNS, (30, 30, 50, 50, 8, 8, 30, 13), strict=True))
_CELL = 32767  # UTF-16 units that a cell of Excel holds
# What a spreadsheet would reckon, or read as a number or a day, unless an apostrophe stands before it.
_RECKONED = re.compile(r"'*([=+\-@\t\r\n＝＋－＠]|\(?\.?\d|(true|false|истина|ложь)$)", re.IGNORECASE)
# What XML cannot hold is written _x0007_ in XLSX; so is the underscore of a text that looks like that.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_WRITTEN = re.compile(r"_x([0-9A-Fa-f]{4})_")

Cells: TypeAlias = Sequence[str | int | None]


class BadSheet(Refusal):
    """The sheet is not taken, and why: a line for each row at fault."""

    tool = "sheet"

    def __init__(self, key: str, rows: Sequence[Callable[[str], str]] = (), **values: object) -> None:
        super().__init__(key, **values)
        self.rows = tuple(rows)

    def told(self, language: str) -> str:
        """The reason in words, with the rows."""
        return "\n".join([super().told(language), *(row(language) for row in self.rows)])


def written(name: str, head: Sequence[str], rows: Iterable[Cells]) -> bytes:
    """A sheet with the columns of COLUMNS under these headings. Raises BadSheet."""
    lines = list(rows)
    for cells in lines:
        if any(isinstance(cell, str) and units(cell) > _CELL for cell in cells):
            raise BadSheet("cell_too_long", id=cells[0])
    if _ending(name) == ".xlsx":
        return _xlsx(head, lines)
    file = io.StringIO(newline="")
    # Excel takes the semicolon for the separator where the comma stands in numbers, as in Kyrgyzstan.
    writer = csv.writer(file, delimiter=";")
    writer.writerow(head)
    writer.writerows([guarded(cell) if isinstance(cell, str) else cell for cell in cells] for cells in lines)
    return file.getvalue().encode("utf-8-sig")


def read(name: str, content: bytes, wanted: dict[str, Sequence[str]]) -> list[tuple[int, dict[str, str]]]:
    """The rows with their numbers, and in each what stands under the wanted columns. Raises BadSheet.

    `wanted`: a column -> the headings under which it may stand.
    """
    lines = _read_xlsx(content) if _ending(name) == ".xlsx" else _read_csv(content)
    head = [(cell or "").strip().casefold() for cell in lines[0]] if lines else []
    places = {}
    for column, headings in wanted.items():
        found = [head.index(one.casefold()) for one in headings if one.casefold() in head]
        if not found:
            raise BadSheet("column_missing", column=headings[0])
        places[column] = found[0]
    rows = []
    for number, line in enumerate(lines[1:], 2):
        cells = {column: line[place] if place < len(line) else "" for column, place in places.items()}
        if None in cells.values():
            raise BadSheet("formula", number=number, id=cells["id"])
        if any(cell and cell.strip() for cell in cells.values()):
            rows.append((number, {column: cell or "" for column, cell in cells.items()}))
    return rows


def guarded(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would reckon."""
    return f"'{text}" if _RECKONED.match(text) else text


def unguarded(cell: str) -> str:
    """The text without the apostrophe of `guarded`."""
    return cell[1:] if cell.startswith("'") and _RECKONED.match(cell) else cell


def headings(language: str, text_language: str) -> list[str]:
    """The headings in the staff's language; that of the texts is the code of their language."""
    words = table("sheet")
    return [text_language if column == "text" else words[f"column_{column}"][language] for column in COLUMNS]


def wanted(text_language: str) -> dict[str, Sequence[str]]:
    """The columns that an import reads, under a heading in any language."""
    words = table("sheet")
    return {"id": ["id"], "text": [text_language], "mark": list(words["column_mark"].values())}


def _ending(name: str) -> str:
    ending = PurePath(name).suffix.lower()
    if ending not in (".csv", ".xlsx"):
        raise BadSheet("ending", file=PurePath(name).name)
    return ending


def _read_csv(content: bytes) -> list[list[str | None]]:
    try:
        text = content.decode("utf-8-sig")
        first = text.partition("\n")[0]
        delimiter = max(";,\t", key=first.count)
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except UnicodeDecodeError:
        raise BadSheet("not_utf8") from None
    except csv.Error:
        raise BadSheet("unreadable") from None
    return [[unguarded(cell) for cell in line] for line in lines]


def _xlsx(head: Sequence[str], rows: Sequence[Cells]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    letters = {column: get_column_letter(n) for n, column in enumerate(COLUMNS, 1)}
    book = Workbook()
    sheet = book.worksheets[0]
    top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
    for number, cells in enumerate([head, *rows], 1):
        for column, cell in zip(COLUMNS, cells, strict=True):
            place: Any = sheet[f"{letters[column]}{number}"]
            place.alignment = wrapped if column in ("where", "source", "text", "note") else top
            if number > 1 and column == "length":
                place.value = f"=LEN({letters['text']}{number})"
            elif isinstance(cell, str):
                place.value = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", cell)
                place.data_type = "s"  # never a formula, whatever it begins with
                place.number_format = "@"  # what is typed here stays as it is typed, zeros in front too
                place.quotePrefix = bool(_RECKONED.match(cell))
            else:
                place.value = cell
            if number == 1:
                place.font = Font(bold=True)
            elif column == "text":
                place.protection = Protection(locked=False)
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[letters[column]].width = width
    sheet.freeze_panes = f"{letters['where']}2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False  # columns may be made wider
    over = f'AND(${letters["limit"]}2<>"",${letters["length"]}2>${letters["limit"]}2)'
    red = PatternFill(bgColor="FFFFC7CE", fill_type="solid")
    area = f"{letters['text']}2:{letters['length']}{len(rows) + 1}"
    make_rule: Any = FormulaRule
    rule = make_rule([over], fill=red, font=Font(color="FF9C0006"))
    sheet.conditional_formatting.add(area, rule)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _read_xlsx(content: bytes) -> list[list[str | None]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True)
        return [[_text(cell) for cell in row] for row in book.worksheets[0].iter_rows()]
    except Exception:  # openpyxl raises whatever the broken part of the archive raises
        raise BadSheet("unreadable") from None


def _text(cell: Any) -> str | None:
    """What a cell says; None for a formula, which says nothing by itself."""
    if cell.data_type == "f":
        return None
    if isinstance(cell.value, bool):
        return str(cell.value).upper()
    value = int(cell.value) if isinstance(cell.value, float) and cell.value.is_integer() else cell.value
    return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), "" if value is None else str(value))

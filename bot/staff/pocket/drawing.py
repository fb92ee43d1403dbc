"""The paper: its measures, its font, and the PDF drawn on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from importlib.resources import as_file, files

import segno
from fpdf import FPDF
from fpdf.enums import XPos, YPos

from bot.staff.pocket.typesetting import Placed, Run, set_lines

# A4 across, in mm: two folds make three panels of 99.
_PANELS, _PANEL, _SIDE, _TOP, _BOTTOM, _HEIGHT = 3, 99.0, 7.0, 8.0, 198.0, 210.0
_FAMILY = "DejaVu Sans Condensed"
_BRAND, _SMALL, _FOOT = 13.0, 8.5, 6.5  # points
_CODE, _NO_CODE, _GAP = 23.0, 8.0, 3.0  # mm
_INK, _GREY = 0, 90


@dataclass(frozen=True, slots=True)
class Code:
    """An address as a QR code (None: words alone), the words beside it and the address as people type it."""

    url: str | None
    words: str
    typed: str

    @property
    def height(self) -> float:
        """In mm, with the gap under it."""
        return (_CODE if self.url else _NO_CODE) + _GAP


class Sheet:
    """An empty PDF with the font in it: what can be drawn and how wide it is."""

    width = _PANEL - 2 * _SIDE
    bottom = _BOTTOM

    def __init__(self, title: str, author: str, language: str, made: date) -> None:
        self.author = author
        self.pdf = FPDF(orientation="landscape", unit="mm", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.c_margin = 0
        for style, name in (("", "DejaVuSansCondensed.ttf"), ("B", "DejaVuSansCondensed-Bold.ttf")):
            with as_file(files("bot.staff.pocket").joinpath("fonts", name)) as path:
                self.pdf.add_font(_FAMILY, style, path)
        self.pdf.set_title(title)
        self.pdf.set_author(author)
        self.pdf.set_lang(language)
        # The day, not the moment: the same content of the same day makes the same file.
        self.pdf.set_creation_date(datetime.combine(made, time(), UTC))
        drawn = [set(getattr(font, "cmap", ())) for font in self.pdf.fonts.values()]
        self.letters = frozenset(map(chr, set.intersection(*drawn)))
        self._widths: dict[tuple[str, bool], float] = {}

    def measure(self, text: str, bold: bool, size: float) -> float:
        """The width of a run in mm at a size in points."""
        if (text, bold) not in self._widths:
            self.pdf.set_font(_FAMILY, "B" if bold else "", 100)
            self._widths[text, bold] = self.pdf.get_string_width(text) / 100
        return self._widths[text, bold] * size

    def top(self, column: int, codes: Iterable[Code]) -> float:
        """Where a column begins; over the first stand the name and the codes."""
        return _TOP + (8 + sum(code.height for code in codes) if column == 0 else 0)

    def pages(self, placed: Sequence[Placed]) -> int:
        """How many pages the columns fill."""
        return placed[-1].column // _PANELS + 1


def draw(sheet: Sheet, placed: Sequence[Placed], codes: Iterable[Code], foot: str) -> bytes:
    """The PDF with all of it; the same bytes for the same content and day."""
    pages = sheet.pages(placed)
    for page in range(pages):
        sheet.pdf.add_page()
        _folds(sheet)
        if page == 0:
            _head(sheet, codes)
        for one in placed:
            if one.column // _PANELS == page:
                _block(sheet, one)
        _line(sheet, (Run(f"{foot} {page + 1}/{pages}"),), _FOOT, _SIDE, _HEIGHT - 8, _GREY)
    return bytes(sheet.pdf.output())


def _block(sheet: Sheet, placed: Placed) -> None:
    block, left = placed.block, (placed.column % _PANELS) * _PANEL + _SIDE
    ink = _GREY if block.grey else _INK
    if block.starts and placed.first == 0 and placed.top > sheet.top(placed.column, ()):
        sheet.pdf.set_draw_color(150)
        y = placed.top - block.before / 3
        sheet.pdf.line(left, y, left + sheet.width, y)
    if block.mark and placed.first == 0:
        _line(sheet, (Run(block.mark),), block.size, left, placed.top, ink)
    for number, line in enumerate(block.lines[placed.first : placed.last]):
        _line(sheet, line, block.size, left + block.indent, placed.top + number * block.leading, ink)


def _line(sheet: Sheet, line: Iterable[Run], size: float, x: float, y: float, ink: int) -> None:
    sheet.pdf.set_text_color(ink)
    for run in line:
        wide = sheet.measure(run.text, run.bold, size)
        sheet.pdf.set_font(_FAMILY, "B" if run.bold else "", size)
        sheet.pdf.set_xy(x, y)
        url = run.url or ""
        sheet.pdf.cell(wide, size * 0.45, run.text, link=url, new_x=XPos.LEFT, new_y=YPos.TOP)
        x += wide


def _head(sheet: Sheet, codes: Iterable[Code]) -> None:
    _line(sheet, (Run(sheet.author, bold=True),), _BRAND, _SIDE, _TOP, _INK)
    y = _TOP + 8
    for code in codes:
        beside = 0.0
        if code.url:
            _qr(sheet.pdf, code.url, _SIDE, y)
            beside = _CODE + _GAP
        words = [Run(code.words), *([Run("\n"), Run(code.typed, bold=True)] if code.typed else [])]
        for number, line in enumerate(set_lines(words, _SMALL, sheet.width - beside, sheet.measure)):
            _line(sheet, line, _SMALL, _SIDE + beside, y + number * _SMALL * 0.45, _INK)
        y += code.height


def _qr(pdf: FPDF, url: str, x: float, y: float) -> None:
    """The code as squares of ink: it prints sharp at any size."""
    matrix = segno.make(url, error="m", micro=False).matrix
    side = _CODE / len(matrix)
    pdf.set_fill_color(0)
    for row, cells in enumerate(matrix):
        start = None
        for column, dark in enumerate((*cells, 0)):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                pdf.rect(x + start * side, y + row * side, (column - start) * side, side, style="F")
                start = None


def _folds(sheet: Sheet) -> None:
    """Short marks where the paper is folded."""
    sheet.pdf.set_draw_color(170)
    for panel in range(1, _PANELS):
        for y in (0.0, _HEIGHT - 3):
            sheet.pdf.line(panel * _PANEL, y, panel * _PANEL, y + 3)

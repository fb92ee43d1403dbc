"""`bagyt content sheet`: the texts of one language as a spreadsheet, and back."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import language_option, settings_of
from bot.words import say

if TYPE_CHECKING:
    from bot.content.loader import Loaded
    from bot.content.reading import Snapshot
    from bot.settings import Settings

_SHOWN = 60  # characters of a text in one line of the terminal


@click.group(name="sheet")
def command() -> None:
    """The texts of one language as a spreadsheet (.xlsx or .csv) for a translator, and back."""


@command.command(name="export")
@click.argument("language", metavar="LANG")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@language_option
@click.pass_obj
def export(config: Path | None, language: str, file: Path, lang: str | None) -> None:
    """Write every text of LANG into a new FILE, each beside the text it is translated from."""
    from bot.content.writing_files import Change, NotWritten, write
    from bot.staff.sheets.rows import rows
    from bot.staff.sheets.tables import BadSheet, headings, written

    settings = settings_of(config)
    staff = lang or settings.config.staff_language
    loaded, _ = _loaded(settings, language, staff)
    texts = rows(loaded, language, settings.config.default_language, staff)
    try:
        content = written(file.name, headings(staff, language), [row.cells for row in texts])
        write([Change(file, None, content)])
    except BadSheet as error:
        raise click.ClickException(error.told(staff)) from None
    except NotWritten as error:
        key = "file_exists" if error.reason == "in_the_way" else "not_saved"
        raise click.ClickException(say("sheet", key, staff, file=file, why=error.why)) from None
    n = sum(row.kind != "more" for row in texts)
    click.echo(say("sheet", "exported", staff, n=n, file=file, language=language))


@command.command(name="import")
@click.argument("language", metavar="LANG")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
@language_option
@click.pass_obj
def take(config: Path | None, language: str, file: Path, dry_run: bool, lang: str | None) -> None:
    """Take the texts of LANG that were changed in FILE. With one row at fault nothing is taken."""
    from bot.content.writing_files import NotWritten, write
    from bot.staff.sheets.tables import BadSheet, read, wanted
    from bot.staff.sheets.taking import taken

    settings = settings_of(config)
    staff = lang or settings.config.staff_language
    loaded, snapshot = _loaded(settings, language, staff)
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise click.ClickException(say("sheet", "file_missing", staff, file=file)) from None
    try:
        cells = read(file.name, content, wanted(language))
        result = taken(loaded, snapshot, language, settings.config.default_language, cells)
        if not dry_run:
            write(result.changes)
    except (BadSheet, NotWritten) as error:
        raise click.ClickException(error.told(staff)) from None
    if not result.edits:
        click.echo(say("sheet", "nothing", staff))
        return
    for edit in result.edits:
        old, new = _short(edit.row.text), _short(edit.text)
        click.echo(say("sheet", edit.what, staff, number=edit.number, id=edit.row.id, old=old, new=new))
    counts = Counter(edit.what for edit in result.edits)
    numbers = {what: counts[what] for what in ("changed", "added", "removed")}
    click.echo("\n" + say("sheet", "summary", staff, **numbers, files=len(result.changes)))
    click.echo(say("sheet", "dry_run" if dry_run else "next", staff))


def _loaded(settings: Settings, language: str, staff: str) -> tuple[Loaded, Snapshot]:
    from bot.content.loader import load
    from bot.content.reading import read_folder

    languages: tuple[str, ...] = settings.config.languages
    if language not in languages:
        words = say("sheet", "language_unknown", staff, language=language, languages=", ".join(languages))
        raise click.ClickException(words)
    snapshot = read_folder(settings.content)
    loaded = load(settings.content, languages, settings.config.default_language, snapshot=snapshot)
    if loaded.library is None:
        raise click.ClickException(say("sheet", "content_unsound", staff))
    return loaded, snapshot


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"

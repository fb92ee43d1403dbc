"""`bagyt content diff`: what changes for people between two versions of the content."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import language_option, settings_of

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.staff.diff import Asked, Report, Side

QUESTIONS = "tests/evaluation/questions.jsonl"
KEPT = 4  # learned versions in data/diff: two for this comparison, two for the one before
FORMATS = ("text", "markdown", "html", "json")


@click.command(name="diff")
@click.argument("revisions", metavar="[OLD..NEW]", required=False)
@click.option(
    "--folders",
    nargs=2,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="OLD NEW",
    help="Compare two content folders instead of revisions.",
)
@click.option(
    "--questions",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"Questions to ask, JSON lines with text, lang, topic (default: {QUESTIONS}, if it is there).",
)
@click.option(
    "--logged",
    default=500,
    show_default=True,
    type=click.IntRange(min=0),
    help="Ask so many of the last questions of the log too.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option(
    "--fail-on-lost", type=click.IntRange(min=0), metavar="N", help="Exit 1 if more lost an answer."
)
@language_option
@click.pass_obj
def command(
    config: Path | None,
    revisions: str | None,
    folders: tuple[Path, Path] | None,
    questions: Path | None,
    logged: int,
    form: str,
    fail_on_lost: int | None,
    lang: str | None,
) -> None:
    """What changes for people between two versions: answers to questions, texts, facts, menu.

    OLD..NEW are git revisions, as in HEAD~1..HEAD or main.. (no NEW: the files on disk).
    Left out, the last saved revision is compared with the files on disk.
    """
    from bot.staff.diff.errors import Unusable

    settings = settings_of(config)
    language = lang or settings.config.staff_language
    try:
        if folders and revisions is not None:
            raise Unusable("one_of_both")
        asked = _questions(settings, questions) + _logged(settings, logged, language)
        report = _report(settings, revisions, folders, asked, language)
    except Unusable as error:
        raise click.ClickException(error.told(language)) from None
    click.echo(_shown(report, form, language), nl=False)
    if fail_on_lost is not None and report.lost > fail_on_lost:
        from bot.words import say

        click.echo(say("diff", "too_many_lost", language, n=report.lost, limit=fail_on_lost), err=True)
        sys.exit(1)


def _report(
    settings: Settings,
    revisions: str | None,
    folders: tuple[Path, Path] | None,
    asked: list[Asked],
    language: str,
) -> Report:
    import tempfile

    from bot.staff.diff import compare
    from bot.staff.diff.errors import Unusable
    from bot.staff.diff.revisions import split_range, take
    from bot.understanding.kept import learned
    from bot.words import say

    with tempfile.TemporaryDirectory() as place:
        if folders:
            for folder in folders:
                if not (folder / "catalogue.yaml").exists():
                    raise Unusable("no_folder", folder=folder)
            old, new = (_side(settings, str(folder), folder) for folder in folders)
        else:
            names = split_range(revisions or "")
            taken = [take(name, settings.content, Path(place) / str(i)) for i, name in enumerate(names)]
            old, new = (
                _side(
                    settings,
                    f"{one.revision} ({one.commit})" if one.revision else say("diff", "work_tree", language),
                    one.folder,
                )
                for one in taken
            )
    today = settings.today()
    return compare(old, new, asked, today, lambda library: learned(library, settings.data / "diff", KEPT))


def _side(settings: Settings, name: str, folder: Path) -> Side:
    from bot.content.loader import load
    from bot.staff.diff import Side

    return Side(name, load(folder, settings.config.languages, settings.config.default_language))


def _questions(settings: Settings, file: Path | None) -> list[Asked]:
    from bot.staff.diff.replay import read_questions

    path = file or settings.root / QUESTIONS
    return read_questions(path) if path.exists() else []


def _logged(settings: Settings, limit: int, language: str) -> list[Asked]:
    import asyncio

    from sqlalchemy.exc import SQLAlchemyError

    from bot.demand.recent import is_there, recent_at
    from bot.staff.diff import Asked
    from bot.words import say

    try:
        if not limit or not is_there(settings.database):
            return []
        found = asyncio.run(recent_at(settings.database, limit))
    except (SQLAlchemyError, OSError, ValueError, ImportError):
        click.echo(say("diff", "log_unreadable", language), err=True)
        return []
    return [Asked(one.text, one.language) for one in found]


def _shown(report: Report, form: str, language: str) -> str:
    if form == "markdown":
        from bot.staff.diff.as_markdown import as_markdown

        return as_markdown(report, language)
    if form == "html":
        from bot.staff.diff.as_html import as_html

        return as_html(report, language)
    if form == "json":
        from bot.staff.diff.as_json import as_json

        return as_json(report)
    from bot.staff.diff.as_text import as_text

    return as_text(report, language)

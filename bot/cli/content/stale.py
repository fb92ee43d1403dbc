"""`bagyt content stale`: what must be checked again, the soonest first."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import language_option, library_of, settings_of
from bot.cli.table import table
from bot.words import say

if TYPE_CHECKING:
    from bot.staff.stale import Row

_TOPICS_SHOWN = 2


@click.command(name="stale")
@click.option(
    "--within", default=30, show_default=True, metavar="DAYS", help="What falls due in so many days."
)
@click.option("--all", "everything", is_flag=True, help="Everything, however long it is good for.")
@click.option("--owner", help="Only what this person or office answers for.")
@click.option("--jsonl", is_flag=True, help="One JSON object for each fact, contact and topic.")
@language_option
@click.pass_obj
def command(
    config: Path | None, within: int, everything: bool, owner: str | None, jsonl: bool, lang: str | None
) -> None:
    """Facts, contacts and topics by days left until somebody must look again; below 0: overdue."""
    from bot.demand.counts import asked_at
    from bot.staff.stale import ASKED_DAYS, stale

    settings = settings_of(config)
    language = lang or settings.config.staff_language
    today = settings.today()
    readers = asyncio.run(asked_at(settings.database, today - timedelta(days=ASKED_DAYS)))
    rows = [
        row
        for row in stale(library_of(settings), today, readers)
        if (everything or row.days_left <= within)
        and (owner is None or owner.casefold() in map(str.casefold, row.owners))
    ]
    if jsonl:
        for row in rows:
            click.echo(json.dumps(row.json(), ensure_ascii=False))
        return
    if not rows:
        click.echo(say("stale", "nothing_all" if everything else "nothing", language, within=within))
        return
    for line in _lines(rows, language):
        click.echo(line)
    overdue = sum(row.days_left < 0 for row in rows)
    key, soon = ("summary_all" if everything else "summary"), len(rows) - overdue
    click.echo("\n" + say("stale", key, language, overdue=overdue, soon=soon, within=within, days=ASKED_DAYS))
    click.echo(say("stale", "what_to_do", language))


def _lines(rows: Sequence[Row], language: str) -> list[str]:
    columns = ("days_left", "kind", "id", "owner", "readers", "topics")
    head = [say("stale", column, language) for column in columns]
    return table([head, *(_cells(row, language) for row in rows)], right=(0, 4))


def _cells(row: Row, language: str) -> list[str]:
    topics = ", ".join(row.topics[:_TOPICS_SHOWN])
    if len(row.topics) > _TOPICS_SHOWN:
        topics += ", " + say("stale", "more", language, n=len(row.topics) - _TOPICS_SHOWN)
    return [
        str(row.days_left),
        say("stale", row.kind, language),
        row.id,
        row.owner or "-",
        "-" if row.readers is None else str(row.readers),
        topics or "-",
    ]

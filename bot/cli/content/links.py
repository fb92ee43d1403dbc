"""`bagyt content links`: whether the pages that the content cites are there and say what they said."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.common import language_option, settings_of
from bot.words import say

if TYPE_CHECKING:
    from bot.staff.links.kept import Page
    from bot.staff.links.pace import Clock
    from bot.staff.links.report import Row

STOPPED = 130  # what a shell is told after Ctrl+C


@click.command(name="links")
@click.option("--again", is_flag=True, help="Ask all pages, also those asked less than a day ago.")
@click.option("--jsonl", is_flag=True, help="One JSON object for each thing to tell.")
@language_option
@click.pass_obj
def command(config: Path | None, again: bool, jsonl: bool, lang: str | None) -> None:
    """Ask every source and site that facts and contacts name. Exit 1 if one is dead.

    Politely: one page a second from one site, robots.txt respected. Ctrl+C stops; the next run goes on.
    """
    from bot.content.loader import load
    from bot.staff.links import kept, pace
    from bot.staff.links.asking import due
    from bot.staff.links.citations import citations
    from bot.staff.links.report import dead, report

    settings = settings_of(config)
    language = lang or settings.config.staff_language
    # Content with an error somewhere has sources all the same.
    cited = citations(load(settings.content, settings.config.languages, settings.config.default_language))
    path = settings.data / kept.NAME
    try:
        pages = kept.read(path)
        kept.write(path, pages)  # before anybody is asked: answers that cannot be kept are asked in vain
    except kept.BadFile as error:
        raise click.ClickException(say("links", "bad_file", language, name=error)) from None
    except OSError:
        raise click.ClickException(say("links", "no_file", language, name=path.name)) from None
    clock = pace.clock(settings.time_zone)
    urls = list(dict.fromkeys(citation.page for citation in cited))
    asked = due(urls, pages, clock.now(), again)
    answers = 0

    def answered(url: str, page: Page) -> None:
        nonlocal answers
        answers += 1
        pages[url] = page
        kept.write(path, pages)

    try:
        _ask(asked, dict(pages), clock, answered, say("links", "asking", language))
    except KeyboardInterrupt:
        click.echo(say("links", "stopped", language, asked=answers, due=len(asked)), err=True)
        sys.exit(STOPPED)
    if pages.keys() - set(urls):
        kept.write(path, {url: page for url, page in pages.items() if url in set(urls)})
    rows = report(cited, pages)
    if jsonl:
        for row in rows:
            click.echo(json.dumps(row.json(language), ensure_ascii=False))
    else:
        _tell(rows, language)
        click.echo(say("links", "summary", language, all=len(urls), asked=len(asked), rows=len(rows)))
    sys.exit(1 if dead(rows) else 0)


def _ask(
    urls: Sequence[str],
    before: dict[str, Page],
    clock: Clock,
    answered: Callable[[str, Page], None],
    label: str,
) -> None:
    from bot.staff.links.asking import ask
    from bot.staff.links.fetching import Fetcher, client
    from bot.staff.links.pace import Pace

    # Pages without text are reported; the extractor need not complain of them as well.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

    async def run(step: Callable[[], object]) -> None:
        def told(url: str, page: Page) -> None:
            answered(url, page)
            step()

        async with client() as asking:
            await ask(urls, before, Fetcher(asking, Pace(clock)), told)

    hidden = not urls or not sys.stderr.isatty()
    with click.progressbar(length=len(urls), label=label, file=sys.stderr, hidden=hidden) as bar:
        asyncio.run(run(lambda: bar.update(1)))


def _tell(rows: Sequence[Row], language: str) -> None:
    from bot.staff.links.report import KINDS

    for kind in KINDS:
        of_kind = [row for row in rows if row.kind == kind]
        if of_kind:
            click.echo(say("links", kind, language, n=len(of_kind)))
        for row in of_kind:
            click.echo(f"\n  {row.url}")
            for citation in row.where:
                click.echo(f"    {citation.file}:{citation.line}  {citation.id}")
            click.echo(f"    {row.what(language)}")
            click.echo(f"    → {row.do(language)}")
        if of_kind:
            click.echo()
    if not rows:
        click.echo(say("links", "all_well", language))

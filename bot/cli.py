"""The command `bagyt`. Each command imports what it needs, so that a small one starts at once."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bot.content.model import Library
    from bot.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", type=click.Path(path_type=Path), help="Settings file (default: config.yaml here).")
@click.version_option(package_name="bagyt")
@click.pass_context
def main(context: click.Context, config: Path | None) -> None:
    """Bagyt: safe-migration information in Kyrgyz, Russian and English."""
    context.obj = config


@main.command()
@click.option("--port", default=8080, show_default=True, help="Port of the chat page (0: any free one).")
@click.option("--no-browser", is_flag=True, help="Do not open the page in a browser.")
@click.pass_obj
def demo(config: Path | None, port: int, no_browser: bool) -> None:
    """The whole bot on this machine, without Telegram: a chat page in the browser."""
    from bot.demo import run_demo

    settings = _settings(config)
    _serve(settings, run_demo(settings, port, None if no_browser else click.launch, click.echo))


@main.command()
@click.option("--webhook", is_flag=True, help="Let Telegram push updates (see webhook in config.yaml).")
@click.pass_obj
def run(config: Path | None, webhook: bool) -> None:
    """The bot on Telegram. The token comes from TELEGRAM_BOT_TOKEN."""
    import asyncio

    from bot import service

    settings = _settings(config)
    if settings.token is None:
        raise click.ClickException(
            "TELEGRAM_BOT_TOKEN is missing: BotFather gives it (docs/operators/going-live.md)"
        )
    if webhook != (settings.config.webhook is not None):
        words = (
            "add `webhook:` with its url to" if webhook else "--webhook is needed, or take `webhook:` out of"
        )
        raise click.ClickException(f"{words} config.yaml")

    async def until_stopped() -> None:
        stop = asyncio.Event()
        service.stop_on_signals(stop)
        await service.run(settings, stop, lambda: click.echo("Bagyt is running. Ctrl+C ends it.", err=True))

    _serve(settings, until_stopped())


@main.command()
@click.argument("text", required=False)
@click.option("--lang", help="The language to fall back on if the text does not tell.")
@click.option("--jsonl", is_flag=True, help='Read {"text", "lang"?} a line, write one JSON object a line.')
@click.pass_obj
def ask(config: Path | None, text: str | None, lang: str | None, jsonl: bool) -> None:
    """What the bot would answer to TEXT."""
    from bot.conversation.asking import Asker
    from bot.understanding.kept import learned

    settings = _settings(config)
    library = _library(settings)
    asker = Asker(library, learned(library, settings.data))
    if jsonl:
        _each_line(lambda row: asker.row(_text(row), row.get("lang") or lang))
    elif text:
        click.echo(asker.told(text, lang))
    else:
        raise click.UsageError("give a TEXT, or --jsonl and lines on standard input")


@main.command()
@click.argument("text", required=False)
@click.option("--jsonl", is_flag=True, help='Read {"text"} a line, write {"text"} a line.')
@click.pass_obj
def clean(config: Path | None, text: str | None, jsonl: bool) -> None:
    """TEXT as the question log would keep it."""
    from bot.demand.clean import clean as cleaned

    numbers = _public_numbers(_library(_settings(config)))
    if jsonl:
        _each_line(lambda row: {"text": cleaned(_text(row), numbers)})
    elif text:
        click.echo(cleaned(text, numbers))
    else:
        raise click.UsageError("give a TEXT, or --jsonl and lines on standard input")


@main.group()
def content() -> None:
    """The content that staff write."""


@content.command()
@click.option("--jsonl", is_flag=True, help="One JSON object for each problem.")
@click.pass_obj
def check(config: Path | None, jsonl: bool) -> None:
    """Everything wrong with the content, with file:line:column. Exit 1 if there is anything."""
    from bot.content.loader import load

    settings = _settings(config)
    library, problems = load(settings.content, settings.config.languages, settings.config.default_language)
    for problem in problems:
        if jsonl:
            row = {"file": problem.file, "line": problem.line, "column": problem.column}
            click.echo(json.dumps(row | {"message": problem.message}, ensure_ascii=False))
        else:
            click.echo(str(problem))
    if problems:
        click.echo(f"{len(problems)} problems", err=True)
        sys.exit(1)
    if library and not jsonl:
        click.echo(
            f"sound: {len(library.topics)} topics, {len(library.facts)} facts, "
            f"{len(library.contacts)} contacts, version {library.version}"
        )


def _settings(config: Path | None) -> Settings:
    from bot.settings import BadSettings, load_settings

    try:
        return load_settings(os.environ, config)
    except BadSettings as error:
        raise click.ClickException(str(error)) from None


def _library(settings: Settings) -> Library:
    from bot.content.loader import load

    library, problems = load(settings.content, settings.config.languages, settings.config.default_language)
    if library is None:
        raise click.ClickException("\n".join(map(str, problems)))
    return library


def _serve(settings: Settings, work: Any) -> None:
    import asyncio

    from telegram.error import InvalidToken, TelegramError

    from bot.service import BadContent
    from bot.telegram.redaction import set_up

    set_up(settings.config.log_level)
    try:
        asyncio.run(work)
    except (BadContent, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from None
    except TelegramError as error:
        wrong = "it does not know this token, copy it again from BotFather"
        words = wrong if isinstance(error, InvalidToken) else error.message
        raise click.ClickException(f"Telegram refused: {words}") from None


def _each_line(answer: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    for row in _rows(sys.stdin):
        click.echo(json.dumps(answer(row), ensure_ascii=False))


def _rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise click.ClickException(f"standard input:{number}: not a JSON object")
        yield row


def _text(row: dict[str, Any]) -> str:
    text = row.get("text")
    if not isinstance(text, str):
        raise click.ClickException('each line needs a "text"')
    return text


def _public_numbers(library: Library) -> frozenset[str]:
    return frozenset(phone for contact in library.contacts.values() for phone in contact.phones)

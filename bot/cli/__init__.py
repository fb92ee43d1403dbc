"""The command `bagyt`. Each command imports what it needs, so that a small one starts at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli import content
from bot.cli.common import each_line, library_of, public_numbers, settings_of, text_of

if TYPE_CHECKING:
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

    settings = settings_of(config)
    _serve(settings, run_demo(settings, port, None if no_browser else click.launch, click.echo))


@main.command()
@click.option("--webhook", is_flag=True, help="Let Telegram push updates (see webhook in config.yaml).")
@click.pass_obj
def run(config: Path | None, webhook: bool) -> None:
    """The bot on Telegram. The token comes from TELEGRAM_BOT_TOKEN."""
    import asyncio

    from bot import service

    settings = settings_of(config)
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

    settings = settings_of(config)
    library = library_of(settings)
    asker = Asker(library, learned(library, settings.data))
    if jsonl:
        each_line(lambda row: asker.row(text_of(row), row.get("lang") or lang))
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

    numbers = public_numbers(library_of(settings_of(config)))
    if jsonl:
        each_line(lambda row: {"text": cleaned(text_of(row), numbers)})
    elif text:
        click.echo(cleaned(text, numbers))
    else:
        raise click.UsageError("give a TEXT, or --jsonl and lines on standard input")


main.add_command(content.group)


def _serve(settings: Settings, work: Any) -> None:
    import asyncio

    from telegram.error import InvalidToken, TelegramError

    from bot.content.shelf import BadContent
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

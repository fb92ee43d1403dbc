"""`bagyt content export`: the answers as a web page in one file, leaflets and text messages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from bot.cli.common import language_option, library_of, settings_of
from bot.words import say

if TYPE_CHECKING:
    from bot.staff.pocket.pack import Pack


@click.command(name="export")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("pocket"),
    show_default=True,
    help="Folder to write to; an earlier export in it is replaced.",
)
@click.option("--language", "languages", multiple=True, help="Only this language (may be repeated).")
@click.option("--bot-name", help="Username of the bot on Telegram, for the QR code of the leaflets.")
@click.option("--address", help="Where the page is published, for a second QR code.")
@language_option
@click.pass_obj
def command(
    config: Path | None,
    out: Path,
    languages: tuple[str, ...],
    bot_name: str | None,
    address: str | None,
    lang: str | None,
) -> None:
    """The pocket pack for people whom Telegram does not reach: page, leaflets, text messages."""
    from bot.staff.pocket.pack import OtherFiles, make, write

    settings = settings_of(config)
    lang = lang or settings.config.staff_language
    unknown = [language for language in languages if language not in settings.config.languages]
    if unknown:
        told = ", ".join(settings.config.languages)
        raise click.BadParameter(say("pocket", "bad_language", lang, language=unknown[0], languages=told))
    name, address = _bot_name(bot_name, lang), _address(address, lang)
    library = library_of(settings)
    made = settings.today()
    chosen = [language for language in library.languages if language in (languages or library.languages)]
    pack = make(library, chosen, made, name, address)
    try:
        write(pack, out)
    except OtherFiles as error:
        some = ", ".join(error.names[:3]) + (" …" if len(error.names) > 3 else "")
        raise click.ClickException(say("pocket", "other_files", lang, folder=out, names=some)) from None
    except NotADirectoryError:
        raise click.ClickException(say("pocket", "not_a_folder", lang, folder=out)) from None
    except OSError as error:
        words = say("pocket", "unwritable", lang, folder=out, reason=error.strerror)
        raise click.ClickException(words) from None
    _summary(pack, chosen, out, lang)


def _bot_name(name: str | None, lang: str) -> str | None:
    bare = None if name is None else re.sub(r"^(https://t\.me/|@)", "", name.strip())
    if bare is not None and not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{4,31}", bare):
        raise click.ClickException(say("pocket", "bad_bot_name", lang, name=name))
    return bare


def _address(address: str | None, lang: str) -> str | None:
    if address is not None and not (
        re.fullmatch(r"https?://\S{1,300}", address) and urlsplit(address).hostname
    ):
        raise click.ClickException(say("pocket", "bad_address", lang, address=address))
    return address


def _summary(pack: Pack, languages: list[str], out: Path, lang: str) -> None:
    def tell(key: str, **values: Any) -> None:
        click.echo(say("pocket", key, lang, **values))

    for language in languages:
        name = f"bagyt-{language}.html"
        tell("kind_page", name=name, size=_size(len(pack.files[name])))
        for name, pages in pack.pages.items():
            if name.startswith(f"leaflets/{language}/"):
                tell("kind_leaflet", name=name, pages=pages, size=_size(len(pack.files[name])))
        room = f"sms/{language}/"
        size = sum(len(content) for name, content in pack.files.items() if name.startswith(room))
        parts = pack.parts[language]
        tell("kind_messages", name=room, topics=len(parts), parts=sum(parts), size=_size(size))
    for language, topics in pack.untold.items():
        if language in languages:
            tell("untold", language=language, topics=", ".join(topics))
    for name, characters in pack.undrawn.items():
        tell("undrawn", name=name, characters=" ".join(characters))
    whole = _size(sum(map(len, pack.files.values())))
    told = ", ".join(languages)
    tell("done", folder=out, topics=pack.topics, languages=told, files=len(pack.files), size=whole)


def _size(count: int) -> str:
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"

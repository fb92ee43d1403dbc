"""`bagyt content new`: drafts of a new topic; with --publish its place in the menu."""

from __future__ import annotations

from pathlib import Path

import click

from bot.cli.common import language_option, settings_of
from bot.words import LANGUAGES, say


@click.command(name="new")
@click.argument("id", metavar="SECTION/TOPIC")
@click.option("--publish", is_flag=True, help="Put the topic into the menu, once its texts are written.")
@click.option("--source", type=click.Choice(LANGUAGES), help="The language it is written in first.")
@click.option("--after", metavar="TOPIC", help="Its place in the menu: behind this topic (default: last).")
@click.option("--icon", default="📄", show_default=True, help="The picture before its title.")
@language_option
@click.pass_obj
def command(
    config: Path | None,
    id: str,
    publish: bool,
    source: str | None,
    after: str | None,
    icon: str,
    lang: str | None,
) -> None:
    """Make the files of a new topic in every language, with hints on how to fill them in.

    Nobody sees them until they are written and `bagyt content new SECTION/TOPIC --publish` was called.
    """
    from bot.content.loader import load
    from bot.content.reading import read_folder
    from bot.content.writing_files import NotWritten, write
    from bot.staff.new_topic import NotMade, Place, drafts, published

    settings = settings_of(config)
    language = lang or settings.config.staff_language
    root, default = settings.content, settings.config.default_language
    snapshot = read_folder(root)
    loaded = load(root, settings.config.languages, default, snapshot=snapshot)
    try:
        if publish:
            changes = [published(loaded, snapshot, default, id, Place(icon, source, after))]
        else:
            changes = drafts(loaded, snapshot, id, language)
        write(changes)
    except (NotMade, NotWritten) as error:
        raise click.ClickException(error.told(language)) from None
    for change in changes:
        file = change.path.relative_to(root.parent).as_posix()
        click.echo(say("new", "listed" if publish else "made", language, id=id, file=file))
    if publish:
        others = loaded.catalogue.sections[id.split("/")[0]].topics if loaded.catalogue else {}
        other = f"{id.split('/')[0]}/{next(iter(others))}"
        click.echo("\n" + say("new", "next_published", language, other=other).rstrip())
        return
    first = f"{root.name}/{source or default}/{id}.yaml"
    given = {"source": source, "after": after}
    options = "".join(f" --{name} {value}" for name, value in given.items() if value)
    click.echo("\n" + say("new", "next_drafts", language, source=first, id=id, options=options).rstrip())

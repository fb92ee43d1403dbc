"""`bagyt content ...`: what staff do with the texts; a module for each command."""

from __future__ import annotations

import click

from bot.cli.content import (
    check,
    coverage,
    diff,
    export,
    links,
    new,
    preview,
    register,
    rivals,
    schemas,
    sheet,
    sign,
    stale,
    still_true,
    translated,
)


@click.group(name="content")
def group() -> None:
    """The content that staff write."""


group.add_command(check.command)
group.add_command(links.command)
group.add_command(stale.command)
group.add_command(diff.command)
group.add_command(preview.command)
group.add_command(coverage.command)
group.add_command(register.command)
group.add_command(schemas.command)
group.add_command(translated.command)
group.add_command(still_true.command)
group.add_command(sign.command)
group.add_command(new.command)
group.add_command(export.command)
group.add_command(sheet.command)
group.add_command(rivals.command)

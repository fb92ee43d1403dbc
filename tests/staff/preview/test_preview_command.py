"""`bagyt content preview` as a command."""

from __future__ import annotations

import socket
from pathlib import Path

from click.testing import CliRunner

from bot.cli import main
from bot.words import say


def config(folder: Path, content: str) -> str:
    path = folder / "config.yaml"
    path.write_text(f"content: {content}\nstaff_language: en\n", encoding="utf-8")
    return str(path)


def test_a_port_that_is_taken(content_folder: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        given = ["--config", config(content_folder.parent, "content"), "content", "preview", "--no-browser"]
        result = CliRunner().invoke(main, [*given, "--port", str(port)])
    assert result.exit_code == 1
    assert f"Port {port} cannot be opened" in result.output


def test_no_content(tmp_path: Path) -> None:
    given = ["--config", config(tmp_path, "nothing"), "content", "preview", "--no-browser"]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 1
    assert say("preview", "no_folder", "en", folder=tmp_path / "nothing") in result.output

"""The examples in docs/staff, done one after another on a small content of their own.

A page begins with fresh files and a fixed day. What stands in it is done from top to bottom:

    ```console   `$ bagyt …` is run; the lines below it are what it says
    ```group     `/due` or `✓ 1` is said in the staff's group; without one, what the bot tells by itself
    ```yaml      with `# content/…` on its first line: this file is written
    <!-- change FILE: OLD => NEW -->   one place of a file (or a cell of a sheet) is changed
    <!-- delete FILE FILE -->   these files are deleted
    <!-- $ bagyt … -->   is run, and nothing of it is shown

A line `…` stands for any number of lines. Run as a program, it writes the examples anew: `make docs`.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from unittest.mock import patch

import click
import httpx
from click.testing import CliRunner
from openpyxl import load_workbook

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from loopback_site import ZONE, Time, page  # noqa: E402

from bot import service  # noqa: E402
from bot.cli import main  # noqa: E402
from bot.cli.content import preview  # noqa: E402
from bot.content.rendering import plain  # noqa: E402
from bot.conversation.reply import AnswerPress, Keyboard, Send  # noqa: E402
from bot.conversation.turn import Command, Pressed  # noqa: E402
from bot.settings import Settings, load_settings  # noqa: E402
from bot.staff import check as checks  # noqa: E402
from bot.staff.links import fetching, pace  # noqa: E402
from bot.telegram.reading import Received  # noqa: E402

GUIDE = ROOT / "docs" / "staff"
LANGUAGES = ("ky", "ru", "en")
TODAY = date(2026, 11, 24)
GROUP = -100200300
ELIDED = "…"
GONE = "https://workersupportcentre.org.uk/?p=178"
_PART = re.compile(
    r"^```(?P<kind>console|group|yaml)\n(?P<body>.*?)^```$|^<!-- (?P<hidden>.*?) -->$",
    re.DOTALL | re.MULTILINE,
)
_CHANGE = re.compile(r"change (?P<file>\S+): (?P<old>.*) => (?P<new>.*)", re.DOTALL)
# What differs from one machine or one release of a library to the next.
_VARYING = [
    (re.compile(r"\b(?=[0-9]*[a-f])[0-9a-f]{10}\b"), "version"),
    (re.compile(r"\b[\d.,]+ [kM]B\b"), "size"),
]


def pages() -> list[Path]:
    """The guide's pages, those of one language after those of another."""
    return sorted(path for language in LANGUAGES for path in (GUIDE / language).glob("*.md"))


def comparable(text: str) -> str:
    """A page without what may differ from machine to machine."""
    for pattern, word in _VARYING:
        text = pattern.sub(word, text)
    return text


@dataclass
class Desk:
    """A folder as staff have it, while one page is worked through."""

    folder: Path
    sites: Sites
    runner: CliRunner
    pressed: Keyboard = ()

    def page(self, text: str) -> str:
        """The page with what is said now in place of what was said once."""
        return _PART.sub(self._part, text)

    def _part(self, part: re.Match[str]) -> str:
        hidden, kind, body = part["hidden"], part["kind"], part["body"]
        if hidden:
            self._hidden(hidden)
            return part[0]
        if kind == "yaml":
            self._file(body)
            return part[0]
        told = self._console(body) if kind == "console" else self._group(body)
        return f"```{kind}\n{told}```"

    def _hidden(self, words: str) -> None:
        if words.startswith("$ "):
            self.run(words)
        elif words.startswith("delete "):
            for name in words.split()[1:]:
                (self.folder / name).unlink()
        elif change := _CHANGE.fullmatch(words):
            path = self.folder / change["file"]
            (_change_cell if path.suffix == ".xlsx" else _change_text)(path, change["old"], change["new"])

    def _file(self, body: str) -> None:
        first, _, rest = body.partition("\n")
        if first.startswith("# content/"):
            path = self.folder / first.removeprefix("# ")
            assert path.parent.is_dir(), first
            path.write_text(rest, encoding="utf-8")

    def _console(self, body: str) -> str:
        parts = re.split(r"^(?=\$ )", body, flags=re.MULTILINE)[1:]
        assert parts, body
        return "\n".join(self._said(part).rstrip("\n") + "\n" for part in parts)

    def _said(self, part: str) -> str:
        command, _, before = part.partition("\n")
        return f"{command}\n{_as_before(self.run(command), before)}"

    def run(self, command: str) -> str:
        """What a command of the guide says."""
        program, *words = shlex.split(command.removeprefix("$ "))
        assert program == "bagyt", command
        result = self.runner.invoke(main, words, input="y\n")
        gc.enable()  # a command that is soon over may have stopped it
        if "links" in words:
            self.sites.time.later(days=7)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return "\n".join(line.rstrip() for line in result.output.strip("\n").split("\n")) + "\n"

    def _group(self, body: str) -> str:
        first, _, before = body.partition("\n")
        if not first.startswith(("/", "✓ ")):
            return _as_before(asyncio.run(self._told(None)), body)
        return f"{first}\n{_as_before(asyncio.run(self._told(first)), before)}"

    async def _told(self, said: str | None) -> str:
        settings = settings_of(self.folder)
        async with service.started(settings, service.open_shelf(settings)) as bot:
            await bot.finish()  # learning
            await bot.tell_of_errors()
            if said is None:
                message = bot.notices.get_nowait()
                return self._shown(Send(message.body, message.keyboard))
            reply = await bot.respond(Received(1, GROUP, self._act(said), None), 1)
        return "".join(self._shown(effect) for effect in reply.effects)

    def _act(self, said: str) -> Command | Pressed:
        if said.startswith("/"):
            return Command(said.removeprefix("/"))
        labels = {button.label: button.data for row in self.pressed for button in row}
        return Pressed(labels[said])

    def _shown(self, effect: object) -> str:
        if isinstance(effect, AnswerPress):
            return f"{effect.text}\n"
        assert isinstance(effect, Send)
        self.pressed = effect.keyboard
        rows = [" ".join(f"[ {button.label} ]" for button in row) + "\n" for row in effect.keyboard]
        return plain(effect.body).rstrip() + "\n" + "".join(["\n", *rows] if rows else [])


class Sites:
    """The pages that are cited: one is gone, the others say another fee when they are asked again."""

    def __init__(self) -> None:
        self.time = Time(datetime(2026, 11, 24, 9, tzinfo=ZONE))
        self.asked: set[str] = set()

    def client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        if url == GONE or request.url.path == "/robots.txt":
            return httpx.Response(404)
        fee = "351" if url in self.asked and "visahelpuk" in url else "340"
        self.asked.add(url)
        return httpx.Response(200, html=page(fee))


@contextmanager
def desk(language: str) -> Iterator[Desk]:
    """The place of one page: the files on disk and in git, the day, the sites, the language of the tools."""
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder, sites = Path(name).resolve() / "bagyt", Sites()
        shutil.copytree(_prepared(language), folder)
        stack.enter_context(contextlib.chdir(folder))
        for target, attribute, value in (
            (Settings, "today", lambda _: TODAY),
            (service, "learned", lambda *_: None),
            (checks, "check_on_two_cores", checks.check),  # a fork is not for a process with threads
            (preview, "showing", _shown_and_closed),
            (click, "launch", lambda _: None),
            (pace, "clock", lambda _: sites.time.clock),
            (fetching, "client", sites.client),
        ):
            stack.enter_context(patch.object(target, attribute, value))
        stack.enter_context(patch.dict(os.environ, COLUMNS="110"))
        yield Desk(folder, sites, CliRunner())


def settings_of(folder: Path) -> Settings:
    """The settings of a folder, with a staff group."""
    settings = load_settings({}, folder / "config.yaml")
    return replace(settings, config=settings.config.model_copy(update={"staff_group": GROUP}))


_READY: dict[str, Path] = {}


def _prepared(language: str) -> Path:
    """A folder to copy for each page, made once for a language."""
    if language not in _READY:
        kept = tempfile.TemporaryDirectory()
        _READY[language] = folder = Path(kept.name).resolve()
        _KEPT.append(kept)
        source = Path(__file__).parent / "guide"
        shutil.copytree(source / "content", folder / "content")
        (folder / "tests" / "evaluation").mkdir(parents=True)
        shutil.copy(source / "questions.jsonl", folder / "tests" / "evaluation")
        (folder / "config.yaml").write_text(f"staff_language: {language}\n", encoding="utf-8")
        (folder / ".gitignore").write_text("data/\npocket/\n*.xlsx\n", encoding="utf-8")
        for words in (["translated", "--all"], ["schemas"]):
            config = ["--config", str(folder / "config.yaml"), "content", *words]
            assert CliRunner().invoke(main, config).exit_code == 0, words
        service.open_shelf(load_settings({}, folder / "config.yaml"))
        _commit(folder)
    return _READY[language]


_KEPT: list[tempfile.TemporaryDirectory[str]] = []


def _commit(folder: Path) -> None:
    day = "2026-11-24T09:00:00+0600"
    who = {
        f"GIT_{role}_{key}": day if key == "DATE" else "staff@bagyt.example"
        for role in ("AUTHOR", "COMMITTER")
        for key in ("NAME", "EMAIL", "DATE")
    }
    nothing = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for words in ("init -q -b main", "add -A", "commit -q -m start"):
        subprocess.run(["git", *words.split()], cwd=folder, check=True, env=os.environ | who | nothing)


@asynccontextmanager
async def _shown_and_closed(room: object, port: int) -> AsyncIterator[str]:
    """The preview's page is open for a moment; then somebody presses Ctrl+C."""
    asyncio.get_running_loop().call_soon(os.kill, os.getpid(), signal.SIGINT)
    yield f"http://127.0.0.1:{port}"


def _as_before(said: str, before: str) -> str:
    """What is said now, left out where it was left out before."""
    lines = before.rstrip("\n").split("\n")
    if ELIDED not in lines:
        return said
    at = lines.index(ELIDED)
    new = said.rstrip("\n").split("\n")
    head, tail = new[:at], new[len(new) - (len(lines) - at - 1) :] if at + 1 < len(lines) else []
    return "\n".join([*head, ELIDED, *tail]) + "\n"


def _change_text(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{path.name}: {text.count(old)} x {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def _change_cell(path: Path, old: str, new: str) -> None:
    book = load_workbook(path)
    column = next(cell.column for cell in book.active[1] if cell.value in LANGUAGES)
    [cell] = [row[column - 1] for row in book.active.iter_rows() if row[column - 1].value == old]
    cell.value = new
    book.save(path)


def brought_up(path: Path) -> str:
    """The text of a page with its examples done anew."""
    with desk(path.parent.name) as place:
        return place.page(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    logging.disable()  # what a page breaks on purpose is no news
    for path in pages():
        before, after = path.read_text(encoding="utf-8"), brought_up(path)
        if comparable(before) != comparable(after):
            path.write_text(after, encoding="utf-8")
            print(f"{path.relative_to(ROOT)}: written anew")

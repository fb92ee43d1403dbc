"""All the checks of the content, from broken YAML to a sentence that is hard to read."""

from __future__ import annotations

import multiprocessing
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from multiprocessing.connection import Connection
from typing import TypeAlias

from bot.content.loader import Loaded
from bot.findings import Finding
from bot.staff.check.files import check_files
from bot.staff.check.freshness import check_freshness
from bot.staff.check.lengths import check_lengths
from bot.staff.check.lost import check_lost
from bot.staff.check.phrases import check_phrases
from bot.staff.check.places import check_places
from bot.staff.check.signatures import check_signatures
from bot.staff.check.translations import check as check_translations
from bot.staff.check.wording import check_wording

Rule: TypeAlias = Callable[[Loaded, date], Iterable[Finding]]

# Rules that go beyond what loading itself finds; an error among them blocks like any other.
RULES: tuple[Rule, ...] = (
    check_files,
    check_lengths,
    check_lost,
    check_freshness,
    check_places,
    check_signatures,
    check_translations,
    check_wording,
)
# As much work as all the others together.
APART: tuple[Rule, ...] = (check_phrases,)


def check(loaded: Loaded, today: date) -> list[Finding]:
    """Everything worth telling of the content, in the order of files and lines."""
    return sorted({*loaded.findings, *_found((*RULES, *APART), loaded, today)})


def check_on_two_cores(loaded: Loaded, today: date) -> list[Finding]:
    """The same in two thirds of the time, for a process that has no thread but its own."""
    if sys.platform != "linux":  # elsewhere a fork is not safe or not there
        return check(loaded, today)
    with _beside(APART, loaded, today) as others:
        own = _found(RULES, loaded, today)
        return sorted({*loaded.findings, *own, *others()})


def _found(rules: Sequence[Rule], loaded: Loaded, today: date) -> list[Finding]:
    return [finding for rule in rules for finding in rule(loaded, today)]


@contextmanager
def _beside(rules: Sequence[Rule], loaded: Loaded, today: date) -> Iterator[Callable[[], list[Finding]]]:
    """What some rules find, sought meanwhile by a copy of this process; asked for before leaving."""
    fork = multiprocessing.get_context("fork")
    receiving, sending = fork.Pipe(duplex=False)

    def work(out: Connection) -> None:
        out.send(_found(rules, loaded, today))

    process = fork.Process(target=work, args=(sending,), daemon=True)
    process.start()
    sending.close()

    def others() -> list[Finding]:
        try:
            found: list[Finding] = receiving.recv()
        except EOFError:  # the copy died (memory?): the rules are applied here
            found = _found(rules, loaded, today)
        return found

    try:
        yield others
    finally:
        receiving.close()  # first: a copy that still wants to tell something must not wait for ever
        process.join()

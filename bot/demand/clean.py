"""The cleaner: a question as typed -> the question as the log may keep it."""

from __future__ import annotations

from collections.abc import Collection

from bot.demand import addresses, documents, firms, handles, names, numbers, spelled
from bot.demand.marks import decode, encode, merged, plain


def clean(text: str, public_numbers: Collection[str] = ()) -> str:
    """`text` with everything that leads to a person replaced by marks such as `[phone]`, `[name]`.

    `public_numbers` are helplines and offices, spelled anyhow: they stay. Of other numbers with five
    or more digits only amounts with their currency do. Cleaning twice changes nothing more.
    """
    helplines = numbers.helplines(tuple(public_numbers))
    text = encode(plain(text))
    # A mark changes what stands around it, so once more until nothing is found. Each round
    # leaves fewer characters unmasked: it ends.
    while (again := _round(text, helplines)) != text:
        text = again
    return decode(text)


def _round(text: str, helplines: numbers.Helplines) -> str:
    text = handles.mask(text)
    text = documents.mask(text)
    text = addresses.mask(text)
    text = spelled.mask(text)
    text = numbers.mask(text, helplines)
    text = firms.mask(text)
    text = names.mask(text)
    return merged(text)

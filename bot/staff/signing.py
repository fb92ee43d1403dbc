"""A member of staff signs topics: who, when and under which words, written into the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from bot.content.editing import CannotEdit, inserted_value, replaced
from bot.content.loader import Loaded
from bot.content.signing import words_signed
from bot.content.writing_files import Change, NotWritten, write
from bot.staff.refusing import Refusal


class NotSigned(Refusal):
    """Nothing was signed, and why."""

    tool = "signing"


def sign(loaded: Loaded, topics: Iterable[str], by: str, today: date) -> list[str]:
    """Sign topics as they stand on disk, all or none; those that were not yet signed. Raises NotSigned."""
    if loaded.library is None or loaded.catalogue is None:
        raise NotSigned("not_sound")
    if not by.strip():
        raise NotSigned("nobody")
    path = loaded.root / "catalogue.yaml"
    before = path.read_bytes()
    text = before.decode()
    signed = []
    for topic in dict.fromkeys(topics):
        if topic not in loaded.library.topics:
            near = get_close_matches(topic, loaded.library.topics, 1)
            raise NotSigned("topic_unknown", topic=topic, near=next(iter(near), ""))
        if missing := [one for one in loaded.languages if (one, topic) not in loaded.texts]:
            raise NotSigned("language_missing", topic=topic, languages=", ".join(missing))
        if loaded.library.topics[topic].signed:
            continue
        text = _with(loaded, text, topic, _signature(loaded, topic, by.strip(), today))
        signed.append(topic)
    try:
        write([Change(path, before, text.encode())] if signed else [])
    except NotWritten as error:
        raise NotSigned(error.reason, file=error.path.name, why=error.why) from None
    return signed


def _signature(loaded: Loaded, topic: str, by: str, today: date) -> Mapping[str, str]:
    files = [(language, loaded.files[f"{language}/{topic}.yaml"].data) for language in loaded.languages]
    return {
        "review": "signed",
        "reviewed_by": by,
        "reviewed_on": today.isoformat(),
        "reviewed_text": words_signed(files),
    }


def _with(loaded: Loaded, text: str, topic: str, signature: Mapping[str, str]) -> str:
    section, slug = topic.split("/")
    at = ("sections", section, "topics", slug)
    place = loaded.files["catalogue.yaml"].data["sections"][section]["topics"][slug]
    after = "icon"
    try:
        for key, value in signature.items():
            if key in place:
                text = replaced(text, (*at, key), value)
            else:
                text = inserted_value(text, at, key, value, after)
            after = key
    except CannotEdit as error:
        raise NotSigned("not_changed", topic=topic, why=str(error)) from None
    return text

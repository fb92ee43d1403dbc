"""Paragraphs of translations that are older than their source, missing or left over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.content.loader import Loaded
from bot.findings import Finding, errors, found
from bot.staff.paragraphs import Paragraph
from bot.staff.record import NAME, read_record
from bot.staff.translations import Agreed, Translation, brought_up, standing, translations


def check(loaded: Loaded, _today: date) -> Iterator[Finding]:
    """What the record of translations tells about the content as it is now."""
    record = read_record(loaded.root)
    file = f"{loaded.root.name}/{NAME}"
    for line in record.unread:
        yield found(file, line, 1, "translations_unread")
    if not record.agreed and not record.unread:
        if next(translations(loaded), None):
            yield found(file, 1, 1, "translations_unrecorded")
        return
    # A text with an error in it is about to change again.
    spoilt = {finding.file for finding in errors(loaded.findings)}
    for translation in translations(loaded):
        both = (translation.source, translation.language)
        if spoilt & {f"{loaded.root.name}/{one}/{translation.topic}.yaml" for one in both}:
            continue
        agreed = record.agreed.get((translation.topic, translation.language))
        if agreed is None or agreed.source != translation.source:
            yield _at(translation, None, "translation_unrecorded")
        else:
            yield from _behind(translation, agreed)


def _behind(translation: Translation, agreed: Agreed) -> Iterator[Finding]:
    seen = standing(translation, agreed)
    told = set()
    for original, text in seen.older:
        if text not in told:  # two paragraphs of the source may have been joined into one
            told.add(text)
            yield _at(translation, text, "translation_older", **_told(translation, original))
    for original, after in seen.missing:
        at = after or (translation.text[0] if translation.text else None)
        yield _at(translation, at, "translation_missing_paragraph", **_told(translation, original))
    for text in seen.extra:
        yield _at(translation, text, "translation_extra", source=translation.source)
    if brought_up(translation, agreed) != agreed:
        yield _at(translation, None, "translation_unsaid")


def _told(translation: Translation, original: Paragraph) -> dict[str, str]:
    return {
        "source": translation.source,
        "place": f"{translation.source_file}:{original.line}",
        "words": original.first_words,
    }


def _at(translation: Translation, paragraph: Paragraph | None, code: str, **values: str) -> Finding:
    line, column = (paragraph.line, paragraph.column) if paragraph else (1, 1)
    quote = paragraph.first_words if paragraph else ""
    named = {"topic": translation.topic, "into": translation.language}
    return found(translation.file, line, column, code, quote, **named, **values)

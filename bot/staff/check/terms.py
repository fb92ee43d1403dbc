"""One word for one thing: forms that content/glossary.yaml asks to avoid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from bot.content.loader import Loaded
from bot.findings import Finding
from bot.staff.check.texts import Piece

_IN_BRACKETS = re.compile(r"\([^()]*\)")


def terms_in(loaded: Loaded, texts: Iterable[Piece]) -> Iterator[Finding]:
    """Every avoided form in a text or a label; people may ask in any words they like."""
    avoided = {language: _avoided(loaded, language) for language in loaded.languages}
    for piece in texts:
        pattern, better = avoided[piece.language]
        if piece.role == "ask" or not better:
            continue
        # In brackets stands the word that people may know better.
        said = _IN_BRACKETS.sub(lambda match: " " * len(match[0]), piece.words.lower())
        for match in pattern.finditer(said):
            quote = piece.written[match.start() : match.end()]
            form = next(form for form in better if match[0].startswith(form))
            yield piece.finding(match.start(), "term_avoided", quote, said=quote, better=better[form])


def _avoided(loaded: Loaded, language: str) -> tuple[re.Pattern[str], Mapping[str, str]]:
    """A pattern for all avoided forms with any ending, and the word to write instead of each."""
    better = {
        form.lower(): getattr(entry, language)
        for entry in loaded.glossary.values()
        for form in entry.avoid.get(language, ())
        if hasattr(entry, language)
    }
    forms = sorted(better, key=len, reverse=True)
    said = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms) or "(?!)"
    return re.compile(rf"(?<![\w-])(?:{said})\w*"), dict(sorted(better.items(), key=lambda p: -len(p[0])))

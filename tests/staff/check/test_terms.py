"""One word for one thing, as content/glossary.yaml has it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from bot.content.loader import Loaded, load
from bot.staff.check import check

TODAY = date(2026, 11, 24)
GLOSSARY = """
guardianship: {ky: камкордук, ru: опека, en: guardianship, avoid: {ky: [опека], ru: [попечительство]}}
work_permit: {ky: иштөөгө уруксат, ru: разрешение на работу, en: work permit, avoid: {en: [working paper]}}
"""


def with_answer(folder: Path, language: str, answer: str, glossary: str = GLOSSARY) -> Loaded:
    (folder / "glossary.yaml").write_text(glossary, encoding="utf-8")
    path = folder / language / "uk/seasonal-apply.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("answer: |\n", f"answer: |\n  {answer}\n\n", 1), encoding="utf-8")
    return load(folder, ("ky", "ru", "en"), "ky")


def told(loaded: Loaded) -> list[tuple[str, str, str]]:
    found = [one for one in check(loaded, TODAY) if one.code == "term_avoided"]
    return [(one.file, one.quote, one.mend("en")) for one in found]


def test_an_avoided_word_is_told_with_any_ending(content_folder: Path) -> None:
    loaded = with_answer(content_folder, "ky", "Опекасы жок бала.")
    assert told(loaded) == [
        ("content/ky/uk/seasonal-apply.yaml", "Опекасы", "write: камкордук (glossary.yaml)")
    ]


def test_avoided_words_of_several_parts_are_told(content_folder: Path) -> None:
    loaded = with_answer(content_folder, "en", "Ask for your working papers.")
    assert [quote for _, quote, _ in told(loaded)] == ["working papers"]


def test_the_word_in_brackets_and_another_language_are_left_alone(content_folder: Path) -> None:
    assert told(with_answer(content_folder, "ky", "Камкордук (опека) керек.")) == []
    assert told(with_answer(content_folder, "ru", "Опека нужна.")) == []


def test_a_slip_in_the_glossary_is_told_where_it_stands(content_folder: Path) -> None:
    loaded = with_answer(content_folder, "ky", "Бала.", "term: {ky: бала, ru: ребёнок}\n")
    places = [(one.file, one.line) for one in loaded.findings]
    assert places == [("content/glossary.yaml", 1)]

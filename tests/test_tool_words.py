"""What the tools tell staff: the same in Kyrgyz, Russian and English, all of it used, none of it missing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel import Locale

import bot
from bot.findings import known
from bot.staff.check.spelling import spelling_in
from bot.staff.check.texts import Piece
from bot.words import LANGUAGES, table
from bot.yamlfile import parse_yaml

BOT = Path(bot.__file__).parent
FILES = sorted((BOT / "words").rglob("*.yaml"))
LISTS_OF_WORDS = {"officialese", "number_words"}  # a list for each language, not an entry for each key
TOOLS = [path.stem for path in FILES if path.parent.name == "words" and path.stem not in LISTS_OF_WORDS]
CODES = list(table("findings"))
ENTRIES = [(tool, key) for tool in TOOLS for key in table(tool)]

# Keys that the code puts together, and so stand nowhere in it as a whole.
PUT_TOGETHER = {
    "confirm": {"changed_meanwhile", "not_saved"},
    "coverage": {
        *("sentence_words", "long_words", "ease"),
        *("all_borrowed", "all_missing", "all_older", "all_short", "all_unrecorded"),
        *("language_ky", "language_ru", "language_en"),
    },
    "diff": {
        *("outcome_answered", "outcome_danger", "outcome_off_topic", "outcome_suggested"),
        *("outcome_unanswered", "part_answer", "part_last_line", "part_summary", "part_title"),
    },
    "links": {
        *("changed_do", "changed_what", "closed_do", "closed_what", "forbidden_do", "forbidden_what"),
        *("gone_do", "gone_address_what", "gone_dns_what", "gone_http_what", "gone_refused_what"),
        *("moved_do", "moved_what", "moved_home_do", "moved_home_what"),
        *("unreachable_do", "unreachable_http_what", "unreachable_loop_what", "unreachable_network_what"),
        *("unreachable_timeout_what", "unreachable_tls_what"),
        *("unread_blank_what", "unread_large_what"),
    },
    "new": {"in_ky", "in_ru", "in_en"},
    "preview": {
        *("errors", "hints", "warnings"),
        *("answered", "danger", "off_topic", "suggested", "unanswered"),  # what became of a question
    },
    "register": {
        "open_title",
        "open_about",
        "facts_about",
        "facts_title",
        "contacts_columns",
        "facts_columns",
    },
    "signing": {"changed_meanwhile", "not_saved"},
    "rivals": {"language_ky", "language_ru", "language_en"},
    "sheet": {
        *("column_id", "column_length", "column_limit", "column_note", "column_source", "column_where"),
        *("where_answer", "where_answers", "where_bot", "where_buttons", "where_entries"),
        *("where_language_name", "where_lines", "where_notices", "where_received", "where_screens"),
        *("where_sections", "where_small_talk", "where_summary", "where_title", "where_units"),
    },
    "findings": {
        *("markdown_code", "markdown_fence", "markdown_heading_in_list", "markdown_html", "markdown_line"),
        *("markdown_list_in_list", "markdown_other", "markdown_picture", "markdown_quotation"),
        *("markdown_set_in", "markdown_struck", "markdown_table", "summary_long", "title_long"),
    },
}


def forms(text: str | dict[str, str]) -> dict[str, str]:
    return text if isinstance(text, dict) else {"": text}


def braces(*texts: str | dict[str, str]) -> set[str]:
    """What is filled in, in any form of these texts; doubled braces are braces."""
    bare = (form.replace("{{", "").replace("}}", "") for text in texts for form in forms(text).values())
    return {name for form in bare for name in re.findall(r"\{([^{}]*)\}", form)}


def parts(entry: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The texts of an entry: one of a tool has one text, a finding has two."""
    yield from (entry["what"], entry["mend"]) if "severity" in entry else (entry,)


def every_text() -> Iterator[tuple[str, str, str | dict[str, str]]]:
    """(where, language, text) of all that there is."""
    for tool, keys in (*((tool, list(table(tool))) for tool in TOOLS), ("findings", CODES)):
        for key in keys:
            for part in parts(table(tool)[key]):
                yield from ((f"{tool}.{key}", language, text) for language, text in part.items())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_sound_and_says_nothing_twice(path: Path) -> None:
    assert parse_yaml(path.read_bytes(), path.name)[1] == []


def test_no_finding_stands_in_two_files() -> None:
    files = [path for path in FILES if path.parent.name == "findings"]
    lines = [line for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    codes = [line.rstrip(":") for line in lines if re.fullmatch(r"[a-z0-9_]+:", line)]
    assert sorted(codes) == sorted(CODES)


@pytest.mark.parametrize("list_of_words", sorted(LISTS_OF_WORDS))
def test_lists_of_words_hold_words_in_each_language(list_of_words: str) -> None:
    lists = table(list_of_words)
    assert tuple(lists) == LANGUAGES
    assert all(word.strip() and said.strip() for words in lists.values() for word, said in words.items())


@pytest.mark.parametrize(("tool", "key"), ENTRIES)
def test_every_entry_says_the_same_in_each_language(tool: str, key: str) -> None:
    entry = table(tool)[key]
    assert tuple(entry) == LANGUAGES
    filled = {language: braces(text) for language, text in entry.items()}
    assert filled["ru"] == filled["ky"] == filled["en"]


@pytest.mark.parametrize("code", CODES)
def test_every_finding_says_how_bad_it_is_what_is_wrong_and_what_to_do(code: str) -> None:
    entry = table("findings")[code]
    assert tuple(entry) == ("severity", "what", "mend")
    assert entry["severity"] in ("error", "warning", "hint")
    assert tuple(entry["what"]) == tuple(entry["mend"]) == LANGUAGES
    # A value may stand in what is wrong in one language and in what to do in another.
    filled = [braces(entry["what"][language], entry["mend"][language]) for language in LANGUAGES]
    assert filled[0] == filled[1] == filled[2]


def test_no_text_is_empty() -> None:
    empty = [where for where, _, text in every_text() if not all(map(str.strip, forms(text).values()))]
    assert empty == []


def test_plural_forms_are_those_of_the_language() -> None:
    """Russian needs all of its forms; Kyrgyz says the same after every number."""
    for where, language, text in every_text():
        if isinstance(text, dict):
            of_language = {*Locale.parse(language).plural_form.tags, "other"}
            needed = {"other"} if language == "ky" else of_language
            assert needed <= set(text) <= of_language, f"{where} {language}"


@cache
def literals(path: Path) -> frozenset[str]:
    """The strings of a module, the words of a page."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        return frozenset(re.findall(r"\w+", text))
    return frozenset(
        node.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def sources() -> tuple[Path, ...]:
    found = (path for path in BOT.rglob("*") if path.suffix in (".py", ".js", ".html"))
    return tuple(path for path in found if path.is_relative_to(BOT / "words") is False)


def of_tool(tool: str) -> set[str]:
    """The literals of the modules that name a tool, of their pages and of the rest of their package."""
    if tool == "findings":
        return {literal for path in sources() for literal in literals(path)}
    naming = [path for path in sources() if path.suffix == ".py" and tool in literals(path)]
    told = {literal for path in naming for literal in literals(path)}
    packages = {path.parent for path in naming if path.parent.parent.name == "staff"}
    near = [path for path in sources() if path.name in told or packages & set(path.parents)]
    return told.union(*map(literals, near))


@pytest.mark.parametrize("tool", [*(tool for tool in TOOLS if tool != "schemas"), "findings"])
def test_every_entry_is_used(tool: str) -> None:
    put_together = PUT_TOGETHER.get(tool, set())
    assert set(table(tool)) - of_tool(tool) - put_together == set()
    assert put_together <= set(table(tool))


def calls(*names: str) -> Iterator[tuple[str, list[str]]]:
    """(where, the strings that are handed over in order) for each call of functions of these names."""
    for path in sources():
        if path.suffix == ".py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    if name in names:
                        yield f"{path.relative_to(BOT)}:{node.lineno}", list(_strings(node.args))


def _strings(arguments: list[ast.expr]) -> Iterator[str]:
    for one in arguments:
        for choice in (one.body, one.orelse) if isinstance(one, ast.IfExp) else (one,):
            if isinstance(choice, ast.Constant) and isinstance(choice.value, str):
                yield choice.value


def test_every_code_that_is_found_has_words() -> None:
    handed = [(where, word) for where, words in calls("found", "finding", "wrong") for word in words]
    assert len(handed) > 50
    assert [(where, code) for where, code in handed if not known(code)] == []


def test_everything_said_has_words() -> None:
    """`say("tool", "key", …)` names a tool and a key of it; either key of a choice."""
    said = [(where, words) for where, words in calls("say") if words and words[0] in TOOLS]
    assert len(said) > 50
    assert [(where, words) for where, words in said if not set(words[1:]) <= set(table(words[0]))] == []


def test_kyrgyz_is_spelt_right() -> None:
    """By the bot's own check: ө ү ң, and endings in harmony. What stands in backquotes is no Kyrgyz."""
    texts = [
        Piece(where, (), language, "text", 1, 1, re.sub(r"`[^`]*`", "", line))
        for where, language, text in every_text()
        for form in forms(text).values()
        for line in form.splitlines()
    ]
    surely = ("spelling_letters", "spelling_harmony")
    assert [str(one) for one in spelling_in(texts) if one.code in surely] == []

"""The checks of the ways to ask, on the shipped content with one thing changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import main
from bot.content.loader import load
from bot.findings import Finding
from bot.staff.check.phrases import FEWEST, check_phrases, said, shorter
from bot.staff.rivals import confusions
from bot.words import LANGUAGES, table

SHIPPED = Path(__file__).parents[2] / "whole"
TODAY = date(2026, 11, 24)
FIRST = "виза е-9"  # stands in ru/korea/eps.yaml
Edit = Callable[[str, str], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "content"))


@pytest.fixture
def ask(folder: Path) -> Edit:
    """Adds a phrase to the end of a topic's list."""

    def add(name: str, phrase: str) -> None:
        path = folder / name
        path.write_text(f"{path.read_text(encoding='utf-8').rstrip()}\n  - {phrase}\n", encoding="utf-8")

    return add


def found(folder: Path) -> list[Finding]:
    loaded = load(folder, LANGUAGES, "ky")
    assert not loaded.findings
    return list(check_phrases(loaded, TODAY))


def only(folder: Path, code: str) -> Finding:
    (finding,) = found(folder)
    assert finding.code == code
    return finding


def last_line(folder: Path, name: str) -> int:
    return len((folder / name).read_text(encoding="utf-8").splitlines())


def line_of(folder: Path, name: str, phrase: str) -> int:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if phrase in line)


def test_the_shipped_content_passes() -> None:
    assert found(SHIPPED) == []


def test_every_finding_is_told_in_three_languages() -> None:
    source = Path(found.__globals__["check_phrases"].__code__.co_filename).read_text(encoding="utf-8")
    codes = set(re.findall(r'"((?:phrase|ask|title)_\w+)"', source))
    assert len(codes) == 11
    for code in codes:
        for part in ("what", "mend"):
            assert set(table("findings")[code][part]) == set(LANGUAGES)


def test_a_phrase_that_stands_twice_in_one_file(folder: Path, ask: Edit) -> None:
    name = "ru/korea/eps.yaml"
    ask(name, "«Виза Е9!»")
    finding = only(folder, "phrase_twice")
    assert (finding.file, finding.line) == (f"content/{name}", last_line(folder, name))
    assert finding.quote == "«Виза Е9!»"
    assert f"content/{name}:{line_of(folder, name, FIRST)}" in finding.told("en")


def test_a_phrase_in_two_topics_names_the_other_place(folder: Path, ask: Edit) -> None:
    ask("ru/invest/pare.yaml", FIRST)
    finding = next(f for f in found(folder) if f.code == "phrase_in_two_topics")
    places = {"content/ru/invest/pare.yaml", "content/ru/korea/eps.yaml"}
    other = (places - {finding.file}).pop()
    assert finding.file in places
    assert f"({other}:" in finding.told("ru")


def test_the_same_words_in_two_languages_of_a_topic_are_no_finding(folder: Path, ask: Edit) -> None:
    ask("ky/korea/eps.yaml", "eps topik экзамен")
    ask("ru/korea/eps.yaml", "eps topik экзамен")
    assert found(folder) == []


@pytest.mark.parametrize(
    ("name", "phrase", "rival"),
    [
        ("ru/family/guardianship.yaml", "сколько стоит сезонная виза и билет в англию", "uk/seasonal-costs"),
        ("ky/invest/pare.yaml", "eps topik сынагынан өтсөм кореяга кетемби", "korea/eps"),
        (
            "en/korea/eps.yaml",
            "my employer took my passport and will not give it back",
            "safety/passport-taken",
        ),
    ],
)
def test_a_phrase_in_the_wrong_topic_names_the_right_one(
    folder: Path, ask: Edit, name: str, phrase: str, rival: str
) -> None:
    ask(name, phrase)
    finding = only(folder, "phrase_misplaced")
    assert (finding.file, finding.line) == (f"content/{name}", last_line(folder, name))
    values = dict(finding.values)
    assert values["topic"] == rival
    path, line = values["place"].split(":")
    assert path.endswith(f"{rival}.yaml")
    written = (folder.parent / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert values["nearest"].rstrip("…") in written


def test_a_country_alone_makes_no_phrase_another_topics(folder: Path, ask: Edit) -> None:
    ask("en/safety/passport-taken.yaml", "boss in korea keeps it")
    ask("ru/urgent/call-now.yaml", "избили в корее")
    assert found(folder) == []


def test_too_few_phrases_are_a_hint(folder: Path) -> None:
    path = folder / "en/korea/eps.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(r"(?s)ask:\n.*", "ask:\n  - how does the korean eps work\n", text), encoding="utf-8"
    )
    finding = next(f for f in found(folder) if f.code == "ask_few")
    assert (finding.severity, finding.line) == ("hint", line_of(folder, "en/korea/eps.yaml", "ask:"))
    assert str(FEWEST) in finding.told("ky")


@pytest.mark.parametrize(
    ("name", "phrase", "heard"),
    [
        ("ky/korea/eps.yaml", "сколько надо ждать вызова после экзамена по корейскому языку", "ru"),
        ("ru/korea/eps.yaml", "кореяга тапшыргандан кийин канча күтүшүм керек", "ky"),
        ("en/korea/eps.yaml", "сколько надо ждать вызова в корею после экзамена", "ru"),
    ],
)
def test_a_phrase_in_another_language(folder: Path, ask: Edit, name: str, phrase: str, heard: str) -> None:
    ask(name, phrase)
    finding = next(f for f in found(folder) if f.code == "phrase_language")
    assert dict(finding.values)["heard"] == heard
    assert finding.line == last_line(folder, name)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("ky/korea/eps.yaml", "кореяга визаны сколько ждать"),  # mixed
        ("ru/korea/eps.yaml", "skolko zhdat vyzova v koreyu posle eps"),  # typed in Latin letters
        ("ky/korea/eps.yaml", "koreyaga eps menen kantip ketem"),
        ("ru/korea/eps.yaml", "employment permit system корея"),  # an official name
        ("ky/korea/eps.yaml", "eps-topik"),
    ],
)
def test_mixed_and_latin_phrases_are_how_people_ask(folder: Path, ask: Edit, name: str, phrase: str) -> None:
    ask(name, phrase)
    assert "phrase_language" not in {finding.code for finding in found(folder)}


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("Салам!", "phrase_small_talk"),
        ("Ким чемпион болду?", "phrase_everyday"),
        ("түштүк корея", "none"),
        ("корея", "phrase_country_only"),
        ("👍 ?!", "phrase_wordless"),
        ("кореяга барам " * 25, "phrase_long"),
    ],
)
def test_phrases_that_the_bot_would_not_reach(folder: Path, ask: Edit, phrase: str, code: str) -> None:
    ask("ky/korea/eps.yaml", f'"{phrase.strip()}"')
    told = {finding.code for finding in found(folder)}
    assert told == (set() if code == "none" else {code})


def test_two_topics_of_one_title(folder: Path) -> None:
    title = re.search(r"(?m)^title: (.*)$", (folder / "ru/korea/eps.yaml").read_text(encoding="utf-8"))
    path = folder / "ru/invest/pare.yaml"
    text = re.sub(r"(?m)^title: .*$", f"title: {title[1] if title else ''}", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    finding = next(f for f in found(folder) if f.code == "title_twice")
    places = {"content/ru/invest/pare.yaml", "content/ru/korea/eps.yaml"}
    assert finding.file in places
    assert f"({(places - {finding.file}).pop()}:" in finding.told("en")


def test_broken_or_empty_content_is_checked_as_far_as_it_goes(folder: Path) -> None:
    (folder / "ru/korea/eps.yaml").write_text("title: [", encoding="utf-8")
    list(check_phrases(load(folder, LANGUAGES, "ky"), TODAY))
    for language in LANGUAGES:
        shutil.rmtree(folder / language)
    assert list(check_phrases(load(folder, LANGUAGES, "ky"), TODAY)) == []


def test_a_long_phrase_is_told_by_its_beginning() -> None:
    assert shorter("а" * 60) == "а" * 60
    assert shorter("а" * 61) == "а" * 59 + "…"


def test_confusions_name_rivals_and_words() -> None:
    found = confusions(said(load(SHIPPED, LANGUAGES, "ky")), "uk/seasonal-costs")
    assert {one.language for one in found} == set(LANGUAGES)
    assert all(one.rival != "uk/seasonal-costs" and 0 <= one.nearer <= one.asked for one in found)
    assert found[0].rival.startswith("uk/")
    assert abs(sum(share for _, share in found[0].words)) <= 1.001


def test_the_command_tells_people_and_programs() -> None:
    runner = CliRunner()
    told = runner.invoke(main, ["content", "rivals", "uk/seasonal-costs", "--lang", "ky"])
    assert told.exit_code == 0, told.output
    assert "uk/seasonal-work" in told.output
    assert "жалпы сөздөр" in told.output
    rows = runner.invoke(main, ["content", "rivals", "uk/seasonal-costs", "--jsonl"]).output.splitlines()
    assert all(row.startswith('{"topic": "uk/seasonal-costs"') for row in rows)
    unknown = runner.invoke(main, ["content", "rivals", "uk/seasonal-cost", "--lang", "en"])
    assert unknown.exit_code == 1
    assert "uk/seasonal-costs" in unknown.output


def test_too_many_phrases_are_not_compared_and_that_is_told(
    content_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.staff.check.phrases.MOST_COMPARED", 3)
    found = list(check_phrases(load(content_folder, ("ky", "ru", "en"), "ky"), date(2026, 11, 24)))
    assert [(one.file, one.code) for one in found if one.code == "phrases_not_compared"] == [
        ("content/catalogue.yaml", "phrases_not_compared")
    ]

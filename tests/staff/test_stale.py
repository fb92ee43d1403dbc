"""What falls due, and how `bagyt content stale` shows it."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.cli.table import table, width
from bot.content.model import Library
from bot.demand.log import Question, record
from bot.staff.stale import Row, stale
from bot.storage.database import opened

TODAY = date(2026, 11, 24)


def by_id(rows: list[Row]) -> dict[str, Row]:
    return {row.id: row for row in rows}


def test_days_left_are_counted_from_the_day_of_the_check(library):
    rows = by_id(stale(library, TODAY, None))
    assert rows["uk.hourly_pay"].days_left == 7  # checked on 11-01, good for 30 days
    assert by_id(stale(library, date(2026, 12, 1), None))["uk.hourly_pay"].days_left == 0
    assert by_id(stale(library, date(2026, 12, 2), None))["uk.hourly_pay"].days_left == -1
    assert library.facts["uk.hourly_pay"].expired(date(2026, 12, 2))
    assert not library.facts["uk.hourly_pay"].expired(date(2026, 12, 1))


def test_everything_stands_there_once_the_soonest_first(library):
    rows = stale(library, TODAY, None)
    assert [row.days_left for row in rows] == sorted(row.days_left for row in rows)
    names = [(row.kind, row.id) for row in rows]
    assert len(set(names)) == len(names)
    assert {id for kind, id in names if kind == "fact"} == set(library.facts)
    assert {id for kind, id in names if kind == "contact"} == set(library.contacts)
    assert {id for kind, id in names if kind == "topic"} <= set(library.topics)


def test_a_topic_has_as_long_as_what_it_rests_on(library):
    rows = by_id(stale(library, TODAY, None))
    for id in library.topics:
        behind = [row.days_left for row in rows.values() if id in row.topics]
        assert (rows[id].days_left == min(behind)) if behind else (id not in rows)


def test_a_topic_quoting_a_fact_in_one_language_only_rests_on_it(library):
    topic = library.topics["uk/seasonal-costs"]
    texts = {"en": topic.texts["en"], "ky": replace(topic.texts["ky"], answer=())}
    one = replace(library, topics={topic.id: replace(topic, texts=texts)})
    assert by_id(stale(one, TODAY, None))["uk.visa_fee"].topics == (topic.id,)


def test_who_answers_for_it(library):
    topics = {
        id: replace(topic, owner={"uk": "Centre", "urgent": "Ministry"}.get(topic.section, ""))
        for id, topic in library.topics.items()
    }
    facts = library.facts | {"uk.visa_fee": replace(library.facts["uk.visa_fee"], owner="Айгүл")}
    rows = by_id(stale(replace(library, topics=topics, facts=facts), TODAY, None))
    assert rows["uk.visa_fee"].owner == "Айгүл"
    assert rows["uk.place_is_free"].owner == "Centre"
    assert rows["uk/seasonal-costs"].owner == "Centre"
    for row in rows.values():
        if row.kind != "topic" and row.id != "uk.visa_fee":
            assert row.owners == tuple(sorted({topics[id].owner for id in row.topics if topics[id].owner}))


def test_readers_are_those_of_the_topics(library):
    readers = {"uk/seasonal-costs": 7, "uk/seasonal-apply": 5, "gone/topic": 99}
    rows = by_id(stale(library, TODAY, readers))
    assert rows["uk/seasonal-costs"].readers == 7
    for row in rows.values():
        if row.kind != "topic":
            assert row.readers == sum(readers.get(id, 0) for id in row.topics)
    assert all(row.readers is None for row in stale(library, TODAY, None))


def test_of_what_falls_due_together_the_most_read_comes_first(library):
    rows = stale(library, TODAY, {"uk/seasonal-costs": 7})
    for first, second in pairwise(rows):
        assert (first.days_left, -(first.readers or 0)) <= (second.days_left, -(second.readers or 0))


@pytest.fixture
def bagyt(content_folder: Path):
    config = content_folder.parent / "config.yaml"
    config.write_text("content: content\ndata: data\ndatabase: data/bagyt.db\n", encoding="utf-8")
    # Fall due in five days from now, whenever now is.
    facts = content_folder / "facts" / "uk.yaml"
    day = datetime.now().date() - timedelta(days=25)
    facts.write_text(
        facts.read_text(encoding="utf-8").replace("2026-11-01", day.isoformat()), encoding="utf-8"
    )

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--config", str(config), "content", "stale", *arguments])

    return run


def rows(result: Result) -> list[dict]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_options_choose_the_rows(bagyt):
    everything = rows(bagyt("--all", "--jsonl"))
    assert {row["kind"] for row in everything} == {"fact", "contact", "topic"}
    assert set(everything[0]) == {"kind", "id", "days_left", "owner", "topics", "readers"}
    assert all(row["days_left"] <= 10 for row in rows(bagyt("--within", "10", "--jsonl")))
    assert "uk.hourly_pay" in {row["id"] for row in rows(bagyt("--within", "10", "--jsonl"))}
    assert "uk.hourly_pay" not in {row["id"] for row in rows(bagyt("--within", "2", "--jsonl"))}
    assert rows(bagyt("--all", "--owner", "nobody", "--jsonl")) == []


def test_the_owner_is_found_in_any_case(bagyt, content_folder):
    facts = content_folder / "facts" / "uk.yaml"
    text = facts.read_text(encoding="utf-8").replace("visa_fee:\n", "visa_fee:\n  owner: Борбор\n", 1)
    facts.write_text(text, encoding="utf-8")
    assert [row["id"] for row in rows(bagyt("--all", "--owner", "борбор", "--jsonl"))] == ["uk.visa_fee"]


@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_columns_stand_under_each_other(bagyt, language):
    lines = bagyt("--all", "--lang", language).stdout.splitlines()
    body = lines[: lines.index("")]
    column = next(line.index("uk.hourly_pay") for line in body if "uk.hourly_pay" in line)
    assert all(line[column - 1] == " " and line[column] != " " for line in body)
    assert "{" not in "".join(lines)


def test_without_a_database_nobody_is_counted_and_none_is_made(bagyt, content_folder):
    assert all(row["readers"] is None for row in rows(bagyt("--all", "--jsonl")))
    assert not (content_folder.parent / "data").exists()


def test_questions_of_the_last_ninety_days_are_counted(bagyt, content_folder):
    async def ask() -> None:
        async with opened(f"sqlite+aiosqlite:///{content_folder.parent}/data/bagyt.db") as database:
            for token, days in (("a", 1), ("b", 89), ("c", 92)):
                day = datetime.now().date() - timedelta(days=days)
                await record(database, Question(token, day, "ky", "answered", "uk/seasonal-costs", None, "v"))

    asyncio.run(ask())
    found = {row["id"]: row["readers"] for row in rows(bagyt("--all", "--jsonl"))}
    assert found["uk/seasonal-costs"] == found["uk.visa_fee"] == 2


def test_nothing_to_do(bagyt):
    result = bagyt("--within", "-5000", "--lang", "en")
    assert (result.exit_code, result.stdout) == (0, "Nothing falls due within -5000 days.\n")


def test_a_library_without_topics(library: Library):
    rows = stale(replace(library, topics={}), TODAY, {})
    assert {row.kind for row in rows} == {"fact", "contact"}
    assert all(row.topics == () and row.owner == "" and row.readers == 0 for row in rows)


def test_a_table_is_as_wide_as_its_letters():
    assert [width(word) for word in ("үй", "un", "нет", "한국", "й", "☎️")] == [2, 2, 3, 4, 1, 1]
    assert table([["үйрөн", "1"], ["a", "200"]], right=(1,)) == ["үйрөн    1", "a      200"]

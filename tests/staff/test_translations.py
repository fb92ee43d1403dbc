"""The life of a change: the source changes, the translations are told old, translated, agreed."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.loader import Loaded, load
from bot.findings import Finding
from bot.staff.check.translations import check
from bot.staff.paragraphs import Paragraph, follow, pair, paragraphs
from bot.staff.record import NAME, Wish, bring_up, read_record, write_record
from bot.staff.translations import Translation, agree, brought_up, standing
from bot.yamlfile import parse_yaml

APPLY = "uk/seasonal-apply"


class Desk:
    """A content folder under somebody's hands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def loaded(self) -> Loaded:
        return load(self.folder, ("ky", "ru", "en"), "ky")

    def change(self, name: str, before: str, after: str) -> None:
        path = self.folder / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    def record(self, wish: Wish = "known", *topics: str, language: str | None = None) -> None:
        agreed, _ = bring_up(self.loaded(), read_record(self.folder), wish, topics, language)
        write_record(self.folder, agreed)

    def findings(self) -> list[Finding]:
        return list(check(self.loaded(), date(2026, 11, 24)))

    def told(self) -> list[tuple[str, str, int, str]]:
        """Language, code, line and quoted words of each finding."""
        return [
            (one.file.split("/")[1], one.code.removeprefix("translation_"), one.line, one.quote)
            for one in self.findings()
        ]


@pytest.fixture
def desk(content_folder: Path) -> Desk:
    """The sample with everything agreed."""
    desk = Desk(content_folder)
    desk.record("first")
    return desk


def test_what_is_agreed_is_not_told(desk: Desk) -> None:
    assert desk.told() == []


def test_without_a_record_one_hint_says_how_to_make_it(content_folder: Path) -> None:
    (finding,) = Desk(content_folder).findings()
    assert (finding.severity, finding.code) == ("hint", "translations_unrecorded")
    assert "bagyt content translated --all" in finding.mend("ky")


def test_a_changed_paragraph_is_told_in_every_translation_at_its_place(desk: Desk) -> None:
    desk.change(f"ky/{APPLY}", "Анкетаны толтуруңуз", "Анкетаны өзүңүз толтуруңуз")
    assert desk.told() == [
        ("ru", "older", 6, "Заполните анкету."),
        ("en", "older", 6, "Fill in the form."),
    ]
    told = desk.findings()[0].told("en")
    assert "content/ky/uk/seasonal-apply.yaml:6" in told
    assert "Анкетаны өзүңүз толтуруңуз" in told


def test_title_and_summary_count_and_ask_does_not(desk: Desk) -> None:
    desk.change(f"ky/{APPLY}", "title: ", "title: Бат ")
    desk.change(f"ky/{APPLY}", "ask:\n", "ask:\n  - фермага жазылуу\n")
    assert desk.told() == [
        ("ru", "older", 1, "Как записаться на ферму"),
        ("en", "older", 1, "How to apply for a farm"),
    ]


def test_what_changed_in_both_counts_as_translated_and_is_put_on_record(desk: Desk) -> None:
    desk.change(f"ky/{APPLY}", "Анкетаны толтуруңуз", "Анкетаны өзүңүз толтуруңуз")
    desk.change(f"ru/{APPLY}", "Заполните анкету", "Заполните анкету сами")
    assert desk.told() == [("ru", "unsaid", 1, ""), ("en", "older", 6, "Fill in the form.")]
    desk.record()
    assert desk.told() == [("en", "older", 6, "Fill in the form.")]  # nobody decided about English
    desk.change(f"ky/{APPLY}", "Анкетаны өзүңүз", "Анкетаны шашпай")
    assert [(row[0], row[1]) for row in desk.told()] == [("ru", "older"), ("en", "older")]


def test_a_slip_mended_in_the_translation_alone_does_not_hide_the_next_change(desk: Desk) -> None:
    desk.change(f"ru/{APPLY}", "Заполните анкету", "Заполните  анкету без ошибок")
    assert [row[1] for row in desk.told()] == ["unsaid"]
    desk.record()
    desk.change(f"ky/{APPLY}", "Анкетаны толтуруңуз", "Анкетаны өзүңүз толтуруңуз")
    assert [(row[0], row[1]) for row in desk.told()] == [("ru", "older"), ("en", "older")]


def test_staff_say_that_one_translation_is_right_as_it_is(desk: Desk) -> None:
    desk.change(f"ky/{APPLY}", "Анкетаны толтуруңуз", "Анкетаны өзүңүз толтуруңуз")
    desk.record("translated", APPLY, language="ru")
    assert [row[0] for row in desk.told()] == ["en"]
    desk.record("translated", APPLY)
    assert desk.told() == []


def test_a_minor_change_is_agreed_for_all_but_a_missing_paragraph_is_not(desk: Desk) -> None:
    desk.change(f"ky/{APPLY}", "Анкетаны толтуруңуз", "Анкетаны толтуруп коюңуз")
    desk.change(f"ky/{APPLY}", "  1. ", "  Паспортту даярдаңыз.\n\n  1. ")
    desk.record("minor", APPLY)
    assert [row[:3] for row in desk.told()] == [
        ("ru", "missing_paragraph", 4),
        ("en", "missing_paragraph", 4),
    ]


def test_an_inserted_paragraph_is_missing_until_it_is_translated(desk: Desk) -> None:
    desk.change(f"ky/{APPLY}", "  1. ", "  Паспортту даярдаңыз.\n\n  1. ")
    desk.change(f"ru/{APPLY}", "  1. ", "  Приготовьте паспорт.\n\n  1. ")
    assert [row[:3] for row in desk.told()] == [("ru", "unsaid", 1), ("en", "missing_paragraph", 4)]
    desk.record()
    assert [row[:2] for row in desk.told()] == [("en", "missing_paragraph")]


def test_a_paragraph_taken_out_is_left_over_until_the_translation_drops_it(desk: Desk) -> None:
    text = (desk.folder / f"ky/{APPLY}.yaml").read_text(encoding="utf-8")
    second = next(line for line in text.splitlines() if line.startswith("  2. "))
    desk.change(f"ky/{APPLY}", second + "\n", "")
    desk.change(f"ru/{APPLY}", "  2. Ждите ответа.\n", "")
    assert desk.told() == [("ru", "unsaid", 1, ""), ("en", "extra", 7, "Wait for an answer.")]
    desk.record()
    assert desk.told() == [("en", "extra", 7, "Wait for an answer.")]
    desk.change(f"en/{APPLY}", "  2. Wait for an answer.\n", "")
    desk.record()
    assert desk.told() == []


def test_paragraphs_that_changed_places_are_the_same_paragraphs(desk: Desk) -> None:
    path = desk.folder / f"ky/{APPLY}.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    first = next(i for i, line in enumerate(lines) if line.startswith("  1. "))
    lines[first], lines[first + 1] = "  1. " + lines[first + 1][5:], "  2. " + lines[first][5:]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert {row[1] for row in desk.told()} <= {"unsaid"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Анкетаны толтуруңуз", "Анкетаны\n     толтуруңуз"),
        ("Анкетаны толтуруңуз", "Анкетаны  **толтуруңуз**"),
        ("answer: |\n", "answer: |\n\n"),
    ],
)
def test_wrapping_and_bold_type_are_no_change(desk: Desk, before: str, after: str) -> None:
    desk.change(f"ky/{APPLY}", before, after)
    assert desk.told() == []


def test_quotes_and_dashes_are_no_change() -> None:
    def mark(text: str) -> str:
        return Paragraph("paragraph", text, 1, 1).mark

    assert mark("«гарантия» – это\nобман…") == mark('"гарантия" — это обман...')
    assert mark("виза 340") != mark("виза 341")


def test_a_topic_written_first_in_russian_is_followed_from_russian(desk: Desk) -> None:
    desk.change("catalogue", "      seasonal-apply:\n", "      seasonal-apply:\n        source: ru\n")
    assert [(row[0], row[1]) for row in desk.told()] == [("ky", "unrecorded"), ("en", "unrecorded")]
    desk.record("translated", APPLY)
    desk.change(f"ru/{APPLY}", "Заполните анкету", "Заполните анкету сами")
    assert [(row[0], row[1]) for row in desk.told()] == [("ky", "older"), ("en", "older")]


def test_a_translation_that_does_not_exist_yet_is_not_judged(desk: Desk) -> None:
    (desk.folder / f"en/{APPLY}.yaml").unlink()
    desk.change(f"ky/{APPLY}", "Анкетаны толтуруңуз", "Анкетаны өзүңүз толтуруңуз")
    assert [row[0] for row in desk.told()] == ["ru"]


def test_the_record_is_one_sorted_line_a_translation_and_no_part_of_the_version(desk: Desk) -> None:
    version = desk.loaded().library.version  # type: ignore[union-attr]
    lines = (desk.folder / NAME).read_text(encoding="utf-8").splitlines()
    keys = [(row["topic"], row["language"]) for row in map(json.loads, lines)]
    assert keys == sorted(keys)
    assert len(keys) == 8
    (desk.folder / NAME).unlink()
    assert desk.loaded().library.version == version  # type: ignore[union-attr]


def test_lines_that_a_merge_spoiled_are_named_and_the_others_count(desk: Desk) -> None:
    path = desk.folder / NAME
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(["<<<<<<< ours", *lines[:2], "=======", *lines[1:], ">>>>>>> theirs"]))
    assert desk.told() == [
        (NAME, "translations_unread", 1, ""),
        (NAME, "translations_unread", 4, ""),
        (NAME, "translations_unread", 12, ""),
    ]
    desk.record()
    assert desk.told() == []


def test_a_topic_that_left_the_catalogue_leaves_the_record_a_broken_file_does_not(desk: Desk) -> None:
    desk.change("catalogue", "    topics:\n      call-now:", "    topics:\n      call-later:")
    (desk.folder / "en/uk/seasonal-costs.yaml").write_text("title: [", encoding="utf-8")
    desk.record()
    topics = set(read_record(desk.folder).agreed)
    assert ("urgent/call-now", "ru") not in topics
    assert ("uk/seasonal-costs", "en") in topics


@pytest.mark.parametrize(
    ("answer", "places"),
    [
        ("|\n  Бир.\n\n  - эки\n  - үч\n", [(4, 3), (6, 5), (7, 5)]),
        (">\n  Бир\n  сап.\n\n\n  Эки.\n", [(4, 3), (8, 3)]),
        ('"Бир.\\n\\nЭки."\n', [(3, 10), (3, 18)]),
        ("Бир.\n", [(3, 9)]),
        ("|\n\n  Бир.\n\n  Бир.\n", [(5, 3), (7, 3)]),
    ],
)
def test_a_paragraph_is_found_however_the_text_is_written(answer: str, places: list[tuple[int, int]]) -> None:
    file, _ = parse_yaml(f"title: Т\nsummary: К\nanswer: {answer}".encode(), "x.yaml")
    assert file is not None
    assert [(p.line, p.column) for p in paragraphs(file)[2:]] == places


MARKS = st.lists(st.sampled_from(["p1", "p2", "p3", "i1", "i2", "i3"]), max_size=12)


@given(MARKS, MARKS)
def test_nothing_is_lost_or_counted_twice(old: list[str], now: list[str]) -> None:
    seen = follow(old, now)
    assert sorted([*seen.same, *seen.changed, *seen.gone]) == list(range(len(old)))
    assert sorted([*seen.same.values(), *seen.changed.values(), *seen.new]) == list(range(len(now)))
    assert all(old[i] == now[j] for i, j in seen.same.items())
    left = [old[i] for i in [*seen.changed, *seen.gone]]
    assert not set(left) & {now[j] for j in [*seen.changed.values(), *seen.new]}


TEXTS = st.lists(
    st.builds(
        Paragraph,
        st.sampled_from(["paragraph", "item"]),
        st.sampled_from([*"АБВГД", "Виза {fact:uk.fee}", "{contact:kg.line}"]),
        st.just(1),
        st.just(1),
    ),
    min_size=1,
    max_size=9,
    unique_by=lambda paragraph: paragraph.text,
).map(tuple)


def between(original: tuple[Paragraph, ...], text: tuple[Paragraph, ...]) -> Translation:
    return Translation("uk/a", "ru", "ky", "ky/uk/a.yaml", "ru/uk/a.yaml", original, text)


@given(TEXTS, TEXTS)
def test_pairs_leave_no_paragraph_out_and_what_is_agreed_is_not_behind(
    original: tuple[Paragraph, ...], text: tuple[Paragraph, ...]
) -> None:
    pairs = pair(original, text)
    assert {i for i, _ in pairs} == set(range(len(original)))
    assert {j for _, j in pairs} == set(range(len(text)))
    translation = between(original, text)
    assert standing(translation, agree(translation)).behind == 0


@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_bringing_the_record_up_forgets_nothing(
    a: tuple[Paragraph, ...], b: tuple[Paragraph, ...], c: tuple[Paragraph, ...], d: tuple[Paragraph, ...]
) -> None:
    agreed = agree(between(a, b))
    now = between(c, d)
    assert standing(now, brought_up(now, agreed)).behind == standing(now, agreed).behind


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=9))
def test_paragraph_by_paragraph_only_what_changed_in_the_source_alone_is_older(
    changes: list[tuple[bool, bool]],
) -> None:
    def text(side: int, day: int) -> tuple[Paragraph, ...]:
        words = (
            f"{['оригинал', 'перевод'][side]} {i} {day if c[side] else 0}" for i, c in enumerate(changes)
        )
        return tuple(Paragraph("paragraph", one, 1, 1) for one in words)

    agreed = agree(between(text(0, 0), text(1, 0)))
    now = between(text(0, 1), text(1, 1))
    older = [i for i, (source, translation) in enumerate(changes) if source and not translation]
    for record in (agreed, brought_up(now, agreed)):
        seen = standing(now, record)
        assert [now.text.index(translation) for _, translation in seen.older] == older
        assert not seen.missing
        assert not seen.extra
    assert standing(now, standing(now, agreed).minor).behind == 0


def test_the_shipped_record_is_whole() -> None:
    desk = Desk(Path(__file__).parents[1] / "whole")
    assert read_record(desk.folder).unread == ()
    assert not [row for row in desk.told() if "unrecorded" in row[1]]

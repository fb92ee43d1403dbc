"""What changes for people between two versions, in every form it is shown in."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import main
from bot.content.loader import load
from bot.content.model import Library
from bot.staff.diff import Asked, Report, Side, compare
from bot.staff.diff.as_html import as_html
from bot.staff.diff.as_json import as_json
from bot.staff.diff.as_markdown import LIMIT, as_markdown
from bot.staff.diff.as_text import as_text
from bot.staff.diff.marks import left, right, word_diff
from bot.staff.diff.report import rows
from bot.staff.diff.texts import Part
from bot.understanding import learn
from bot.words import LANGUAGES

SAMPLE = Path(__file__).parents[1] / "sample"
TODAY = date(2026, 11, 24)
COSTS = "uk/seasonal-costs"
APPLY = "uk/seasonal-apply"
TICKET = "who pays for the ticket"


class ByPhrase:
    """Answers a phrase of a topic as it stands, offers topics for its first word, knows nothing else."""

    def __init__(self, library: Library, index: Any) -> None:
        self.library, self.index = library, index

    def row(self, text: str, language: str | None) -> dict[str, Any]:
        phrases = {
            phrase: topic.id
            for topic in self.library.topics.values()
            for words in topic.texts.values()
            for phrase in words.ask
        }
        near = [id for phrase, id in phrases.items() if phrase.split()[0] == text.split()[0]]
        outcome = "answered" if text in phrases else "suggested" if near else "unanswered"
        topics = [phrases[text]] if text in phrases else near
        return {"language": language or "ky", "outcome": outcome, "topics": topics}


@pytest.fixture
def by_phrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.staff.diff.replay.Asker", ByPhrase)


def side(folder: Path, name: str = "new") -> Side:
    return Side(name, load(folder, LANGUAGES, "ky"))


def compared(
    folder: Path,
    asked: list[Asked] | None = None,
    learned: Callable[[Library], Any] = lambda library: library,
) -> Report:
    return compare(side(SAMPLE, "old"), side(folder), asked or [], TODAY, learned)


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def without(folder: Path, topic: str) -> None:
    """Take a topic out of the sample."""
    _section, slug = topic.split("/")
    catalogue = folder / "catalogue.yaml"
    lines = catalogue.read_text(encoding="utf-8").splitlines()
    start = lines.index(f"      {slug}:")
    end = next(n for n in range(start + 1, len(lines)) if not lines[n].startswith("        "))
    kept = "\n".join(lines[:start] + lines[end:]) + "\n"
    catalogue.write_text(kept.replace(f"{topic}, ", "").replace(f"[{topic}]", "[]"), encoding="utf-8")
    for language in LANGUAGES:
        (folder / language / f"{topic}.yaml").unlink()


def every_form(report: Report, language: str = "en") -> dict[str, str]:
    return {
        "text": as_text(report, language),
        "markdown": as_markdown(report, language),
        "html": as_html(report, language),
        "json": as_json(report),
    }


def test_equal_content_changes_nothing(by_phrase, content_folder):
    report = compared(content_folder, [Asked(TICKET, "en")])
    assert report.nothing
    for form, shown in every_form(report).items():
        assert form == "json" or "Nothing changes for people." in shown


def test_a_changed_fee_is_shown_in_each_language_with_its_topics(content_folder):
    change(content_folder / "facts" / "uk.yaml", "value: 340", "value: 360")
    report = compared(content_folder)
    [entry] = report.entries
    assert (entry.kind, entry.id, entry.touches) == ("fact", "uk.visa_fee", (COSTS,))
    assert [(part.name, part.old, part.new) for part in entry.parts] == [("value", "340", "360")]
    assert [part.name for part in entry.written] == list(LANGUAGES)
    for part in entry.written:
        assert "340" in str(part.old)
        assert "360" in str(part.new)
    assert {(text.topic, text.language) for text in report.texts} == {(COSTS, one) for one in LANGUAGES}
    for shown in every_form(report).values():
        assert "uk.visa_fee" in shown
        assert "360" in shown
        assert COSTS in shown


def test_the_changed_words_of_a_text_are_marked(content_folder):
    change(content_folder / "en" / "uk" / "seasonal-apply.yaml", "Fill in the form", "Fill in the long form")
    report = compared(content_folder)
    [text] = report.texts
    assert (text.topic, text.language, [part.name for part in text.parts]) == (APPLY, "en", ["answer"])
    assert "{+long" in as_text(report, "en")
    assert "<ins> long</ins>" in as_html(report, "en")
    assert "long" in as_markdown(report, "en")


def test_a_new_day_of_the_check_changes_only_last_lines(content_folder):
    change(content_folder / "facts" / "uk.yaml", "2026-11-01", "2026-11-22")
    report = compared(content_folder)
    assert not report.texts
    assert {text.topic for text in report.last_lines} == {COSTS}


@given(st.text(), st.text())
def test_both_texts_can_be_read_from_their_pieces(old, new):
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in left(pieces)) == old
    assert "".join(piece.text for piece in right(pieces)) == new


def test_what_becomes_of_questions(by_phrase, content_folder):
    costs, apply = (content_folder / "en" / "uk" / f"seasonal-{x}.yaml" for x in ("costs", "apply"))
    change(costs, f"  - {TICKET}\n", "  - whatever it costs\n")
    change(costs, "  - how much is the seasonal visa for england\n", "")
    change(
        apply,
        "  - how do i apply to work in england\n",
        "  - how much is the seasonal visa for england\n  - can i go\n",
    )
    asked = [
        Asked(TICKET, "en", judged=True, expected=COSTS),
        Asked(TICKET, "en", judged=True, expected=COSTS),
        Asked("how much is the seasonal visa for england", "en", judged=True, expected=COSTS),
        Asked("can i go", "en", judged=True, expected=APPLY),
        Asked("whatever happens", "en"),
        Asked("my boss took my passport", "en", judged=True, expected="safety/passport-taken"),
        Asked("tell me a joke", None, judged=True),
    ]
    report = compared(content_folder, asked)
    assert report.replayed is not None
    assert {one.asked.text: (one.move, one.times) for one in report.replayed} == {
        TICKET: ("lost", 2),
        "how much is the seasonal visa for england": ("other_topic", 1),
        "can i go": ("gained", 1),
        "whatever happens": ("suggested", 1),
        "my boss took my passport": ("unchanged", 1),
        "tell me a joke": ("unchanged", 1),
    }
    assert report.lost == 2
    counts = {row.key: row.counts for row in rows(report)}
    assert counts["asked"] == (7, 1, 0, 6)
    assert counts["unchanged"] == (2, 1, 0, 1)
    assert counts["right_before"] == (5, 1, 0, 4)
    assert counts["right_after"] == (3, 1, 0, 2)
    assert counts["right_to_wrong"] == (3, 0, 0, 3)
    assert counts["wrong_to_right"] == (1, 0, 0, 1)
    data = json.loads(as_json(report))
    assert data["questions"]["counts"]["lost"] == {"all": 2, "ky": 0, "ru": 0, "en": 2}
    assert {one["change"] for one in data["questions"]["changed"]} == {
        "lost", "gained", "other_topic", "suggested",
    }  # fmt: skip
    for shown in every_form(report).values():
        assert TICKET in shown


def test_a_phrase_that_moves_takes_its_question_along(content_folder):
    """With what is really learned, not with a stand-in."""
    change(content_folder / "en" / "uk" / "seasonal-costs.yaml", f"  - {TICKET}\n", "")
    change(content_folder / "en" / "uk" / "seasonal-apply.yaml", "ask:\n", f"ask:\n  - {TICKET}\n")
    report = compared(content_folder, [Asked(TICKET, "en")], learn)
    assert report.replayed is not None
    [one] = report.replayed
    assert (one.old.topic, one.new.topic) == (COSTS, APPLY)
    assert {(change.topic, change.added, change.removed) for change in report.phrases} == {
        (COSTS, (), (TICKET,)),
        (APPLY, (TICKET,), ()),
    }


def test_what_reads_alike_to_the_learner_is_learned_once(by_phrase, content_folder):
    change(content_folder / "facts" / "uk.yaml", "value: 340", "value: 360")
    taught: list[Library] = []
    compared(content_folder, [Asked(TICKET, "en")], lambda library: taught.append(library) or library)
    assert len(taught) == 1
    change(content_folder / "en" / "uk" / "seasonal-costs.yaml", f"  - {TICKET}\n", "")
    compared(content_folder, [Asked(TICKET, "en")], lambda library: taught.append(library) or library)
    assert len(taught) == 3


def test_a_topic_that_is_gone_and_one_that_is_new(content_folder):
    without(content_folder, APPLY)
    report = compared(content_folder)
    assert report.removed == (APPLY,)
    assert not report.added
    assert not report.new.faults
    back = compare(side(content_folder), side(SAMPLE), [], TODAY, lambda library: library)  # type: ignore[arg-type,return-value]
    assert not back.removed
    assert {(text.topic, text.language) for text in back.added} == {(APPLY, one) for one in LANGUAGES}
    for one in (report, back):
        for shown in every_form(one).values():
            assert APPLY in shown


def test_of_a_broken_side_the_place_is_told_and_the_rest_compared(by_phrase, content_folder):
    change(content_folder / "ru" / "uk" / "seasonal-costs.yaml", "{fact:uk.visa_fee}", "{fact:uk.nothing}")
    change(content_folder / "en" / "uk" / "seasonal-apply.yaml", "Fill in the form", "Fill in two forms")
    report = compared(content_folder, [Asked(TICKET, "en")])
    assert report.replayed is None
    assert not report.removed
    assert not report.nothing
    assert (APPLY, "en") in {(text.topic, text.language) for text in report.texts}
    place = report.new.faults[0].told("en").split()[0]
    assert "ru/uk/seasonal-costs.yaml:4" in place
    for form, shown in every_form(report).items():
        assert "seasonal-costs.yaml" in shown
        assert form == "json" or ("two forms" in shown or "<ins>two" in shown or "{+two" in shown)


def test_words_of_staff_and_people_are_words_and_no_tags(by_phrase, content_folder):
    bad = "<script>1</script> @oc #77 | `x`"  # a title has 64 characters
    change(content_folder / "en" / "uk" / "seasonal-costs.yaml", "title: What", f"title: '{bad} What")
    change(content_folder / "en" / "uk" / "seasonal-costs.yaml", "go to a farm", "go to a farm'")
    change(content_folder / "en" / "uk" / "seasonal-costs.yaml", TICKET, f"'{bad}'")
    report = compared(content_folder, [Asked(bad, "en")])
    page, comment = as_html(report, "en"), as_markdown(report, "en")
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in comment
    assert "<script" not in comment
    assert "@oc" not in comment
    assert "#77" not in comment
    assert "`x`" not in comment


def test_lines_of_a_comment_stay_apart_and_never_end_the_fold(by_phrase, content_folder):
    file = content_folder / "en" / "uk" / "seasonal-apply.yaml"
    change(
        file, "1. Fill in the form.\n  2. Wait for an answer.", "1. Fill in the form.\n  2. Expect a letter."
    )
    asked = "one\r\rtwo\n\nthree"
    change(file, "how do i apply to work in england", json.dumps(asked))
    comment = as_markdown(compared(content_folder, [Asked(asked, "en")]), "en")
    for fold in comment.split("<details>")[1:]:
        assert "\n\n" not in fold.partition("</details>")[0]
    assert "\r" not in comment
    assert "one<br>two<br>three" in comment


def test_a_line_that_ends_where_a_marked_word_begins_stays_a_line(content_folder):
    report = replace(
        compared(content_folder), words=(("en", Part("x", "First.\nold word", "First.\nnew word")),)
    )
    assert "First.<br><del>old</del><ins>new</ins> word" in as_markdown(report, "en")


def test_a_huge_change_stays_under_the_limit_and_says_so(by_phrase, content_folder):
    asked = [Asked(f"what {n} " + "слово & " * 300, "en") for n in range(60)]
    change(content_folder / "en" / "uk" / "seasonal-costs.yaml", TICKET, "what if")
    report = compared(content_folder, asked)
    for language in LANGUAGES:
        comment = as_markdown(report, language)
        assert len(comment) < LIMIT
        assert "--format html" in comment
        assert comment.count("<details>") == comment.count("</details>")


# --- through the command line ---


@pytest.fixture
def bagyt(by_phrase, content_folder, monkeypatch) -> Callable[..., Result]:
    config = content_folder.parent / "config.yaml"
    config.write_text("content: content\ndata: data\ndatabase: data/bagyt.db\n", encoding="utf-8")
    monkeypatch.setattr("bot.understanding.kept.learned", lambda library, folder, keep: library)
    # A folder above the tests may be a git project: it is none of theirs.
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(content_folder.parent.parent))

    def run(*arguments: str) -> Result:
        words = ["--config", str(config), "content", "diff", "--lang", "en", *arguments]
        return CliRunner().invoke(main, words)

    return run


@pytest.fixture
def commit(content_folder, monkeypatch) -> Callable[[], None]:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")

    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Test", "-c", "user.email=test@test.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], cwd=content_folder.parent, check=True, capture_output=True)

    def save() -> None:
        git("add", "content")
        git("commit", "-q", "-m", "A change")

    git("init", "-q")
    save()
    return save


@pytest.fixture
def questions(content_folder) -> str:
    file = content_folder.parent / "questions.jsonl"
    file.write_text(json.dumps({"text": TICKET, "lang": "en", "topic": COSTS}) + "\n", encoding="utf-8")
    return str(file)


def failed(result: Result) -> str:
    """What is said of a failure: one message, no traceback."""
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "Traceback" not in result.output
    return result.output


def test_two_revisions_and_the_files_on_disk(bagyt, commit, content_folder):
    fees = content_folder / "facts" / "uk.yaml"
    change(fees, "value: 340", "value: 360")
    commit()
    change(fees, "value: 360", "value: 380")
    saved, on_disk = bagyt("HEAD~1..HEAD"), bagyt("HEAD..")
    assert saved.exit_code == on_disk.exit_code == 0
    assert "340" in saved.output
    assert "360" in saved.output
    assert "380" not in saved.output
    assert "340" not in on_disk.output
    assert "360" in on_disk.output
    assert "380" in on_disk.output
    assert "the files on disk" in on_disk.output
    assert bagyt().output == on_disk.output


def test_a_revision_that_is_none(bagyt, commit):
    assert "no version `nowhere`" in failed(bagyt("nowhere..HEAD"))
    for name in ("--output=x..HEAD", "HEAD..--all", "HEAD...main", "a b..HEAD"):
        assert "not the name of a version" in failed(bagyt("--", name))


def test_content_that_is_not_in_git(bagyt):
    assert "--folders OLD NEW" in failed(bagyt("HEAD~1..HEAD"))


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_two_folders_in_each_form(bagyt, content_folder, questions, form):
    change(content_folder / "facts" / "uk.yaml", "value: 340", "value: 360")
    result = bagyt("--folders", str(SAMPLE), str(content_folder), "--questions", questions, "--format", form)
    assert result.exit_code == 0, result.output
    assert "uk.visa_fee" in result.output
    if form == "json":
        assert json.loads(result.output)["questions"]["counts"]["asked"]["all"] == 1


def test_folders_that_hold_no_content_or_come_with_revisions(bagyt, content_folder, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert "catalogue.yaml" in failed(bagyt("--folders", str(SAMPLE), str(empty)))
    assert "not both" in failed(bagyt("HEAD..", "--folders", str(SAMPLE), str(content_folder)))


def test_too_many_lost_answers_fail(bagyt, content_folder, questions):
    change(content_folder / "en" / "uk" / "seasonal-costs.yaml", f"  - {TICKET}\n", "")
    words = ("--folders", str(SAMPLE), str(content_folder), "--questions", questions)
    assert bagyt(*words).exit_code == 0
    assert bagyt(*words, "--fail-on-lost", "1").exit_code == 0
    assert "1 question lost its answer" in failed(bagyt(*words, "--fail-on-lost", "0"))


def test_a_file_of_questions_that_is_none(bagyt, content_folder, tmp_path):
    file = tmp_path / "broken.jsonl"
    file.write_text('{"text": "a"}\nno\n', encoding="utf-8")
    words = ("--folders", str(SAMPLE), str(content_folder), "--questions", str(file))
    assert "broken.jsonl:2" in failed(bagyt(*words))


def test_a_folder_with_a_broken_side_still_gives_json(bagyt, content_folder, tmp_path):
    old = shutil.copytree(SAMPLE, tmp_path / "old")
    change(content_folder / "facts" / "uk.yaml", "checked: 2026-11-01", "checked: tomorrow")
    result = bagyt("--folders", str(old), str(content_folder), "--format", "json")
    assert json.loads(result.output)["questions"] is None

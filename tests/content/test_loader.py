from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from slips import SLIPS, Slip

from bot.content.answers import answer, rests_on
from bot.content.loader import Loaded, load, version_of
from bot.content.model import Library
from bot.content.rendering import plain
from bot.findings import errors

SAMPLE = Path(__file__).parents[1] / "sample"
LANGUAGES = ("ky", "ru", "en")
CASES = [(file, name) for file, slips in SLIPS.items() for name in slips]


def loaded(folder: Path) -> Loaded:
    return load(folder, LANGUAGES, "ky")


def slip(folder: Path, file: str, name: str) -> Slip:
    made, path = SLIPS[file][name], folder / file
    if made.new is None:
        path.unlink()
    elif made.old is None:
        path.parent.mkdir(exist_ok=True)
        path.write_text(made.new, encoding="utf-8")
    else:
        text = path.read_text(encoding="utf-8")
        assert made.old in text, "the sample has no such words"
        path.write_text(text.replace(made.old, made.new, 1), encoding="utf-8")
    return made


def test_the_sample_is_sound(content_folder: Path) -> None:
    found = loaded(content_folder)
    assert found.findings == ()
    assert found.library is not None


@pytest.mark.parametrize(("file", "name"), CASES)
def test_a_slip_of_the_pen_is_found_where_it_stands(content_folder: Path, file: str, name: str) -> None:
    made = slip(content_folder, file, name)
    result = loaded(content_folder)
    problems = result.findings
    assert (result.library is None) == (not made.harmless)
    path = content_folder / (made.where or file)
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    at = text.index(made.at.replace("¦", "")) + max(made.at.find("¦"), 0)
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    place = f"content/{made.where or file}:{line}:{column}: "
    assert any(str(p).startswith(place) and made.words in str(p) for p in problems), (place, problems)
    assert made.more or len(problems) == 1, problems


def test_all_that_is_wrong_is_told_in_the_order_of_files_and_lines(content_folder: Path) -> None:
    slip(content_folder, "ru/uk/seasonal-costs.yaml", "title too long")
    slip(content_folder, "ru/uk/seasonal-costs.yaml", "summary too long")
    slip(content_folder, "en/interface.yaml", "name where none is filled in")
    slip(content_folder, "en/interface.yaml", "unknown contact in a text")
    slip(content_folder, "facts/uk.yaml", "not checked")
    slip(content_folder, "catalogue.yaml", "asks nobody known")
    problems = errors(loaded(content_folder).findings)
    assert [f"{p.file}:{p.line}" for p in problems] == [
        "content/catalogue.yaml:1",
        "content/en/interface.yaml:33",
        "content/en/interface.yaml:34",
        "content/facts/uk.yaml:11",
        "content/ru/uk/seasonal-costs.yaml:1",
        "content/ru/uk/seasonal-costs.yaml:2",
    ]


def test_one_slip_in_a_file_of_facts_does_not_hide_among_its_uses(content_folder: Path) -> None:
    slip(content_folder, "facts/uk.yaml", "no claim")
    slip(content_folder, "contacts/kg.yaml", "bad email")
    problems = loaded(content_folder).findings
    assert [p.file for p in problems] == ["content/contacts/kg.yaml", "content/facts/uk.yaml"]


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    result = loaded(tmp_path / "none")
    assert result.library is None
    assert result.findings[0].code == "file_missing"


def test_the_files_of_an_open_editor_are_left_alone(content_folder: Path) -> None:
    for name in ("facts/.#uk.yaml", "ru/uk/.seasonal-costs.yaml"):
        (content_folder / name).symlink_to("nowhere")
    assert loaded(content_folder).findings == ()


def test_what_was_written_is_in_the_library(library: Library) -> None:
    assert library.languages == LANGUAGES
    assert [(e.id, e.opens) for e in library.entries] == [
        ("going", ("uk", "safety")),
        ("urgent", ("urgent/call-now",)),
    ]
    assert list(library.topics) == [
        "uk/seasonal-costs",
        "uk/seasonal-apply",
        "safety/passport-taken",
        "urgent/call-now",
    ]
    assert library.sections["uk"].topics == ("uk/seasonal-costs", "uk/seasonal-apply")
    costs = library.topics["uk/seasonal-costs"]
    assert costs.related == ("uk/seasonal-apply", "safety/passport-taken")
    assert costs.texts["en"].title == "What it costs to go to a farm"
    assert library.topics["urgent/call-now"].danger
    fee = library.facts["uk.visa_fee"]
    assert (fee.value, fee.unit, fee.as_of, fee.ask) == (340, "GBP", "2026-04-08", None)
    assert (fee.checked, fee.good_for) == (date(2026, 11, 20), timedelta(days=120))
    assert library.facts["uk.opens_on"].value == date(2026, 12, 1)
    assert library.facts["uk.place_is_free"].value is None
    line = library.contacts["kg.labour_line"]
    assert (line.phones, line.dial_from, line.free) == (("1234",), ("KG",), True)
    office = library.contacts["uk.office"]
    assert (office.phones, office.dial_from, office.free) == ((), (), False)


def test_a_topic_id_may_have_34_characters(content_folder: Path) -> None:
    id = "urgent/".ljust(34, "x")
    for path in content_folder.rglob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("call-now", id[7:]), encoding="utf-8")
    for language in LANGUAGES:
        (content_folder / language / "urgent/call-now.yaml").rename(content_folder / language / f"{id}.yaml")
    result = loaded(content_folder)
    assert result.findings == ()
    assert result.library is not None
    assert id in result.library.topics


def test_fewer_languages_need_fewer_words(content_folder: Path) -> None:
    shutil.rmtree(content_folder / "en")
    result = load(content_folder, ("ky", "ru"), "ru")
    assert result.findings == ()
    library = result.library
    assert library is not None
    assert (library.languages, library.default_language) == (("ky", "ru"), "ru")


def test_the_version_changes_with_any_byte_and_any_name(content_folder: Path) -> None:
    versions = [version_of(SAMPLE), version_of(content_folder)]
    assert versions[0] == versions[1]
    path = content_folder / "ru/uk/seasonal-costs.yaml"
    path.write_bytes(path.read_bytes() + b"#")
    versions.append(version_of(content_folder))
    path = path.rename(path.with_name("costs.yaml"))
    versions.append(version_of(content_folder))
    path.unlink()
    versions.append(version_of(content_folder))
    assert len(set(versions)) == 4
    (content_folder / "notes.txt").write_text("no content", encoding="utf-8")
    assert version_of(content_folder) == versions[-1]


FILES = [
    "ru/uk/seasonal-costs.yaml",
    "facts/uk.yaml",
    "contacts/kg.yaml",
    "catalogue.yaml",
    "en/interface.yaml",
]
any_text = st.text(st.characters(codec="utf-8")) | st.text("ab:-[]{}?&*!|>'\"#,.\n \t~0", max_size=60)
any_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.dates() | st.text(max_size=8),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=5), inside, max_size=3),
    max_leaves=8,
)


def load_with(file: str, content: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(SAMPLE, Path(folder) / "content"))
        (root / file).write_text(content, encoding="utf-8")
        result = loaded(root)
        assert (result.library is None) == bool(errors(result.findings))
        assert all(finding.told(language) for finding in result.findings for language in LANGUAGES)


@settings(max_examples=40)
@given(st.sampled_from(FILES), any_text)
def test_no_text_in_any_file_makes_loading_raise(file: str, content: str) -> None:
    load_with(file, content)


@settings(max_examples=60)
@given(st.data())
def test_no_value_in_any_place_makes_loading_raise(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(FILES))
    place = whole = yaml.safe_load((SAMPLE / file).read_text(encoding="utf-8"))
    while True:
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.integers(0, 3)) == 0:
            break
        place = place[key]
    if isinstance(place, dict) and data.draw(st.booleans()):
        place[data.draw(st.text(max_size=5))] = place.pop(key)
    else:
        place[key] = data.draw(any_data)
    load_with(file, yaml.safe_dump(whole, allow_unicode=True, sort_keys=False))


def test_an_item_that_waits_for_words_at_the_end_of_the_questions_is_left_out(content_folder: Path) -> None:
    path = content_folder / "ru/uk/seasonal-costs.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n  -\n  -\n", encoding="utf-8")
    result = loaded(content_folder)
    assert result.findings == ()
    assert result.library is not None
    assert all(result.library.topics["uk/seasonal-costs"].texts["ru"].ask)


def with_numbers(folder: Path, contacts: str) -> Loaded:
    """The sample with a short list of numbers, and an answer that shows it."""
    catalogue = folder / "catalogue.yaml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace("entries:", f"numbers:\n  danger: {contacts}\n\nentries:", 1), "utf-8")
    path = folder / "en/urgent/call-now.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("  - {contact:uk.helpline}\n  - {contact:kg.labour_line}", "  {numbers:danger}")
    )
    return loaded(folder)


def test_a_list_of_numbers_stands_for_its_contacts(content_folder: Path) -> None:
    library = with_numbers(content_folder, "[uk.helpline, kg.labour_line]").library
    assert library is not None
    shown = plain(answer(library, "urgent/call-now", "en", date(2026, 11, 24)))
    assert "08081\u00a0570\u00a0123, +44\u00a08081\u00a0570124 - United Kingdom\n1234 - Kyrgyzstan" in shown
    behind = [entry.id for entry in rests_on(library, "urgent/call-now", "en")]
    assert behind == ["uk.helpline", "kg.labour_line"]


@pytest.mark.parametrize(
    ("contacts", "code"),
    [
        ("[uk.helpline, kg.none]", "place_unknown"),
        ("[uk.helpline, uk.office]", "number_without_phone"),
        ("[uk.helpline, kg.labour_lime]", "name_misspelt"),
    ],
)
def test_a_list_of_numbers_holds_only_what_can_be_called(
    content_folder: Path, contacts: str, code: str
) -> None:
    result = with_numbers(content_folder, contacts)
    assert result.library is None
    at = [f.file for f in result.findings if f.code == code]
    assert at == ["content/catalogue.yaml"], result.findings


def test_a_list_that_is_not_in_the_catalogue_is_told(content_folder: Path) -> None:
    path = content_folder / "en/urgent/call-now.yaml"
    path.write_text(path.read_text().replace("{contact:uk.helpline}", "{numbers:danger}"))
    assert [f.code for f in loaded(content_folder).findings] == ["name_unknown"]

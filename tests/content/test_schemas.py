"""The JSON Schemas say what the reader says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator

from bot.cli import main
from bot.content.loader import load
from bot.content.schemas import (
    FOLDER,
    KINDS,
    described,
    models,
    out_of_date,
    schema_comment,
    schemas,
    write_schemas,
)
from bot.words import LANGUAGES
from tests.content.yaml12 import read

ROOT = Path(__file__).parents[2]
SHIPPED, SAMPLE = ROOT / "content", ROOT / "tests" / "sample"
SCHEMAS = schemas(LANGUAGES)
FILES = sorted([*SHIPPED.rglob("[!.]*.yaml"), *SAMPLE.rglob("[!.]*.yaml")])


def kind_of(name: str) -> str:
    folder, _, rest = name.partition("/")
    if not rest:
        return Path(name).stem
    return folder if folder in KINDS else "interface" if rest == "interface.yaml" else "topic"


def refusals(name: str, text: str) -> list[str]:
    return [error.message for error in Draft7Validator(SCHEMAS[kind_of(name)]).iter_errors(read(text))]


def name_of(path: Path) -> str:
    return path.relative_to(SHIPPED if path.is_relative_to(SHIPPED) else SAMPLE).as_posix()


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_is_one(kind: str) -> None:
    Draft7Validator.check_schema(SCHEMAS[kind])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_shipped_and_sample_file_is_accepted(path: Path) -> None:
    assert refusals(name_of(path), path.read_text(encoding="utf-8")) == []


def test_the_schemas_in_the_repository_are_up_to_date() -> None:
    assert out_of_date(SHIPPED, LANGUAGES) == []


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("[!.]*.yaml")), ids=name_of)
def test_every_shipped_file_names_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    name = name_of(path)
    assert first == schema_comment(kind_of(name), name.count("/"))
    assert (
        path.parent / first.partition("$schema=")[2]
    ).resolve() == SHIPPED / FOLDER / f"{kind_of(name)}.json"


FIELDS = [
    (model, field)
    for model in {model: None for kind in KINDS.values() for model in models(kind)}
    for field in model.model_fields
]


@pytest.mark.parametrize(("model", "field"), FIELDS, ids=lambda one: getattr(one, "__name__", one))
def test_every_field_is_described_in_three_languages(model: Any, field: str) -> None:
    words = described(model, field)
    assert set(words) == set(LANGUAGES)
    assert all(words.values())


def test_the_words_are_in_the_schema() -> None:
    value = SCHEMAS["facts"]["definitions"]["FactEntry"]["properties"]["checked"]
    assert "Когда источник смотрели" in value["description"]
    assert "**ky** Булакты" in value["markdownDescription"]
    assert value["examples"] == ["2026-11-23"]
    assert list(SCHEMAS["contacts"]["definitions"]["ContactEntry"]["properties"]["name"]["properties"]) == [
        *LANGUAGES
    ]


COSTS, CATALOGUE, FACTS, CONTACTS, WORDS = (
    "en/uk/seasonal-costs.yaml",
    "catalogue.yaml",
    "facts/uk.yaml",
    "contacts/kg.yaml",
    "en/interface.yaml",
)


def sample(name: str) -> str:
    return (SAMPLE / name).read_text(encoding="utf-8")


def entry(**keys: object) -> str:
    """A fact, or with a name a contact, with some keys changed; None takes a key away."""
    whole: dict[str, object] = {
        "source": "https://example.org",
        "checked": "2026-11-23",
        "good_for": "90 days",
    }
    whole |= keys
    lines = [f"  {key}: {value}\n" for key, value in whole.items() if value is not None]
    return "extra:\n" + "".join(lines)


NAME = "{ky: А, ru: Б, en: C}"


@pytest.mark.parametrize(
    ("name", "addition"),
    [
        (FACTS, entry(claim="c", value=340, unit="GBP")),
        (FACTS, entry(claim="c", value="12.71", unit="GBP")),
        (FACTS, entry(claim="c", value='"340"', unit="GBP")),
        (FACTS, entry(claim="c", value="2026-04-08")),
        (FACTS, entry(claim="c", value="no")),
        (FACTS, entry(claim="c", value="12:30")),
        (FACTS, entry(claim=2026, as_of=2026)),
        (FACTS, entry(claim="c", as_of="2026-04")),
        (FACTS, entry(claim="c", as_of="", note="")),
        (FACTS, entry(claim="c", good_for="1 day", owner="desk")),
        (CONTACTS, entry(name=NAME, phones="[112]", free="true")),
        (CONTACTS, entry(name=NAME, phones='["+996 312 663 000", 08000121700]', free="yes")),
        (CONTACTS, entry(name=NAME, phones="[+996312663000]", free="False")),
        (CONTACTS, entry(name=NAME, url="https://example.org", hours="24/7", free="0")),
        (CONTACTS, entry(name=NAME, address="112", hours="Mo-Fr 08:00-18:00", **{"from": "[NO, KG]"})),
        (CONTACTS, entry(name="{ky: А}", email="a@example.org", speaks="[ky, no]")),
        (COSTS, "  - 112\n"),
    ],
)
def test_what_the_reader_takes_the_schema_takes(name: str, addition: str, content_folder: Path) -> None:
    text = sample(name).rstrip("\n") + "\n" + addition
    (content_folder / name).write_text(text, encoding="utf-8")
    loaded = load(content_folder, LANGUAGES, "ky")
    bad = [str(one) for one in loaded.findings if one.severity == "error" and "units" not in str(one)]
    assert bad == []
    assert refusals(name, text) == []


def put(name: str, before: str, after: str) -> tuple[str, str]:
    text = sample(name)
    assert before in text, (name, before)
    return name, text.replace(before, after, 1)


def more(name: str, addition: str) -> tuple[str, str]:
    return name, sample(name).rstrip("\n") + "\n" + addition


BROKEN = {
    "a key is missing": put(COSTS, "summary: ", "sumary: "),
    "a title is too long": put(COSTS, "title: ", "title: " + "long " * 20),
    "a title is empty": put(COSTS, "title: What it costs to go to a farm", "title:"),
    "a title hopes to be filled in": put(COSTS, "title: ", "title: Fee {fact:uk.visa_fee} "),
    "a title is a list": put(COSTS, "title: What it costs to go to a farm", "title: [a, b]"),
    "an answer is empty": (COSTS, "title: A\nsummary: B\nanswer: '  '\nask: [a]\n"),
    "no phrases": (COSTS, "title: A\nsummary: B\nanswer: C\nask: []\n"),
    "phrases are no list": (COSTS, "title: A\nsummary: B\nanswer: C\nask: how much\n"),
    "a phrase is empty": (COSTS, "title: A\nsummary: B\nanswer: C\nask: ['']\n"),
    "a key of nobody": put(COSTS, "title: ", "icon: x\ntitle: "),
    "a fact without a claim": more(FACTS, entry()),
    "a source is no address": more(FACTS, entry(claim="c", source="mlsp.gov.kg")),
    "a day is written another way": more(FACTS, entry(claim="c", checked="23.11.2026")),
    "a day in month 13": more(FACTS, entry(claim="c", checked="2026-13-01")),
    "days in weeks": more(FACTS, entry(claim="c", good_for="4 weeks")),
    "days without the word": more(FACTS, entry(claim="c", good_for="90")),
    "as_of in words": more(FACTS, entry(claim="c", as_of="spring 2026")),
    "a unit without a number": more(FACTS, entry(claim="c", value="many", unit="GBP")),
    "a unit of nothing": more(FACTS, entry(claim="c", unit="GBP")),
    "a fact's id in capitals": more(FACTS, entry(claim="c").replace("extra", "Extra")),
    "whom to ask is no name": more(FACTS, entry(claim="c", ask="labour line")),
    "a contact without a name": more(CONTACTS, entry(phones="[112]")),
    "a contact that cannot be reached": more(CONTACTS, entry(name=NAME)),
    "a phone in letters": more(CONTACTS, entry(name=NAME, phones="[call us]")),
    "a phone of two digits": more(CONTACTS, entry(name=NAME, phones='["11"]')),
    "phones are no list": more(CONTACTS, entry(name=NAME, phones='"112"')),
    "mail without @": more(CONTACTS, entry(name=NAME, email="office")),
    "hours in words": more(CONTACTS, entry(name=NAME, phones="[112]", hours="daily")),
    "hours at 25": more(CONTACTS, entry(name=NAME, phones="[112]", hours="Mo-Fr 08:00-25:00")),
    "a country in full": more(CONTACTS, entry(name=NAME, phones="[112]", **{"from": "[Korea]"})),
    "free is a price": more(CONTACTS, entry(name=NAME, phones="[112]", free="cheap")),
    "urgent is no topic": put(CATALOGUE, "urgent: urgent/call-now", "urgent: call-now"),
    "no entries": (CATALOGUE, "ask: kg.labour_line\nurgent: urgent/call-now\nentries: []\nsections: {}\n"),
    "an entry's id is long": put(CATALOGUE, "id: going", "id: going-abroad"),
    "an entry without an icon": put(CATALOGUE, "{id: going, icon: ✈️,", "{id: going,"),
    "a topic's name in capitals": put(CATALOGUE, "      seasonal-costs:", "      Seasonal Costs:"),
    "related is a slug alone": put(CATALOGUE, "[uk/seasonal-apply, ", "[seasonal-apply, "),
    "danger is a word": put(CATALOGUE, "danger: true", "danger: very"),
    "a language in full": put(CATALOGUE, "danger: true", "source: russian"),
    "a button without words": put(WORDS, "  back: ", "  back: ''\n  bak: "),
    "a button is too long": put(WORDS, "  home: ", "  home: " + "long " * 9),
    "six days a week": put(WORDS, "days: [Mon, ", "days: ["),
    "a date without a year": put(WORDS, "date: d MMMM y", "date: d MMMM"),
    "a plural without other": put(WORDS, "units:", "units:\n  thing: {one: '{n} thing'}"),
    "a plural without its number": put(WORDS, "units:", "units:\n  thing: {other: things}"),
}


@pytest.mark.parametrize("slip", BROKEN)
def test_what_is_broken_both_refuse(slip: str, content_folder: Path) -> None:
    name, text = BROKEN[slip]
    assert refusals(name, text), "the schema takes it"
    (content_folder / name).write_text(text, encoding="utf-8")
    loaded = load(content_folder, LANGUAGES, "ky")
    assert [one for one in loaded.findings if one.file.endswith(name)], "the reader takes it"


def test_the_command_writes_and_checks(content_folder: Path) -> None:
    config = content_folder.parent / "config.yaml"
    config.write_text(f"content: {content_folder}\ndata: {content_folder.parent}\n", encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["--config", str(config), "content", "schemas", *arguments])
        return result.exit_code, result.output

    assert run("--check", "--lang", "en")[0] == 1
    assert run("--lang", "en") == (
        0,
        "Written: topic.json, facts.json, contacts.json, catalogue.json, interface.json, glossary.json\n",
    )
    assert run("--check", "--lang", "en") == (0, "The schemas are up to date.\n")
    (content_folder / FOLDER / "facts.json").write_text("{}", encoding="utf-8")
    code, told = run("--check", "--lang", "ru")
    assert code == 1
    assert "facts.json" in told
    assert write_schemas(content_folder, LANGUAGES) == ["facts.json"]


def test_the_schemas_are_no_part_of_the_content(content_folder: Path) -> None:
    before = load(content_folder, LANGUAGES, "ky").library
    write_schemas(content_folder, LANGUAGES)
    after = load(content_folder, LANGUAGES, "ky").library
    assert before is not None
    assert after is not None
    assert before.version == after.version


def test_the_editor_finds_the_schemas_of_every_file() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    globs = settings["yaml.schemas"]
    for path in SHIPPED.rglob("[!.]*.yaml"):
        fitting = [
            Path(schema).stem for schema, patterns in globs.items() for one in patterns if _fits(path, one)
        ]
        assert fitting == [kind_of(name_of(path))]
    extensions = json.loads((ROOT / ".vscode" / "extensions.json").read_text(encoding="utf-8"))
    assert "redhat.vscode-yaml" in extensions["recommendations"]


def _fits(path: Path, pattern: str) -> bool:
    name = path.relative_to(ROOT)
    return len(name.parts) == pattern.count("/") + 1 and name.match(pattern)


def test_an_unwritable_folder_is_told_without_a_traceback(content_folder: Path) -> None:
    (content_folder / FOLDER).write_text("", encoding="utf-8")
    config = content_folder.parent / "config.yaml"
    config.write_text(f"content: {content_folder}\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["--config", str(config), "content", "schemas", "--lang", "en"])
    assert result.exit_code == 1
    assert result.output.startswith("Error: Not written: ")

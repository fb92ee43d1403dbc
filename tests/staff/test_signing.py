"""A signature stands under the words that were signed, and under no others."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from bot.cli import main
from bot.content.answers import answer
from bot.content.loader import Loaded, load
from bot.content.rendering import plain
from bot.staff.check import check
from bot.staff.signing import NotSigned, sign

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 12, 1)
BY = "A. Testova, Ministry of Labour"


def loaded(folder: Path) -> Loaded:
    return load(folder, ("ky", "ru", "en"), "ky")


def codes(folder: Path, today: date = TODAY) -> list[str]:
    return [one.code for one in check(loaded(folder), today) if "sign" in one.code]


def test_a_signature_is_written_beside_the_topic_and_nothing_else(content_folder: Path) -> None:
    path = content_folder / "catalogue.yaml"
    before = path.read_text(encoding="utf-8")
    assert sign(loaded(content_folder), ["uk/seasonal-costs"], BY, TODAY) == ["uk/seasonal-costs"]
    place = yaml.safe_load(path.read_bytes())["sections"]["uk"]["topics"]["seasonal-costs"]
    assert (place["review"], place["reviewed_by"], place["reviewed_on"]) == ("signed", BY, TODAY)
    written = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in written if "review" not in line] == before.splitlines()
    library = loaded(content_folder).library
    assert library is not None
    assert [id for id, topic in library.topics.items() if topic.signed] == ["uk/seasonal-costs"]
    assert sign(loaded(content_folder), ["uk/seasonal-costs"], BY, TODAY) == []
    assert codes(content_folder) == []


def test_changed_words_undo_a_signature_and_a_new_one_mends_it(content_folder: Path) -> None:
    sign(loaded(content_folder), ["uk/seasonal-costs"], BY, TODAY)
    path = content_folder / "en/uk/seasonal-costs.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("answer: |\n", "answer: |\n  Pay at once.\n\n", 1), encoding="utf-8")
    library = loaded(content_folder).library
    assert library is not None
    assert not library.topics["uk/seasonal-costs"].signed
    assert codes(content_folder) == ["signature_outdated"]
    sign(loaded(content_folder), ["uk/seasonal-costs"], "B. Testov, IOM", TODAY)
    assert codes(content_folder) == []


def test_a_new_fee_or_way_to_ask_undoes_nothing(content_folder: Path) -> None:
    sign(loaded(content_folder), ["uk/seasonal-costs"], BY, TODAY)
    facts = content_folder / "facts/uk.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("340", "350"), encoding="utf-8")
    path = content_folder / "en/uk/seasonal-costs.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  - what will it all come to\n", encoding="utf-8")
    library = loaded(content_folder).library
    assert library is not None
    assert library.topics["uk/seasonal-costs"].signed


def test_a_day_still_to_come_is_told(content_folder: Path) -> None:
    sign(loaded(content_folder), ["uk/seasonal-costs"], BY, TODAY)
    assert codes(content_folder, date(2026, 11, 30)) == ["signed_in_future"]


@pytest.mark.parametrize(
    ("topics", "by", "key"),
    [
        (["uk/seasonal-cost"], BY, "topic_unknown"),
        (["uk/seasonal-costs"], "  ", "nobody"),
        (["uk/seasonal-costs", "none/such"], BY, "topic_unknown"),
    ],
)
def test_all_or_nothing(content_folder: Path, topics: list[str], by: str, key: str) -> None:
    before = (content_folder / "catalogue.yaml").read_bytes()
    with pytest.raises(NotSigned) as refused:
        sign(loaded(content_folder), topics, by, TODAY)
    assert refused.value.key == key
    assert refused.value.told("ru")
    assert (content_folder / "catalogue.yaml").read_bytes() == before


def test_a_half_signature_is_an_error(content_folder: Path) -> None:
    path = content_folder / "catalogue.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("icon: 💷", "icon: 💷\n        review: signed", 1), encoding="utf-8")
    assert [one.code for one in loaded(content_folder).findings] == ["signature_incomplete"]


def test_an_unsigned_answer_says_so_if_wanted(content_folder: Path) -> None:
    def shown() -> str:
        library = loaded(content_folder).library
        assert library is not None
        marked = replace(library, mark_drafts=True)
        assert "Draft" not in plain(answer(library, "uk/seasonal-costs", "en", TODAY))
        return plain(answer(marked, "uk/seasonal-costs", "en", TODAY))

    assert "Draft, not yet confirmed by the responsible office." in shown()
    path = content_folder / "catalogue.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("icon: 💷", "icon: 💷\n        owner: Migration unit", 1), encoding="utf-8")
    assert "Draft, not yet confirmed by Migration unit." in shown()
    sign(loaded(content_folder), ["uk/seasonal-costs"], BY, TODAY)
    assert "Draft" not in shown()


def test_the_commands(content_folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    shutil.copy(ROOT / "config.yaml", config)

    def bagyt(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["--config", str(config), "content", *words, "--lang", "en"])
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result.exit_code, result.output

    code, output = bagyt("check", "--launch")
    assert code == 1
    assert output.count("nobody has signed") == 4
    assert bagyt("check")[0] == 0
    code, output = bagyt("sign", "uk/seasonal-costs", "--by", BY)
    assert code == 0
    assert output.splitlines() == ["Signed: uk/seasonal-costs", "3 topics are not signed yet"]
    code, output = bagyt("sign", "--section", "nowhere", "--by", BY)
    assert code == 1
    assert "There is no section `nowhere`" in output
    for section in ("uk", "safety", "urgent"):
        assert bagyt("sign", "--section", section, "--by", BY)[0] == 0
    assert bagyt("check", "--launch")[0] == 0


def test_a_signed_text_that_cannot_be_read_is_told_and_not_signed(content_folder: Path) -> None:
    sign(loaded(content_folder), ["uk/seasonal-costs"], BY, TODAY)
    (content_folder / "en/uk/seasonal-costs.yaml").write_text("- no\n- keys\n", encoding="utf-8")
    result = loaded(content_folder)
    assert any(one.file == "content/en/uk/seasonal-costs.yaml" for one in result.findings)
    assert result.library is None or not result.library.topics["uk/seasonal-costs"].signed

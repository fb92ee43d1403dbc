"""One change in a file, every other byte as it was."""

from __future__ import annotations

import difflib
from pathlib import Path
from textwrap import indent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bot.content.editing import CannotEdit, appended, inserted_key, inserted_value, removed, replaced
from bot.content.scalars import ODD_BREAKS, as_read

ROOT = Path(__file__).parents[2]
SHIPPED = sorted([*(ROOT / "tests/whole").rglob("*.yaml"), *(ROOT / "tests/sample").rglob("*.yaml")])
PAGE = """\
# a comment on top

title:   Сколько стоит   # behind a value
"quoted key": "say \\u201chello\\u201d"   # in a comment: "
single: 'it''s'
fee:
  value: 340
  checked: 2026-11-20   # somebody looked

  # a comment inside
  source: https://fees.example/#part
  note: >-
    One long note that is folded over more than one line so that nobody has to
    scroll, and ends here.

    # no comment, a text

answer: |   # the body
  # Not a comment, a heading

  **Bold** {fact:uk.visa_fee}
    set in deeper

  last

kept: |+
  with blank lines


stripped: |-
  one
set_in: |2
    begins with spaces
  then not
ask:
  - first phrase   # why
  - "second: quoted"

  # between
  - |
    a block in
    a list
  - third
zero:
- a
- b: c
  d:   e
empty:
tilde: ~
flow: {ky: "Эмгек, министрлиги", ru: Министерство, list: [one, 'two', "three"]}   # flow
two lines: begins here
  and ends here
last: end
"""
TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=" #:-'\"\\\n\t|>&*!%@`{}[],?a\u2028\x85\ufeffя😀\r", max_size=24),
    st.sampled_from(
        ["", " ", "\n", "~", "null", "yes", "007", "1.0", "=1+1", "- a", "a\n\n b\n", "a: b #c", "---\n"]
    ),
)


def read(text: str) -> Any:
    """As bot.yamlfile reads: words stay as they are written."""

    def data(node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return None if not node.style and node.value in ("", "~", "null") else node.value
        if isinstance(node, yaml.SequenceNode):
            return [data(item) for item in node.value]
        return {key.value: data(value) for key, value in node.value}

    universal = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").translate(ODD_BREAKS)
    one, other = (data(yaml.compose(universal, kind)) for kind in (yaml.CSafeLoader, yaml.SafeLoader))
    assert one == other
    return one


def paths(data: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(data, dict):
        return [path for key, value in data.items() for path in paths(value, (*at, key))]
    if isinstance(data, list):
        return [path for number, value in enumerate(data) for path in paths(value, (*at, number))]
    return [at]


def put(data: Any, path: tuple[Any, ...], value: str) -> Any:
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


def pages() -> st.SearchStrategy[str]:
    """The page above as different editors save it."""
    ends = st.sampled_from(["\n", "\r\n"])
    bom, last = st.sampled_from(["", "\ufeff"]), st.booleans()
    return st.builds(
        lambda end, bom, last: bom + (PAGE if last else PAGE[:-1]).replace("\n", end), ends, bom, last
    )


def lines_touched(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines of each text that the other does not have in this place."""
    one, other = before.splitlines(keepends=True), after.splitlines(keepends=True)
    gone, new = [], []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += one[a:b]
            new += other[c:d]
    return gone, new


@given(pages(), st.data(), TEXTS)
def test_a_replaced_value_is_read_back_and_all_else_is_as_it_was(page: str, data: st.DataObject, value: str):
    before = read(page)
    path = data.draw(st.sampled_from(paths(before)))
    after = replaced(page, path, value)
    put(before, path, as_read(value))
    assert read(after) == before
    # What stands before the value and behind it is the same, byte for byte.
    start = next(n for n, (a, b) in enumerate(zip(page + "\0", after + "\1", strict=False)) if a != b)
    kept = page[:start].count("\n")
    assert page.splitlines()[:kept] == after.splitlines()[:kept]
    assert after.startswith("\ufeff") == page.startswith("\ufeff")
    if "\r\n" in page:
        assert "\n" not in after.replace("\r\n", "")


@given(pages(), st.data(), TEXTS)
def test_only_the_lines_of_the_value_are_touched(page: str, data: st.DataObject, value: str):
    path = data.draw(st.sampled_from(paths(read(page))))
    root = yaml.compose(page.removeprefix("\ufeff"), yaml.SafeLoader)
    node = root
    for step in path:
        node = (
            node.value[step] if isinstance(step, int) else next(v for k, v in node.value if k.value == step)
        )
    first, last = node.start_mark.line, node.end_mark.line + (node.end_mark.column > 0)
    before = page.split("\n")
    after = replaced(page, path, value).split("\n")
    assert after[:first] == before[:first]
    behind = before[max(last, first + 1) :]
    assert after[len(after) - len(behind) :] == behind or not page.endswith("\n")


@given(pages(), st.data(), TEXTS)
def test_changing_a_value_and_changing_it_back_gives_the_same_reading(
    page: str, data: st.DataObject, value: str
):
    before = read(page)
    path = data.draw(st.sampled_from([p for p in paths(before) if p not in (("empty",), ("tilde",))]))
    old = before
    for step in path:
        old = old[step]
    assert read(replaced(replaced(page, path, value), path, old)) == before


@given(pages(), st.sampled_from([("ask",), ("flow", "list"), ("zero",)]), TEXTS)
def test_an_item_is_added_and_taken_away_again(page: str, path: tuple[str, ...], value: str):
    before, after = read(page), appended(page, path, value)
    items = before
    for step in path:
        items = items[step]
    items.append(as_read(value))
    assert read(after) == before
    again = removed(after, (*path, len(items) - 1))
    assert again == page or not page.endswith("\n")


@given(pages(), st.data())
def test_any_item_is_taken_away_alone(page: str, data: st.DataObject):
    before = read(page)
    path = data.draw(
        st.sampled_from([("ask", n) for n in range(4)] + [("flow", "list", n) for n in range(3)])
    )
    after = removed(page, path)
    items = before
    for step in path[:-1]:
        items = items[step]
    del items[path[-1]]
    assert read(after) == before
    gone, new = lines_touched(page, after)
    assert len(gone) in (1, 3)
    assert not new or path[0] == "flow"


@given(pages(), st.sampled_from([(), ("fee",), ("flow",), ("zero", 1)]), TEXTS, st.booleans())
def test_a_key_with_words_is_put_in(page: str, path: tuple[Any, ...], value: str, last: bool):
    before = read(page)
    mapping = before
    for step in path:
        mapping = mapping[step]
    after = None if last else next(iter(mapping))
    changed = inserted_value(page, path, "new", value, after)
    mapping["new"] = as_read(value)
    assert read(changed) == before
    assert not lines_touched(page, changed)[0] or path == ("flow",) or not page.endswith("\n")


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_value_shipped_can_be_changed_in_its_own_style(file: Path):
    text = file.read_bytes().decode()
    before = read(text)
    for path in paths(before)[:40]:
        old = before
        for step in path:
            old = old[step]
        assert replaced(text, path, old) == text
        new = old + "x" if "\n" not in old else "x" + old
        gone, added = lines_touched(text, replaced(text, path, new))
        assert len(gone) == len(added) == 1 or text[text.index(gone[0]) - 3] == ">"
        assert replaced(replaced(text, path, new), path, old) == text or gone[0].strip()[:1] != "-"


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("a: 340   # fee\n", "350", "a: 350   # fee\n"),
        ("a: 340   # fee\n", "x: y", 'a: "x: y"   # fee\n'),
        ("a: 340   # fee\n", 'say "hi" # now', "a: 'say \"hi\" # now'   # fee\n"),
        ("a: 340   # fee\n", "one\ntwo", "a: |-   # fee\n  one\n  two\n"),
        ("a: 'it''s'\n", "don't", "a: 'don''t'\n"),
        ('a: "1966"\n', "1967", 'a: "1967"\n'),
        ('a: "1966"\n', "one\ntwo\n", "a: |\n  one\n  two\n"),
        ("a: |\n    one\n\nb: 1\n", "two\n\nthree\n", "a: |\n    two\n\n    three\n\nb: 1\n"),
        ("a: |  # why\n  one\n", "  two\n", "a: |2  # why\n    two\n"),
        ("a: |-\n  one\nb: 1\n", "", 'a: ""\nb: 1\n'),
        ("a: |\n  one\n", "one", "a: |-\n  one\n"),
        ("a: |+\n  one\n\nb: 1\n", "two\n\n\n", "a: |+\n  two\n\n\nb: 1\n"),
        ("a: {b: one}\n", "x, y\nz", 'a: {b: "x, y\\nz"}\n'),
        ("a:   # nothing\n", "one", "a: one   # nothing\n"),
        ("a:\n", "one", "a: one\n"),
        ("a: 1", "one\n", "a: |\n  one\n"),
        ("a: 1\r\nb: 2\r\n", "x\r\ny\r\n", "a: |\r\n  x\r\n  y\r\nb: 2\r\n"),
        ("a: 1\n", "x\u2028y\x85z", "a: x y z\n"),
        ("a: 1\n", "bell \x07", 'a: "bell \\x07"\n'),
        ("- 1\n- 2\n", "x", "- x\n- 2\n"),
    ],
)
def test_the_style_of_the_old_value_is_kept_if_it_can_hold_the_new(old: str, value: str, new: str):
    path: tuple[Any, ...] = (0,) if old.startswith("-") else ("a", "b") if "{" in old else ("a",)
    assert replaced(old, path, value) == new


def test_a_topic_is_put_into_the_catalogue_behind_another_and_its_comments():
    topics = "a:\n  icon: 1\n  # of a\n# of b\nb: {icon: 2}\n"
    catalogue = "s:\n  uk:\n    topics:\n" + indent(topics, " " * 6)
    block = "icon: C\nrelated: [uk/a]\n"
    behind_a = inserted_key(catalogue, ("s", "uk", "topics"), "c", block, "a")
    new = "      c:\n        icon: C\n        related: [uk/a]\n"
    assert behind_a == catalogue.replace("        # of a\n", "        # of a\n" + new)
    assert inserted_key(catalogue, ("s", "uk", "topics"), "c", block) == catalogue + new


def test_a_new_fact_is_kept_apart_from_the_others_as_they_are():
    facts = "one:\n  value: 1\n\n# --- the second ---\ntwo:\n  value: 2\n"
    assert inserted_key(facts, (), "three", "value: 3") == facts + "\nthree:\n  value: 3\n"


@pytest.mark.parametrize(
    ("text", "path", "reason"),
    [
        ("a: [", ("a",), "unreadable"),
        ("", ("a",), "unreadable"),
        ("a: 1\n", ("b",), "missing"),
        ("a: [1]\n", ("a", 1), "missing"),
        ("a: [1]\n", ("a",), "no_text"),
        ("a: &x 1\nb: *x\n", ("a",), "unwritable"),
    ],
)
def test_what_cannot_be_changed_is_told(text: str, path: tuple[Any, ...], reason: str):
    with pytest.raises(CannotEdit) as told:
        replaced(text, path, "x")
    assert told.value.reason == reason
    assert told.value.told("ru")


def test_the_last_item_of_a_list_stays():
    with pytest.raises(CannotEdit):
        removed("a: [1]\n", ("a", 0))
    with pytest.raises(CannotEdit):
        appended("a: 1\n", ("a",), "x")
    with pytest.raises(CannotEdit):
        inserted_value("a: 1\n", (), "a", "x")

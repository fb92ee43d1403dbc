from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.actions import (
    Action,
    ChooseLanguage,
    OpenAsk,
    OpenEntry,
    OpenHome,
    OpenLanguages,
    OpenSection,
    OpenTopic,
    SayHelped,
    SayNone,
    decode,
    encode,
)

# As they lie in people's chats. A line here may be added, never changed: an old button must go on working.
WRITTEN = {
    "1|h|ky": OpenHome("ky"),
    "1|e|ru|going": OpenEntry("ru", "going"),
    "1|s|en|uk|": OpenSection("en", "uk"),
    "1|s|en|uk|going": OpenSection("en", "uk", "going"),
    "1|t|ky|uk/seasonal-costs|0|going|": OpenTopic("ky", "uk/seasonal-costs", 0, "going"),
    "1|t|ru|uk/seasonal-costs|12||aB3-_xyz": OpenTopic("ru", "uk/seasonal-costs", 12, "", "aB3-_xyz"),
    "1|a|ky": OpenAsk("ky"),
    "1|l|ky|": OpenLanguages("ky"),
    "1|l|ky|uk/seasonal-costs": OpenLanguages("ky", "uk/seasonal-costs"),
    "1|c|ru|": ChooseLanguage("ru"),
    "1|c|ru|uk/seasonal-costs": ChooseLanguage("ru", "uk/seasonal-costs"),
    "1|f|en|uk/seasonal-costs|1|0|going|": SayHelped("en", "uk/seasonal-costs", 1, 0, "going"),
    "1|f|en|uk/seasonal-costs|0|2||aB3-_xyz": SayHelped("en", "uk/seasonal-costs", 0, 2, "", "aB3-_xyz"),
    "1|n|ky|aB3-_xyz": SayNone("ky", "aB3-_xyz"),
    "1|n|ky|": SayNone("ky"),
}


@pytest.mark.parametrize("data", WRITTEN)
def test_old_messages_stay_understood(data: str) -> None:
    assert decode(data) == WRITTEN[data]
    assert encode(WRITTEN[data]) == data


def test_every_action_is_in_the_list_above() -> None:
    assert {type(action) for action in WRITTEN.values()} == set(get_args(Action))


languages = st.sampled_from(["ky", "ru", "en"])
slug = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=8)
topics = st.from_regex(r"[a-z0-9-]{1,16}/[a-z0-9-]{1,17}", fullmatch=True)
tokens = st.just("") | st.text("ABCabc019-_", min_size=8, max_size=8)
page = st.integers(0, 9)
some_actions = st.one_of(
    st.builds(OpenHome, languages),
    st.builds(OpenEntry, languages, slug),
    st.builds(OpenSection, languages, slug, st.just("") | slug),
    st.builds(OpenTopic, languages, topics, page, st.just("") | slug, tokens),
    st.builds(OpenAsk, languages),
    st.builds(OpenLanguages, languages, st.just("") | topics),
    st.builds(ChooseLanguage, languages, st.just("") | topics),
    st.builds(SayHelped, languages, topics, st.integers(0, 1), page, st.just("") | slug, tokens),
    st.builds(SayNone, languages, tokens),
)


@given(some_actions)
def test_what_is_encoded_is_decoded_the_same_and_fits(action: Action) -> None:
    data = encode(action)
    assert decode(data) == action
    assert len(data.encode()) <= 64


def test_the_longest_ids_that_content_allows_fit() -> None:
    topic, entry, token = "s" * 16 + "/" + "t" * 17, "e" * 8, "k" * 8
    assert len(topic) == 34
    assert len(encode(SayHelped("ky", topic, 1, 10, entry, token))) == 64
    assert len(encode(OpenTopic("ky", topic, 10, entry, token))) == 62
    assert len(encode(OpenSection("ky", "s" * 32, entry))) < 64


@pytest.mark.parametrize(
    "action",
    [
        OpenTopic("ky", "t" * 60),
        SayHelped("ky", "t" * 34, 1, 100, "e" * 8, "k" * 8),  # one character too many
        OpenHome("кы"),
        OpenEntry("ky", "a|b"),
        OpenSection("ky", "|", ""),
    ],
)
def test_what_does_not_fit_is_not_written(action: Action) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode(action)


@pytest.mark.parametrize(
    "data",
    [
        "",
        "|",
        "1",
        "1|",
        "1|h",
        "1|h|ky|",  # a field too many
        "1|t|ky|uk/seasonal-costs|0|going",  # a field too few
        "1|x|ky",  # a letter of no action
        "1|H|ky",
        "0|h|ky",  # a version of no program
        "2|h|ky",
        "h|ky",
        "1|t|ky|uk/a|one||",  # no number
        "1|t|ky|uk/a|-1||",
        "1|t|ky|uk/a|1.5||",
        "1|t|ky|uk/a|٣||",
        "1|t|ky|uk/a|²||",
        "1|t|ky|uk/a|1000||",
        "1|t|ky|uk/a|||",
        "1|t|ky|uk/а|0||",  # a Cyrillic letter
        "1|t|ky|" + "t" * 35 + "|0||",
        "1|s|ky|" + "s" * 35 + "|",
        "1|t|ky|uk/a|0|nine-char|",
        "1|n|ky|nine-char",
        "1|h|kyr",
    ],
)
def test_what_this_program_never_wrote_is_nothing(data: str) -> None:
    assert decode(data) is None


near = st.lists(
    st.sampled_from(["1", "2", "|", "t", "f", "h", "ky", "uk/a", "0", "9", "going", "", "ү", "\n", "\0"]),
    max_size=14,
).map("".join)


@given(st.text() | near)
def test_no_data_makes_decoding_raise(data: str) -> None:
    action = decode(data)
    if action is not None:
        assert decode(encode(action)) == action

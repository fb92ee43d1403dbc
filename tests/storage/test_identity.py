"""The key and the hashes made with it."""

import base64
import stat

import pytest

from bot.storage.identity import keyed_hash, load_key

HEX = "0f" * 32


@pytest.mark.parametrize(
    "text", [HEX, base64.b64encode(bytes(range(32))).decode(), "a sentence that is long enough" * 2]
)
def test_any_long_text_in_the_environment_is_a_key(tmp_path, text):
    path = tmp_path / "key"
    assert len(load_key(text, path)) == 32
    assert load_key(text, path) == load_key(f"  {text}\n", path)
    assert load_key(text, path) != load_key(f"{text}x", path)
    assert not path.exists()


def test_a_short_key_is_refused_without_being_quoted(tmp_path):
    with pytest.raises(ValueError, match="32") as caught:
        load_key("short-secret", tmp_path / "key")
    assert "short-secret" not in str(caught.value)


@pytest.mark.parametrize("nothing", [None, ""])
def test_a_key_file_is_made_once(tmp_path, nothing):
    path = tmp_path / "data" / "key"
    key = load_key(nothing, path)
    assert len(key) == 32
    assert load_key(nothing, path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_key_file_that_others_may_read_is_refused(tmp_path):
    path = tmp_path / "key"
    load_key(None, path)
    path.chmod(0o640)
    with pytest.raises(PermissionError, match="chmod 600"):
        load_key(None, path)


def test_a_damaged_key_file_is_refused(tmp_path):
    path = tmp_path / "key"
    path.touch(mode=0o600)
    with pytest.raises(ValueError, match="32 bytes"):
        load_key(None, path)


def test_hashes_differ_by_value_purpose_and_key():
    key = bytes(32)
    hashes = {
        keyed_hash(key, "person", 700000001),
        keyed_hash(key, "person", 700000002),
        keyed_hash(key, "update", 700000001),
        keyed_hash(bytes(31) + b"\1", "person", 700000001),
        keyed_hash(key, "person", -700000001),
    }
    assert len(hashes) == 5
    assert all(len(hash_) == 32 and int(hash_, 16) >= 0 for hash_ in hashes)
    assert keyed_hash(key, "person", 1) == keyed_hash(key, "person", 1)

"""The secret key, and the keyed hashes that stand where an identity would."""

from __future__ import annotations

import os
import secrets
from hashlib import blake2b
from pathlib import Path

_KEY_BYTES = 32
_SHORTEST_TEXT = 32


def load_key(environment_value: str | None, path: Path) -> bytes:
    """The key: from the environment (32 characters or more, of any kind), else from a file made on first use.

    Raises ValueError when a key is too short, PermissionError when others may read the file.
    """
    if environment_value:
        text = environment_value.strip()
        if len(text) < _SHORTEST_TEXT:
            raise ValueError(f"BAGYT_KEY needs at least {_SHORTEST_TEXT} characters")
        # Hex, base64 and a pass phrase alike: hashed, so that no guess at the encoding can go wrong.
        return blake2b(text.encode(), digest_size=_KEY_BYTES, person=b"key").digest()
    try:
        return _made(path)
    except FileExistsError:
        return _read(path)


def keyed_hash(key: bytes, purpose: str, value: int) -> str:
    """Thirty-two hexadecimal digits that nobody can lead back to `value` without the key.

    The same value under another purpose (at most 16 bytes) gives another hash.
    """
    return blake2b(str(value).encode(), digest_size=16, key=key, person=purpose.encode()).hexdigest()


def _made(path: Path) -> bytes:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    key = secrets.token_bytes(_KEY_BYTES)
    with os.fdopen(handle, "wb") as file:
        file.write(key)
        file.flush()
        # A key lost in a power cut would orphan every hash that is made with it.
        os.fsync(file.fileno())
    return key


def _read(path: Path) -> bytes:
    # Windows keeps no such modes.
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise PermissionError(f"others may read the key: chmod 600 {path}")
    key = path.read_bytes()
    if len(key) != _KEY_BYTES:
        raise ValueError(f"{path} does not hold a key of {_KEY_BYTES} bytes")
    return key

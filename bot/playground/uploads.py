"""Files: what was sent once and can be sent again by its id, and the size of a picture."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from bot.playground.errors import ApiError, refuse
from bot.playground.request import Json, Request, Upload

MAX_UPLOAD = 50_000_000
MAX_PHOTO = 10_000_000
MAX_DOWNLOAD = 20_000_000
FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos", "sticker": "stickers"}


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that Telegram keeps."""

    id: str
    kind: str
    upload: Upload

    @property
    def path(self) -> str:
        """Where it is downloaded from, below /file/bot<token>/."""
        folder = FOLDERS.get(self.kind, "documents")
        return f"{folder}/{self.id}.{self.upload.name.rpartition('.')[2] or 'bin'}"

    def described(self) -> Json:
        """The fields that every kind of file has in a message."""
        return {
            "file_id": self.id,
            "file_unique_id": f"unique-{self.id}",
            "file_size": len(self.upload.data),
        }


def store(files: dict[str, Stored], kind: str, upload: Upload) -> Stored:
    """Keep a file under a new id."""
    stored = Stored(f"{kind}-{len(files) + 1}", kind, upload)
    files[stored.id] = stored
    return stored


def received(files: dict[str, Stored], request: Request, kind: str) -> Stored:
    """The file that a call brings along or names: uploaded, attached, or sent before."""
    name = request.text(kind)
    upload = request.files.get(name.removeprefix("attach://") if name.startswith("attach://") else kind)
    if upload is not None:
        if not upload.data:
            refuse("file must be non-empty")
        if len(upload.data) > MAX_UPLOAD:
            raise ApiError(413, "Request Entity Too Large")
        if kind == "photo" and len(upload.data) > MAX_PHOTO:
            refuse("file is too big")
        return store(files, kind, upload)
    if not name:
        refuse(f"there is no {kind} in the request")
    if name.startswith(("http://", "https://")):
        refuse("failed to get HTTP URL content")
    if name not in files:
        refuse("wrong file identifier/HTTP URL specified")
    if files[name].kind != kind:
        refuse(f"can't use file of type {files[name].kind.title()} as {kind.title()}")
    return files[name]


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG in pixels."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return int(width), int(height)
    at, marker = 2, 0
    # A JPEG is a chain of segments; the start of a frame (C0-CF but for three tables) has the size.
    while data.startswith(b"\xff\xd8") and at + 9 <= len(data) and data[at] == 0xFF:
        _, marker, length, _, height, width = struct.unpack(">BBHBHH", data[at : at + 9])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            break
        at += 2 + length
    else:
        refuse("IMAGE_PROCESS_FAILED")
    return int(width), int(height)

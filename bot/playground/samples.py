"""What a person in the playground sends when they send a photo, a voice message, a place and so on."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.playground.request import Upload

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True, slots=True)
class Sample:
    """The fields of one kind of content, and the file that belongs to it."""

    fields: Mapping[str, Any] = field(default_factory=dict)
    upload: Upload | None = None


SAMPLES: dict[str, Sample] = {
    "sticker": Sample(
        {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "👋",
        },
        Upload("sticker.webp", b"RIFF\0\0\0\0WEBP", "image/webp"),
    ),
    "photo": Sample({"width": 1, "height": 1}, Upload("photo.png", PIXEL, "image/png")),
    "voice": Sample({"duration": 4, "mime_type": "audio/ogg"}, Upload("voice.ogg", b"OggS", "audio/ogg")),
    "video": Sample(
        {"width": 640, "height": 360, "duration": 7, "mime_type": "video/mp4"},
        Upload("video.mp4", b"\0\0\0\x18ftypmp42", "video/mp4"),
    ),
    "document": Sample(
        {"file_name": "contract.pdf", "mime_type": "application/pdf"},
        Upload("contract.pdf", b"%PDF-1.4\n", "application/pdf"),
    ),
    "location": Sample({"latitude": 55.7558, "longitude": 37.6173}),
    "contact": Sample({"phone_number": "+996000000000", "first_name": "Гүлзат"}),
}

"""Links as Telegram takes them, and what it finds in a text by itself: commands, addresses, numbers."""

from __future__ import annotations

import re

from bot.playground.request import Json

HOST = re.compile(r"(?:[a-z0-9._!$,~*'();&+=-]|%[0-9a-f]{2}|[^\0-\x7f])+")
FOUND = re.compile(
    r"""
      (?P<url>\bhttps?://[^\s<>"']*[^\s<>"'.,:;!?)\]])
    | (?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
    | (?P<bot_command>(?<![\w/<>])/[a-zA-Z0-9_]{1,64}+(?:@[a-zA-Z0-9_]{3,32}+)?(?![\w/<>@]))
    | (?P<mention>(?<!\w)@[a-zA-Z0-9_]{4,32}\b)
    | (?P<hashtag>(?<![\w&])\#(?=\w*[^\W\d])\w+)
    | (?P<phone_number>(?<![\w+])\+\d[\d\ ()-]{7,18}\d\b)
    """,
    re.VERBOSE,
)


def checked_link(url: str) -> str:
    """The address a tap would open; a ValueError in Telegram's words for what it does not take as one.

    After TDLib's `LinkManager::check_link` and `parse_url`. Note what follows from them: a mailto link
    turns into a broken http one and a tel link is no link at all.
    """
    scheme, _, rest = url.partition(":")
    if scheme.lower() in {"tg", "ton", "tonsite"}:
        host, query = _split(rest.removeprefix("//"))
        if not re.fullmatch(r"[A-Za-z0-9_.-]+" if scheme.lower() == "tonsite" else r"[A-Za-z0-9_-]+", host):
            raise ValueError("Unallowed characters in URL host")
        return f"{scheme.lower()}://{host.lower()}{query.replace('/?', '?', 1)}"
    protocol, separator, rest = url.partition("://")
    if not separator or re.search(r"[/?#@\[\]:]", protocol):
        protocol, rest = "http", url
    elif protocol.lower() not in {"http", "https"}:
        raise ValueError("Unsupported URL protocol")
    authority, query = _split(rest)
    user, at, place = authority.rpartition("@")
    host, colon, port = place.partition(":")
    if colon and not (port.isdecimal() and 0 < int(port) <= 65535):
        raise ValueError("Wrong port number specified in the URL")
    if not host:
        raise ValueError("URL host is empty")
    if not HOST.fullmatch(host.lower()):
        raise ValueError("Disallowed character in URL host")
    if "." not in host:
        raise ValueError("Wrong HTTP URL")
    return f"{protocol.lower()}://{user}{at}{host.lower()}{colon}{port}{query}"


def find_entities(text: str) -> list[Json]:
    """What Telegram marks without being told, for addresses with a scheme and numbers with a country."""
    if not any(sign in text for sign in "/@#+"):
        return []
    wide = not text.isascii() and max(text) > "\uffff"
    return [
        {
            "type": found.lastgroup,
            "offset": _units(text[: found.start()]) if wide else found.start(),
            "length": _units(found.group()) if wide else len(found.group()),
        }
        for found in FOUND.finditer(text)
    ]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _split(rest: str) -> tuple[str, str]:
    host = re.split(r"[/?#]", rest, maxsplit=1)[0]
    query = re.sub(r"[\0- ]", lambda found: f"%{ord(found.group()):02X}", rest[len(host) :].rstrip())
    return host, query if query.startswith("/") else f"/{query}"

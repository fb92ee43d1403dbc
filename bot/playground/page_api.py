"""What the chat page in the browser asks for and does: JSON and server-sent events below /play.

Every POST must say that it is JSON: a page of another site cannot do so without asking the browser first,
and the browser is never told that it may.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.playground.chats import Event
from bot.playground.errors import PlayError
from bot.playground.profile import commands_for, text_for
from bot.playground.receiving import changes
from bot.playground.request import Json
from bot.playground.world import Person, World

KEEP_ALIVE = 15


class Body(BaseModel):
    """What a page posts."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Say(Body):
    """A person writes."""

    chat: int
    text: str


class Press(Body):
    """A person presses a button."""

    chat: int
    message_id: int
    data: str


class Send(Body):
    """A person sends a sample."""

    chat: int
    kind: str


class Edit(Body):
    """A person changes a message."""

    chat: int
    message_id: int
    text: str


class Language(Body):
    """A person changes the language of their app."""

    chat: int
    code: str


class Newcomer(Body):
    """One more person comes."""

    first_name: str
    language_code: str


class Clear(Body):
    """A person clears the history."""

    chat: int


B = TypeVar("B", bound=Body)


def routes(world: World, closing: asyncio.Event) -> list[Route]:
    """The routes of one World; streams end when `closing` is set."""

    def say(body: Say) -> Json:
        return {"message": world.say(body.chat, body.text)}

    def press(body: Press) -> Json:
        return {"query_id": world.press(body.chat, body.message_id, body.data)}

    def send(body: Send) -> Json:
        return {"message": world.send(body.chat, body.kind)}

    def edit(body: Edit) -> Json:
        return {"message": world.edit(body.chat, body.message_id, body.text)}

    def language(body: Language) -> Json:
        world.set_language(body.chat, body.code or None)
        return {}

    def person(body: Newcomer) -> Json:
        newcomer = Person(max(world.people) + 1, body.first_name, body.language_code or None)
        return {"id": world.join(newcomer)}

    def clear(body: Clear) -> Json:
        world.clear(body.chat)
        return {}

    async def get_state(request: Request) -> Response:
        return _reply(lambda: state(world, _number(request.query_params.get("chat"), "chat")))

    async def get_events(request: Request) -> Response:
        try:
            chat_id = world.chat(_number(request.query_params.get("chat"), "chat")).id
            last = request.headers.get("last-event-id") or request.query_params.get("since") or str(world.seq)
            since = _number(last, "since")
        except PlayError as error:
            return _error(str(error))
        stream = _stream(world, chat_id, since, closing, request.is_disconnected)
        return StreamingResponse(
            stream, media_type="text/event-stream", headers={"cache-control": "no-store"}
        )

    async def get_file(request: Request) -> Response:
        stored = world.files.get(request.path_params["file_id"])
        if stored is None:
            return _error("there is no such file", 404)
        return Response(stored.upload.data, media_type=stored.upload.mime)

    return [
        Route("/play/state", get_state),
        Route("/play/events", get_events),
        Route("/play/file/{file_id}", get_file),
        _post("say", Say, say),
        _post("press", Press, press),
        _post("send", Send, send),
        _post("edit", Edit, edit),
        _post("language", Language, language),
        _post("person", Newcomer, person),
        _post("clear", Clear, clear),
    ]


def state(world: World, chat_id: int) -> Json:
    """All that a page shows of a chat, in the language of its person."""
    chat = world.chat(chat_id)
    person = world.people[chat.people[0]]
    language = person.language_code or ""
    bot = {
        "id": world.bot["id"],
        "username": world.username,
        "first_name": text_for(world, "name", language),
        "description": text_for(world, "description", language),
        "short_description": text_for(world, "short_description", language),
    }
    return {
        "bot": bot,
        "person": _shown(person),
        "people": [_shown(one) for one in world.people.values()],
        "commands": commands_for(world, chat),
        "messages": world.visible(chat_id),
        "typing": world.now() < chat.typing_until,
        "seq": world.seq,
    }


def _shown(person: Person) -> Json:
    return {"id": person.id, "first_name": person.first_name, "language_code": person.language_code}


async def _stream(
    world: World,
    chat_id: int,
    since: int,
    closing: asyncio.Event,
    is_gone: Callable[[], Awaitable[bool]],
) -> AsyncIterator[str]:
    """Events after `since`; a page that was away too long, or knew another World, is told to start anew."""
    oldest = world.events[0].seq if world.events else world.seq + 1
    if not oldest - 1 <= since <= world.seq:
        since = world.seq
        yield _written(Event(since, "reset", chat_id, {}))
    yield ": listening\n\n"
    with changes(world) as changed:
        while not closing.is_set() and not await is_gone():
            news = [event for event in world.events if event.seq > since]
            since = world.seq
            for event in news:
                if event.chat_id in (None, chat_id):
                    yield _written(event)
            try:
                async with asyncio.timeout(KEEP_ALIVE):
                    await changed.wait()
            except TimeoutError:
                yield ": still here\n\n"
            changed.clear()


def _written(event: Event) -> str:
    data = json.dumps(event.data, ensure_ascii=False)
    return f"id: {event.seq}\nevent: {event.name}\ndata: {data}\n\n"


def _post(name: str, model: type[B], act: Callable[[B], Json]) -> Route:
    async def endpoint(request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _error("the body must be application/json", 415)
        try:
            body = model.model_validate_json(await request.body())
        except ValidationError as wrong:
            first = wrong.errors(include_url=False)[0]
            return _error(f"{'.'.join(map(str, first['loc'])) or 'body'}: {first['msg']}")
        return _reply(lambda: act(body))

    return Route(f"/play/{name}", endpoint, methods=["POST"])


def _reply(act: Callable[[], Json]) -> Response:
    try:
        return JSONResponse(act())
    except PlayError as error:
        return _error(str(error))


def _error(words: str, status: int = 400) -> JSONResponse:
    return JSONResponse({"error": words}, status)


def _number(value: Any, name: str) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise PlayError(f"{name} must be a number") from None

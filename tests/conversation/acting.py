"""What a person may do, and what is understood of it, in one line each."""

from __future__ import annotations

from datetime import date

from bot.content.model import Library
from bot.content.rendering import plain
from bot.conversation.actions import Action, encode
from bot.conversation.reply import AnswerPress, Button, Edit, EditKeyboard, Reply, Send
from bot.conversation.respond import Understand, respond
from bot.conversation.turn import Act, Pressed, Turn
from bot.understanding import Match, Outcome, Understood

TODAY = date(2026, 11, 23)
TOKEN = "aB3-_xyz"


def not_asked(question: str, fallback: str) -> Understood:
    raise AssertionError("there was no question to understand")


def understood(outcome: Outcome, *topics: str, language: str = "en") -> Understand:
    """An understanding that takes every question for the same."""
    matches = tuple(Match(topic=topic, score=0.9 - i / 10) for i, topic in enumerate(topics))
    return lambda question, fallback: Understood(language=language, outcome=outcome, matches=matches)


def does(
    library: Library,
    act: Act | Action,
    understand: Understand = not_asked,
    *,
    chosen: str | None = "en",
    hint: str | None = None,
) -> Reply:
    """The reply to an act; an Action is a press of its button."""
    done = act if isinstance(act, Act) else Pressed(encode(act))
    return respond(Turn(done, TOKEN, chosen, hint), library, understand, TODAY)


def shown(reply: Reply) -> Send | Edit:
    """The one message that the reply sends or changes."""
    [effect] = [effect for effect in reply.effects if isinstance(effect, Send | Edit)]
    return effect


def words(reply: Reply) -> str:
    return plain(shown(reply).body)


def buttons(reply: Reply) -> list[Button]:
    """Every button of a reply, row by row."""
    keyboards = [e.keyboard for e in reply.effects if isinstance(e, Send | Edit | EditKeyboard)]
    return [button for keyboard in keyboards for row in keyboard for button in row]


def labels(reply: Reply) -> list[str]:
    return [button.label for button in buttons(reply)]


def toast(reply: Reply) -> AnswerPress:
    """How the press was acknowledged: first of all effects, so that the button stops spinning at once."""
    assert isinstance(reply.effects[0], AnswerPress)
    return reply.effects[0]

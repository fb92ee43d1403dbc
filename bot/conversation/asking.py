"""One question to the bot without a chat: what `bagyt ask` prints and what quality is measured by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.content.interface import talk_key
from bot.content.model import Library
from bot.content.rendering import plain
from bot.conversation.reply import Send
from bot.conversation.respond import QUESTION_CHARACTERS, respond, small_talk
from bot.conversation.turn import Turn, Typed
from bot.understanding import Index, Understood, match


@dataclass(frozen=True, slots=True)
class Asker:
    """A Library and what was learned from it."""

    library: Library
    index: Index

    def understood(self, text: str, language: str | None) -> Understood:
        """What the question means; a greeting is no question."""
        fallback = language if language in self.library.languages else self.library.default_language
        if talk := small_talk(self.library, talk_key(text), fallback):
            return Understood(talk[0], "off_topic", ())
        return match(text[:QUESTION_CHARACTERS], self.index, fallback)

    def row(self, text: str, language: str | None) -> dict[str, Any]:
        """The answer as one JSON object."""
        meant = self.understood(text, language)
        return {
            "language": meant.language,
            "outcome": meant.outcome,
            "topics": [found.topic for found in meant.matches],
            "scores": [round(found.score, 4) for found in meant.matches],
        }

    def told(self, text: str, language: str | None) -> str:
        """The answer as a person would see it, with what was understood before it."""
        row = self.row(text, language)
        turn = Turn(Typed(text), token="", chosen=language)
        reply = respond(turn, self.library, lambda q, f: match(q, self.index, f), date.today())
        shown = [
            line
            for effect in reply.effects
            if isinstance(effect, Send)
            for line in (
                plain(effect.body),
                *(" ".join(f"[{b.label}]" for b in row_) for row_ in effect.keyboard),
            )
        ]
        topics = ", ".join(f"{t} {s:.2f}" for t, s in zip(row["topics"], row["scores"], strict=True))
        return "\n".join([f"{row['language']} · {row['outcome']} · {topics or '-'}", "", *shown])

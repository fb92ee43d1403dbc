"""A question, as typed -> the topics that answer it."""

from bot.understanding.index import Index, learn
from bot.understanding.matching import Match, Outcome, Understood, match, only

__all__ = ["Index", "Match", "Outcome", "Understood", "learn", "match", "only"]

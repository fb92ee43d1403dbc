"""Two versions of the content -> what changes for the people who read and ask."""

from bot.staff.diff.replay import Asked
from bot.staff.diff.report import Report, compare
from bot.staff.diff.sides import Side

__all__ = ["Asked", "Report", "Side", "compare"]

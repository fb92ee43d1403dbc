"""A Reply's effects -> Bot API calls; the one place that knows which failures are harmless."""

from __future__ import annotations

import logging

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TimedOut

from bot.content.markup import Document
from bot.content.rendering import telegram_html
from bot.conversation.reply import AnswerPress, Edit, EditKeyboard, Effect, Keyboard, Reply, Send
from bot.telegram.reading import Received

log = logging.getLogger(__name__)

# Telegram says these when the same press or edit arrives a second time, or too late: nothing is lost.
HARMLESS = (
    "message is not modified",
    "query is too old",
    "query id is invalid",
    "message to delete not found",
    "message can't be deleted",
)
# The message is too old or gone: what it should have become is sent anew.
GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def carry_out(bot: Bot, to: Received, reply: Reply) -> None:
    """Do what the reply says, in order. A person who blocked the bot is simply not answered."""
    for effect in reply.effects:
        try:
            await _carry_out(bot, to, effect)
        except Forbidden:
            log.info("not answered: the bot is blocked or was removed from the chat")
            return
        except TimedOut:
            if not isinstance(effect, AnswerPress):
                raise
        except BadRequest as error:
            words = error.message.lower()
            if isinstance(effect, Edit) and any(reason in words for reason in GONE):
                await send(bot, to.chat, effect.body, effect.keyboard)
            elif not any(reason in words for reason in (*HARMLESS, *GONE)):
                raise


async def _carry_out(bot: Bot, to: Received, effect: Effect) -> None:
    if isinstance(effect, Send) or (isinstance(effect, Edit) and to.message is None):
        await send(bot, to.chat, effect.body, effect.keyboard)
    elif isinstance(effect, Edit):
        await bot.edit_message_text(
            telegram_html(effect.body),
            chat_id=to.chat,
            message_id=to.message,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=_markup(effect.keyboard),
        )
    elif isinstance(effect, EditKeyboard):
        await bot.edit_message_reply_markup(
            chat_id=to.chat, message_id=to.message, reply_markup=_markup(effect.keyboard)
        )
    elif to.query is not None:
        await bot.answer_callback_query(to.query, effect.text or None, show_alert=effect.alert or None)


async def send(bot: Bot, chat: int, body: Document, keyboard: Keyboard) -> None:
    """A new message in a chat."""
    await bot.send_message(
        chat,
        telegram_html(body),
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        reply_markup=_markup(keyboard),
    )


def _markup(keyboard: Keyboard) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(b.label, callback_data=b.data) for b in row] for row in keyboard]
    return InlineKeyboardMarkup(rows) if rows else None

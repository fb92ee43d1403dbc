"""Keyboards of a message, checked the way Telegram checks them (strict: an unknown field is refused)."""

from __future__ import annotations

from bot.playground.errors import refuse
from bot.playground.links import checked_link
from bot.playground.request import Json

MAX_BUTTONS = 100
MAX_CALLBACK_BYTES = 64
MAX_COPY_TEXT = 256
STYLES = {"primary", "success", "danger"}
ACTIONS = {"url", "callback_data", "copy_text", "switch_inline_query", "switch_inline_query_current_chat"}
KEYS = {"text", "request_contact", "request_location", "style"}
OTHER_MARKUP = {"keyboard", "remove_keyboard", "force_reply"}
OTHER_FIELDS = {
    *OTHER_MARKUP,
    "resize_keyboard",
    "one_time_keyboard",
    "is_persistent",
    "selective",
    "input_field_placeholder",
}


def checked_markup(markup: Json | None, private: bool, inline_only: bool = False) -> Json | None:
    """The markup as a message keeps it, None for one without a button."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        _known(markup, {"inline_keyboard"})
        rows = [[_inline(button) for button in row] for row in _rows(markup, "inline_keyboard")]
        if sum(map(len, rows)) > MAX_BUTTONS:
            refuse("reply markup is too long")
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        refuse("inline keyboard expected")
    _known(markup, OTHER_FIELDS)
    if not OTHER_MARKUP & set(markup):
        refuse("object expected as reply markup")
    if "keyboard" in markup:
        rows = [[_key(button, private) for button in row] for row in _rows(markup, "keyboard")]
        return {**markup, "keyboard": rows} if rows else None
    return markup


def is_inline(markup: Json | None) -> bool:
    """Whether the keyboard hangs under the message; other kinds take the place of the phone's own."""
    return markup is not None and "inline_keyboard" in markup


def for_bot(message: Json) -> Json:
    """A message as the Bot API gives it: Telegram gives back no keyboard but an inline one."""
    markup = message.get("reply_markup")
    if markup is None or is_inline(markup):
        return message
    return {name: value for name, value in message.items() if name != "reply_markup"}


def quoted(message: Json) -> Json:
    """A message as it stands in `reply_to_message`: without the one it replied to itself."""
    return {name: value for name, value in for_bot(message).items() if name != "reply_to_message"}


def _rows(markup: Json, name: str) -> list[list[Json]]:
    rows = markup[name]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        where = " of the InlineKeyboardMarkup" if name == "inline_keyboard" else ""
        refuse(f'field "{name}"{where} must be an Array of Arrays')
    return [row for row in rows if row]


def _known(markup: Json, names: set[str]) -> None:
    if unknown := set(markup) - names:
        refuse(f'unknown field "{min(unknown)}" in the keyboard')


def _inline(button: Json) -> Json:
    what = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        refuse(what + "InlineKeyboardButton must be an Object")
    _known(button, {"text", "style", *ACTIONS})
    _text(button, "inline keyboard button", what)
    _style(button, what)
    if len(ACTIONS & set(button)) != 1:
        refuse(what + "Text buttons are unallowed in the inline keyboard")
    if "url" in button:
        try:
            return {**button, "url": checked_link(button["url"])}
        except ValueError as wrong:
            refuse(f"inline keyboard button URL '{button['url']}' is invalid: {wrong}")
    if "callback_data" in button and not 0 < len(button["callback_data"].encode()) <= MAX_CALLBACK_BYTES:
        refuse("BUTTON_DATA_INVALID")
    if "copy_text" in button and not 0 < len(button["copy_text"].get("text", "")) <= MAX_COPY_TEXT:
        refuse("BUTTON_COPY_TEXT_INVALID")
    return button


def _key(button: Json | str, private: bool) -> Json:
    what = "can't parse keyboard button: "
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        refuse(what + "KeyboardButton must be a String or an Object")
    _known(button, KEYS)
    _text(button, "keyboard button", what)
    _style(button, what)
    if button.get("request_contact") and not private:
        refuse("phone number can be requested in private chats only")
    if button.get("request_location") and not private:
        refuse("location can be requested in private chats only")
    return button


def _text(button: Json, kind: str, what: str) -> None:
    if not isinstance(button.get("text"), str):
        refuse(what + 'Can\'t find field "text"')
    if not button["text"].strip():
        refuse(f"{kind} text must be non-empty")


def _style(button: Json, what: str) -> None:
    if button.get("style", "primary") not in STYLES:
        refuse(what + "invalid button style specified")

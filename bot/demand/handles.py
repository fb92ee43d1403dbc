"""Masks what leads to somebody on a network: e-mails, links, usernames, passwords."""

from __future__ import annotations

import re

from bot.demand.marks import EMAIL, LINK, NUMBER, USERNAME

_PROVIDER = (
    r"(?:gmail|g?mail|ymail|yandex|ya|inbox|bk|list|icloud|outlook|hotmail|yahoo|rambler|proton(?:mail)?)"
)
_AT = (
    r"(?: ?@ ?| ?[\[({<] ?(?:at|эт|ат|собака|собачка|dog) ?[\])}>] ?"
    rf"| (?:собака|собачка) | at (?={_PROVIDER}\b))"
)
_DOT = r"(?:\.| ?[\[({<] ?(?:dot|точка|чекит) ?[\])}>] ?| (?:dot|точка|чекит) )"
_MAIL = re.compile(
    rf"(?<![\w.+%-])[\w.+%-]{{1,64}}+{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}})+", re.IGNORECASE
)
_PROVIDER_MAIL = re.compile(
    rf"(?<![\w.+-])[\w.+-]{{4,40}} (?:@ ?)?(?:{_PROVIDER})(?:\.| | точка | dot )(?:com|ru|kg|ком|ру)\b",
    re.IGNORECASE,
)

_URL_HINT = re.compile(
    r"https?|www|://|\b(?:t|telegram|wa) ?\. ?me ?/ ?|telegra\.ph|joinchat|chat\.whatsapp",
    re.IGNORECASE,
)
_LABEL = r"[a-zа-яёүөң0-9-]{1,40}"
_TLD = (
    "com|net|org|info|biz|ru|su|kg|kz|uz|tj|uk|kr|jp|tr|de|pl|cz|sk|hu|bg|ro|lt|lv|eu|us|ca|ae|cn|int|gov|edu|"
    "io|app|dev|online|site|website|shop|store|xyz|club|vip|link|pro|work|jobs|chat|live|top|fun|click|page|"
    "gg|ly|cc|tv|co|ai|ph|рф|ком|ру"
)
_DOMAIN = re.compile(
    rf"(?<![\w.-])((?:{_LABEL}\.){{1,5}}(?:{_TLD}))(?![\w-])(?:([/?#]|:\d)\S*)?"
    rf"|(?<![\w.-])(?:{_LABEL}\.){{1,5}}[a-z]{{2,10}}/\S+",
    re.IGNORECASE,
)
# A public body's own site leads to no person.
_OFFICIAL = re.compile(
    r"(?:^|\.)(?:gov(?:\.[a-z]{2})?|go\.(?:kr|jp)|gob\.[a-z]{2}|int|gosuslugi\.ru|migrant\.kg|tunduk\.kg)$",
    re.IGNORECASE,
)

_NETWORK = (
    r"(?:ник|никнейм|никим|nick|username|юзернейм|логин\w?|login|telegram\w{0,3}|телеграмм?\w{0,4}|телега|тг|tg|"
    r"insta(?:gram)?|инстаграмм?\w{0,4}|инста\w?|ig|вк|vk|whatsapp|ватсап\w{0,3}|вотсап\w{0,3}|тикток\w{0,3}|"
    r"tiktok|facebook|фейсбук\w{0,3}|fb|skype|скайп\w?|imo|имо|viber|вайбер\w?|wechat|kakaotalk|line)"
)
_NAMED_HANDLE = re.compile(
    rf"(?<!\w)({_NETWORK}(?: (?:id|ник\w?|аккаунт\w?|account|is))?)( ?[:=-] ?| )(?:@ ?)?([a-z][\w.]{{2,40}})",
    re.IGNORECASE,
)
_AT_SIGN = re.compile("@")
_SPACE = re.compile(r"\s")
_UNDERSCORED = re.compile(r"(?<!\w)[^\W_]\w*?_\w+|(?<!\w)_+[^\W_]\w*")
_NUMBERED = re.compile(r"(?<![\w-])([a-z]{4,20})\d{2,4}(?![\w-])", re.IGNORECASE)
_NO_HANDLE = re.compile(
    r"covid|visa|topik|euro|work|quota|season|year|january|february|march|april|june|july|august|september"
    r"|october|november|december",
    re.IGNORECASE,
)
_PASSWORD = re.compile(
    r"(?<!\w)((?:парол\w{1,2}|сырс[оө]з\w{0,3}|password|passcode)(?: is)?) ?[:=-] ?\S+", re.IGNORECASE
)


def mask(text: str) -> str:
    """`text` without e-mails, links, usernames and passwords; no `@`, `http` or `www` is left."""
    text = _MAIL.sub(EMAIL, text)
    text = _PROVIDER_MAIL.sub(EMAIL, text)
    text = _tokens_with(_URL_HINT, text, LINK)
    text = _DOMAIN.sub(lambda found: found[0] if _is_official(found) else LINK, text)
    text = _PASSWORD.sub(rf"\1 {NUMBER}", text)
    text = _NAMED_HANDLE.sub(_named_handle, text)
    text = _tokens_with(_AT_SIGN, text, USERNAME)
    text = _UNDERSCORED.sub(USERNAME, text)
    return _NUMBERED.sub(lambda found: found[0] if _NO_HANDLE.fullmatch(found[1]) else USERNAME, text)


def _tokens_with(hint: re.Pattern[str], text: str, mark: str) -> str:
    """Every stretch without a space in which `hint` occurs becomes `mark`."""
    if not hint.search(text):
        return text
    parts = []
    done = 0
    while found := hint.search(text, done):
        start = max(text.rfind(" ", done, found.start()), text.rfind("\n", done, found.start()), done - 1) + 1
        space = _SPACE.search(text, found.end())
        parts += [text[done:start], mark]
        done = space.start() if space else len(text)
    return "".join([*parts, text[done:]])


def _is_official(found: re.Match[str]) -> bool:
    return bool(found[1] and not found[2] and _OFFICIAL.search(found[1]))


def _named_handle(found: re.Match[str]) -> str:
    before, gap, handle = found.groups()
    if gap == " " and not re.search(r"[\d_.]\w", handle):
        return found[0]
    return f"{before}{gap}{USERNAME}"

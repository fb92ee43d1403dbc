"""What may follow or precede a number that says nothing about a person: money, time, people, laws."""

from __future__ import annotations

import re

_CURRENCY_WORDS = (
    r"сом(?:а|ов|ам|у|ом|ду|дун|го|го|до|дон|дук|луу|дой)?|soms?|сум(?:ов|а|ы)?|kgs|кгс|uzs|"
    r"руб|рубл\w{0,6}|₽|р|rub|rubl\w{0,3}|roubles?|rur|"
    r"долл\w{0,7}|dollar\w?|баксо?\w{0,3}|\$|usd|"
    r"евро\w{0,4}|eur|euros?|€|"
    r"фунт\w{0,6}|funt|£|gbp|pounds?|quid|"
    r"вон\w{0,4}|won|₩|krw|иен\w{0,4}|йен\w{0,4}|yen|¥|jpy|юан\w{0,4}|yuan|cny|"
    r"лир\w{0,4}|lira|₺|tl|try|тенге\w{0,4}|теңге\w{0,4}|tenge|₸|kzt|"
    r"злот\w{0,4}|zloty\w?|zł|pln|крон\w{0,3}|czk|форинт\w{0,3}|huf|ле[йяв]\w{0,2}|mdl|ron|bgn|"
    r"дирхам\w{0,4}|dirhams?|aed|риял\w{0,4}|риал\w{0,4}|riyals?|sar|qar|динар\w{0,4}|dinars?|kwd"
)
_MANY = (
    r"(?:тыс|тысяч\w{0,3}|миң\w{0,4}|мин|млн|миллион\w{0,4}|млрд|миллиард\w{0,4}|k|к|thousand|million|mln|m)"
)
# After a number, with a multiplier between or without: 150 000 сом, 50 миң рубль, 2000$, 30k usd
CURRENCY = rf"[ -]?(?:{_MANY}\.? ?)?(?:{_CURRENCY_WORDS})(?![^\W_])"
CURRENCY_AFTER = re.compile(CURRENCY, re.IGNORECASE)
# 10000 до 15000 сом: the currency stands after the second amount
RANGE_AFTER = re.compile(rf" (?:до|to) (\d{{1,3}}(?:[ .,]?\d{{3}}){{0,2}}){CURRENCY}", re.IGNORECASE)
CURRENCY_BEFORE = re.compile(
    r"(?:[$€£¥₩₽₺₸]|(?<!\w)(?:usd|eur|gbp|kgs|rub|krw|jpy|kzt|pln|aed)) ?$", re.IGNORECASE
)
MANY_AFTER = re.compile(rf" ?{_MANY}(?!\w)", re.IGNORECASE)

UNIT_AFTER = re.compile(
    r" ?%|[ -]?(?:"
    r"(?:ай|к[үу]н|жыл|жаш|апта|жума|саат|м[үу]н[өо]т|адам|киши|орун|бала|пайыз|жолу|эсе|б[өо]лм[өо]|[үу]й-б[үу]л[өо]"
    r"|мигрант|жумушчу|жаран)\w{0,8}"
    r"|лет|год|года|году|годов|годам|мес|месяц\w{0,3}|дн|дня|дней|дням|день|сут\w{0,2}|недел\w{0,3}|час|часа|часов"
    r"|минут\w?|раз|раза|чел|человек\w{0,2}|мест|места|семей|семьи|семья|квот\w?|детей|реб[её]н\w{2,3}|людей"
    r"|работник\w{0,3}|рабочих|граждан\w{0,3}|процент\w{0,3}|балл\w{0,3}|км|кг|м2|см|литр\w{0,2}|тонн\w?"
    r"|years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|mins?|people|persons?|workers?|places?|visas?"
    r"|families|children|kids|percent|points?|times?|km|kg|migrants?|citizens"
    r")(?!\w)",
    re.IGNORECASE,
)
LAW_BEFORE = re.compile(
    r"(?:закон\w{0,3}|мыйзам\w{0,5}|указ\w{0,2}|приказ\w{0,2}|постановлен\w{1,3}|токтом\w{0,3}|стать\w{1,2}|ст\.?"
    r"|берене\w{0,3}|law|act|article|decree)(?: №| no\.?|:)? ?$",
    re.IGNORECASE,
)
# Said between the parts of one number: 0555 тире 12 тире 34.
JOIN = r"(?:тире|дефис|точка|пробел|скобка|чекит|сызыкча|потом|затем|дальше|анан|dash|dot|hyphen|space|then)"

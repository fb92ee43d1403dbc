"""Ways to spoil tests/sample, and what must be said about each."""

from __future__ import annotations

from typing import NamedTuple


class Slip(NamedTuple):
    """In a file, `old` becomes `new`; a problem must point to `at` and say `words`.

    `old` None: a new file. `new` None: the file is taken away. `at` is words that the problem points to the
    beginning of, or to the place of ¦ in them; "": the beginning of the file. `where`: the file of the
    problem if it is another one. `more`: other problems follow from this one. `harmless`: a warning, which keeps
    nothing from being served.
    """

    old: str | None
    new: str | None
    at: str
    words: str
    where: str = ""
    more: bool = False
    harmless: bool = False


# ruff: noqa: E501
# fmt: off
SLIPS: dict[str, dict[str, Slip]] = {
    "ru/uk/seasonal-costs.yaml": {
        "unknown fact": Slip("{fact:uk.longest_stay}", "{fact:uk.none}", "{fact:uk.none}", "does not exist"),
        "unknown contact": Slip("kg.labour_line", "kg.labour", "{contact:kg.labour}", "does not exist"),
        "a fact that is no contact": Slip(
            "{contact:kg.labour_line}", "{contact:uk.visa_fee}", "{contact:uk.visa_fee}", "does not exist"
        ),
        "unknown kind of name": Slip(
            "**{fact:uk.visa_fee}**", "{sum:uk.visa_fee}", "{sum:uk.visa_fee}", "does not exist"
        ),
        "a name of the interface": Slip(
            "**{fact:uk.visa_fee}**", "{title}", "{title}", "is not filled in here"
        ),
        "a claim quoted": Slip(
            "**{fact:uk.visa_fee}**", "{fact:uk.place_is_free}", "{fact:uk.place_is_free}", "`rests_on`"
        ),
        "brace left open": Slip(
            "**{fact:uk.visa_fee}**", "{fact:uk.visa_fee", "{fact:uk.visa_fee", "a brace stands alone"
        ),
        "brace not opened": Slip(
            "**{fact:uk.visa_fee}**", "fact:uk.visa_fee}", "}. Место", "a brace stands alone"
        ),
        "stars inside braces": Slip(
            "**{fact:uk.visa_fee}**", "{fact:**uk.visa_fee**}", "{fact:**uk", "a brace stands alone",
            more=True
        ),
        "HTML": Slip("Виза стоит", "Виза <u>стоит</u>", "  Виза <u>", "HTML cannot be shown"),
        "HTML block": Slip("  Самый", "  <div>Самый</div>\n\n  Самый", "  <div>", "HTML cannot be shown"),
        "HTML in the second line": Slip(
            "\n\n  Самый", "\n  Да <br> нет\n\n  Самый", "  Да <br>", "HTML cannot"
        ),
        "HTML in bold over two lines": Slip(
            "**{fact:uk.visa_fee}**", "**да\n  <u>нет**", "  <u>нет", "HTML cannot be shown"
        ),
        "HTML under empty lines": Slip(
            "answer: |\n", "answer: |\n\n\n  <b>!</b>\n\n", "  <b>!", "HTML cannot"
        ),
        "table": Slip("  Самый", "  | a | b |\n  |---|---|\n  | 1 | 2 |\n\n  Самый", "  | a |", "a table"),
        "code": Slip("Виза стоит", "`Виза` стоит", "  `Виза`", "`code` cannot be shown"),
        "code in a fence": Slip("  Самый", "  ```\n  a\n  ```\n\n  Самый", "  ```\n  a", "``` code"),
        "text set in": Slip("  Самый", "      Самый", "      Самый", "set in by four spaces"),
        "quotation": Slip("  Самый", "  > Самый", "  > Самый", "a quotation"),
        "line across": Slip("  Самый", "  ***\n\n  Самый", "  ***", "a line across"),
        "picture": Slip("Виза стоит", "![виза](https://a.example/b.png)", "  ![виза]", "a picture"),
        "struck out": Slip("Виза стоит", "~~Виза~~ стоит", "  ~~Виза~~", "struck"),
        "link without https": Slip("Виза стоит", "[Виза](gov.example) стоит", "  [Виза]", "must begin with"),
        "link to a program": Slip("Виза стоит", "[Виза](javascript:x) стоит", "  [Виза]", "must begin with"),
        "title too long": Slip(
            "Сколько стоит поехать", "Сколько на самом деле стоит " + "поехать " * 6, "Сколько", "at most 64"
        ),
        "summary too long": Slip(
            "Виза, билет", "Виза, билет и ещё " + "очень " * 30, "Виза, билет", "at most 200"
        ),
        "fact in a title": Slip(
            "Сколько стоит", "За {fact:uk.visa_fee}", "За {", "nothing is filled in here"
        ),
        "empty title": Slip("Сколько стоит поехать на ферму", "", "title:¦ ", "title: it is empty"),
        "misspelt key": Slip("summary:", "sumary:", "sumary", "did you mean `summary`?", more=True),
        "not YAML": Slip("  - кто", " - кто", "- кто", "not YAML"),
    },
    "en/safety/passport-taken.yaml": {
        "unknown fact in a list": Slip("- Ask for it", "- Ask {fact:a.b} it", "{fact:a.b}", "does not exist"),
        "list in a list": Slip("back.\n", "back.\n    - now\n", "    - now", "a list inside a list"),
        "heading in a list": Slip("- Ask for", "- # Ask for", "  - # Ask", "a heading inside a list"),
    },
    "en/urgent/call-now.yaml": {
        "HTML in a short answer": Slip(
            "|\n  **If you are in danger, call now.**\n\n"
            "  - {contact:uk.helpline}\n  - {contact:kg.labour_line}",
            "<b>Call</b>", "<b>Call", "HTML cannot be shown"
        ),
        "no key `ask`": Slip("ask:\n  - they beat me please help\n", "", "", "`ask` is missing"),
        "nothing under `ask`": Slip(
            "ask:\n  - they beat me please help\n", "ask: []\n", "[]", "at least 1 item"
        ),
    },
    "facts/uk.yaml": {
        "unit without a word": Slip(
            "unit: month", "unit: EUR", "units:", "units: `EUR` is missing", where="en/interface.yaml",
            more=True
        ),
        "unit without a number": Slip("value: 340", "value: 1 800", "value: 1 800", "`unit` needs a number"),
        "a list as value": Slip("value: 340", "value: [340, 350]", "[340", "a number, a day or words"),
        "a value that is no day": Slip("value: 2026-12-01", "value: 2026-12-32", "2026-12-32", "day"),
        "checked on no day": Slip("checked: 2026-11-01", "checked: 2026-11-31", "2026-11-31", "checked"),
        "checked in the local way": Slip(
            "checked: 2026-11-01", "checked: 01.11.2026", "01.11.2026", "YYYY-MM-DD"
        ),
        "checked as a number": Slip("checked: 2026-11-01", "checked: 1764028800", "1764028800", "YYYY-MM-DD"),
        "not checked": Slip("  checked: 2026-11-01\n", "", "value: 12.7", "`checked` is missing"),
        "as of no month": Slip("as_of: 2026-04-08", "as_of: 2026-13", "2026-13", "no such day or month"),
        "as of in words": Slip("as_of: 2026-04-08", "as_of: April 2026", "April 2026", "as_of"),
        "good for months": Slip(
            "good_for: 30 days", "good_for: 1 month", "1 month", "for example `120 days`"
        ),
        "good for ever": Slip(
            "good_for: 30 days", "good_for: 99999999999 days", "99999999999", "number of days"
        ),
        "source without https": Slip("https://pay.example/hour", "pay.example/hour", "pay.example", "source"),
        "source without a site": Slip(
            "https://pay.example/hour", "https://", "https://\n  checked: 2026-11-01", "source"
        ),
        "source that is no address": Slip(
            "https://pay.example/hour", "https://[pay", "https://[pay", "source"
        ),
        "no claim": Slip("  claim: Lowest pay for an hour\n", "", "value: 12.7", "`claim` is missing"),
        "fact asks nobody known": Slip("ask: uk.helpline", "ask: uk.nobody", "uk.nobody", "does not exist", harmless=True),
        "fact twice": Slip(
            "longest_stay:", "visa_fee:", "visa_fee:\n  value: 6", "stands here twice", more=True
        ),
        "fact with a capital": Slip("opens_on:", "Opens_on:", "Opens_on:", "small Latin letters", more=True),
    },
    "facts/uk-new.yaml": {
        "fact file with a hyphen": Slip(None, "a: {}\n", "", "small Latin letters"),
    },
    "contacts/kg.yaml": {
        "no name in a language": Slip("ky: Эмгек линиясы, ", "", "{ru:", "the name in `ky` is missing", harmless=True),
        "empty name": Slip("ky: Эмгек линиясы", "ky: ", ", ru:", "it is empty"),
        "phone with letters": Slip('"1234"', '"0800 HELP"', '"0800', "a phone is digits"),
        "phone too short": Slip('"1234"', '"12"', '"12"', "cannot be dialled"),
        "phone outside of a list": Slip('["1234"]', '"1234"', '"1234"', "a list is expected"),
        "hours in words": Slip("Mo-Fr 09:00-18:00", "from nine", '"from nine', "hours"),
        "hours of no clock": Slip("Mo-Fr 09:00-18:00", "Mo-Fr 09:00-28:00", '"Mo-Fr', "hours"),
        "country in words": Slip("[KG]", "[Kyrgyzstan]", "Kyrgyzstan", "from.1"),
        "bad email": Slip("free: true", "email: labour.example", "labour.example\n", "email"),
    },
    "contacts/uk.yaml": {
        "phone of no country": Slip("+44 8081 570124", "+999 8081 570124", '"+999', "cannot be dialled"),
        "nothing to reach it by": Slip(
            "  url: https://office.example/?a=1&b=2\n", "", "office:",
            "needs a phone, url, email or address"
        ),
    },
    "contacts/UK.yaml": {
        "contact file with a capital": Slip(None, "a: {}\n", "", "small Latin letters"),
    },
    "catalogue.yaml": {
        "asks nobody known": Slip(
            "ask: kg.labour_line", "ask: kg.none", "kg.none", "does not exist in content/contacts/"
        ),
        "urgent is no topic": Slip(
            "urgent: urgent/call-now", "urgent: urgent/call", "urgent/call\n", "does not exist"
        ),
        "entry opens nothing known": Slip("[uk, safety]", "[uk, korea]", "korea", "`korea` does not exist"),
        "entry id too long": Slip("id: going", "id: going-abroad", "going-abroad", "at most 8 characters"),
        "entry id twice": Slip("id: urgent", "id: going", "going, icon: 🆘", "stands here twice"),
        "entry without words": Slip(
            "id: going", "id: leaving", "entries:", "`leaving` is missing", where="en/interface.yaml",
            more=True
        ),
        "related to nothing": Slip(
            "related: [uk/seasonal-apply", "related: [uk/apply", "uk/apply", "does not exist", harmless=True
        ),
        "related to no id": Slip("related: [uk/seasonal-apply", "related: [Ферма", "Ферма", "related.1"),
        "rests on nothing": Slip(
            "[uk.place_is_free]", "[uk.place]", "uk.place]", "`uk.place` does not exist in content/facts/"
        ),
        "topic id too long": Slip(
            "call-now:", "call-now-or-whenever-you-can:", "call-now-or", "at most 34", more=True
        ),
        "topic id with a capital": Slip(
            "passport-taken:", "Passport_taken:", "Passport_taken:", "small Latin letters", more=True
        ),
        "topic id of no file": Slip(
            "call-now:", '"call\\0now":', '"call\\0now":', "small Latin letters", more=True
        ),
        "section id with a stroke": Slip(
            "  safety:", "  sa|fety:", "sa|fety:", "small Latin letters", more=True
        ),
        "section without topics": Slip(
            "      call-now:\n        icon: ☎️\n        danger: true\n", "", "icon: 🆘\n    topics:¦",
            "topics: it is empty"
        ),
        "topic without icon": Slip("        icon: ☎️\n", "", "call-now:\n        ¦", "`icon` is missing"),
        "danger perhaps": Slip(
            "icon: ☎️\n        danger: true", "icon: ☎️\n        danger: perhaps", "perhaps", "danger"
        ),
        "topic without files": Slip(
            "  safety:", "      hours:\n        icon: 🕐\n  safety:", "hours:", "has no text in any language"
        ),
        "no menu": Slip(None, None, "", "the file is missing"),
    },
    "ru/uk/hours.yaml": {
        "topic outside of the menu": Slip(None, "title: Часы\n", "", "`uk/hours` is not in catalogue.yaml", harmless=True),
    },
    "ru/korea/eps.yaml": {
        "topic of no section": Slip(None, "title: Корея\n", "", "`korea/eps` is not in catalogue.yaml", harmless=True),
    },
    "ky/urgent/call-now.yaml": {
        "missing in one language": Slip(None, None, "", "the file is missing"),
        "names no phone": Slip("  - {contact:uk.helpline}\n  - {contact:kg.labour_line}\n", "", "answer:", "names no phone"),
    },
    "ky/uk/seasonal-apply.yaml": {
        "not translated": Slip(None, None, "", "another language's is shown", harmless=True),
    },
    "en/interface.yaml": {
        "no interface": Slip(None, None, "", "the file is missing"),
        "no label of an entry": Slip(
            "{going: I go, urgent: Urgent help}\ns", "{urgent: Urgent help}\ns", "entries:",
            "entries: `going` is missing"
        ),
        "no label of a section": Slip("{uk: United Kingdom, ", "{", "sections:", "sections: `uk` is missing"),
        "no words for a unit": Slip(
            '  month: {one: "{n} month", other: "{n} months"}\n', "", "units:", "units: `month` is missing"
        ),
        "unit without `other`": Slip(
            ', other: "{n} months"', "", '{one: "{n} month"}', "the forms are `other`"
        ),
        "unit with a misspelt form": Slip("{one:", "{ome:", "{ome:", "the forms are `other`"),
        "unit that drops the number": Slip('"{n} months"', '"months"', '{one: "{n}', "every form needs {n}"),
        "unknown name in a text": Slip(
            "Page {page} of", "Page {number} of", "{number}", "allowed: {page}, {pages}"
        ),
        "name where none is filled in": Slip(
            "Your name is", "Your {name} is", "{name}", "is not filled in here"
        ),
        "unknown contact in a text": Slip(
            "Ask a person: {contact:kg.labour_line}", "Ask {contact:kg.none}", "{contact:kg.none}",
            "does not exist"
        ),
        "unknown contact in small talk": Slip(
            "Safe travels!", "Call {contact:a.b}", "{contact:a.b}", "does not exist"
        ),
        "HTML in a text": Slip(
            "home: What", "home: <b>What</b>", "<b>What", "screens.home: HTML cannot be shown"
        ),
        "name in a label": Slip(
            "back: Back", "back: Back to {title}", "Back to {", "nothing is filled in here"
        ),
        "name in a toast": Slip(
            "Thank you!", "Thank you for {title}!", "Thank you for {", "nothing is filled in here"
        ),
        "label too long": Slip("back: Back", "back: Back" + " and back" * 5, "Back and", "at most 40"),
        "toast too long": Slip(
            "This button is old.", "This button is old. " * 12, "This button", "at most 190"
        ),
        "text too long": Slip("Your name is", "Your name is " * 300, "Your name", "at most 3000 characters"),
        "text missing": Slip(
            "  cancelled: Let us start again.\n", "", "language: Choose", "`cancelled` is missing"
        ),
        "text empty": Slip(
            "cancelled: Let us start again.", "cancelled: ", "cancelled:¦ ", "cancelled: it is empty"
        ),
        "text misspelt": Slip("  voice: ", "  vioce: ", "vioce", "did you mean `voice`?", more=True),
        "bot name too long": Slip("name: Sample", "name: " + "x" * 65, "x" * 65, "at most 64"),
        "description too long": Slip(
            "description: Answers", "description: " + "x" * 513 + " Answers", "x" * 513, "at most 512"
        ),
        "short description too long": Slip(
            "Answers.\n  commands", "x" * 121 + "\n  commands", "x" * 121, "at most 120"
        ),
        "command too long": Slip("start: Main menu", "start: " + "x" * 257, "x" * 257, "at most 256"),
        "eight days": Slip("Sat, Sun]", "Sat, Sun, Off]", "[Mon", "at most 7 items"),
        "six days": Slip("Sat, Sun]", "Sat]", "[Mon", "at least 7 items"),
        "date without a year": Slip("date: d MMMM y", "date: d MMMM", "d MMMM", "for example `d MMMM y`"),
        "date in words": Slip("date: d MMMM y", "date: DD/MM/YYYY HH:mm", "DD/MM", "for example `d MMMM y`"),
        "small talk without an answer": Slip(
            "    reply: Safe travels!\n", "", "said: [thank", "`reply` is missing"
        ),
    },
}
# fmt: on

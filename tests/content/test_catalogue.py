"""The catalogue that the bot must answer: its topics, each whole in three languages.

The ids stand in links, printed QR codes and evaluation sets, so none of them may change or go.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.content.answers import answer, rests_on
from bot.content.interface import names_in
from bot.content.loader import Loaded, load
from bot.content.model import Library
from bot.content.rendering import plain

CONTENT = Path(__file__).parents[2] / "content"
LANGUAGES = ("ky", "ru", "en")
TODAY = date(2026, 11, 24)
CATALOGUE = {
    "going": (
        "choose-route legal-ways licensed-agencies state-centre documents passport "
        "no-criminal-record contract costs checklist language-courses health-insurance students "
        "older-workers no-experience qualified-workers couples-children"
    ),
    "safety": (
        "offer-red-flags trafficking-signs online-scams paid-and-cheated visit-visa-work "
        "passport-taken safe-travel women war-recruitment drug-courier loans-for-travel "
        "scam-centres"
    ),
    "uk": (
        "overview seasonal-work seasonal-apply operators seasonal-costs pay-hours accommodation "
        "transfer-farm rights complaints healthcare taxes-refund return-again family "
        "skilled-worker care-work study visa-refused arrival english-language"
    ),
    "korea": "eps eps-exam eps-costs seasonal rights insurance-refunds",
    "japan": "skilled-worker costs-agencies",
    "turkiye": "work-permit rights irregular",
    "germany": "overview seasonal opportunity-card training recognition",
    "europe": "poland czechia-slovakia hungary baltics south-east schengen",
    "gulf": "uae qatar-saudi-kuwait domestic-work",
    "americas": "usa canada",
    "russia": "entry-ban controlled-persons registration work-rights children-school detention",
    "kazakhstan": "work",
    "abroad": (
        "embassy lost-passport unpaid-wages workplace-injury illness detained overstayed violence "
        "go-home send-money consular-register birth-marriage compatriots lonely discrimination"
    ),
    "returning": (
        "overview jobs retraining social-contract business-start loans reintegration-grant "
        "documents health psychological children-school pension women deported housing "
        "taxes-goods community"
    ),
    "invest": (
        "pare pare-who pare-steps pare-amounts kyrgyz-1plus1 remittance-business business-plan "
        "register-business training women-youth savings diaspora-invest"
    ),
    "family": (
        "guardianship child-support child-benefits missing-person relative-detained death-abroad "
        "receive-money power-of-attorney children-feelings children-travel elderly-parents "
        "recruited-to-war"
    ),
    "urgent": "call-now trafficking-help violence-now medical no-money-no-place",
    "about": "this-bot privacy services-near talk-to-person",
}
TOPICS = [f"{section}/{slug}" for section, slugs in CATALOGUE.items() for slug in slugs.split()]
# Answers of danger: whoever reads them may be in any country.
ANYWHERE = ("urgent", "safety", "abroad")
FEWEST_PHRASES = 15


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(CONTENT, LANGUAGES, "ky")


@pytest.fixture(scope="module")
def shipped(loaded: Loaded) -> Library:
    assert loaded.library is not None, loaded.findings
    return loaded.library


def test_there_are_148_topics() -> None:
    assert len(TOPICS) == len(set(TOPICS)) == 148


def test_every_topic_stands_in_every_language(loaded: Loaded) -> None:
    assert [(one, id) for id in TOPICS for one in LANGUAGES if (one, id) not in loaded.texts] == []


def test_every_answer_says_where_it_comes_from(shipped: Library) -> None:
    """Only the answers about the bot itself may rest on nothing but a contact."""
    for id in TOPICS:
        for language in LANGUAGES:
            behind = list(rests_on(shipped, id, language))
            assert behind or id.startswith("about/"), (id, language)


def test_an_answer_rests_on_the_same_in_every_language(shipped: Library) -> None:
    """A fee or a phone that one language leaves out is a difference in meaning."""
    for id in TOPICS:
        quoted = {one: Counter(names_in(shipped.topics[id].texts[one].answer)) for one in LANGUAGES}
        assert quoted["ky"] == quoted["ru"] == quoted["en"], id


def test_an_answer_fits_the_phone_and_the_question(shipped: Library) -> None:
    for id in TOPICS:
        for language in LANGUAGES:
            text = shipped.topics[id].texts[language]
            assert len(text.title) <= 40, (id, language)
            assert len(text.summary) <= 100, (id, language)
            assert len(plain(answer(shipped, id, language, TODAY))) <= 1800, (id, language)
            assert len(text.ask) >= FEWEST_PHRASES, (id, language)


def test_danger_names_a_number_that_can_be_dialled(shipped: Library) -> None:
    for id in TOPICS:
        if not id.startswith(tuple(f"{section}/" for section in ANYWHERE)):
            continue
        for language in LANGUAGES:
            names = names_in(shipped.topics[id].texts[language].answer)
            called = [shipped.contacts[n.removeprefix("contact:")] for n in names if n.startswith("contact:")]
            assert called, (id, language)
            if id.startswith("urgent/"):
                countries = {country for contact in called if contact.phones for country in contact.dial_from}
                assert len(countries) >= 8, (id, language)


def test_a_number_for_abroad_says_from_where(shipped: Library) -> None:
    """A phone without a country is of no use to somebody who is in another one."""
    used = {
        name.removeprefix("contact:")
        for id in TOPICS
        for name in names_in(shipped.topics[id].texts["en"].answer)
        if name.startswith("contact:")
    }
    silent = [id for id in sorted(used) if shipped.contacts[id].phones and not shipped.contacts[id].dial_from]
    assert silent == []

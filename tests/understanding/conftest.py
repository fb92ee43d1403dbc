"""A Library of six invented topics, and what is learned from it."""

from __future__ import annotations

import pytest

from bot.content.markup import Paragraph, Text
from bot.content.model import Library, Section, Topic, TopicText
from bot.understanding import Index, learn
from bot.understanding.words import Words, load_words

LANGUAGES = ("ky", "ru", "en")

# id -> language -> title, summary, answer, ways to ask
Topics = dict[str, dict[str, tuple[str, str, str, tuple[str, ...]]]]
TOPICS: Topics = {
    "uk/berries": {
        "ky": (
            "Англияда мөмө терүү",
            "Сезондук виза: ким бара алат.",
            "Сезондук виза алты айга берилет. Фермада мөмө-жемиш терилет.",
            (
                "англияга мөмө тергени кантип барам",
                "британияга сезондук виза",
                "сезондук жумуш англия",
                "кулпунай терүү фермада канча ай",
                "фермага ким бара алат",
            ),
        ),
        "ru": (
            "Сбор ягод в Англии",
            "Сезонная виза: кто может поехать.",
            "Сезонную визу дают на полгода. На ферме собирают ягоды.",
            (
                "как поехать в англию собирать ягоды",
                "сезонная виза в британию",
                "сезонная работа на ферме",
                "на сколько месяцев виза сезонника",
                "хочу на клубнику в англию",
            ),
        ),
        "en": (
            "Picking berries in England",
            "The seasonal visa: who may go.",
            "The seasonal visa lasts six months. You pick berries on a farm.",
            (
                "how do i go to england to pick berries",
                "seasonal worker visa uk",
                "work on a british farm",
                "how long is the seasonal visa",
            ),
        ),
    },
    "korea/factory": {
        "ky": (
            "Кореяда заводдо иштөө",
            "Мамлекеттик жол менен.",
            "Кореяга заводго мамлекеттик программа менен барасыз.",
            (
                "кореяга жумушка кантип барам",
                "корея заводдо иштөө",
                "кореяга канча жашка чейин алат",
                "корея e9",
            ),
        ),
        "ru": (
            "Работа на заводе в Корее",
            "По государственной программе.",
            "В Корею едут на завод по государственной программе.",
            ("как уехать на работу в корею", "завод в корее", "до какого возраста берут в корею", "виза е-9"),
        ),
        "en": (
            "Factory work in Korea",
            "Through the state programme.",
            "You go to Korea through the state programme.",
            ("how to work in korea", "korea factory job", "age limit for korea", "e-9 visa"),
        ),
    },
    "safety/passport": {
        "ky": (
            "Паспортумду алып коюшту",
            "Кайтарбаса эмне кылуу керек.",
            "Паспорт сиздики. Эч ким аны алып коё албайт.",
            (
                "кожоюн паспортумду алып койду",
                "паспортумду кайтарбай жатат",
                "агент документимди бербейт",
                "паспортумду тартып алышты",
            ),
        ),
        "ru": (
            "У меня забрали паспорт",
            "Что делать, если не отдают.",
            "Паспорт ваш. Никто не имеет права держать его у себя.",
            (
                "хозяин забрал мой паспорт",
                "не отдают паспорт",
                "агент держит мои документы",
                "имеет ли право работодатель забрать паспорт",
            ),
        ),
        "en": (
            "They took my passport",
            "What to do if it is not given back.",
            "The passport is yours. Nobody may keep it.",
            ("my boss took my passport", "they keep my passport", "agent will not give back my documents"),
        ),
    },
    "family/guardian": {
        "ky": (
            "Балага камкорчу",
            "Балдар үйдө калса.",
            "Кетерден мурун камкордук кагазын жасатыңыз.",
            (
                "балдарыма камкорчу дайындоо",
                "камкордук кагазын кантип алам",
                "бала апамда калат",
                "камкорчулук",
            ),
        ),
        "ru": (
            "Опекун для ребёнка",
            "Если дети остаются дома.",
            "До отъезда оформите опеку.",
            (
                "как оформить опеку",
                "дети остаются у бабушки",
                "опекун для ребёнка на время отъезда",
                "опекунство",
            ),
        ),
        "en": (
            "A guardian for a child",
            "If children stay at home.",
            "Arrange guardianship before you leave.",
            ("how to arrange guardianship", "children stay with grandmother", "guardian for my child"),
        ),
    },
    "home/grant": {
        "ky": (
            "Иш баштоого грант",
            "Кайтып келгендерге жардам акча.",
            "Өз ишиңизди баштоого кайтарымсыз акча берилет.",
            ("кайтып келсем акча береби", "иш баштоого грант алуу", "мамлекеттен кайтарымсыз акча"),
        ),
        "ru": (
            "Грант на своё дело",
            "Деньги тем, кто вернулся.",
            "На своё дело дают деньги, которые не возвращают.",
            (
                "дают ли деньги вернувшимся",
                "получить грант на своё дело",
                "безвозвратные деньги от государства",
            ),
        ),
        "en": (
            "A grant to start a business",
            "Money for those who came back.",
            "You get money that you do not pay back.",
            ("grant to start a business", "money for people who return", "state money for my own business"),
        ),
    },
    "urgent/help": {
        "ky": (
            "Тез жардам керек",
            "Азыр кайда чалуу керек.",
            "Коркунуч болсо дароо чалыңыз.",
            ("жардам бергиле", "кайда чалам азыр", "мени кармап турушат", "мени сабап жатышат"),
        ),
        "ru": (
            "Нужна помощь сейчас",
            "Куда звонить.",
            "Если вам угрожает опасность, звоните сразу.",
            ("помогите срочно", "куда звонить если опасно", "меня заперли", "меня бьют"),
        ),
        "en": (
            "I need help now",
            "Whom to call.",
            "If you are in danger, call at once.",
            ("help me please", "who can i call in danger", "they locked me in", "somebody beats me"),
        ),
    },
}


def invented(topics: Topics) -> Library:
    """A Library of these topics and nothing else."""
    made = {
        topic: Topic(
            id=topic,
            section=topic.split("/")[0],
            icon="",
            related=(),
            rests_on=(),
            danger=topic.startswith("urgent/"),
            texts={
                language: TopicText(title, summary, (Paragraph((Text(answer),)),), ask)
                for language, (title, summary, answer, ask) in texts.items()
            },
        )
        for topic, texts in topics.items()
    }
    sections = dict.fromkeys(topic.section for topic in made.values())
    return Library(
        languages=LANGUAGES,
        default_language="ky",
        ask="",
        urgent="",
        entries=(),
        sections={
            section: Section(section, "", tuple(one.id for one in made.values() if one.section == section))
            for section in sections
        },
        topics=made,
        facts={},
        contacts={},
        interface={},
        version="0",
    )


@pytest.fixture(scope="session")
def topics() -> Topics:
    return TOPICS


@pytest.fixture(scope="session")
def words() -> Words:
    return load_words()


@pytest.fixture(scope="session")
def index() -> Index:
    return learn(invented(TOPICS))


@pytest.fixture(scope="session")
def empty_index() -> Index:
    return learn(invented({}))


@pytest.fixture(scope="session")
def one_topic_index() -> Index:
    return learn(invented({"uk/berries": TOPICS["uk/berries"]}))

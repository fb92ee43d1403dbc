from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.staff.check.figures import figures, reading_figures
from bot.staff.check.reading import check_reading, paragraphs, sentences
from bot.staff.check.texts import Piece
from tests.staff.check.writing_down import read, told, write

LONG_KY = (
    "Сиз чет өлкөгө кетерден мурун балаңызга камкорчу дайындатып, анын кагазын алып, мектепке көрсөтүп, "
    "тууганыңыз менен сүйлөшүп, анан гана билет сатып алып, жолго чыгышыңыз керек экенин унутпаңыз."
)
LONG_RU = (
    "Если вы уезжаете за границу и оставляете ребёнка у родственников, вам нужно заранее оформить опеку, "
    "взять бумагу, показать её в школе и только потом покупать билет и ехать."
)
LONG_EN = (
    "If you go abroad and leave your child with relatives you have to arrange for guardianship early, "
    "get the paper, show it at the school, talk to the family and only then buy a ticket and go."
)
BAD = [
    ("ky", LONG_KY, "sentence_long"),
    ("ky", "Арыз кароого алынат.", "officialese"),
    ("ky", "Жардам берүү жүзөгө ашырылат.", "officialese"),
    ("ky", " ".join(["Арыз бериңиз жана күтүңүз."] * 12), "paragraph_long"),
    ("ky", "Бул интернационалдаштырылбагандыктан болду.", "word_long"),
    ("ky", "- чек\n\n" + "\n\n".join(["Адегенде кагаздарды чогултуп алыңыз."] * 55), "answer_long"),
    ("ru", LONG_RU, "sentence_long"),
    ("ru", "Приём заявлений осуществляется здесь.", "officialese"),
    ("ru", "В целях помощи позвоните.", "officialese"),
    ("ru", " ".join(["Подайте заявление и ждите ответа."] * 12), "paragraph_long"),
    ("ru", "Это высококвалифицированный труд.", "word_long"),
    ("ru", "- чек\n\n" + "\n\n".join(["Сначала соберите все нужные бумаги."] * 55), "answer_long"),
    ("en", LONG_EN, "sentence_long"),
    ("en", "Pay is given in accordance with law.", "officialese"),
    ("en", "Call prior to leaving.", "officialese"),
    ("en", " ".join(["Write the form and wait for an answer."] * 9), "paragraph_long"),
    ("en", "This is about institutionalisation.", "word_long"),
    ("en", "- a bill\n\n" + "\n\n".join(["First gather all the papers you need."] * 55), "answer_long"),
]
GOOD = [
    ("ky", "Акча төлөбөңүз. Адегенде министрликке чалыңыз: {contact:uk.office}"),
    ("ru", "**Не платите:**\n\n- за место;\n- за «гарантию», даже если говорят, что так надо."),
    ("en", "Do not pay. See https://www.gov.uk/a-very-long-address-that-nobody-reads first."),
]


@pytest.mark.parametrize(("language", "text", "code"), BAD)
def test_what_is_hard_to_read_is_found(content_folder: Path, language: str, text: str, code: str) -> None:
    findings = told(check_reading, write(content_folder, language, text), language)
    assert [finding.code for finding in findings] == [code]


@pytest.mark.parametrize(("language", "text"), GOOD)
def test_plain_words_are_left_alone(content_folder: Path, language: str, text: str) -> None:
    write_into = text.replace("{contact:uk.office}", "")
    assert told(check_reading, write(content_folder, language, write_into), language) == []


def test_the_long_sentence_is_told_at_its_first_word(content_folder: Path) -> None:
    loaded = write(content_folder, "ru", f"Коротко. {LONG_RU}")
    (finding,) = told(check_reading, loaded, "ru")
    assert (
        loaded.files["ru/uk/seasonal-costs.yaml"]
        .lines[finding.line - 1][finding.column - 1 :]
        .startswith("Если")
    )


def test_items_of_a_list_are_no_sentence_together() -> None:
    lines = ["Вам нужны:", "- паспорт с фото", "- билет на самолёт", "/urgent - помощь"]
    pieces = [Piece("f", ("answer",), "ru", "text", i, 3, line) for i, line in enumerate(lines, 1)]
    assert [paragraph.text.strip() for paragraph in paragraphs(pieces)] == [
        "Вам нужны:",
        "паспорт с фото",
        "билет на самолёт",
        "/urgent - помощь",
    ]


def test_sentences_end_where_people_see_an_end() -> None:
    text = "Стоит 3.5 фунта. Платите? Нет… **Важно:** позвоните"
    assert [said for _, said in sentences(text)] == [
        "Стоит 3.5 фунта.", "Платите?", "Нет…", "**Важно:**", "позвоните"
    ]  # fmt: skip


def test_the_figures_of_known_texts() -> None:
    english = figures("en", ["The cat sat on the mat. The dog ran home."])
    assert (english.words, english.sentences, english.words_in_sentence, english.long_words) == (
        10,
        2,
        5.0,
        0.0,
    )
    assert english.ease is not None
    assert english.ease > 90
    assert figures("ky", ["Акча төлөбөңүз."]).ease is None
    assert figures("ru", []).words == 0


def test_a_row_of_figures_for_each_language(content_folder: Path) -> None:
    assert [row.language for row in reading_figures(read(content_folder))] == ["ky", "ru", "en"]


@given(st.lists(st.text(), max_size=5), st.sampled_from(["ky", "ru", "en", "uz"]))
def test_no_text_makes_it_fail(lines: list[str], language: str) -> None:
    from bot.staff.check.reading import _paragraph

    pieces = [Piece("f", ("answer",), language, "text", i, 1, line) for i, line in enumerate(lines, 1)]
    for paragraph in paragraphs(pieces):
        for finding in _paragraph(paragraph):
            assert finding.column >= 1
    figures(language, lines) if language != "uz" else None

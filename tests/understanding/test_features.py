import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.features import Vector, Vocabulary, learn_vectors, vector
from bot.understanding.normalise import clean, fold
from bot.understanding.words import load_words

LINES = [
    "как оформить опеку на ребенка",
    "опекунство для бабушки",
    "балага камкорчу дайындоо",
    "сезонная виза в англию",
    "how to arrange guardianship for a child",
]
LEARNED = learn_vectors(LINES, load_words().places)


@pytest.fixture
def learned() -> tuple[Vocabulary, list[Vector]]:
    return LEARNED


def alike(one: Vector, other: Vector) -> float:
    dense = dict(zip(one.columns.tolist(), one.values.tolist(), strict=True))
    pairs = zip(other.columns.tolist(), other.values.tolist(), strict=True)
    return sum(dense.get(column, 0.0) * value for column, value in pairs)


def test_vectors_have_length_one(learned: tuple[Vocabulary, list[Vector]]) -> None:
    for line in learned[1]:
        assert np.linalg.norm(line.values) == pytest.approx(1.0, abs=1e-5)


def test_a_question_is_the_same_vector_as_its_line(learned: tuple[Vocabulary, list[Vector]]) -> None:
    vocabulary, vectors = learned
    for line, known in zip(LINES, vectors, strict=True):
        assert alike(vector(line, vocabulary), known) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("typed", ["апекунство", "опекуство", "опекунствро", "опeкунство"])
def test_a_misspelled_word_is_the_word(typed: str, learned: tuple[Vocabulary, list[Vector]]) -> None:
    vocabulary, _ = learned
    assert alike(vector(fold(clean(typed)), vocabulary), vector("опекунство", vocabulary)) > 0.99


def test_countries_bind_languages(learned: tuple[Vocabulary, list[Vector]]) -> None:
    vocabulary, vectors = learned
    assert alike(vector("britain", vocabulary), vectors[3]) > 0.2


def test_nothing_that_is_typed_is_kept(learned: tuple[Vocabulary, list[Vector]]) -> None:
    vocabulary, _ = learned
    before = set(vocabulary.words)
    vector("тайное имя", vocabulary)
    assert set(vocabulary.words) == before


@given(st.text(max_size=60))
def test_any_text_is_a_vector(text: str) -> None:
    vocabulary, _ = LEARNED
    found = vector(fold(clean(text)), vocabulary)
    assert len(found.columns) == len(found.values) == len(set(found.columns.tolist()))
    assert np.isfinite(found.values).all()

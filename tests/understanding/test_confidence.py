import numpy as np
import pytest

from bot.understanding import Index
from bot.understanding.confidence import probabilities
from bot.understanding.features import vector
from bot.understanding.scoring import Scores, score


def scores(index: Index, text: str) -> Scores:
    return score(vector(text, index.vocabulary), index.scorer)


@pytest.mark.parametrize("text", ["хозяин забрал мой паспорт", "виза", "зачем", "x", ""])
def test_probabilities_of_a_question_are_at_most_one_together(text: str, index: Index) -> None:
    found = probabilities(scores(index, text), index.confidence)
    assert (found >= 0).all()
    assert found.sum() <= 1 + 1e-9


def test_better_evidence_is_more_probable(index: Index) -> None:
    exact = probabilities(scores(index, "хозяин забрал мой паспорт"), index.confidence).max()
    loose = probabilities(scores(index, "паспорт на столе"), index.confidence).max()
    assert exact > 0.6 > loose


def test_the_nearest_line_of_a_phrase_is_the_phrase(index: Index) -> None:
    found = scores(index, "завод в корее")
    best = int(found.topics[np.argmax(found.nearest)])
    assert index.topics[best] == "korea/factory"
    assert found.nearest.max() == pytest.approx(1.0, abs=1e-3)
    assert found.known == pytest.approx(1.0)


def test_new_words_are_not_known(index: Index) -> None:
    assert scores(index, "квантовая хромодинамика").known == 0


def test_everyday_talk_has_its_own_margin(index: Index) -> None:
    assert scores(index, "как сварить борщ").everyday > scores(index, "не отдают паспорт").everyday

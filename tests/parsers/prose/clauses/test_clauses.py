"""How a sentence is divided, and which of its numbers count something."""

from __future__ import annotations

import pytest

from parsers.prose.sentences.sentences import Sentence

TEXT = "收到申请12件，答复3件；其中网上：5件"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("（1）政策法规类12件", [12]),
        ("其中，（2）政策法规类12件", [12]),
        ("分为： （2）政策法规类12件", [12]),
        ("规划类3件；（2）政策法规类12件", [3, 12]),
        ("政策法规类（2）为12件", [2, 12]),
        ("（2件）政策法规类12件", [2, 12]),
        ("2）政策法规类12件", [2, 12]),
        ("（2、政策法规类12件", [2, 12]),
    ],
)
def test_the_number_of_an_item_counts_nothing(text: str, values: list[float]) -> None:
    assert [quantity.value for quantity in Sentence(text, 0).quantities] == values


@pytest.mark.parametrize("ending", ["", "。"])
def test_clauses_end_before_their_punctuation(ending: str) -> None:
    sentence = Sentence(TEXT + ending, 0)
    clauses = ["收到申请12件", "答复3件", "其中网上", "5件"]
    assert [sentence.text[start:end] for start, end in sentence.clauses()] == clauses
    for clause in clauses:
        position = TEXT.index(clause) + 1
        assert TEXT[sentence.clause_start(position) : sentence.clause_end(position)] == clause


def test_a_number_right_behind_a_colon_is_named_before_it() -> None:
    sentence = Sentence(TEXT, 0)
    number, other = TEXT.index("5件"), TEXT.index("3件")
    assert TEXT[sentence.label_start(number) : number] == "其中网上："
    assert TEXT[sentence.label_start(other) : other] == "答复"
    assert sentence.part_start(number) == TEXT.index("其中")
    assert sentence.part_start(other) == 0


@pytest.mark.parametrize(
    ("text", "is_row"),
    [
        ("收到申请数 12 13", True),
        ("收到申请数 1,234 5", True),
        ("收到申请数 12件 13", False),
        ("收到申请数 12 13件", False),
        ("收到申请数 1.5 3", False),
        ("收到申请数 12 13。", False),
        ("收到申请数", False),
    ],
)
def test_words_with_bare_numbers_behind_them_are_left_of_a_row(text: str, is_row: bool) -> None:
    assert Sentence(text, 0).is_row is is_row

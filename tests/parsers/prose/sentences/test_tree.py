"""Which numbers of a sentence are parts, and of what."""

from __future__ import annotations

import pytest

from parsers.prose.sentences.phrases import Phrases
from parsers.prose.sentences.sentences import Sentence
from parsers.prose.sentences.terms import terms_of
from parsers.prose.sentences.tree import Tree
from parsers.prose.words.lexicon import find_terms


def phrases(text: str) -> Phrases:
    sentence = Sentence(text, 0)
    return Phrases(sentence, terms_of(sentence, list(find_terms(text)), 2020))


def tree(text: str) -> Tree:
    return Tree(phrases(text))


@pytest.mark.parametrize(
    ("text", "parts", "members", "below"),
    [
        pytest.param("公开信息386条，收到申请12件。", [], [], [], id="two wholes"),
        pytest.param("公开信息386条，其中网站210条，微信93条。", [1], [1, 2], [1, 2], id="a list"),
        pytest.param(
            "公开信息237条，其中部门91条；县区146条。", [1], [1, 2], [1, 2], id="a list that makes up its whole"
        ),
        pytest.param("公开信息237条，其中部门91条；县区147条。", [1], [1], [1], id="one more than its whole"),
        pytest.param("公开信息237条，其中部门91条；收到申请9件。", [1], [1], [1], id="another measure"),
        pytest.param("其中，公开文件27件；公开动态351条。", [0], [0, 1], [1], id="parts of the sentence before"),
        pytest.param("工作照常，其中文件27件；动态35件。", [0], [0], [], id="parts of nothing that was counted"),
    ],
)
def test_what_is_a_part(text: str, parts: list[int], members: list[int], below: list[int]) -> None:
    found, numbers = tree(text), range(len(Sentence(text, 0).quantities))
    assert [index for index in numbers if found.is_part(index)] == parts
    assert [index for index in numbers if found.is_member(index)] == members
    assert [index for index in numbers if found.has_whole(index)] == below


@pytest.mark.parametrize(
    ("text", "begins"), [("其中，网站公开27条。", True), ("此外，其中网站公开27条。", False), ("网站公开27条。", False)]
)
def test_a_sentence_may_begin_below_the_one_before(text: str, begins: bool) -> None:
    assert tree(text).begins_below is begins


@pytest.mark.parametrize(
    ("words", "refers"),
    [
        ("在已答复的申请中", True),
        ("在已答复的申请当中，", True),
        ("中", True),
        ("在政府网站中", False),
        ("申请中小学招生信息", False),
        ("已答复的申请", False),
        ("", False),
    ],
)
def test_words_may_end_in_a_whole_that_was_told_before(words: str, refers: bool) -> None:
    assert phrases(words).all.refers_back is refers


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("386件申请中，当面申请12件。", [True, False]),
        ("386件申请中当面申请12件。", [False, False]),
        ("386条网站中，信息公开12条。", [False, False]),
    ],
)
def test_a_whole_may_be_said_again(text: str, again: list[bool]) -> None:
    assert [tree(text).is_said_again(index) for index in range(2)] == again


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("主动公开的政府信息中，规划类12条。", True),
        ("主动公开的政府信息，规划类12条。", False),
        ("主动公开政府信息的网站中，规划类12条。", False),
        ("收到的申请中，规划类12条。", False),
        ("主动公开的386条政府信息中，规划类12条。", False),
    ],
)
def test_parts_may_follow_what_was_disclosed(text: str, begins: bool) -> None:
    assert tree(text).begins_below is begins


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("行政复议9件，其中涉及政府信息公开2件。", {0}),
        ("政府信息公开行政复议9件，行政诉讼2件。", set()),
        ("行政复议9件、行政诉讼4件，其中涉及政府信息公开的行政诉讼1件。", {1}),
    ],
)
def test_cases_of_which_a_later_number_says_how_many_are_about_disclosure(text: str, wholes: set[int]) -> None:
    assert tree(text).wholes_of_cases == wholes

"""How a report speaks of its own body and place."""

from __future__ import annotations

import re

import pytest

from knowledge.self_references import is_all, kinds, nouns_of_bodies, of_its_level, of_itself, telling, whole_place


@pytest.mark.parametrize(
    "words", ["我局", "本镇", "本单位", "我县", "本市", "我街道办", "本机关", "我办", "我部", "本部门"]
)
def test_words_for_itself(words: str) -> None:
    assert re.match(of_itself(), words)


@pytest.mark.parametrize(
    "words", ["全县", "本年", "我们", "我办理", "本区域", "市教育局", "我国", "我部队", "我部分", "全部"]
)
def test_words_for_something_else(words: str) -> None:
    assert not re.match(of_itself(), words)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("我办事处受理12件", ["我办事处"]),
        ("本市居民和全县干部", ["全县"]),
        ("我办理了12件", []),
        ("全区域", []),
        ("本单位", []),
        ("我部受理12件", ["我部"]),
        ("我部门、本部门和我部分单位全部公开", []),
    ],
)
def test_words_that_tell_a_kind_of_body(text: str, found: list[str]) -> None:
    assert telling().findall(text) == found
    assert all(word in kinds() for word in found)


def test_the_level_of_a_place() -> None:
    found = [
        (match["whose"], match["level"]) for match in re.finditer(of_its_level(), "我县与全市、本局、全区别、本省")
    ]
    assert found == [("我", "县"), ("全", "市"), ("本", "省")]
    assert [whose for whose, _ in found if is_all(whose)] == ["全"]


def test_a_government_is_no_body_among_others() -> None:
    assert nouns_of_bodies()["局"] == "department"
    assert "市" not in nouns_of_bodies()


@pytest.mark.parametrize("words", ["全市", "全省", "全盟", "全自治区", "全自治旗", "全镇", "全苏木", "全街道"])
def test_words_for_all_of_a_place(words: str) -> None:
    assert re.fullmatch(whole_place(), words)


@pytest.mark.parametrize("words", ["全国", "全局", "全年", "全部", "我市", "全区域", "全区别"])
def test_words_for_all_of_something_else(words: str) -> None:
    assert not re.match(whole_place(), words)


def test_words_for_all_of_a_body() -> None:
    assert re.fullmatch(whole_place(("department",)), "全局")
    assert not re.match(whole_place(("government",)), "全镇")

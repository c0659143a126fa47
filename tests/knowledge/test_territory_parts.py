"""Titles of columns that count a part of a territory."""

from __future__ import annotations

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.forms import is_harmless
from knowledge.territory_parts import is_part, scope_of_part

CHARACTERS = (
    "".join(sorted(set("各及和与含其中他它余合计小总数量省市县区旗乡镇级本直属部门单位机关地街道")))
    + string.ascii_letters
)


@pytest.mark.parametrize(
    "title",
    [
        "市本级",
        "其中州本级",
        "县市区",
        "各县区",
        "市直部门",
        "县区及乡镇",
        "乡镇街道合计",
        "区市县数量",
        "县直各单位",
        "其他单位",
        "各部门",
        "县各部门",
        "县区级",
        "各单位",
        "各地及各部门",
        "各各单位",
    ],
)
def test_parts(title: str) -> None:
    assert is_part(title)
    assert is_harmless(title)


@pytest.mark.parametrize(
    "title", ["", "其中", "合计", "全市", "市", "新闻媒体", "县长", "部门解读", "数量", "单位", "地及部门", "各"]
)
def test_other_titles(title: str) -> None:
    assert not is_part(title)


@pytest.mark.parametrize(
    ("title", "beside", "scope"),
    [
        ("市级", ["市级", "县级"], "office"),
        ("县级", ["市级", "县级"], "other"),
        ("县级", ["县级", "乡镇"], "office"),
        ("县级", ["市直部门", "县级"], "other"),
        ("本级", ["本级", "县区"], "office"),
        ("县级", ["本级", "县级"], "office"),
        ("市本级及部门", ["市本级及部门", "县区"], "other"),
        ("市直", ["市直"], "other"),
    ],
)
def test_whom_a_part_covers(title: str, beside: list[str], scope: str) -> None:
    assert scope_of_part(title, beside) == scope


@given(st.text(CHARACTERS, max_size=12), st.text(CHARACTERS, max_size=12))
@example("各各单位", "各各地")
@example("区各其他各地", "其中各县各区各")
def test_any_title_is_a_part_or_none(title: str, other: str) -> None:
    is_part(title)
    assert scope_of_part(title, [title, other]) in ("office", "other")


def test_words_that_overlap_do_not_multiply_the_ways_to_read_a_title() -> None:
    assert not is_part("县市区" * 5_000 + "长")
    assert is_part("县市区" * 5_000)

"""Titles of columns that count a part of a territory."""

from __future__ import annotations

import pytest

from knowledge.forms import is_harmless
from knowledge.territory_parts import is_part, scope_of_part


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
    ],
)
def test_parts(title: str) -> None:
    assert is_part(title)
    assert is_harmless(title)


@pytest.mark.parametrize("title", ["", "其中", "合计", "全市", "市", "新闻媒体", "县长", "部门解读", "数量", "单位"])
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

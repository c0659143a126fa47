"""Recognised words that are labels of the forms, although a character may be wrong."""

from __future__ import annotations

import pytest

from parsers.scans.labels import nearest_label


@pytest.mark.parametrize(
    ("recognised", "label"),
    [
        pytest.param(["制发规范性文件数"], "制发规范性文件数", id="as it is printed"),
        pytest.param(["本年度工作总体情况"], None, id="none of them"),
        pytest.param(["制开规范性文件数"], None, id="as near to one as to another"),
        pytest.param(["政务微囗公开政府信息数"], None, id="微博 or 微信"),
        pytest.param(
            ["政务微囗公开政府信息数", "4.政务微信公开政府信息数"],
            "政务微信公开政府信息数",
            id="exactly read the second time",
        ),
        pytest.param(["政府网站公开政府信恳数"], "政府网站公开政府信息数", id="one character of ten"),
        pytest.param(["合讣", "政府网站公开政府信恳数"], "政府网站公开政府信息数", id="legible the second time"),
        pytest.param(["制开规范性文件数", "政务微囗公开政府信息数"], None, id="as near to others both times"),
        pytest.param(
            ["制开规范性文件数", "制友规范性文件数"], "制发规范性文件总数", id="nearer to one the second time"
        ),
        pytest.param(["制囗规范性文件总数"], "制发规范性文件总数", id="as near to two wordings of one label"),
        pytest.param(["合讣"], None, id="too short to be told from another"),
    ],
)
def test_a_label_is_the_only_one_that_is_near(recognised: list[str], label: str | None) -> None:
    found = nearest_label(recognised)
    assert (found or "").endswith(label or "")
    assert (found is None) == (label is None)

"""Of how many pages an article is, and which of them this one is."""

from __future__ import annotations

import pytest

from parsers.blocks.html.pages import pages_of
from parsers.model import Paragraph

NEXT, SECOND, THIRD = ("下一页", "t1_2.html"), ("2", "t1_2.html"), ("3", "t1_3.html")


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        pytest.param([NEXT, SECOND, THIRD], (1, 3), id="the first of three"),
        pytest.param(
            [("首页", "index.html"), NEXT, ("年报", "a.html"), SECOND, THIRD], (1, 3), id="other links between"
        ),
        pytest.param([("x" * 99, "t1_2.html"), NEXT, SECOND, THIRD], (1, 3), id="behind a link of many words"),
        pytest.param([("2", "javascript:void(0)"), NEXT, SECOND, THIRD], (1, 3), id="behind a link to no page"),
        pytest.param([("上一页", "t1.html"), ("1", "t1.html"), NEXT, THIRD], (2, 3), id="the second of three"),
        pytest.param([("上一页", "t1_2.html"), ("1", "t1.html"), SECOND], (3, 3), id="the last of three"),
        pytest.param([("[2]", "t1_2.html"), ("【3】", "t1_3.html"), NEXT], (1, 3), id="numbers in brackets"),
        pytest.param([NEXT, ("尾页", "t1_4.html")], (1, 3), id="without numbers as many as other addresses"),
        pytest.param(
            [("下一页", "a_2.html"), ("2", "a_2.html"), NEXT, SECOND, THIRD], (1, 3), id="beside a pager of fewer pages"
        ),
        pytest.param([("下一页", "t1_2.shtml"), SECOND, THIRD], (1, 2), id="addresses that end in other letters"),
        pytest.param([("下一篇", "t1_2.html"), SECOND, THIRD], (1, 1), id="the next article"),
        pytest.param([("2", "t1_234.html"), ("下一页", "t1_234.html")], (1, 1), id="numbers of articles"),
        pytest.param([SECOND, THIRD], (1, 1), id="numbers alone are no pager"),
        pytest.param([NEXT], (1, 2), id="a next one alone"),
        pytest.param([], (1, 1), id="no links"),
    ],
)
def test_what_links_tell(links: list[tuple[str, str]], expected: tuple[int, int]) -> None:
    assert pages_of(links, [], []) == expected


@pytest.mark.parametrize(
    ("scripts", "expected"),
    [
        (["createPageHTML(3, 0, 't1', 'html')"], (1, 3)),
        (["createPageHTML(3,2,'t1','html');"], (3, 3)),
        (["var a;", "createPageHTMLs( '12' , '10' )"], (11, 12)),
        (["createPageHTML(1, 0, 't1')", "createPageHTML(2, 1, 't1')"], (2, 2)),
        (["createPageHTML(1, 0, 't1', 'html')"], (2, 4)),
        (["function createPageHTML(count, index) {}"], (2, 4)),
    ],
)
def test_what_scripts_tell_counts_first(scripts: list[str], expected: tuple[int, int]) -> None:
    """They count the pages from 0 on, and one page is none that is divided."""
    assert pages_of([], scripts, [Paragraph("第2页/共4页")]) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["第2页/共3页"], (2, 3)),
        (["第2页/共3页", "第2页/共4页"], (2, 4)),
        (["第12页，共13页"], (12, 13)),
        (["第2页/共3页" + "。" * 33], (2, 3)),
        (["第2页/共3页" + "。" * 34], (1, 1)),
        (["第 1 页，共 4 页"], (1, 4)),
        (["共5页"], (1, 5)),
        (["概述", "第2页/共3页", "结语"], (2, 3)),
        (["第1页/共3页", "第2页/共3页"], (1, 1)),
        (["第2页/共3页" + "。" * 40], (1, 1)),
        (["没有分页"], (1, 1)),
    ],
)
def test_what_lines_tell(lines: list[str], expected: tuple[int, int]) -> None:
    """Of the lines of one page only; several different ones stand where the whole was put together."""
    assert pages_of([], [], map(Paragraph, lines)) == expected

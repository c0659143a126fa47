"""Which body a row of a list names beside its title."""

from __future__ import annotations

from typing import Any

import lxml.html
import pytest

from spiders.discovery.beside import Publishers, names_publisher
from spiders.discovery.surroundings import Surroundings

ROW = "<li><a href='/{0}.html'>{0}</a><span>{1}</span></li>"
FIRST = "<li><a id=x href='/x.html'>年度报告</a><span>{}</span></li>"
OTHER = ROW.format("y", "县民政局")


def publisher(body: str) -> str:
    tree: Any = lxml.html.fromstring(f"<html><body>{body}</body></html>")
    return Publishers(Surroundings(tree)).beside(tree.get_element_by_id("x"))


@pytest.mark.parametrize(
    ("body", "named"),
    [
        pytest.param(f"<ul>{FIRST.format('县教育局')}{OTHER}</ul>", "县教育局", id="two bodies"),
        pytest.param(f"<ul>{FIRST.format('县教育局')}{ROW.format('y', '县教育局')}</ul>", "", id="one body for all"),
        pytest.param(f"<ul>{FIRST.format('县教育局')}</ul>", "", id="one row"),
        pytest.param(f"<ul>{FIRST.format('县教育局')}{ROW.format('y', '2021-01-02')}</ul>", "", id="one of two rows"),
        pytest.param(
            f"<ul>{FIRST.format('2021-01-02')}{OTHER}{ROW.format('z', '县教育局')}</ul>", "", id="not in its row"
        ),
        pytest.param(
            f"<ul>{FIRST.format('2021-01-02</span><span>县教育局')}{OTHER}</ul>", "县教育局", id="behind something else"
        ),
        pytest.param(
            f"<ul>{FIRST.format('县教育局</span><span>县财政局')}{OTHER}</ul>",
            "县教育局",
            id="the first of two in a row",
        ),
        pytest.param(
            f"<ul><li><a id=x href='/x'>县教育局</a><i>x</i></li>{OTHER}{ROW.format('z', '县财政局')}</ul>",
            "",
            id="the words of the link itself",
        ),
        pytest.param(
            f"<ul>{FIRST.format('县教育局</span><a href=/z>查看</a><span>')}{OTHER}{ROW.format('z', '县财政局')}</ul>",
            "",
            id="two links in its row",
        ),
        pytest.param(
            "<table><tr><td><a id=x href=/x>年度报告</a><td>县教育局<tr><td><a href=/y>y</a><td>县民政局</table>",
            "县教育局",
            id="a table",
        ),
        pytest.param(f"<ul>{FIRST.format('<b><i>县教育局</i></b>')}{OTHER}</ul>", "县教育局", id="three elements"),
        pytest.param(
            f"<ul>{FIRST.format('<b><i><u><s>县教育局</s></u></i></b>')}{OTHER}</ul>", "县教育局", id="in one of more"
        ),
        pytest.param(
            f"<div>{FIRST.format('县教育局').replace('li>', 'div>').replace('<li', '<div')}<div>县民政局</div></div>",
            "",
            id="beside what is no row",
        ),
        pytest.param("<a id=x href='/x.html'>年度报告</a>", "", id="no row"),
    ],
)
def test_a_row_names_its_publisher_where_the_rows_tell_several_apart(body: str, named: str) -> None:
    assert publisher(body) == named


@pytest.mark.parametrize(
    ("words", "names"),
    [("县教育局", True), ("高山镇人民政府", True), ("年度报告", False), ("2021-01-02", False), ("", False)],
)
def test_what_is_the_name_of_a_publisher(words: str, names: bool) -> None:
    assert names_publisher(words) is names

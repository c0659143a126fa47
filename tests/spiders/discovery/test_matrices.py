"""What the heads of a table's rows and columns say of a cell, whatever cells span."""

from __future__ import annotations

import json
from typing import Any

import lxml.html
import pytest

from spiders.discovery.matrices import Matrices, Matrix
from spiders.discovery.pages import PortalPage
from spiders.discovery.surroundings import Surroundings

LINK = '<a id="x" href="/a.html">{}</a>'
VIEW = LINK.format("查看")
BODIES = "<tr><th>单位<th>2021年<th>2022年"


def link_in(body: str) -> lxml.html.HtmlElement:
    tree: Any = lxml.html.fromstring(f"<html><body>{body}</body></html>")
    found: lxml.html.HtmlElement = tree.get_element_by_id("x")
    return found


def laid_out(rows: str) -> tuple[Matrix, lxml.html.HtmlElement]:
    """A table, and the cell that holds the link."""
    link = link_in(f"<table>{rows}</table>")
    table = next(link.iterancestors("table"))
    return Matrix(table, Surroundings(table)), next(link.iterancestors("td", "th"))


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        pytest.param(f"{BODIES}<tr><td>县教育局<td>{VIEW}<td>", "县教育局 2021年", id="a body and a year"),
        pytest.param(f"{BODIES}<tr><td>县教育局<td><td>{VIEW}", "县教育局 2022年", id="the year of its own column"),
        pytest.param(
            f"<tr><th>年度<th>县教育局<th>县民政局<tr><td>2021年<td><td>{VIEW}",
            "2021年 县民政局",
            id="a year and a body",
        ),
        pytest.param(
            f"<tr><th colspan=3>历年年报{BODIES}<tr><td>县教育局<td>{VIEW}<td>", "县教育局 2021年", id="below a title"
        ),
        pytest.param(
            f"<tr><th colspan=3>2019年以来{BODIES}<tr><td>县教育局<td>{VIEW}<td>",
            "县教育局 2021年",
            id="below a title that names a year",
        ),
        pytest.param(
            f"<tr><th colspan=2>单位<th>2021年<tr><td>1<td>县教育局<td>{VIEW}", "县教育局 2021年", id="a wide head"
        ),
        pytest.param(
            f"{BODIES}<tr><td rowspan=2>县教育局<td><td><tr><td><td>{VIEW}",
            "县教育局 2022年",
            id="a head that reaches down",
        ),
        pytest.param(
            f"{BODIES}<tr><td>县直部门<td rowspan=9>说明<td><tr><td>县教育局<td>{VIEW}",
            "县教育局说明 2022年",
            id="beside a cell that reaches further down than the table",
        ),
        pytest.param(
            f"{BODIES}<tr><td>县直部门<td rowspan=2>说明<td><tr><td colspan=2>县教育局<td>{VIEW}",
            "县教育局说明 2022年",
            id="a wide cell ends before one that reaches down",
        ),
        pytest.param(
            f"{BODIES}<tr><td>县教育局<td>{VIEW.replace('查看', '2021年')}", "", id="a year in a row of one link"
        ),
        pytest.param(
            f"<tr><td>县教育局<td>{LINK.format('2021年')}<td><a href=/b.html>2022年</a>",
            "县教育局 2021年",
            id="a year among several",
        ),
        pytest.param(
            f"<tr><td>2020年起<td>{LINK.format('2021年')}<td><a href=/b.html>2022年</a>", "", id="years behind a year"
        ),
        pytest.param(
            f"<tr><td>县教育局<td>{LINK.format('2021年县民政局年度报告')}<td><a href=/b.html>2022年</a>",
            "",
            id="more than a year",
        ),
        pytest.param(
            f"<tr><td>县教育局<td>{LINK.format('2021版')}<td><a href=/b.html>2022年</a>",
            "县教育局 2021版",
            id="a year with a character more",
        ),
        pytest.param(
            f"<tr><th>年度<th><tr><td><td>县教育局<tr><td>2021年<td>{VIEW}", "2021年 县教育局", id="below an empty cell"
        ),
        pytest.param(
            f"<tr><th>年度<th><a href=/b.html>县民政局</a><tr><td><td>县教育局<tr><td>2021年<td>{VIEW}",
            "2021年 县教育局",
            id="below a link",
        ),
        pytest.param(f"<tr><td>2021年<td>{VIEW}", "", id="a year in a column without a head"),
        pytest.param(f"<tr><th>单位<th>说明<tr><td>县教育局<td>{VIEW}", "", id="a column of no year"),
        pytest.param(f"{BODIES}<tr><td><td>{VIEW}<td>", "", id="a row without a head"),
        pytest.param(f"{BODIES}<tr><td>{'县' * 30}<td>{VIEW}<td>", f"{'县' * 30} 2021年", id="the longest head"),
        pytest.param(f"{BODIES}<tr><td>{'县' * 31}<td>{VIEW}<td>", "", id="a longer one"),
        pytest.param(
            f"<tr><th>单位<th>2021年{'度' * 25}<tr><td>县教育局<td>{VIEW}",
            f"县教育局 2021年{'度' * 25}",
            id="the longest head of a column",
        ),
        pytest.param(f"<tr><th>单位<th>2021年{'度' * 26}<tr><td>县教育局<td>{VIEW}", "", id="a longer one of a column"),
        pytest.param(f"<tr><td>县教育局<td>{VIEW}<tr><td><td>2021年", "", id="a year below"),
        pytest.param(
            f"{BODIES}<th>2023年<tr><td>县教育局<td><a href=/b.html>2020年</a><td>说明<td>{VIEW}",
            "县教育局 2023年",
            id="what stands behind another link heads nothing",
        ),
        pytest.param(
            f"{BODIES}<tr><td><a href=/b.html>县教育局</a><td>{VIEW}<td>", "县教育局 2021年", id="a head that is a link"
        ),
        pytest.param(f"{BODIES}<tr><td>1<td>{VIEW}<td>", "", id="the number of a row"),
        pytest.param(
            f"{BODIES}<tr><td>县教育局<td colspan=60>说明<td>{VIEW}", "", id="behind a cell that no table has room for"
        ),
        pytest.param(
            f"<tr><th>单位<th colspan=58>说明<th>2021年<tr><td>县教育局<td colspan=58><td>{VIEW}",
            "县教育局 2021年",
            id="the last column that there may be",
        ),
    ],
)
def test_a_cell_is_named_by_the_heads_of_its_row_and_column(rows: str, name: str) -> None:
    matrix, cell = laid_out(rows)
    words = cell.text_content().strip()
    assert matrix.name(cell, words if words.startswith("20") else "") == name


@pytest.mark.parametrize(
    ("rows", "head"),
    [
        (f"<tr><td>县直部门<td>县教育局<td>{VIEW}", "县直部门县教育局"),
        (f"<tr><td>县教育局<td>2021年<td>{VIEW}", "县教育局2021年"),
        (f"<tr><td>{VIEW}<td>县教育局", ""),
        (f"<tr><td>{'县' * 30}<td>{VIEW}", "县" * 30),
        (f"<tr><td>{'县' * 31}<td>{VIEW}", ""),
        (f"<tr><td>县教育局<td><a href=/b.html>查看</a><td>说明<td>{VIEW}", "县教育局"),
    ],
)
def test_what_stands_before_a_cell_in_its_row(rows: str, head: str) -> None:
    matrix, cell = laid_out(rows)
    assert matrix.head(cell) == head


@pytest.mark.parametrize(
    ("rows", "publisher"),
    [
        (f"<tr><th>标题<th>发布机构<tr><td>{VIEW}<td>县教育局<tr><td>x<td>县民政局", "县教育局"),
        (f"<tr><th>标题<th>发布机构<tr><td>{VIEW}<td>县教育局", "县教育局"),
        (f"<tr><th>标题<th>发布机构<tr><td>{VIEW}<td>县教育局<tr><td>x<td>县教育局", ""),
        (f"<tr><th>标题<th>日期<tr><td>{VIEW}<td>县教育局<tr><td>x<td>县民政局", ""),
        (f"<tr><th>发布机构<th>标题<tr><td>{VIEW}<td>甲<tr><td>x<td>乙", ""),
        (f"<tr><th>{VIEW}<th>发布机构<tr><td>甲<td>县教育局<tr><td>x<td>县民政局", ""),
        (f"<tr><th>标题<th>发布机构<tr><td>{VIEW}<tr><td>x<td>县教育局<tr><td>y<td>县民政局", ""),
        (f"<tr><th>标题<th>发布机构<tr><td>{VIEW}<td>{'县' * 31}<tr><td>x<td>县民政局", ""),
    ],
)
def test_a_column_of_its_own_names_the_publishers_of_rows(rows: str, publisher: str) -> None:
    matrix, cell = laid_out(rows)
    assert matrix.publisher(cell) == publisher


def test_a_link_outside_of_a_table_stands_in_none() -> None:
    link = link_in(f"<p>县教育局{VIEW}</p>")
    found = Matrices(Surroundings(link.getroottree().getroot()))
    assert (found.name(link, ""), found.head(link, "2021年"), found.publisher(link)) == ("", "", "")


@pytest.mark.parametrize(("words", "head"), [("2021年", "县教育局"), ("2021年县民政局年报", ""), ("查看", "")])
def test_what_stands_before_a_link_is_its_head_only_where_it_says_no_more_than_a_year(words: str, head: str) -> None:
    link = link_in(f"<table><tr><td>县教育局<td>{LINK.format(words)}</table>")
    assert Matrices(Surroundings(link.getroottree().getroot())).head(link, words) == head


@pytest.mark.parametrize(
    ("around", "head", "name"),
    [
        ("table", "<tr><th>单位</th><th>2023年</th></tr>", "县教育局 2023年"),
        # What links elsewhere is a row itself.
        ("table", '<tr><td><a href="/b.html">县民政局</a></td><td>2022年</td></tr>', "县教育局"),
        ("table", "", "县教育局"),
        ("div", "", "县教育局"),
    ],
)
def test_rows_that_a_script_writes_stand_below_the_head_of_their_table(around: str, head: str, name: str) -> None:
    row = f"<tr><td>县教育局</td><td>{VIEW}</td></tr>"
    body = f"<{around}>{head}<tbody id='l'></tbody></{around}>"
    script = f"<script>document.getElementById('l').innerHTML = {json.dumps(row)};</script>"
    page = PortalPage("http://www.example.gov.cn/", f"<html><body>{body}{script}</body></html>")
    assert [link.label for link in page.links if link.url.endswith("/a.html")] == [name]

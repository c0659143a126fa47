"""Recognised words that are labels of the forms, although a character may be wrong."""

from __future__ import annotations

import pytest

from parsers.model import Cell, OnPage, PlacedCell, PlacedTable, Reading, Scan, Span
from parsers.scans.labels import nearest_label, numbered


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


def recognised(*rows: str) -> PlacedTable:
    """A table of rows of cells that bars part: what was recognised in each; nothing is printed in an empty one."""
    place = OnPage(1, (0, 0, 1, 1))
    cells = [
        Cell(text, row, column, scan=Scan(place, (Reading(text, 900),) if text else ()))
        for row, written in enumerate(rows)
        for column, text in enumerate(written.split("|"))
    ]
    placed = tuple(PlacedCell(cell, Span(number, number + 1)) for number, cell in enumerate(cells))
    return PlacedTable(placed, Span(0, len(placed)))


def written(*rows: str) -> list[str]:
    """The same rows as they are numbered: an N for each cell that may hold a number."""
    table = recognised(*rows)
    found = numbered([table], 2021)
    (changed,) = found.tables
    numbers = {placed.cell.text for placed in changed.cells} & found.cells.keys()
    assert numbers == found.cells.keys()
    assert sorted(map(int, numbers)) == list(range(700_001, 700_001 + len(numbers)))
    assert all(
        found.cells[placed.cell.text].span == placed.span for placed in changed.cells if placed.cell.text in numbers
    )
    rows_of_cells: dict[int, list[str]] = {}
    for placed in changed.cells:
        rows_of_cells.setdefault(placed.cell.row, []).append("N" if placed.cell.text in numbers else placed.cell.text)
    return ["|".join(cells) for cells in rows_of_cells.values()]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            ["信息内容|本年制发件数|本年废止件数", "规章|3|", "行政规范性文件|12|0"],
            ["信息内容|本年制发件数|本年废止件数", "规章|N|N", "行政规范性文件|N|N"],
            id="numbers, and what is blank in their columns",
        ),
        pytest.param(
            ["信息内容|本年制发件数|", "规章|3|", "行政规范性文件|12|"],
            ["信息内容|本年制发件数|", "规章|N|", "行政规范性文件|N|"],
            id="a column without a number",
        ),
        pytest.param(
            ["信息内容|本年制发件数|本年废止件数", "规章|囗|A", "行政规范性文件|12件|0"],
            ["信息内容|本年制发件数|本年废止件数", "规章|N|N", "行政规范性文件|N|N"],
            id="what was recognised as something else",
        ),
        pytest.param(
            ["信息内容|单位|本年制发件数", "规章|件|3", "行政规范性文件|件|12"],
            ["信息内容|单位|本年制发件数", "规章|件|N", "行政规范性文件|件|N"],
            id="units",
        ),
        pytest.param(
            ["信息内容|本年制发件数|本年废止件数", "1|2|3", "规章|3|4"],
            ["信息内容|本年制发件数|本年废止件数", "1|2|3", "规章|N|N"],
            id="a row that numbers the columns",
        ),
        pytest.param(
            ["信息内容|本年制发件数|备注说明", "规章|3|含修订的各件", "行政规范性文件|12|"],
            ["信息内容|本年制发件数|备注说明", "规章|N|含修订的各件", "行政规范性文件|N|"],
            id="words",
        ),
        pytest.param(["|3||4", "|5|6|"], ["N|N|N|N", "N|N|N|N"], id="rows without words"),
    ],
)
def test_each_cell_that_may_hold_a_number_is_given_one_of_its_own(rows: list[str], expected: list[str]) -> None:
    assert written(*rows) == expected

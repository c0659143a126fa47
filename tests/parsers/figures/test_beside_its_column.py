"""A number of the form of 2014 that does not stand below its title: moved, or a remark."""

from __future__ import annotations

import pytest

from knowledge.forms import LIST
from parsers.blocks.reader import read_page
from parsers.figures.forms.reading import FormReading, read_forms
from parsers.knowledge.forms import layout
from parsers.model import Document
from parsers.text.layout import lay_out

ROW = "其中：主动公开规范性文件数"
CODE = "documents.normative.published"


def read_form(rows: list[list[str]]) -> FormReading:
    table = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    page = read_page(Document(content=f"<html><body><table>{table}</table></body></html>".encode()))
    return read_forms(lay_out(page.blocks), 2016)


def read(titles: list[str], usual: list[str], of_the_row: list[str]) -> tuple[float | None, int, bool]:
    """A form whose rows have these cells (N for the number) behind their label, and one row others.

    Returns:
        What is read of that row, how many figures there are in all, and whether the row is flagged.
    """
    rows = [titles]
    for number, row in enumerate(layout("2014", LIST), start=1001):
        cells = of_the_row if row.code == CODE else usual
        rows.append(
            [row.label, *([""] * len(usual) if row.is_header else [c.replace("N", str(number)) for c in cells])]
        )
    reading = read_form(rows)
    own = next((figure.value for figure in reading.figures if figure.code == CODE), None)
    return own, len(reading.figures), any("主动公开规范性文件数" in flag.sentence for flag in reading.flags)


N = 1003.0


@pytest.mark.parametrize(
    ("titles", "usual", "of_the_row", "expected"),
    [
        pytest.param(["统计指标", "单位", "统计数"], ["件", "N"], ["件", "N"], (N, 0, False), id="in its place"),
        pytest.param(
            ["统计指标", "单位", "统计数"], ["件", "N"], ["N"], (N, 0, False), id="moved, as the unit is missing"
        ),
        pytest.param(
            ["统计指标", "统计数", "单位"], ["N", "件"], ["件", "N"], (N, 0, False), id="unit and number change"
        ),
        pytest.param(["统计指标", "单位", "统计数"], ["件", "N"], ["件", ""], (None, 1, False), id="blank"),
        pytest.param(
            ["统计指标", "单位", "统计数", "备注"], ["件", "N", ""], ["件", "", "N"], (None, 1, True), id="below 备注"
        ),
        pytest.param(
            ["统计指标", "单位", "统计数", "备注"], ["件", "N", ""], ["件", "N", "5"], (N, 0, False), id="with a remark"
        ),
        pytest.param(
            ["统计指标", "单位", "备注", "统计数"],
            ["件", "", "N"],
            ["件", "5", "N"],
            (N, 0, False),
            id="a remark first",
        ),
        pytest.param(
            ["统计指标", "单位", "统计数", "备注"],
            ["件", "N", ""],
            ["件", "见附件", "5"],
            (None, 1, False),
            id="words below the title, a number beside them",
        ),
    ],
)
def test_which_number_is_read(
    titles: list[str], usual: list[str], of_the_row: list[str], expected: tuple[float | None, int, bool]
) -> None:
    value, lacking, flagged = expected
    _, whole, _ = read(titles, usual, usual)
    assert whole > 50
    assert read(titles, usual, of_the_row) == (value, whole - lacking, flagged)


@pytest.mark.parametrize(
    ("title", "is_known"),
    [
        ("统计数", True),
        ("汇总", True),
        ("总数", True),
        ("全镇合计", True),
        ("全苏木", True),
        ("市教育局", False),
        ("全市企业", False),
    ],
)
def test_titles_of_the_column_of_numbers(title: str, is_known: bool) -> None:
    rows = [["统计指标", "单位", "统计数", title]]
    rows += [[row.label, *(("", "", "") if row.is_header else ("件", "7", "7"))] for row in layout("2014", LIST)]
    kinds = {flag.kind for flag in read_form(rows).flags}
    assert ("form_column_unknown" not in kinds) is is_known


def test_a_column_of_units_is_none_of_numbers_where_one_has_moved_there() -> None:
    rows = [["统计指标", "单位", "统计数"]]
    for number, row in enumerate(layout("2014", LIST), start=1001):
        cells = [str(number)] if row.code == CODE else ["件", str(number)]
        rows.append([row.label, *(["", ""] if row.is_header else cells)])
    assert "单位" not in {flag.subject for flag in read_form(rows).flags}


def test_a_number_beside_a_sum_above_the_list_is_no_title() -> None:
    rows = [["统计指标", "单位", "统计数"], ["合计", "件", "5120"]]
    rows += [[row.label, "", "" if row.is_header else "7"] for row in layout("2014", LIST)]
    assert "5120" not in {flag.subject for flag in read_form(rows).flags}

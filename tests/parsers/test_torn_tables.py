"""Labels that a page break tears: their second half stands behind the cells of their row."""

from __future__ import annotations

import pytest

from parsers.blocks.flattened.rebuild import rebuild_tables
from parsers.blocks.plain import read_plain_text
from parsers.figures.forms.reading import read_forms
from parsers.model import Paragraph, Table
from parsers.text.layout import lay_out

ROWS = [
    ("一、本年新收政府信息公开申请数量", range(11, 18)),
    ("二、上年结转政府信息公开申请数量", range(21, 28)),
    ("（一）予以公开", range(31, 38)),
    ("1.属于国家秘密", range(41, 48)),
    ("2.其他法律行政法规禁止公开", range(51, 58)),
    ("四、结转下年度继续办理", range(61, 68)),
]


def read(torn: dict[str, int]) -> dict[tuple[str, str], float]:
    """The figures of a flattened table in which some labels are torn behind a number of characters."""
    lines: list[str] = []
    for label, numbers in ROWS:
        cut = torn.get(label, len(label))
        lines += [label[:cut], *map(str, numbers), *filter(None, [label[cut:]])]
    blocks = rebuild_tables(read_plain_text("\n".join(lines))).blocks
    (table,) = [block for block in blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row] for row in table.rows()] == [[label, *map(str, row)] for label, row in ROWS]
    return {(f.code, f.applicant_type): f.value for f in read_forms(lay_out(blocks), 2022).figures}


def test_a_torn_label_is_put_together() -> None:
    whole = read({})
    assert len(whole) >= 28
    assert read({"2.其他法律行政法规禁止公开": 10}) == whole
    assert read({"一、本年新收政府信息公开申请数量": 12, "四、结转下年度继续办理": 8}) == whole


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("| a | b\nc |\n| d | e |", [["a", "bc"], ["d", "e"]], id="a cell over two lines"),
        pytest.param("| a | b\nc\nd\n e |\n| f | g |", [["a", "bcde"], ["f", "g"]], id="over four lines"),
        pytest.param("| a | b\nc\nd\ne\nf |\n| g | h |", [["a", "bcdef"], ["g", "h"]], id="over five lines"),
        pytest.param("| a | b |\n| --- | --- |\n| c | d |", [["a", "b"], ["c", "d"]], id="the rule of Markdown"),
    ],
)
def test_rows_that_are_broken_within_a_cell(text: str, rows: list[list[str]]) -> None:
    (table,) = read_plain_text(text)
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows()] == rows


@pytest.mark.parametrize(
    ("text", "first"),
    [("| a | b\n\nc |", ["a", "b"]), ("| a | b\nc\nd\ne\nf\ng |", ["a", "b"]), ("| a | b\n| c |", ["a", "b"])],
)
def test_a_row_goes_on_behind_no_gap_and_not_for_ever(text: str, first: list[str]) -> None:
    table = read_plain_text(text)[0]
    assert isinstance(table, Table)
    assert [cell.text for cell in table.rows()[0]] == first


@pytest.mark.parametrize(
    "before",
    [
        pytest.param([], id="nothing"),
        pytest.param(["收到申请的情况如下"], id="a line"),
        pytest.param(["召开会议 | 12", "三、收到和处理政府信息公开申请情况", "（单位：件）"], id="lines"),
    ],
)
def test_lines_before_a_table_without_titles_stay(before: list[str]) -> None:
    lines = [*before, *(line for label, numbers in ROWS for line in (label, *map(str, numbers))), "四、其他情况"]
    blocks = rebuild_tables(read_plain_text("\n".join(lines))).blocks
    assert [type(block) for block in blocks] == [Paragraph] * len(before) + [Table, Paragraph]
    assert [block.text for block in blocks if isinstance(block, Paragraph)] == [*before, "四、其他情况"]

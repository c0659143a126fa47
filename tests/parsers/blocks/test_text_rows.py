"""Reports that were typed into one table: what is text of the page, and what a table."""

from __future__ import annotations

import pytest

from parsers.blocks.text_rows import with_text_rows_apart
from parsers.model import Block, Cell, Paragraph, Table

WIDTH = 3
TITLE = "沙洲市2019年政府信息公开工作年度报告"
TEXT = (
    "2019年，本市主动公开政府信息120条，其中网站公开100条，微信公开20条，"
    "受理政府信息公开申请4件，已全部按时答复申请人。"
)
NOTE = "注：本表数据由各部门提供。"
DATA = ("行政许可", "12", "3")


def table(*rows: str | tuple[str, ...], aside: bool = False) -> Table:
    """A table, with a row of one cell for each text."""
    cells: list[Cell] = []
    for at, row in enumerate(rows):
        if isinstance(row, str):
            cells.append(Cell(row, at, 0, 1, WIDTH))
        else:
            cells.extend(Cell(text, at, column) for column, text in enumerate(row))
    return Table(tuple(cells), aside)


def below(first: int, *rows: tuple[str, ...]) -> Table:
    """A piece of a table, with its rows where they were."""
    return Table(
        tuple(Cell(text, first + at, column) for at, row in enumerate(rows) for column, text in enumerate(row))
    )


@pytest.mark.parametrize(
    ("whole", "expected"),
    [
        pytest.param(
            table(TITLE, TEXT, "二、主动公开政府信息情况", DATA, DATA, "三、存在的主要问题", TEXT),
            [
                *map(Paragraph, (TITLE, TEXT, "二、主动公开政府信息情况")),
                below(3, DATA, DATA),
                *map(Paragraph, ("三、存在的主要问题", TEXT)),
            ],
            id="a whole report",
        ),
        pytest.param(table(TEXT, DATA), None, id="one row of text is a note"),
        pytest.param(table(NOTE, DATA, NOTE, DATA, NOTE), None, id="short notes"),
        pytest.param(table(TEXT.replace("。", "；"), DATA, TEXT, DATA), None, id="one of them has no full stop"),
        pytest.param(
            table(TEXT, "一、本年新收政府信息公开申请数量", DATA, TEXT),
            [
                Paragraph(TEXT),
                Table((Cell("一、本年新收政府信息公开申请数量", 1, 0, 1, WIDTH), *below(2, DATA).cells)),
                Paragraph(TEXT),
            ],
            id="a row of a form stays in its table",
        ),
        pytest.param(
            table((TEXT, "", ""), (TEXT, "", ""), DATA),
            None,
            id="text beside other cells",
        ),
    ],
)
def test_rows_of_running_text_are_paragraphs(whole: Table, expected: list[Block] | None) -> None:
    before, behind = Paragraph("前"), Paragraph("后")
    found = with_text_rows_apart([before, whole, behind])
    assert found == (before, *(expected if expected is not None else [whole]), behind)


def test_what_stands_aside_stays_there() -> None:
    found = with_text_rows_apart([table(TEXT, DATA, TEXT, aside=True)])
    assert [block.aside for block in found] == [True, True, True]


def test_a_cell_that_reaches_down_makes_no_row_of_text() -> None:
    tall = Table((Cell(TEXT, 0, 0, 2, WIDTH), Cell(TEXT, 2, 0, 1, WIDTH), Cell("12", 3, 0)))
    assert with_text_rows_apart([tall]) == (tall,)

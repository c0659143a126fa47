"""Which cells below a page break go on with one above it, and which table of a page goes on on the next."""

from __future__ import annotations

import pytest

from parsers.blocks.pdf.tables import Piece, belongs, put_together
from parsers.blocks.pdf.torn import torn_row

BREAK = 100.0
LABEL, LONG = "（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"


def above(*texts: str, end: float = BREAK) -> list[tuple[tuple[float, float, float, float], str]]:
    """A row that ends at the break, behind one that does not."""
    whole = [((50.0 * place, 60.0, 50.0 * place + 50, 80.0), "9") for place in range(len(texts))]
    return whole + [((50.0 * place, 80.0, 50.0 * place + 50, end), text) for place, text in enumerate(texts)]


def below(*texts: str, shift: float = 0.0, top: float = BREAK) -> list[tuple[tuple[float, float, float, float], str]]:
    return [
        ((50.0 * place + shift, top, 50.0 * place + 50 + shift, BREAK + 20), text) for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("first", "second", "is_torn"),
    [
        pytest.param(("（一）予", "31", "32"), ("以公开", "", ""), True, id="a label, with the numbers above"),
        pytest.param(("（一）予", "", ""), ("以公开", "31", "32"), True, id="a label, with the numbers below"),
        pytest.param((LABEL, "", ""), ("", "31", "32"), True, id="numbers alone below their label"),
        pytest.param(("（一）予", "31", ""), ("以公开", "", "32"), False, id="numbers on both sides"),
        pytest.param(("（一）予", "31", "32"), ("以公开", "33", "34"), False, id="two rows of numbers"),
        pytest.param(("（一）予", "", ""), ("以公开", "", ""), False, id="no numbers"),
        pytest.param(("（一）某", "31", "32"), ("事项甲", "", ""), False, id="no label of a form"),
        pytest.param((LABEL, "31", "32"), (LONG, "", ""), False, id="a label above another one"),
        pytest.param(("", "", ""), (LABEL, "31", "32"), False, id="nothing above"),
        pytest.param((LABEL, "", ""), ("", "31", ""), True, id="a blank cell among the numbers"),
        pytest.param(("某某事项", "", ""), ("", "31", "32"), False, id="numbers alone below other words"),
        pytest.param(("三、", "（一）予", "31"), ("本年度办理结果", "以公开", ""), True, id="a group and its row"),
        pytest.param(("三、本年度办理结果", "（一）予", "31"), ("", "以公开", ""), True, id="a row in its group"),
        pytest.param(("三、本年", "（一）予以", "31"), (LABEL, "公开", ""), False, id="a label stands whole below"),
    ],
)
def test_only_what_makes_a_label_of_a_form_or_the_numbers_of_one_is_torn(
    first: tuple[str, ...], second: tuple[str, ...], is_torn: bool
) -> None:
    size = len(first)
    expected = {place: size + place for place in range(size)} if is_torn else {}
    assert torn_row(above(*first), below(*second), BREAK) == expected


@pytest.mark.parametrize(
    ("end", "top", "shift", "is_torn"),
    [
        (BREAK, BREAK, 0.0, True),
        (BREAK - 3, BREAK + 3, 3.0, True),
        (BREAK - 4, BREAK, 0.0, False),
        (BREAK, BREAK + 4, 0.0, False),
        (BREAK, BREAK, 4.0, False),
        (BREAK, BREAK, -4.0, False),
    ],
)
def test_torn_cells_meet_at_the_break_within_the_width_of_a_rule(
    end: float, top: float, shift: float, is_torn: bool
) -> None:
    first, second = above("（一）予", "31", end=end), below("以公开", "", top=top, shift=shift)
    assert torn_row(first, second, BREAK) == ({0: 2, 1: 3} if is_torn else {})


def piece(
    *rows: tuple[str, ...], left: float = 0.0, widths: tuple[float, ...] = (80, 40, 40), top: float = 0.0
) -> Piece:
    """A table of a page whose rows are 20 points high."""
    places = [left + sum(widths[:place]) for place in range(len(widths) + 1)]
    boxes = [
        (places[column], top + 20.0 * row, places[column + 1], top + 20.0 * row + 20)
        for row, texts in enumerate(rows)
        for column in range(len(texts))
    ]
    return Piece(tuple(boxes), tuple(text for texts in rows for text in texts), top, "")


FIRST = piece(("项目", "企业", "总计"), ("新收", "1", "2"), ("（一）予", "31", "32"), top=600)


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        pytest.param(
            [piece(("以公开", "", ""), ("结转", "3", "4"), top=50)],
            [["项目", "企业", "总计"], ["新收", "1", "2"], ["（一）予以公开", "31", "32"], ["结转", "3", "4"]],
            id="a torn row",
        ),
        pytest.param(
            [piece(("项目", "企业", "总计"), ("以公开", "", ""), ("结转", "3", "4"), top=50, left=30)],
            [["项目", "企业", "总计"], ["新收", "1", "2"], ["（一）予以公开", "31", "32"], ["结转", "3", "4"]],
            id="below titles that are printed again, further to the right",
        ),
        pytest.param(
            [piece(("以上", "", ""), ("结转", "3", "4"), top=50)],
            [
                *(["项目", "企业", "总计"], ["新收", "1", "2"], ["（一）予", "31", "32"]),
                *(["以上", "", ""], ["结转", "3", "4"]),
            ],
            id="a row of its own",
        ),
        pytest.param(
            [piece(("项目", "企业", "总计"), top=50)],
            [
                *(["项目", "企业", "总计"], ["新收", "1", "2"], ["（一）予", "31", "32"]),
                ["项目", "企业", "总计"],
            ],
            id="nothing but the titles",
        ),
        pytest.param(
            [piece(("以公开", "", ""), top=50), piece(("结转", "3", "4"), top=70)],
            [["项目", "企业", "总计"], ["新收", "1", "2"], ["（一）予以公开", "31", "32"], ["结转", "3", "4"]],
            id="over three pages",
        ),
    ],
)
def test_the_pieces_of_a_table_are_put_together(pieces: list[Piece], expected: list[list[str]]) -> None:
    table = put_together([FIRST, *pieces])
    assert [[cell.text for cell in row] for row in table.rows()] == expected
    assert {(cell.row_span, cell.column_span) for cell in table.cells} == {(1, 1)}


ROW = ("结转", "3", "4")


@pytest.mark.parametrize(
    ("part", "is_one"),
    [
        pytest.param(piece(ROW), True, id="the same columns"),
        pytest.param(piece(ROW, left=70), True, id="further to the right"),
        pytest.param(piece(ROW, widths=(80, 40, 47)), True, id="nearly as wide"),
        pytest.param(piece(ROW, widths=(80, 40, 49)), False, id="wider"),
        pytest.param(piece(ROW, widths=(80, 40, 33)), True, id="hardly narrower"),
        pytest.param(piece(ROW, widths=(80, 40, 31)), False, id="narrower"),
        pytest.param(piece(ROW, widths=(30, 70, 60)), False, id="other columns"),
        pytest.param(piece(("备注",), widths=(160,)), True, id="one cell over all of its width"),
        pytest.param(piece(("备注", "无"), widths=(80, 80)), True, id="fewer columns"),
        pytest.param(piece(("备注", "无"), widths=(90, 70)), False, id="fewer columns that are others"),
    ],
)
def test_a_table_of_the_same_width_and_columns_goes_on(part: Piece, is_one: bool) -> None:
    """Whatever its place on the page, and that of the pieces before it."""
    assert belongs(part, [FIRST]) is is_one
    assert belongs(part, [FIRST, piece(("以公开", "", ""), left=200)]) is is_one

"""Cells of ruled tables get their place in the grid, and their spans, from where their rules stand on the pages."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from parsers.blocks.pdf.edges import TOLERANCE
from parsers.blocks.pdf.tables import Piece, put_together
from parsers.model import Cell

TITLES = (Cell("项目", 0, 0, 2, 1), Cell("法人", 0, 1, 1, 2), Cell("总计", 0, 3, 2, 1))
KINDS = (Cell("企业", 1, 1), Cell("科研", 1, 2))
ROWS = tuple(
    itertools.chain.from_iterable(
        [Cell(label, row, 0), Cell("1", row, 1), Cell("2", row, 2), Cell("3", row, 3)]
        for row, label in ((2, "新收"), (3, "结转"))
    )
)
LAST = (Cell("备注：无", 4, 0, 1, 4),)
CELLS = (*TITLES, *KINDS, *ROWS, *LAST)
LENGTHS = st.floats(TOLERANCE * 3, 200)
SHIFTS = st.floats(-TOLERANCE / 3, TOLERANCE / 3)


def piece(cells: tuple[Cell, ...], xs: list[float], ys: list[float], shifts: list[float]) -> Piece:
    """What a page shows of some cells; each is drawn a little beside the lines of the grid."""
    boxes = tuple(
        (
            xs[cell.column] + shift,
            ys[cell.row],
            xs[cell.column + cell.column_span],
            ys[cell.row + cell.row_span] + shift,
        )
        for cell, shift in zip(cells, shifts, strict=True)
    )
    return Piece(boxes, tuple(cell.text for cell in cells), min(box[1] for box in boxes), "")


@given(
    st.lists(LENGTHS, min_size=5, max_size=5).map(lambda lengths: list(itertools.accumulate(lengths))),
    st.lists(LENGTHS, min_size=6, max_size=6).map(lambda lengths: list(itertools.accumulate(lengths))),
    st.lists(SHIFTS, min_size=len(CELLS), max_size=len(CELLS)),
)
def test_merged_cells_keep_their_place_and_span(xs: list[float], ys: list[float], shifts: list[float]) -> None:
    table = put_together([piece(CELLS, xs, ys, shifts)])
    assert set(table.cells) == set(CELLS)

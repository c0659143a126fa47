"""Lines that each say a row of a form and its numbers: 予以公开：15件, or 规章：本年制发件数2，本年废止件数1.

So a whole part of a form looks that was typed into one cell, line by line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from knowledge.forms import MATRIX, grid_forms
from parsers.blocks.plain import table_of
from parsers.knowledge.forms import layout, matrix_row, official_key
from parsers.knowledge.proven_totals import are_proven_totals
from parsers.knowledge.said_columns import said_row
from parsers.model import Block, Paragraph
from parsers.text.cells import read_cell

_FEW = 2
"""Lines that are rows of a table of cells."""
_LABEL = re.compile(r"(?P<label>[^：:]*[^：:\d\s])[：:]\s*(?P<rest>[^：:].*?)[。；;]?")
_ARTICLE = re.compile(r"第二十条\s*第[（(][一二三四五六七八九十]+[）)]项[：:]?")


class _Said(NamedTuple):
    """What a line says.

    Attributes:
        cells: The cells of its row; none for a heading without numbers.
        code: The code of a row of the matrix; empty for one of a table of cells, and for a heading.
    """

    cells: tuple[str, ...]
    code: str = ""


_HEADING = _Said(())
"""A line without numbers that is known to a form."""


def with_said_rows_as_tables(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which neighbouring lines that each say a row of a form are tables.

    Those of the matrix must prove that they are totals, as no title says so.
    """
    rows = [_row(block) if isinstance(block, Paragraph) and not block.aside else None for block in blocks]
    if not any(rows):
        return list(blocks)  # as on nearly all pages, whose long lines need not be held against the headings of a form
    changed: list[Block] = []
    run: list[tuple[Paragraph, _Said]] = []
    for block, row in zip(blocks, rows, strict=True):
        if isinstance(block, Paragraph) and not block.aside and (said := _HEADING if _is_heading(block) else row):
            run.append((block, said))
        else:
            changed.extend((*_as_tables(run), block))
            run = []
    return [*changed, *_as_tables(run)]


def _as_tables(run: Sequence[tuple[Paragraph, _Said]]) -> Iterator[Block]:
    """The lines of a run, from the first row to the last one as a table, with the headings between them."""
    places = [place for place, (_, said) in enumerate(run) if said.cells]
    rows = [run[place][1] for place in places]
    numbers = {row.code: number.value for row in rows if row.code and (number := read_cell(row.cells[-1])) is not None}
    are_of_cells = len(rows) >= _FEW and not any(row.code for row in rows)
    are_of_matrix = len(numbers) == len(rows) and are_proven_totals(numbers)
    if not are_of_cells and not are_of_matrix:
        yield from (block for block, _ in run)
        return
    first, last = places[0], places[-1]
    yield from (block for block, _ in run[:first])
    yield table_of([said.cells or (block.text,) for block, said in run[first : last + 1]])
    yield from (block for block, _ in run[last + 1 :])


def _row(line: Paragraph) -> _Said | None:
    """The row that a line says; None for any other line."""
    text = line.text.strip()
    match = _LABEL.fullmatch(text)
    if match is not None and (code := _row_of_matrix(match["label"])):
        return _Said((match["label"], match["rest"]), code) if read_cell(match["rest"]) is not None else None
    label, columns = said_row(text)
    return _Said((label, *(cell for one in columns for cell in (one.title, one.number)))) if columns else None


def _is_heading(line: Paragraph) -> bool:
    """Whether a line is a heading of the matrix, also one that says no row."""
    text = line.text.strip()
    return _ARTICLE.fullmatch(text) is not None or official_key(text, grid_forms()) in _headings()


@functools.cache
def _headings() -> frozenset[str]:
    return frozenset(row.key for form in grid_forms() for row in layout(form, MATRIX) if row.is_header)


def _row_of_matrix(label: str) -> str:
    """The code of the row of the matrix that a label names; empty for any other."""
    rows = (matrix_row(form, label) for form in grid_forms())
    return next((row.code for row in rows if row is not None), "")

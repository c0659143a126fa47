"""Sums below kinds of proceedings that stand in rows: those of all suits below the two kinds of suits."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from parsers.figures.forms.form_value import FormValue
from parsers.figures.grid import GridRow
from parsers.knowledge.codebook import codebook
from parsers.text.cells import read_cell


def sums_of_kinds(above: Sequence[FormValue], row: GridRow) -> Iterator[FormValue]:
    """The numbers of a row of sums, as those of what the kinds above it are all of.

    Each must be the sum of the numbers above it. The sum of reviews and suits counts nothing.

    Args:
        above: The numbers of the kinds in the rows above.
        row: The row of sums.
    """
    wholes = {codebook()[f"{_kind(value)}.total"].parent for value in above}
    kinds = {_kind(value) for value in above}
    whole = wholes.pop() if len(wholes) == 1 and len(kinds) > 1 else ""
    for cell in row.values if whole else ():
        number = read_cell(cell.cell.text)
        parts = [value for value in above if value.cell.cell.column == cell.cell.column]
        codes = {f"{whole.rpartition('.')[0]}.{value.row.code.rpartition('.')[2]}" for value in parts}
        adds_up = number is not None and number.value == sum(value.number.value for value in parts)
        are_of_all = {_kind(value) for value in parts} == kinds and len(codes) == 1 and codes <= codebook().keys()
        if number is not None and adds_up and are_of_all:
            form_row = dataclasses.replace(parts[0].row, code=codes.pop(), label=row.labels[-1].cell.text)
            yield FormValue(form_row, number, "", cell, row.span)


def _kind(value: FormValue) -> str:
    return value.row.code.rpartition(".")[0]

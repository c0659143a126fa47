"""Sums of kinds of proceedings: those of all suits below or beside the two kinds of suits."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Sequence

from parsers.figures.forms.form_value import FormValue
from parsers.figures.grid import GridRow
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import label_key, proceedings, title_keys, without_among
from parsers.model import PlacedCell
from parsers.text.cells import read_cell

SUMS = ("合计", "总计", "小计")
"""How the name of sums ends."""


def names_sum(words: str, form: str) -> bool:
    """Whether a label or title names the sums of kinds of proceedings: by that word alone, or behind what they are of.

    Of anything else they are sums of some cases (土地类小计).

    Args:
        words: The label or title.
        form: The form.
    """
    return label_key(words) in _names_of_sums(form) and without_among(words) == words


@functools.cache
def _names_of_sums(form: str) -> frozenset[str]:
    spanning = {title_keys(name)[0] for name in proceedings(form) if len(title_keys(name)) > 1}
    return frozenset(whole + word for whole in ("", *spanning) for word in SUMS)


def sums_of_kinds(above: Sequence[FormValue], row: GridRow) -> Iterator[FormValue]:
    """The numbers of a row of sums, as those of what the kinds above it are all of.

    Args:
        above: The numbers of the kinds in the rows above.
        row: The row of sums.
    """
    for cell in row.values:
        yield from sum_of_kinds([value for value in above if value.cell.cell.column == cell.cell.column], cell, row)


def sum_of_kinds(parts: Sequence[FormValue], cell: PlacedCell, row: GridRow) -> Iterator[FormValue]:
    """The number of a cell, as that of what several kinds are all of, if it is their sum.

    The sum of reviews and suits counts nothing.

    Args:
        parts: The numbers of the kinds.
        cell: The cell.
        row: Its row.
    """
    kinds = {_kind(value) for value in parts}
    wholes = {codebook()[f"{kind}.total"].parent for kind in kinds}
    outcomes = {value.row.code.rpartition(".")[2] for value in parts}
    whole = wholes.pop() if len(wholes) == len(outcomes) == 1 and len(kinds) > 1 else ""
    code = f"{whole.rpartition('.')[0]}.{outcomes.pop()}" if whole else ""
    number = read_cell(cell.cell.text)
    if code in codebook() and number is not None and number.value == sum(value.number.value for value in parts):
        form_row = dataclasses.replace(parts[0].row, code=code, label=row.labels[-1].cell.text)
        yield FormValue(form_row, number, number.unit, cell, row.span)


def _kind(value: FormValue) -> str:
    return value.row.code.rpartition(".")[0]

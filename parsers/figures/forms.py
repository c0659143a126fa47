"""The official forms: which one a report's tables follow, and every number that they print."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from parsers.figures.audit import uncontested, unread_rows
from parsers.figures.form_2014 import labels_found, read_2014
from parsers.figures.form_value import FormValue
from parsers.figures.measures import in_codebook_unit
from parsers.figures.since_2019.form import read_since_2019
from parsers.figures.since_2019.labels import FIRST_YEAR
from parsers.figures.since_2019.labels import labels_found as labels_since_2019
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import layout
from parsers.model import Figure, Flag, PlacedTable, ReportText

_ENOUGH = 0.5
"""Share of the labels of the 2014 form that must stand in a report's tables for them to be that form."""
_FEW = 4
"""Labels of a form that make a table look like a part of it, where no other table of the report is one."""


@dataclasses.dataclass(frozen=True, slots=True)
class FormReading:
    """What the tables of a report give.

    Attributes:
        form: `2014`, `2019`, `2021`, or `narrative` where the tables follow no form.
        figures: Every number printed in it; a blank cell gives none.
        tables: The tables that belong to the form.
        flags: What could not be read with certainty, and gave no number therefore.
    """

    form: str
    figures: tuple[Figure, ...]
    tables: frozenset[PlacedTable]
    flags: tuple[Flag, ...]


def read_forms(text: ReportText, year: int) -> FormReading:
    """Reads the tables of a report as the official form that they follow."""
    flags: list[Flag] = []
    if labels_found(text.tables) >= _ENOUGH * len(layout("2014", "统计表")):
        form, values, tables = "2014", list(read_2014(text.tables, year)), frozenset(text.tables)
    else:
        since_2019 = read_since_2019(text, year)
        form, values, tables = since_2019.form, list(since_2019.values), since_2019.tables
        flags.extend(since_2019.flags)
    certain: list[FormValue] = []
    for table in text.tables:
        cells = set(table.cells)
        in_table = [value for value in values if value.cell in cells]
        if in_table:
            told = {flag.span for flag in flags}
            flags.extend(flag for flag in unread_rows(table, in_table) if flag.span not in told)
        elif _labels_found(table, year) >= (1 if values else _FEW) and (unread := unread_rows(table, ())):
            sentence = f"a table with rows of the form was not read; {unread[0].sentence}"
            flags.append(Flag("form_table_unread", sentence, unread[0].subject, table.span))
        certain.extend(uncontested(in_table, flags))
    figures = tuple(_figures(certain, year, flags))
    return FormReading(form, figures, tables, tuple(dict.fromkeys(flags)))


def _labels_found(table: PlacedTable, year: int) -> int:
    """How many labels of the form of its year a table has."""
    return labels_found((table,)) if year < FIRST_YEAR else labels_since_2019(table)


def _figures(values: Iterable[FormValue], year: int, flags: list[Flag]) -> Iterable[Figure]:
    """The figures of values; a value whose unit does not count what its row counts gives a flag instead."""
    for value in values:
        number = in_codebook_unit(value.number.value, value.unit or value.row.unit, value.row.code)
        if number is None:
            sentence = f"the unit {value.unit} of a row of the form was not understood: {value.row.label}"
            flags.append(Flag("form_unit_unknown", sentence, value.row.label, value.span))
            continue
        yield Figure(
            code=value.row.code,
            applicant_type=value.applicant_type,
            year=year,
            value=number,
            unit=codebook()[value.row.code].unit,
            printed=value.cell.cell.text,
            source="table",
            span=value.span,
        )

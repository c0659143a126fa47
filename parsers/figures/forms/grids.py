"""Forms of several tables: which of a report's tables is which, and their numbers.

A number is read by the labels of its row and its column. Where a copy has lost the column titles, the official order
stands in for them only if the row has exactly as many cells as the form.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from parsers.figures.forms.applicants import applicant_titles
from parsers.figures.forms.cells import RowsAbove, names_columns, read_cells_row
from parsers.figures.forms.choice import grid_form
from parsers.figures.forms.form_value import FormValue
from parsers.figures.forms.matrix import is_matrix, matrix_columns, read_matrix, read_proven_totals
from parsers.figures.forms.proceedings import before_proceedings, outcome_titles, read_proceedings
from parsers.figures.forms.titles_of_its_own import has_titles_of_its_own
from parsers.figures.forms.years_beside import by_year
from parsers.figures.forms.years_in_rows import by_year_of_rows
from parsers.figures.grid import GridRow, rows_of
from parsers.figures.lists_beside import beside_each_other
from parsers.figures.own_tables.captions import Captions
from parsers.knowledge.forms import label_key
from parsers.model import Flag, PlacedTable, ReportText


@dataclasses.dataclass(frozen=True, slots=True)
class GridReading:
    """What the tables of a form of several tables give.

    Attributes:
        form: The form, or `narrative`.
        values: The numbers.
        tables: The tables that belong to the form, read or not.
        flags: What could not be read.
    """

    form: str
    values: tuple[FormValue, ...]
    tables: frozenset[PlacedTable]
    flags: tuple[Flag, ...]


def read_grids(text: ReportText, year: int) -> GridReading:
    """Reads the tables of a report as those of the form that most of their labels belong to."""
    labels = [label_key(cell.cell.text) for table in text.tables for cell in table.cells]
    form = grid_form(labels, year)
    values: list[FormValue] = []
    used: set[PlacedTable] = set()
    flags: list[Flag] = []
    titles: GridRow | None = None
    outcomes: list[GridRow] = []
    above: list[GridRow] = []
    tables = [(table, rows_of(table)) for table in text.tables]
    proven = _proven_alone(tables, form, year)
    captions = Captions(text)
    for table, whole in tables:
        if has_titles_of_its_own(whole, year) or len(beside_each_other(whole)) > 1:
            continue
        found: list[FormValue] = []
        n_flags = len(flags)
        of_years = ((one, by_year(rows, year, flags)) for one, rows in by_year_of_rows(whole, year))
        for named, rows in ((one or other, rows) for one, parts in of_years for other, rows in parts):
            of_year: list[FormValue] = []
            applicants = applicant_titles(rows)
            goes_on = len(matrix_columns(above, (), form, year).applicants)
            of_matrix = before_proceedings(rows, form)
            if is_matrix(of_matrix, applicants, form, year, goes_on=goes_on):
                of_year.extend(read_matrix(of_matrix, applicants or above, form, year, flags))
                above = applicants or above
            elif applicants and len(applicants) == len(rows):
                above = applicants  # titles in a table of their own
            elif table in proven:
                totals, told = proven[table]
                of_year.extend(totals)
                flags.extend(told)
            above_it = RowsAbove(year)
            for row in rows:
                if names_columns(row):
                    titles = row
                of_year.extend(read_cells_row(row, titles, above_it, form, flags))
                above_it.add(row)
            name = captions.name_of_several(table)
            before = _words_before(text, table) if name is None else name
            proceedings = list(read_proceedings(rows, before, outcomes, form, flags))
            outcomes = [] if proceedings else outcome_titles(rows, form)
            found.extend(_of_year(value, named) for value in (*of_year, *proceedings))
        values.extend(found)
        if found or len(flags) > n_flags:
            used.add(table)
    return GridReading(form if used else "narrative", tuple(values), frozenset(used), tuple(flags))


def _of_year(value: FormValue, named: int | None) -> FormValue:
    """A number as one of the year that is named above it, if one is."""
    return value if named is None or named == value.year else dataclasses.replace(value, year=named)


def _proven_alone(
    tables: Sequence[tuple[PlacedTable, Sequence[GridRow]]], form: str, year: int
) -> Mapping[PlacedTable, tuple[Sequence[FormValue], Sequence[Flag]]]:
    """The only table that proves to be one of totals without a title, where no table names applicants, as it is read.

    Of several, each may be of other applicants.
    """
    if any(applicant_titles(rows) for _, rows in tables):
        return {}
    proven: dict[PlacedTable, tuple[Sequence[FormValue], Sequence[Flag]]] = {}
    for table, rows in tables:
        flags: list[Flag] = []
        if totals := list(read_proven_totals(rows, form, year, flags)):
            proven[table] = (totals, flags)
    return proven if len(proven) == 1 else {}


def _words_before(text: ReportText, table: PlacedTable) -> str:
    """The line in front of a table, which may name it."""
    return text.text[: table.span.start].rstrip("\n").rpartition("\n")[2]

"""The forms of 2019 (国办公开办函〔2019〕60号) and 2021 (国办公开办函〔2021〕30号): tables 二, 三 and 四.

A number is read by the labels of its row and its column. Where a copy has lost the column titles, the official order
stands in for them only if the row has exactly as many cells as the form.
"""

from __future__ import annotations

import dataclasses

from parsers.figures.form_value import FormValue
from parsers.figures.grid import GridRow, rows_of
from parsers.figures.since_2019.applicants import applicant_columns, applicant_titles
from parsers.figures.since_2019.applications import is_matrix, read_applications
from parsers.figures.since_2019.documents import names_columns, read_documents
from parsers.figures.since_2019.labels import era_of
from parsers.figures.since_2019.proceedings import outcome_titles, read_proceedings
from parsers.knowledge.forms import label_key
from parsers.model import Flag, PlacedTable, ReportText


@dataclasses.dataclass(frozen=True, slots=True)
class Reading:
    """What the tables of the forms since 2019 give.

    Attributes:
        form: `2019`, `2021`, or `narrative`.
        values: The numbers.
        tables: The tables that belong to the form.
        flags: What could not be read.
    """

    form: str
    values: tuple[FormValue, ...]
    tables: frozenset[PlacedTable]
    flags: tuple[Flag, ...]


def read_since_2019(text: ReportText, year: int) -> Reading:
    """Reads tables 二, 三 and 四; labels that only one of the two forms has tell which."""
    labels = [label_key(cell.cell.text) for table in text.tables for cell in table.cells]
    era = era_of(labels, year)
    values: list[FormValue] = []
    used: set[PlacedTable] = set()
    flags: list[Flag] = []
    titles: GridRow | None = None
    outcomes: list[GridRow] = []
    above: list[GridRow] = []
    for table in text.tables:
        rows = rows_of(table)
        found: list[FormValue] = []
        applicants = applicant_titles(rows)
        if is_matrix(rows, applicants, era, year, goes_on=len(applicant_columns(above))):
            found.extend(read_applications(rows, applicants or above, era, flags))
            above = applicants or above
        elif rows:
            above = []
        for row in rows:
            if names_columns(row):
                titles = row
            found.extend(read_documents(row, titles, era))
        proceedings = list(read_proceedings(rows, _words_before(text, table), outcomes, era))
        outcomes = [] if proceedings else outcome_titles(rows)
        found.extend(proceedings)
        if found:
            used.add(table)
            values.extend(found)
    return Reading(era if used else "narrative", tuple(values), frozenset(used), tuple(flags))


def _words_before(text: ReportText, table: PlacedTable) -> str:
    """The line in front of a table, which may name it."""
    return text.text[: table.span.start].rstrip("\n").rpartition("\n")[2]

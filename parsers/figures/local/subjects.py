"""What the rows and columns of an office's own table are about."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Sequence

from knowledge.divisions import is_place
from knowledge.forms import LIST, list_forms
from parsers.figures.cells import CellNumber, is_blank, is_unit, read_cell, without_unit
from parsers.figures.grid import GridRow, covers
from parsers.figures.local.titles import says
from parsers.figures.years import year_of_title
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import label_key, layout, official_key
from parsers.model import PlacedCell
from parsers.prose.frames import is_counted_in
from parsers.prose.labels import name_label
from parsers.prose.passage import Passage
from parsers.prose.shares import parts

_OBJECTS = {"applications": "application", "review": "review", "litigation": "litigation", "disclosure": "information"}
"""What a table is about where it counts codes that begin so."""
_AMONG = re.compile("^(?:其中|包括)")


@dataclasses.dataclass(frozen=True, slots=True)
class Subject:
    """What a row or a column is about.

    Attributes:
        words: Its label or title, without the unit in brackets.
        code: The code that it names; empty where it names none.
        applicant_type: The applicants that it names.
        year: The year that it names.
        place: The place or agency that it names.
        unit: The unit that it prints.
        is_total: Whether it says that its numbers are the sum of the others.
        is_among: Whether it says that its numbers are a part of those above (其中).
    """

    words: str = ""
    code: str = ""
    applicant_type: str = "total"
    year: int | None = None
    place: str = ""
    unit: str = ""
    is_total: bool = False
    is_among: bool = False


def is_part(code: str, whole: str) -> bool:
    """Whether what a code counts is a part of what another one counts."""
    while parent := codebook()[code].parent:
        if parent == whole:
            return True
        code = parent
    return False


def numbers_of(row: GridRow) -> list[tuple[PlacedCell, CellNumber]]:
    """Cells with numbers behind the first cell; a year in the first is no number (2023年)."""
    return [
        (cell, number)
        for cell in row.cells[1:]
        if (number := read_cell(cell.cell.text)) is not None and not _is_year(cell)
    ]


def labels_of(row: GridRow) -> list[PlacedCell]:
    """The cells of words that name a row: those in front of its numbers, as a remark stands behind them."""
    numbers = [cell.cell.column for cell, _ in numbers_of(row)]
    labels = [cell for cell in row.cells if _is_label(cell)]
    return [cell for cell in labels if cell.cell.column < min(numbers, default=0)] or labels


def titles_of(header: Sequence[GridRow], column: int) -> list[str]:
    """The titles above a column, from the top, without spaces."""
    return [plain(cell.cell.text) for row in header for cell in row.cells if covers(cell, column)]


def column_subject(title: str, context: Passage) -> Subject | None:
    """What a column is about by its title; None where that names nothing."""
    words, unit = without_unit(title)
    year = year_of_title(words, context.year, may_be_bare=True)
    if year is not None:
        return Subject(words, year=year, unit=unit)
    named = _code(title, words, unit, context)
    return Subject(words, named[0], named[1], unit=unit) if named else None


def row_subject(row: GridRow, context: Passage, unit_above: str = "") -> Subject | None:
    """What a row is about by its label; one that names nothing has its words alone. None where it has no label.

    Args:
        row: The row.
        context: What the table is about.
        unit_above: The unit that the titles of its numbers print.
    """
    labels = labels_of(row)
    if not labels:
        return None
    unit = next((plain(cell.cell.text) for cell in row.cells if is_unit(cell.cell.text)), "")
    label = labels[-1].cell.text
    words, printed_unit = without_unit(label)
    unit = printed_unit or unit
    year = year_of_title(words, context.year, may_be_bare=True)
    if year is not None:
        return Subject(words, year=year)
    if says("total", words):
        return Subject(words, is_total=True)
    is_among = _AMONG.match(words) is not None
    named = _code(label, words, unit or unit_above, context)
    if named:
        return Subject(words, named[0], named[1], unit=unit, is_among=is_among)
    if is_place(words) or parts().agency.fullmatch(words):
        return Subject(words, place=words)
    return Subject(words, unit=unit, is_among=is_among)


def plain(text: str) -> str:
    """A text without spaces and widths."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _is_label(cell: PlacedCell) -> bool:
    text = cell.cell.text
    return not is_blank(text) and not is_unit(text) and (read_cell(text) is None or _is_year(cell))


def _is_year(cell: PlacedCell) -> bool:
    """Whether a cell of digits is a year (2016), and no number."""
    return year_of_title(plain(cell.cell.text), 0, may_be_bare=True) is not None


def _code(label: str, words: str, unit: str, context: Passage) -> tuple[str, str] | None:
    """The code and applicant type that a label names: in the wording of an official form, or in one of the lexicon."""
    listed = (row for form in list_forms() for row in layout(form, LIST))
    official = {row.code for row in listed if row.code and row.key == official_key(label, list_forms())}
    # 办结 is what was answered since 2019, whatever the form before called it.
    official = {code for code in official if is_counted_in(code, context.year)}
    nested = {code for code in official if _OBJECTS.get(code.split(".")[0]) == context.obj}
    if len(official) == 1 or len(nested) == 1:
        (code,) = nested if len(nested) == 1 else official
        return code, "total"
    found = name_label(_AMONG.sub("", label_key(words)), unit, context)
    return (found.code, found.applicant_type) if found else None

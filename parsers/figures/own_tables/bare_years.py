"""Which cells of four digits (2016) are years, which are counts, and which may be either: by whole rows and columns.

The first row with numbers may be a header of years, and the first column with numbers may name rows by years. What
stands beside such cells, above and below them is weighed together. Where it does not decide, these cells and the
numbers that hang on them are neither counts nor of any year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, NamedTuple

from parsers.figures.grid import GridRow, by_column
from parsers.figures.own_tables.subjects import Kind, subject_of
from parsers.knowledge.own_titles import TitleKind, says
from parsers.knowledge.title_times import year_of_title
from parsers.model import PlacedCell
from parsers.prose.context.passage import Passage
from parsers.text.cells import is_unit, plain, read_cell, without_unit

_IN_FRONT: tuple[TitleKind, ...] = ("labels", "unit", "nothing", "roles")
"""What titles say that stand in front of years in a header."""
_BEHIND: tuple[TitleKind, ...] = ("look_alike", "nothing", "roles")
"""What titles say that stand behind years in a header."""
_OF_COUNTS: tuple[Kind, ...] = ("code", "holder", "number", "total")
"""What titles are known as below which counts stand."""
_SMALLEST_YEAR = 1000
"""Numbers as large as this are of the size of years."""


class BareYears(NamedTuple):
    """The cells of four digits that are no counts for certain.

    Attributes:
        years: Those that are years.
        doubtful: Those that may be years or counts.
    """

    years: frozenset[PlacedCell] = frozenset()
    doubtful: frozenset[PlacedCell] = frozenset()


_Verdict = Literal["years", "doubtful", "counts"]


def years_of_header(rows: Sequence[GridRow], context: Passage, *, has_unit: bool) -> BareYears:
    """The bare years of the first row with numbers, if they are or may be titles of columns.

    Args:
        rows: The rows of a table.
        context: What the table is about.
        has_unit: Whether a caption says what all numbers are counted in.
    """
    place = next((place for place, row in enumerate(rows) if _numbers(row)), len(rows))
    below = [row for row in rows[place + 1 :] if _numbers(row)]
    labels = min((cell.cell.column for row in below for cell in row.labels), default=None)
    if labels is None:
        return BareYears()
    # What stands above the labels only numbers the columns (1 | 2015 | 2016).
    bare = [cell for cell in _numbers(rows[place]) if cell.cell.column > labels]
    if not bare or any(_year(cell) is None for cell in bare):
        return BareYears()
    return _judged([(_of_header(bare, rows[:place], [rows[place], *below], context, has_unit=has_unit), bare)])


def years_of_rows(header: Sequence[GridRow], body: Sequence[GridRow], context: Passage) -> BareYears:
    """The bare years of columns that are or may be labels of rows.

    Args:
        header: The rows of titles.
        body: The rows below them.
        context: What the table is about.
    """
    bare: dict[int, list[tuple[PlacedCell, GridRow]]] = defaultdict(list)
    for row in body:
        for cell in _numbers(row):
            if _year(cell) is not None:
                bare[cell.cell.column].append((cell, row))
    if not bare:
        return BareYears()
    titles = {column: filled for column, cells in by_column(header).items() if (filled := [*filter(_words, cells)])}
    counting = {cell.cell.column for row in body for cell in _counts(row)}
    first, last = min(counting, default=0), max(counting, default=0)
    named = {cell.cell.column for row in body for cell in row.labels}
    judged: list[tuple[_Verdict, Sequence[PlacedCell]]] = []
    for column, cells in bare.items():
        verdict: _Verdict = "counts"
        if _says_years(titles.get(column, ())):
            verdict = "years"
        elif column <= first and column < last:
            verdict = _of_column(column, cells, titles, named, context)
        judged.append((verdict, [cell for cell, _ in cells]))
    return _judged(judged)


def _of_header(
    bare: Sequence[PlacedCell], above: Sequence[GridRow], rows: Sequence[GridRow], context: Passage, *, has_unit: bool
) -> _Verdict:
    """What bare years are that are the only numbers of the first row that has any.

    They are counts below a title for each of them, where one of their column is the sum of the others, and where all
    rows print what they are counted in. Years stand among words that are titles, and one behind the other. Behind what
    is counted (收到申请数 | 2016) one alone may be either, and so may several above numbers of their size.

    Args:
        bare: The bare years.
        above: The rows above them.
        rows: Their row, and all below it that have numbers.
        context: What the table is about.
        has_unit: Whether a caption says what all numbers are counted in.
    """
    row, *below = rows
    if _are_titled(bare, above) or any(_adds_up(cell, below) for cell in bare):
        return "counts"
    if any(
        says(kind, _words(cell)) for kind in _BEHIND for cell in row.labels if cell.cell.column > bare[0].cell.column
    ):
        return "years"
    in_front = [cell for cell in row.labels if cell.cell.column < bare[0].cell.column]
    subject = subject_of([cell.cell.text for cell in in_front], context, context.year)
    are_of_their_size = all(_is_of_a_size(cell, below) for cell in bare)
    are_counted = all(map(_prints_unit, rows)) or (has_unit and are_of_their_size)
    if subject.kind == "code" and are_counted:
        return "counts"
    if _run_on(bare):
        return "doubtful" if subject.kind == "code" and are_of_their_size else "years"
    if all(any(says(kind, _words(cell)) for kind in _IN_FRONT) for cell in in_front):
        may_be_counted = subject.unit or any(says("labels", _words(label)) for one in below for label in one.labels)
        if subject.kind != "code" or not may_be_counted:
            return "years"
    return "counts" if are_counted else "doubtful"


def _prints_unit(row: GridRow) -> bool:
    """Whether a row prints what it is counted in: in a cell of its own, or each of its labels."""
    return any(is_unit(cell.cell.text) for cell in row.cells) or all(
        without_unit(cell.cell.text)[1] for cell in row.labels
    )


def _is_of_a_size(year: PlacedCell, below: Sequence[GridRow]) -> bool:
    """Whether all numbers below what may be a year are as large as years."""
    column = (cell for row in below for cell in row.cells if cell.cell.column == year.cell.column)
    return all(number.value >= _SMALLEST_YEAR for cell in column if (number := read_cell(cell.cell.text)) is not None)


def _of_column(
    column: int,
    bare: Sequence[tuple[PlacedCell, GridRow]],
    titles: Mapping[int, Sequence[PlacedCell]],
    named: Collection[int],
    context: Passage,
) -> _Verdict:
    """What the bare years of the first of several columns with numbers are.

    They are counts below a title of such, which that of a year is behind labels. They are years where they are all that
    names their rows, and run on, stand below a title of labels, among words, or left of numbers that have titles while
    they have none.
    """
    own = titles.get(column, ())
    subject = subject_of([title.cell.text for title in own], context, context.year)
    name_rows = any(all(label.cell.column > column for label in row.labels) for _, row in bare)
    if subject.kind in _OF_COUNTS or subject.unit or (subject.kind == "year" and not name_rows):
        return "counts"
    are_below_labels = len(own) > 0 and says("labels", _words(own[-1]))
    are_left_of_titles = not own and any(other > column for other in titles)
    is_told = are_below_labels or are_left_of_titles or column in named or _run_on([cell for cell, _ in bare])
    return "years" if name_rows and is_told else "doubtful"


def _are_titled(bare: Sequence[PlacedCell], above: Sequence[GridRow]) -> bool:
    """Whether a title stands above each of some cells, and above nothing else."""
    titles = by_column(above)
    nearest = (next(filter(_words, reversed(titles.get(cell.cell.column, ()))), None) for cell in bare)
    return len({_words(title) for title in nearest if title is not None and title.cell.column_span == 1}) == len(bare)


def _adds_up(cell: PlacedCell, below: Sequence[GridRow]) -> bool:
    """Whether of a number and all below it one is the sum of the others."""
    column = [cell, *(other for row in below for other in row.cells if other.cell.column == cell.cell.column)]
    values = [number.value for one in column if (number := read_cell(one.cell.text)) is not None]
    return len(values) > 2 and sum(values) / 2 in values


def _judged(verdicts: Sequence[tuple[_Verdict, Sequence[PlacedCell]]]) -> BareYears:
    years, doubtful = (
        frozenset(cell for verdict, cells in verdicts if verdict == one for cell in cells)
        for one in ("years", "doubtful")
    )
    return BareYears(years, doubtful)


def _numbers(row: GridRow) -> list[PlacedCell]:
    """The cells of a row that hold a number, or what could be a year as well."""
    return [cell for cell in row.cells if read_cell(cell.cell.text) is not None]


def _counts(row: GridRow) -> list[PlacedCell]:
    """The cells of a row with numbers, without the one that numbers the rows in front of their labels."""
    return [cell for cell in _numbers(row) if cell is not row.cells[0] or not row.labels]


def _year(cell: PlacedCell) -> int | None:
    """The year that a cell of four digits may be."""
    words = plain(cell.cell.text)
    return year_of_title(words, 0, may_be_bare=True) if words.isdecimal() else None


def _run_on(cells: Sequence[PlacedCell]) -> bool:
    """Whether several years are one behind the other."""
    years = {year for cell in cells if (year := _year(cell)) is not None}
    return len(years) > 1 and max(years) - min(years) == len(years) - 1


def _words(cell: PlacedCell) -> str:
    """The words of a cell, without spaces and without the unit in brackets behind them."""
    return without_unit(cell.cell.text)[0]


def _says_years(titles: Sequence[PlacedCell]) -> bool:
    return len(titles) > 0 and says("years", _words(titles[-1]))

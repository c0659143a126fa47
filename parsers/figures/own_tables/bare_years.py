"""Which cells of four digits (2016) are years and which are counts: decided for whole rows and columns of a table.

A row of them is a header where nothing else is a number in it and nothing in front of it is counted; a column of them
names rows where its title says so, or where it stands left of all numbers and holds nothing else. All others count.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from parsers.figures.grid import GridRow, by_column
from parsers.figures.own_tables.subjects import subject_of
from parsers.knowledge.own_titles import TitleKind, says, without_total
from parsers.knowledge.title_times import is_part_of_year, year_of_title
from parsers.model import PlacedCell
from parsers.prose.passage import Passage
from parsers.text.cells import is_blank, read_cell, without_unit

_ANY_YEAR = 2000
"""The report's own year, which does not matter where it is only asked whether words name one."""
_BESIDE_YEARS: tuple[TitleKind, ...] = ("labels", "unit", "nothing")
"""What titles say that stand in front of years in a header."""
_ROWS_ASKED = 20
"""Rows below what may be a header that tell what its labels are."""


def years_of_header(rows: Sequence[GridRow], context: Passage) -> frozenset[PlacedCell]:
    """The bare years that are titles of columns.

    Args:
        rows: The rows of a table.
        context: What the table is about.
    """
    found: list[PlacedCell] = []
    leftmost = min((row.cells[0].cell.column for row in rows), default=0)
    for place, row in enumerate(rows):
        years = _bare_years(row)
        if any(_year(cell) is None for cell in numbers_of(row)):
            break
        if years and (years[0].cell.column == leftmost or not _heads(years, rows, place, context)):
            break
        found += years
    return frozenset(found)


def years_of_rows(header: Sequence[GridRow], body: Sequence[GridRow]) -> frozenset[PlacedCell]:
    """The bare years that are labels of rows.

    Args:
        header: The rows of titles.
        body: The rows below them.
    """
    bare = [cell for row in body for cell in _bare_years(row)]
    if not bare:
        return frozenset()
    table = _Columns.of(header, body)
    naming = {column for column in {cell.cell.column for cell in bare} if table.names_rows(column)}
    return frozenset(cell for cell in bare if cell.cell.column in naming)


def numbers_of(row: GridRow) -> Iterator[PlacedCell]:
    """The cells of a row that hold a number, or what could be a year as well."""
    return (cell for cell in row.cells if read_cell(cell.cell.text) is not None)


def words_of(cell: PlacedCell) -> str:
    """The words of a cell, without spaces and without the unit in brackets behind them."""
    return without_unit(cell.cell.text)[0]


def _bare_years(row: GridRow) -> list[PlacedCell]:
    """The cells of a row that may be years or numbers."""
    return [cell for cell in numbers_of(row) if _year(cell) is not None]


def _year(cell: PlacedCell) -> int | None:
    return year_of_title("".join(cell.cell.text.split()), _ANY_YEAR, may_be_bare=True)


def _heads(years: Sequence[PlacedCell], rows: Sequence[GridRow], place: int, context: Passage) -> bool:
    """Whether bare years are titles of their columns, by what stands in front of them, above and below.

    One year behind words of the kind of most labels below (机构职能 | 2016 above 规划计划 | 35) is a count of these.
    """
    if place + 1 == len(rows):
        return False
    in_front = [cell for cell in rows[place].labels if cell.cell.column < years[0].cell.column]
    kind, has_unit = _kind(in_front, context), any(without_unit(cell.cell.text)[1] for cell in in_front)
    if kind == "code" and has_unit:
        return False
    if all(any(says(kind, words_of(cell)) for kind in _BESIDE_YEARS) for cell in in_front):
        return True
    if kind == "code" or has_unit:
        return False
    titles = by_column(rows[:place])
    above = (title for cell in years for title in titles.get(cell.cell.column, ()) if words_of(title))
    if any(title.cell.column_span == 1 for title in above):
        return False
    below = rows[place + 1 : place + 1 + _ROWS_ASKED]
    (usual, _), *_ = Counter(_kind(row.labels, context) for row in below).most_common(1)
    return kind != usual or _follow_each_other(years)


def _kind(labels: Sequence[PlacedCell], context: Passage) -> str:
    """What labels are known as."""
    return subject_of([cell.cell.text for cell in labels], context, context.year).kind


def _follow_each_other(years: Sequence[PlacedCell]) -> bool:
    """Whether several years are one behind the other."""
    named = [year for cell in years if (year := _year(cell)) is not None]
    return len(named) > 1 and sorted(set(named)) == list(range(min(named), max(named) + 1))


@dataclasses.dataclass(frozen=True)
class _Columns:
    """The columns of a table.

    Attributes:
        titles: The filled cells above each.
        cells: The cells of each below its titles.
        counting: Those that hold numbers, from the left.
        untitled: Those of these above which nothing stands.
        first_label: The first that holds words; none where no column does.
    """

    titles: Mapping[int, Sequence[PlacedCell]]
    cells: Mapping[int, Sequence[PlacedCell]]
    counting: Sequence[int]
    untitled: Collection[int]
    first_label: int | None

    @classmethod
    def of(cls, header: Sequence[GridRow], body: Sequence[GridRow]) -> _Columns:
        """The columns of a table by its rows of titles and the rows below."""
        above = by_column(header)
        titles = {column: filled for column, cells in above.items() if (filled := list(filter(words_of, cells)))}
        cells: dict[int, list[PlacedCell]] = defaultdict(list)
        for row in body:
            for cell in row.cells:
                cells[cell.cell.column].append(cell)
        counting = sorted({cell.cell.column for row in body for cell in _counts(row)})
        first_label = min((cell.cell.column for row in body for cell in row.labels), default=None)
        return cls(titles, cells, counting, {column for column in counting if column not in titles}, first_label)

    def names_rows(self, column: int) -> bool:
        """Whether the bare years of a column name rows: by its title, or by all its cells and what stands beside."""
        title = words_of(self.titles[column][-1]) if column in self.titles else ""
        if says("years", title):
            return True
        cells = self.cells[column]
        if not all(is_blank(cell.cell.text) or _is_time_or_total(cell) for cell in cells):
            return False
        beside = next((other for other in self.counting if other != column), None)
        if beside is None or beside < column:
            return False
        if title:
            return says("labels", title) and year_of_title(title, _ANY_YEAR) is None
        are_titled = len(self.untitled) == (column in self.untitled)
        is_first = self.first_label is None or self.first_label >= column
        return are_titled or is_first or _follow_each_other([cell for cell in cells if _year(cell) is not None])


def _counts(row: GridRow) -> list[PlacedCell]:
    """The cells of a row with numbers, without the one that numbers the rows in front of their labels."""
    return [cell for cell in numbers_of(row) if cell is not row.cells[0] or not row.labels]


def _is_time_or_total(cell: PlacedCell) -> bool:
    words = words_of(cell)
    is_time = _year(cell) is not None or is_part_of_year(words, _ANY_YEAR)
    return is_time or says("total", words) or bool(without_total(words))

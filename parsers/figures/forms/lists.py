"""A form that is one list: labels with a unit and a number each.

Offices print it with numbering and remark columns, as two half lists side by side, over several pages, with rows left
out or moved. A label is read by its words; one that stands in it twice (被依法纠错数) by what it follows.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from knowledge.divisions import is_place
from knowledge.forms import LIST, is_harmless
from knowledge.publishers import names_a_body
from knowledge.self_references import whole_place
from knowledge.territory_parts import is_part, scope_of_part
from parsers.figures.forms.form_value import FormValue
from parsers.figures.grid import GridRow, by_column, covers, is_label, rows_of
from parsers.knowledge.forms import label_key, layout, official_key, without_among
from parsers.knowledge.own_titles import says
from parsers.knowledge.title_times import sums_beside_their_year, year_of_title
from parsers.model import Flag, PlacedCell, PlacedTable, Span
from parsers.text.cells import CellNumber, is_blank, is_unit, read_cell, without_unit

_LABELS = ("统计指标", "指标", "指标名称", "项目", "统计项目")
"""Titles of the column of labels in the official list; in tables of an office's own making any column may be one."""
_WHOLE = re.compile(whole_place())
"""What a title may begin with where a part stands beside it (全州合计, 其中：州本级)."""
_HARDLY_ANY = 10
"""Rows of which one at most has a number, where the column of numbers is lost."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Beside:
    """A column of numbers beside the report's own.

    Attributes:
        title: Its title.
        year: The earlier year that it counts; None for the report's own.
        part: The part of the territory that it counts; empty for the whole.
        scope: What that part covers; empty for the whole.
    """

    title: PlacedCell
    year: int | None = None
    part: str = ""
    scope: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class _Entry:
    """A label and the cells that belong to it."""

    label: PlacedCell
    cells: tuple[PlacedCell, ...]
    titles: tuple[PlacedCell, ...]
    units: tuple[PlacedCell, ...]
    beside: tuple[_Beside, ...]
    n_columns: int
    place: tuple[int, int, int]


def read_list(tables: Sequence[PlacedTable], form: str, year: int) -> Iterator[FormValue]:
    """Yields the numbers of a list, in the order of the form, and behind each those of earlier years and of parts.

    Args:
        tables: Tables of a report.
        form: Form.
        year: Its year, which the title of the numbers' column may be.
    """
    entries = sorted(
        (entry for index, table in enumerate(tables) for entry in _entries(index, rows_of(table), form, year)),
        key=lambda entry: entry.place,
    )
    for entry, position in zip(entries, _positions(entries, form), strict=True):
        if position is None:
            continue
        row = layout(form, LIST)[position]
        value = _value(entry)
        if value is not None and row.code:
            unit = value[1].unit or _unit(entry)
            span = Span(entry.label.span.start, max(entry.label.span.end, value[0].span.end))
            yield FormValue(row, value[1], unit, value[0], span)
            for cell, number, column in _numbers_beside(entry):
                span = Span(entry.label.span.start, max(entry.label.span.end, cell.span.end))
                unit = number.unit or _unit(entry)
                part, scope = column.part, column.scope
                yield FormValue(row, number, unit, cell, span, year=column.year, part=part, scope=scope)


def _numbers_beside(entry: _Entry) -> Iterator[tuple[PlacedCell, CellNumber, _Beside]]:
    """The numbers of an entry in the columns beside its own; none where its numbers may have moved."""
    if _title(entry) is None or _is_wider_than_titles(entry):
        return
    for column in entry.beside:
        below = [cell for cell in entry.cells if covers(column.title, cell.cell.column)]
        number = read_cell(below[0].cell.text) if len(below) == 1 else None
        if number is not None:
            yield below[0], number, column


def unknown_columns(tables: Sequence[PlacedTable], form: str, year: int) -> Iterator[Flag]:
    """Flags columns of numbers beside those of a list whose titles no data declares harmless."""
    for table in tables:
        rows = rows_of(table)
        numbered = [row for row in rows if any(_is_of_form(cell, form) for cell in row.cells)]
        sums = _sums(rows, form, year)
        for row in _title_rows(rows, year, sums):
            for cell in row.cells:
                key = label_key(cell.cell.text)
                below = [o for other in numbered for o in other.cells if o.cell.column == cell.cell.column]
                if (
                    is_label(cell)
                    and key
                    and key not in _LABELS
                    and not _is_title(cell, year, sums)
                    and not is_harmless(key)
                    and any(read_cell(other.cell.text) is not None for other in below)
                ):
                    told = "a column of the list has a title that the form does not have and was not read"
                    yield Flag("form_column_unknown", f"{told}: {cell.cell.text}", cell.cell.text, cell.span)


def rows_without_numbers(tables: Sequence[PlacedTable], form: str, values: Sequence[FormValue]) -> Iterator[Flag]:
    """Flags the rows of a list of which a copy has lost the column of numbers: hardly any of its rows has one."""
    asking = {row.key for row in layout(form, LIST) if not row.is_header}
    labels = [c for table in tables for c in table.cells if official_key(c.cell.text, (form,)) in asking]
    if len(values) * _HARDLY_ANY < len(labels):
        for label in labels:
            words = label.cell.text
            yield Flag("form_row_unread", f"a row of the form has no number: {words}", words, label.span)


def _positions(entries: Sequence[_Entry], form: str) -> list[int | None]:
    """Which row of the form each entry is.

    A label that the form has twice is known by the group of rows that it stands in: by what was read before it, or
    by the next group that begins behind it. Elsewhere nobody can say which it is.
    """
    candidates = [_rows_by_key(form)[official_key(entry.label.cell.text, (form,))] for entry in entries]
    positions: list[int | None] = []
    previous = -1
    for index, places in enumerate(candidates):
        position: int | None = places[0]
        if len(places) > 1:
            following = next((later[0] for later in candidates[index + 1 :] if len(later) == 1), -1)
            position = next((p for p in places if _is_in_group(p, previous, following, places, form)), None)
        if position is not None:
            previous = position
        positions.append(position)
    return positions


def _is_in_group(place: int, previous: int, following: int, places: Sequence[int], form: str) -> bool:
    """Whether the row at a place of the form may stand between two others.

    Its group must have begun before it, or the next group with the same label begins behind it.
    """
    earlier = max((other for other in places if other < place), default=_group_start(place, form))
    later = min((other for other in places if other > place), default=place)
    return previous < place and (min(_group_start(place, form), earlier) <= previous or place < following <= later)


@functools.cache
def _group_start(place: int, form: str) -> int:
    """The first row of the group (一、, 二、 …) that a row of the form belongs to."""
    rows = layout(form, LIST)
    return max(index for index in range(place + 1) if re.match("[一二三四五六七八九]、", rows[index].label))


@functools.cache
def _rows_by_key(form: str) -> Mapping[str, tuple[int, ...]]:
    places: dict[str, tuple[int, ...]] = {}
    for place, row in enumerate(layout(form, LIST)):
        places[row.key] = (*places.get(row.key, ()), place)
    return places


def _entries(table: int, rows: Sequence[GridRow], form: str, year: int) -> Iterator[_Entry]:
    """Labels with their cells; the halves of a list set side by side follow each other."""
    labels = [cell for row in rows for cell in row.cells if label_key(cell.cell.text) in _LABELS]
    halves = max(1, *(sum(cell.cell.row == label.cell.row for cell in labels) for label in labels), 1)
    if not labels:
        counts = Counter(sum(_is_of_form(cell, form) for cell in row.cells) for row in rows)
        halves = max((count for count in counts if count), key=lambda count: counts[count], default=1)
    sums = _sums(rows, form, year)
    named = ((cell, row) for row in rows for cell in row.cells if _is_title(cell, year, sums))
    titles = tuple(cell for cell, row in named if not _is_total_of_a_row(cell, row, year))
    units = tuple(cell for row in rows for cell in row.cells if says("unit", label_key(cell.cell.text)))
    titled = _title_rows(rows, year, sums)
    beside = tuple(_columns_beside([cell for row in titled for cell in row.cells], year, sums))
    n_columns = _width(rows, titled)
    for number, row in enumerate(rows):
        half = -1
        label: PlacedCell | None = None
        cells: list[PlacedCell] = []
        for cell in row.cells:
            if not _is_of_form(cell, form):
                cells.append(cell)
                continue
            if label is not None:
                yield _Entry(label, tuple(cells), titles, units, beside, n_columns, (table, half, number))
            half = min(half + 1, halves - 1)
            label, cells = cell, []
        if label is not None:
            yield _Entry(label, tuple(cells), titles, units, beside, n_columns, (table, half, number))


def _sums(rows: Sequence[GridRow], form: str, year: int) -> Collection[PlacedCell]:
    """The titles of all years together, which stand beside that of the year itself, above one stretch of rows."""

    def is_of_some(group: str) -> bool:
        return is_part(group) or is_place(group) or names_a_body(group, year)

    sums: set[PlacedCell] = set()
    for is_of_form, together in itertools.groupby(rows, lambda row: any(_is_of_form(cell, form) for cell in row.cells)):
        if is_of_form:
            continue
        columns = [[(cell, label_key(cell.cell.text)) for cell in cells] for cells in by_column([*together]).values()]
        found = sums_beside_their_year(([key for _, key in column] for column in columns), year, is_of_some)
        for column in columns:
            keys = tuple(key for _, key in column)
            sums.update(cell for depth, (cell, _) in enumerate(column, 1) if keys[:depth] in found)
    return sums


def _title_rows(rows: Sequence[GridRow], year: int, sums: Collection[PlacedCell]) -> list[GridRow]:
    """The rows that hold the title of a column of numbers, and those that such a title reaches down to."""
    within: set[int] = set()
    for row in rows:
        for cell in row.cells:
            if _is_title(cell, year, sums):
                within.update(range(cell.cell.row, cell.cell.row + cell.cell.row_span))
    return [row for row in rows if any(cell.cell.row in within for cell in row.cells)]


def _width(rows: Sequence[GridRow], titled: Sequence[GridRow]) -> int:
    """How many columns have titles: those of the rows of titles, and others that reach down to these rows."""
    within = {row.cells[0].cell.row for row in titled}
    titles = (cell.cell for row in rows for cell in row.cells)
    return max(
        (
            title.column + title.column_span
            for title in titles
            if not within.isdisjoint(range(title.row, title.row + title.row_span))
        ),
        default=0,
    )


def _columns_beside(titles: Sequence[PlacedCell], year: int, sums: Collection[PlacedCell]) -> Iterator[_Beside]:
    """The columns of earlier years and of parts of the territory."""
    parts = [key for cell in titles if is_part(key := label_key(cell.cell.text))]
    for cell in titles:
        key = label_key(cell.cell.text)
        named = year_of_title(key, year)
        if named is not None and named < year and cell not in sums:
            yield _Beside(cell, year=named)
        elif key in parts:
            words = without_among("".join(cell.cell.text.split()))
            yield _Beside(cell, part=words, scope=scope_of_part(key, parts))


def _is_title(cell: PlacedCell, year: int, sums: Collection[PlacedCell]) -> bool:
    """Whether a cell is the title of the column that holds the numbers; of 市级, 县（区）, 合计 the last is meant."""
    key = label_key(cell.cell.text)
    whole = _WHOLE.match(key)
    behind = key[whole.end() :] if whole else key
    is_of_numbers = says("number", behind) or says("total", behind)
    of_the_year = year_of_title(key, year) == year and cell not in sums
    return is_of_numbers or (whole is not None and not behind) or of_the_year


def _is_total_of_a_row(cell: PlacedCell, row: GridRow, year: int) -> bool:
    """Whether a cell says that a row has the total of its group (四、行政复议数量 | 合计 | 件 | 3), and is no title."""
    behind = (other.cell.text for other in row.cells if other.cell.column > cell.cell.column)
    numbers = (words for words in behind if read_cell(words) is not None)
    is_numbered = any(year_of_title(words, year, may_be_bare=True) is None for words in numbers)
    return says("total", label_key(cell.cell.text)) and is_numbered


def _is_of_form(cell: PlacedCell, form: str) -> bool:
    return official_key(cell.cell.text, (form,)) in _rows_by_key(form)


def _value(entry: _Entry) -> tuple[PlacedCell, CellNumber] | None:
    """The number of an entry; none where the cell is blank, or where nobody can say which of several is meant."""
    numbers = [(cell, number) for cell in entry.cells if (number := read_cell(cell.cell.text)) is not None]
    title = _title(entry)
    under = [(cell, number) for cell, number in numbers if title and covers(title, cell.cell.column)]
    if under and (len(numbers) == 1 or not _is_wider_than_titles(entry)):
        return under[0]
    near = list(itertools.takewhile(lambda cell: not is_label(cell), entry.cells))
    if len(numbers) == 1 and numbers[0][0] in near and not _is_blank_under_its_title(entry):
        return numbers[0]
    return None


def _unit(entry: _Entry) -> str:
    """The unit beside the number, known or not: under 单位, the first cell that is a unit, or behind the label."""
    titled = (c for c in entry.cells if any(covers(title, c.cell.column) for title in entry.units))
    words = next((cell.cell.text for cell in titled if is_label(cell)), "")
    words = words or next((cell.cell.text for cell in entry.cells if is_unit(cell.cell.text)), "")
    return words or without_unit(entry.label.cell.text)[1]


def _is_wider_than_titles(entry: _Entry) -> bool:
    """Whether a row has cells that no title stands above, so that its numbers may have moved."""
    filled = [cell.cell.column for cell in entry.cells if not is_blank(cell.cell.text)]
    return max(filled) >= entry.n_columns


def _title(entry: _Entry) -> PlacedCell | None:
    """The title of the column that the entry's number belongs in; of 市级, 县（区）, 合计 the last."""
    behind = [title for title in entry.titles if title.cell.column > entry.label.cell.column]
    columns = {cell.cell.column for cell in entry.cells}
    within = [title for title in behind if any(covers(title, column) for column in columns)]
    return max(within, key=lambda title: (title.cell.row, -title.cell.column), default=None)


def _is_blank_under_its_title(entry: _Entry) -> bool:
    """Whether the column that numbers belong in is blank in a row: its only number stands beside it (备注)."""
    title = _title(entry)
    return title is not None and any(
        covers(title, cell.cell.column) and is_blank(cell.cell.text) for cell in entry.cells
    )

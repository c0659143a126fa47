"""The columns of the applicants' matrix: which applicant each cell of a row belongs to."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.forms import TOTAL, forms, grid_forms, is_harmless
from parsers.figures.forms.title_order import order_of_titles
from parsers.figures.grid import GridRow, covers, has_numbers, is_label
from parsers.knowledge.forms import label_key, title_key
from parsers.knowledge.own_titles import is_total
from parsers.knowledge.title_times import year_of_title
from parsers.model import PlacedCell
from parsers.text.cells import is_blank, plain, read_cell

_ADDS_UP = re.compile("[(（](?:含|包含|包括)")
_FEWEST = 2
"""Applicants that tell a row of titles."""
_Placed = list[tuple[str, PlacedCell]]


@dataclasses.dataclass(frozen=True, slots=True)
class Columns:
    """What the titles of a matrix say of its columns.

    Attributes:
        applicants: Applicant types by column of the grid; empty where nobody can say.
        others: Titles that name something else.
        unknown: Those of them that no data declares harmless.
        wide: Titles of applicants that span columns of which all rows fill the same one alone, as sheets do that have
            been made narrower.
    """

    applicants: Mapping[int, str]
    others: tuple[PlacedCell, ...]
    unknown: tuple[PlacedCell, ...]
    wide: tuple[PlacedCell, ...] = ()

    def earlier_totals(self, year: int) -> Mapping[int, int]:
        """The earlier years whose totals stand beside those of the year, by column; none that is named twice.

        上年总计 says so itself, 上年数 where it stands behind the total.

        Args:
            year: Year of the report.
        """
        if TOTAL not in self.applicants.values():
            return {}
        last = max(self.applicants)
        # Titles that are printed again further down name their columns once more.
        named = {
            (title.cell.column, year_of_title(plain(title.cell.text), year))
            for title in self.others
            if _says_total(title) or (self.applicants[last] == TOTAL and title.cell.column > last)
        }
        years = [one for _, one in named]
        return {column: one for column, one in named if one is not None and one < year and years.count(one) == 1}


@functools.cache
def applicants_by_title(form: str) -> Mapping[str, str]:
    """Applicant type of each title that a form or an office gives its column, also behind that of its group.

    法人或其他组织（商业企业） is the title of a column where no cell spans others.
    """
    return {
        label_key(f"{group}{word}"): applicant.applicant_type
        for applicant in forms()[form].applicants
        for word in applicant.words
        for group in dict.fromkeys(("", applicant.group))
    }


def _any_applicant(title: PlacedCell) -> str | None:
    """The applicants that a title names in any form; None for any other."""
    return next((kind for form in grid_forms() if (kind := _named(title, form)) is not None), None)


def _named(title: PlacedCell, form: str) -> str | None:
    """The applicants that a title names; the total may say what it adds up (总计（含法人或其他组织）)."""
    named = applicants_by_title(form)
    is_total = named.get(title_key(title.cell.text)) == TOTAL and _ADDS_UP.search(title.cell.text) is not None
    return named.get(label_key(title.cell.text), TOTAL if is_total else None)


@functools.cache
def _alone() -> frozenset[str]:
    """Titles of the only column of a list of totals."""
    return frozenset(
        label_key(word)
        for form in grid_forms()
        for applicant in forms()[form].applicants
        if applicant.applicant_type == TOTAL
        for word in (*applicant.words, *applicant.alone)
    )


@functools.cache
def _groups() -> frozenset[str]:
    return frozenset(label_key(group) for form in grid_forms() for group in forms()[form].groups)


def applicant_titles(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows that name applicants, or the title of the only column.

    What reaches down to them from the rows above is a row of its own: applicants, and what stands beside them (占比
    over all titles).
    """
    named = [row for row in rows if not has_numbers(row)]
    titles = [row for row in named if len({*map(_any_applicant, row.cells)} - {None}) >= _FEWEST]
    if not titles:
        return _titles_of_totals(rows)
    first = min((cell.cell for cell in titles[0].cells if _any_applicant(cell)), key=lambda cell: cell.column)
    above = [cell for row in named[: named.index(titles[0])] for cell in row.cells]
    beside = [cell for cell in above if cell.cell.column > first.column or _any_applicant(cell)]
    reaching = [cell for cell in beside if cell.cell.row + cell.cell.row_span > first.row]
    return [GridRow(reaching), *titles] if reaching else titles


def _titles_of_totals(rows: Sequence[GridRow]) -> list[GridRow]:
    """The titles of a list of totals, below the captions in its first rows, over as many rows as they reach."""
    header = list(itertools.takewhile(lambda row: not has_numbers(row), rows))
    below_captions = itertools.dropwhile(_is_caption, header)
    first = next((row for row in below_captions if len(row.cells) > 1 or any(map(_is_alone, row.cells))), None)
    if first is None:
        return []
    end = max(cell.cell.row + cell.cell.row_span for cell in first.cells)
    titles = [row for row in header[header.index(first) :] if row.cells[0].cell.row < end]
    return titles if any(_is_alone(cell) for row in titles for cell in row.cells) else []


def _is_caption(row: GridRow) -> bool:
    return len(row.cells) == 1 and row.cells[0].cell.column_span > 1


def _is_alone(title: PlacedCell) -> bool:
    return label_key(title.cell.text) in _alone()


def _says_total(title: PlacedCell) -> bool:
    return is_total(plain(title.cell.text))


def _kind_of_title(title: PlacedCell, form: str, year: int) -> str | None:
    """The applicants that a title of a column names; None for any other.

    The total may say of which year it is (本年总计), and be the only column.
    """
    is_of_the_year = year_of_title(plain(title.cell.text), year) == year and _says_total(title)
    is_total_alone = label_key(title.cell.text) in _alone()
    return _named(title, form) or (TOTAL if is_of_the_year or is_total_alone else None)


def columns_of(titles: Sequence[GridRow], rows: Sequence[GridRow], form: str, year: int) -> Columns:
    """What titles say of the columns of the rows below them.

    Nobody can say where the titles name an applicant twice. Where the total stands right behind the applicants outside
    the group, as it does in the form's own titles once the title that spans the group is lost, the sums must say so.
    A total alone beside the year and an earlier one (2021年 | 2022年 | 合计) may be that of both.

    Args:
        titles: Rows that name applicants.
        rows: Rows of the form below them.
        form: Form.
        year: Year of the report.
    """
    columns: dict[int, str] = {}
    wide: list[PlacedCell] = []
    for row in titles:
        for cell in row.cells:
            kind = _kind_of_title(cell, form, year)
            if kind is None:
                continue
            if cell.cell.column_span == 1:
                columns[cell.cell.column] = kind
            elif (column := _only_column_filled(cell, titles, rows)) is not None:
                columns[column] = kind
                wide.append(cell)
    in_order = tuple(columns[column] for column in sorted(columns))
    certain = len(set(in_order)) == len(in_order)
    if in_order == forms()[form].order_by_lines:
        certain = _add_up_in_columns(rows, columns)
    others = tuple(_others(titles, rows, columns, form, year))
    certain = certain and not _may_sum_years(columns, others, year)
    found = Columns(columns if certain else {}, others, (), tuple(wide))
    known = found.earlier_totals(year)
    unknown = (cell for cell in others if not is_harmless(label_key(cell.cell.text)) and cell.cell.column not in known)
    return dataclasses.replace(found, unknown=tuple(unknown))


def _only_column_filled(title: PlacedCell, titles: Sequence[GridRow], rows: Sequence[GridRow]) -> int | None:
    """The only column below a title that spans several in which anything stands; None where that is not one.

    Titles below it part the applicants once more (自然人: 本地 | 外地).
    """
    spanned = range(title.cell.column, title.cell.column + title.cell.column_span)
    below = (cell for row in titles for cell in row.cells if cell.cell.row > title.cell.row)
    if any(is_label(cell) and any(covers(cell, column) for column in spanned) for cell in below):
        return None
    under = [cell.cell for row in rows for cell in row.values if any(covers(cell, column) for column in spanned)]
    filled = {cell.column for cell in under if not is_blank(cell.text)}
    return filled.pop() if len(filled) == 1 and all(cell.column_span == 1 for cell in under) else None


def _may_sum_years(columns: Mapping[int, str], others: Sequence[PlacedCell], year: int) -> bool:
    years = {year_of_title(plain(title.cell.text), year, may_be_bare=True) for title in others} - {None}
    return [*columns.values()] == [TOTAL] and len(years) > 1 and year in years


def _add_up_in_columns(rows: Sequence[GridRow], columns: Mapping[int, str]) -> bool:
    """Whether all rows that have a total add up to it, if their cells belong to the titles above them."""
    totals = [
        _adds_up((kind, cell) for column, kind in columns.items() for cell in row.values if covers(cell, column))
        for row in rows
        if any(number and number.value for number in (read_cell(cell.cell.text) for cell in row.values))
    ]
    return bool(totals) and all(totals)


def _adds_up(placed: Iterable[tuple[str, PlacedCell]]) -> bool:
    """Whether the numbers of applicants add up to their total; a cell without a number counts nothing."""
    numbers = [(kind, number.value) for kind, cell in placed if (number := read_cell(cell.cell.text)) is not None]
    totals = [value for kind, value in numbers if kind == TOTAL]
    return len(totals) == 1 and sum(value for kind, value in numbers if kind != TOTAL) == totals[0]


def _others(
    titles: Sequence[GridRow], rows: Sequence[GridRow], columns: Mapping[int, str], form: str, year: int
) -> Iterator[PlacedCell]:
    """Titles that name no applicant and stand behind the first one, or above numbers; those of labels stand before."""
    if not columns:
        return
    numbered = {cell.cell.column for row in rows for cell in row.values if read_cell(cell.cell.text) is not None}
    first = forms()[form].applicant_order[:1]
    for row in titles:
        begins = row is titles[0] or any(applicants_by_title(form).get(key) in first for key in row.cell_keys())
        for cell in row.cells:
            key = label_key(cell.cell.text)
            if not key or _kind_of_title(cell, form, year) is not None:
                continue
            if key in _groups() and not _is_apart(cell, columns, form):
                continue
            if cell.cell.column_span > 1 and any(covers(cell, column) for column in columns):
                continue
            behind = cell.cell.column > min(columns) or not begins
            if behind or any(covers(cell, column) for column in numbered):
                yield cell


def _is_apart(group: PlacedCell, columns: Mapping[int, str], form: str) -> bool:
    """Whether a group has a column of its own, and none for any of its applicants (自然人 | 法人或其他组织 | 合计)."""
    key = label_key(group.cell.text)
    members = {a.applicant_type for a in forms()[form].applicants if label_key(a.group) == key}
    return group.cell.column_span == 1 and members.isdisjoint(columns.values())


def by_column(row: GridRow, reaching: Sequence[PlacedCell], columns: Columns, form: str) -> _Placed | None:
    """The cells with the applicant type that stands above each in the grid, if every column has one of its own.

    Columns with another title (占比) must be filled, too, so that no cell can have moved into them or out of them.
    Where the titles name only some of the applicants, the row must have no cells without a title.

    Args:
        row: The row.
        reaching: Its cells and those of rows above that reach down to it.
        columns: What the titles say.
        form: Form.
    """
    of_others = {title.cell.column for title in columns.others}
    if not all(any(covers(cell, column) for cell in reaching) for column in of_others):
        return None
    placed: _Placed = []
    for column, kind in columns.applicants.items():
        cells = [cell for cell in row.values if covers(cell, column)]
        if len(cells) != 1:
            return None
        placed.append((kind, cells[0]))
    under = {cell for _, cell in placed}
    of_wide = {cell for cell in row.values if any(covers(title, cell.cell.column) for title in columns.wide)}
    beside = [cell for cell in row.values if cell not in under | of_wide and cell.cell.column not in of_others]
    if len(columns.applicants) < len(forms()[form].applicants) and beside:
        return None
    if any(not is_blank(cell.cell.text) for cell in (*beside, *(of_wide - under))):
        return None
    wide = [cell for cell in under if cell.cell.column_span > 1 and not is_blank(cell.cell.text)]
    may_have_moved = bool(beside) and any(is_blank(cell.cell.text) for cell in under)
    return None if wide or may_have_moved or _holds_share(placed) else placed or None


def by_order(row: GridRow, titles: Sequence[GridRow], form: str) -> _Placed | None:
    """The cells in the order that titles give, if they are exactly as many; blank cells around them do not count."""
    order = _in_order(titles, form)
    values = list(row.values)
    windows = [
        values[start : start + len(order)]
        for start in range(len(values) - len(order) + 1)
        if all(is_blank(cell.cell.text) for cell in (*values[:start], *values[start + len(order) :]))
    ]
    if len(windows) != 1:
        return None
    placed = list(zip(order, windows[0], strict=True))
    if _holds_share(placed):
        return None
    return placed if not _may_be_in_order(titles, form) or _adds_up(placed) else None


def _holds_share(placed: _Placed) -> bool:
    """Whether any cell holds a share, which may have moved there from a column beside the applicants."""
    return any((number := read_cell(cell.cell.text)) is not None and number.unit == "%" for _, cell in placed)


def _may_be_in_order(titles: Sequence[GridRow], form: str) -> bool:
    """Whether one row of titles names the applicants, and no group, in the order of the lines of the form's titles.

    It may mean that order then, or have lost the title that spans the group.
    """
    named = applicants_by_title(form)
    rows = [row.cell_keys() for row in titles]
    lines = (tuple(named[key] for key in keys if key in named) for keys in rows if _groups().isdisjoint(keys))
    return forms()[form].order_by_lines in lines


def _in_order(titles: Sequence[GridRow], form: str) -> Sequence[str]:
    """The applicants as titles order them, line by line; none where nobody can say.

    Those under a title that spans several stand where that title does. Where it is lost, and where there are no titles,
    they can only be in the order of the form.
    """
    order, known = forms()[form].applicant_order, applicants_by_title(form)
    spanning = {a.applicant_type: label_key(a.group) or a.applicant_type for a in forms()[form].applicants}
    once = dict.fromkeys(tuple(row.cell_keys()) for row in titles)
    said = [known.get(key, key) for row in once for key in row]
    named = tuple(one for one in said if one in order)
    are_official = not titles or named in (order, forms()[form].order_by_lines)
    return order_of_titles(spanning, said) or (order if are_official else ())

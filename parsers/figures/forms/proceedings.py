"""The table of proceedings: reconsideration and litigation by outcome."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.forms import PROCEEDINGS, is_harmless
from parsers.figures.forms.form_value import FormValue
from parsers.figures.forms.sums_of_kinds import SUMS, names_sum, sum_of_kinds, sums_of_kinds
from parsers.figures.forms.title_order import order_of_titles
from parsers.figures.grid import GridRow, covers, has_numbers, is_numbering
from parsers.knowledge.forms import (
    FormRow,
    label_key,
    layout,
    outcomes,
    proceedings,
    proceedings_named,
    proceedings_words,
    title_keys,
)
from parsers.knowledge.own_titles import says
from parsers.model import Flag, PlacedCell
from parsers.text.cells import is_blank, is_unit, read_cell


def read_proceedings(
    rows: Sequence[GridRow], before: str, above: Sequence[GridRow], form: str, flags: list[Flag]
) -> Iterator[FormValue]:
    """Reads the table of proceedings.

    Args:
        rows: Rows of a table.
        before: The line in front of it, which may name the kind of proceedings.
        above: Titles that the table before it ended in.
        form: Form.
        flags: Grows by columns that the form does not have.
    """
    table = _Table(before, above, form, flags)
    for row in rows:
        if not is_numbering(row):
            yield from table.read(row)


class _Table:
    """Goes down a table, and knows the titles above the next row and the kind of proceedings that it stands below."""

    def __init__(self, before: str, above: Sequence[GridRow], form: str, flags: list[Flag]) -> None:
        """Stands above the first row; what stands in front of the table may name it."""
        self._form = form
        self._flags = flags
        self._titles = list(above)
        self._group = proceedings_named(form, label_key(before)) or ""
        self._names_all = "复议" in before and "诉讼" in before
        self._in_rows: dict[str, FormValue] = {}

    def read(self, row: GridRow) -> Iterable[FormValue]:
        """The numbers of the next row; titles have none."""
        keys = row.cell_keys()
        if _names_outcomes(row, self._form):
            self._go_past(row, keys)
            return ()
        self._group = _named_in(keys, self._form, "" if _names_others(keys, self._form) else self._group)
        strange = _strange_titles(self._titles, row, self._form)
        told = "a column of the table of proceedings has a title that the form does not have and was not read"
        self._flags.extend(
            Flag("form_column_unknown", f"{told}: {title.cell.text}", title.cell.text, title.span) for title in strange
        )
        return self._numbers(row, are_strange=bool(strange))

    def _go_past(self, row: GridRow, keys: Sequence[str]) -> None:
        """Goes past a row of titles; those that are printed again begin anew."""
        again = (place for place, other in enumerate(self._titles) if other.cell_keys() == keys)
        self._titles = [*self._titles[: next(again, len(self._titles))], row]
        is_heading = row.cells[0].cell.column_span == 1 and not any(keys[1:])
        if len(keys) == 1 or is_heading:
            self._group = _named_in(keys, self._form, "" if _names_others(keys, self._form) else self._group)

    def _numbers(self, row: GridRow, *, are_strange: bool) -> Iterable[FormValue]:
        """The numbers of a row, by what names their kind and outcome: the row, the titles above it, or both."""
        form, flags = self._form, self._flags
        outcome = _outcome(row.labels[-1], form) if row.labels else None
        named = [key for title in self._titles for key in title.cell_keys() if key in outcomes(form)]
        if outcome and not named and (kinds := _kinds_above(self._titles, row, form)):
            return self._of_kinds(row, kinds, outcome)
        if named and row.labels and names_sum(row.labels[-1].cell.text, form):
            self._group = ""
            return sums_of_kinds([*self._in_rows.values()], row)
        if outcome and self._group and (alone := _only_value(row)) is not None:
            return _proceeding(row, alone, self._group, outcome, form, flags)
        if are_strange:
            return ()
        if (whole := _whole(row, form)) and (named or self._names_all):
            return self._all_kinds(row, whole, named)
        is_part = self._titles and _is_part(len(row.values), form) and len(row.values) == len(named)
        return self._kinds_in_rows(row) if is_part and not _names_some(row, form) else ()

    def _of_kinds(self, row: GridRow, kinds: Sequence[str], outcome: str) -> Iterator[FormValue]:
        """The numbers of an outcome, each of the kind above it, and the sums of these beside them."""
        cells = list(zip(row.values, kinds, strict=True))
        of_kinds = ((cell, kind) for cell, kind in cells if kind)
        read = [value for one in of_kinds for value in _proceeding(row, *one, outcome, self._form, self._flags)]
        yield from read
        for cell, kind in cells:
            if not kind and names_sum(_titles_above(self._titles, cell)[0].cell.text, self._form):
                yield from sum_of_kinds(read, cell, row)

    def _all_kinds(self, row: GridRow, whole: Sequence[PlacedCell], named: Sequence[str]) -> Iterator[FormValue]:
        """The numbers of a row that holds those of all kinds."""
        places = _places(self._titles, whole, named, self._form)
        if not places:
            told = "the titles of the table of proceedings do not tell its columns apart, and it was not read"
            self._flags.extend(
                Flag("form_row_unread", f"{told}: {name}", name, row.span) for name in proceedings(self._form)
            )
        for cell, place in zip(whole, places, strict=False):
            yield from _proceeding(row, cell, *place, self._form, self._flags)

    def _kinds_in_rows(self, row: GridRow) -> Iterator[FormValue]:
        """The numbers of a row of some kinds, which may have a sum further down; of a kind twice, the last ones."""
        for cell in row.values:
            found = _place(self._titles, cell, self._group, self._form)
            read = list(_proceeding(row, cell, *found, self._form, self._flags)) if found is not None else []
            self._in_rows |= {value.row.code: value for value in read}
            yield from read


def _names_some(row: GridRow, form: str) -> bool:
    """Whether the own label of a row names other cases than a kind of proceedings (土地类小计)."""
    key = label_key(row.labels[-1].cell.text) if row.labels else ""
    is_known = key in proceedings_words(form) or proceedings_named(form, key) is not None
    return key != "" and not is_known and not says("number", key)


def _only_value(row: GridRow) -> PlacedCell | None:
    """The only cell behind the labels of a row that is no unit."""
    cells = [cell for cell in row.values if not is_unit(cell.cell.text)]
    return cells[0] if len(cells) == 1 else None


def _kinds_above(titles: Sequence[GridRow], row: GridRow, form: str) -> Sequence[str]:
    """The kinds of proceedings whose titles stand above an outcome's cells; none where they do not tell all apart.

    All kinds in a row are told by their order, too: the title above the labels may be lost. A sum beside several kinds
    is of none itself.
    """
    titled = [_above(titles, cell) for cell in row.values]
    above = [_named_in(keys, form, "") for keys in titled]
    named = [name for name in above if name]
    are_sums = all(name or keys[0].endswith(SUMS) for name, keys in zip(above, titled, strict=True) if keys)
    if len(named) > 1 and len(set(named)) == len(named) and are_sums and all(titled):
        return above
    in_order = [name for title in titles for key in title.cell_keys() if (name := proceedings_named(form, key))]
    if len(above) == 1 and above == named:
        return above
    return in_order if len(row.values) == len(in_order) and sorted(in_order) == sorted(proceedings(form)) else ()


def _above(titles: Sequence[GridRow], cell: PlacedCell) -> list[str]:
    """The titles above a cell, the nearest first."""
    return [label_key(title.cell.text) for title in _titles_above(titles, cell)]


def _titles_above(titles: Sequence[GridRow], cell: PlacedCell) -> list[PlacedCell]:
    return [title for row in titles[::-1] for title in row.cells[::-1] if covers(title, cell.cell.column)]


def _named_in(keys: Sequence[str], form: str, default: str) -> str:
    """The first kind of proceedings that one of some titles names."""
    return next(filter(None, (proceedings_named(form, key) for key in keys)), default)


def _names_others(keys: Sequence[str], form: str) -> bool:
    """Whether a label or heading names proceedings that are no kind of the form, which ends the kind above it."""
    return any(("复议" in key or "诉讼" in key) and proceedings_named(form, key) is None for key in keys)


def before_proceedings(rows: Sequence[GridRow], form: str) -> list[GridRow]:
    """The rows of a table in front of those of proceedings, whose 总计 and 其他 are none of applications."""
    names = (place for place, row in enumerate(rows) if any(_is_of_proceedings(key, form) for key in row.cell_keys()))
    return [*rows[: next(names, len(rows))]]


def _is_of_proceedings(key: str, form: str) -> bool:
    return key in outcomes(form)[:-1] or proceedings_named(form, key) is not None


def outcome_titles(rows: Sequence[GridRow], form: str) -> list[GridRow]:
    """The titles that a table of proceedings ends in, where its numbers stand on the next page."""
    titles = [row for row in rows if _names_outcomes(row, form)]
    return titles if titles and len(titles) == len(rows) else []


def _names_outcomes(row: GridRow, form: str) -> bool:
    """Whether a row is one of titles; the last outcome, the total, stands above other tables, too."""
    telling = outcomes(form)[:-1]
    return any(key in telling or proceedings_named(form, key) for key in row.cell_keys()) and not has_numbers(row)


def _strange_titles(titles: Sequence[GridRow], row: GridRow, form: str) -> list[PlacedCell]:
    """Titles of columns that are none of the table's, where others are; those that only span others do not count."""
    if not any(key in outcomes(form) for title in titles for key in title.cell_keys()):
        return []
    first = min((cell.cell.column for cell in row.values), default=0)
    found = []
    for number, title in enumerate(titles):
        below = [cell for other in titles[number + 1 :] for cell in other.cells]
        for cell in title.cells:
            key = label_key(cell.cell.text)
            spans_others = any(covers(cell, other.cell.column) for other in below)
            if (
                key
                and cell.cell.column >= first
                and key not in proceedings_words(form)
                and not proceedings_named(form, key)
                and not is_harmless(key)
                and not spans_others
            ):
                found.append(cell)
    return found


@functools.cache
def _form_cells(form: str) -> Mapping[tuple[str, str], FormRow]:
    return {(row.label, row.column_key): row for row in layout(form, PROCEEDINGS)}


def _proceeding(
    row: GridRow, cell: PlacedCell, group: str, outcome: str, form: str, flags: list[Flag]
) -> Iterator[FormValue]:
    form_row, number = _form_cells(form)[group, outcome], read_cell(cell.cell.text)
    if number is not None:
        yield FormValue(form_row, number, number.unit, cell, row.span)
    elif not is_blank(cell.cell.text):
        sentence = f"a cell of the table of proceedings holds no number: {cell.cell.text}"
        flags.append(Flag("form_cell_unread", sentence, f"{form_row.label} {form_row.column}", cell.span))


def _outcome(cell: PlacedCell, form: str) -> str | None:
    key = label_key(cell.cell.text)
    return key if key in outcomes(form) else None


def _whole(row: GridRow, form: str) -> Sequence[PlacedCell]:
    """The cells of a row that holds the whole table, without blank ones between them where none of its own is blank."""
    count = len(layout(form, PROCEEDINGS))
    filled = [cell for cell in row.values if not is_blank(cell.cell.text)]
    return next((cells for cells in (row.values, filled) if len(cells) == count), ())


def _is_part(count: int, form: str) -> bool:
    """Whether so many cells are those of some kinds of proceedings, but not of all."""
    return count in range(len(outcomes(form)), len(layout(form, PROCEEDINGS)), max(1, len(outcomes(form))))


def _places(
    titles: Sequence[GridRow], cells: Sequence[PlacedCell], named: Sequence[str], form: str
) -> Sequence[tuple[str, str]]:
    """Proceedings and outcome of each cell of the whole table: those above it, else in the order that titles give.

    Titles must name the outcomes of each kind in one and the same order, or none at all.
    """
    above = [place for cell in cells if (place := _place(titles, cell, "", form)) is not None]
    if len(set(above)) == len(cells):
        return above
    known = outcomes(form)
    each = named[: len(known)] or known
    is_whole = sorted(each) == sorted(known) and list(named) in ([], [*each] * len(proceedings(form)))
    return tuple(itertools.product(_in_order(titles, form), each)) if is_whole else ()


def _in_order(titles: Sequence[GridRow], form: str) -> Sequence[str]:
    """The kinds of proceedings as titles order them, line by line; none where some are lost and others out of order."""
    paths = {name: title_keys(name) for name in proceedings(form)}
    spanning = {name: path[0] for name, path in paths.items()}
    said: list[str] = []
    for key in (key for title in titles for key in title.cell_keys()):
        name = proceedings_named(form, key)
        said.append(name or key)
        if name is not None and len(paths[name]) == 1:
            said.append(spanning[name])  # nothing else stands over it
    said = list(dict.fromkeys(said))
    kinds = [one for one in said if one in spanning]
    tops = [one for one in said if one in spanning.values()]
    order, upper = list(paths), list(spanning.values())
    are_in_order = kinds == sorted(kinds, key=order.index) and tops == sorted(tops, key=upper.index)
    return order_of_titles(spanning, said) or (order if are_in_order else ())


def _place(titles: Sequence[GridRow], cell: PlacedCell, group: str, form: str) -> tuple[str, str] | None:
    """Proceedings and outcome that stand above a cell, or the proceedings that its row names."""
    above = _above(titles, cell)
    outcome = next((key for key in above if key in outcomes(form)), None)
    group = _named_in(above, form, group)
    return (group, outcome) if group and outcome else None

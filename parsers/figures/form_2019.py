"""The forms of 2019 (国办公开办函〔2019〕60号) and 2021 (国办公开办函〔2021〕30号): tables 二, 三 and 四.

A number is read by the labels of its row and its column. Where a copy has lost the column titles, the official order
stands in for them only if the row has exactly as many cells as the form.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from parsers.figures.cells import is_blank, is_unit, read_cell
from parsers.figures.form_2014 import FormValue
from parsers.figures.grid import Row, covers, is_numbering, rows_of
from parsers.layouts import Row as FormRow
from parsers.layouts import label_key, layout, official_key
from parsers.model import PlacedCell, PlacedTable, ReportText

ERAS = ("2019", "2021")
FIRST_YEAR = 2019
"""Year of the first reports on these forms."""
_APPLICANTS = {
    "自然人": "natural_person",
    "商业企业": "business",
    "企业": "business",
    "科研机构": "research",
    "社会公益组织": "nonprofit",
    "公益组织": "nonprofit",
    "法律服务机构": "legal_service",
    "其他": "other",
    "其它": "other",
    "总计": "total",
    "合计": "total",
}
_TOTALS = ("总计", "合计", "总数", "数量", "件数")
"""Titles of the only column of a list of totals."""
_GROUP_OF_APPLICANTS = "法人或其他组织"
_ORDER = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
_WITHOUT_GROUP = ["natural_person", "total", *_ORDER[1:6]]
"""The form's titles as they are read line by line."""
_OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_PROCEEDINGS = ("行政复议", "行政诉讼未经复议直接起诉", "行政诉讼复议后起诉")
_FEW = 3
"""Rows of the applicants' matrix that make a table that matrix."""


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
    flags: tuple[str, ...]


def read_since_2019(text: ReportText, year: int) -> Reading:
    """Reads tables 二, 三 and 四; labels that only one of the two forms has tell which."""
    labels = [label_key(cell.cell.text) for table in text.tables for cell in table.cells]
    era = _era(labels, year)
    values: list[FormValue] = []
    used: set[PlacedTable] = set()
    flags: list[str] = []
    titles: Row | None = None
    outcomes: list[Row] = []
    above: list[Row] = []
    for table in text.tables:
        rows = rows_of(table)
        found: list[FormValue] = []
        applicants = _applicant_titles(rows)
        if _is_matrix(rows, applicants, era, year, goes_on=len(_applicant_columns(above))):
            found.extend(_matrix(rows, applicants or above, era, flags))
            above = applicants or above
        elif rows:
            above = []
        for row in rows:
            if any(_title_key(cell) in _column_titles() for cell in row.cells):
                titles = row
            found.extend(_documents(row, titles, era))
        proceedings = list(_proceedings(rows, _words_before(text, table), outcomes, era))
        outcomes = [] if proceedings else _outcome_titles(rows)
        found.extend(proceedings)
        if found:
            used.add(table)
            values.extend(found)
    return Reading(era if used else "narrative", tuple(values), frozenset(used), tuple(flags))


def labels_found(table: PlacedTable) -> int:
    """How many cells of a table hold labels of tables 二, 三 and 四."""
    return sum(official_key(cell.cell.text, "2019") in _words() for cell in table.cells)


@functools.cache
def _words() -> frozenset[str]:
    rows = [row for era in ERAS for row in _rows(era)]
    words = {label_key(word) for row in rows for word in (row.label, *row.columns)}
    return frozenset(words - {label_key(word) for word in _APPLICANTS})


def _era(labels: Iterable[str], year: int) -> str:
    votes: Counter[str] = Counter()
    for label in labels:
        votes.update(_telling().get(official_key(label, "2019"), ()) or _telling().get(label, ()))
    if votes["2019"] != votes["2021"]:
        return max(ERAS, key=lambda era: votes[era])
    return "2021" if year >= 2021 else "2019"


@functools.cache
def _telling() -> Mapping[str, tuple[str, ...]]:
    """Labels that only one of the forms has."""
    words = {era: {label_key(name) for row in _rows(era) for name in (row.label, *row.columns)} for era in ERAS}
    return {word: (era,) for era, other in (ERAS, ERAS[::-1]) for word in words[era] - words[other]}


@functools.cache
def _rows(era: str) -> tuple[FormRow, ...]:
    return tuple(row for table in ("表二", "表三", "表四") for row in layout(era, table))


# Table 二: documents, licences, penalties, charges, procurement.


@functools.cache
def _column_titles() -> frozenset[str]:
    return frozenset(label_key(_without_note(row.columns[0])) for era in ERAS for row in layout(era, "表二"))


@functools.cache
def _document_cells(era: str) -> Mapping[tuple[str, str], FormRow]:
    """Rows of the form by the keys of row and column; each form's words are understood in the other, too."""
    cells: dict[tuple[str, str], FormRow] = {}
    for row in (*layout(era, "表二"), *(row for other in ERAS if other != era for row in layout(other, "表二"))):
        for label in _same(row.label):
            for column in _same(row.columns[0]):
                cells.setdefault((label_key(label), label_key(_without_note(column))), row)
    return cells


def _same(label: str) -> tuple[str, ...]:
    """A label and its wording in the other form."""
    pairs = {"规范性文件": "行政规范性文件", "处理决定数量": "本年处理决定数量"}
    pairs |= {new: old for old, new in pairs.items()}
    return (label, pairs[label]) if label in pairs else (label,)


def _without_note(label: str) -> str:
    return re.split(r"[（(]", label, maxsplit=1)[0]


def _words_before(text: ReportText, table: PlacedTable) -> str:
    """The line in front of a table, which may name it."""
    return text.text[: table.span.start].rstrip("\n").rpartition("\n")[2]


def _documents(row: Row, titles: Row | None, era: str) -> Iterator[FormValue]:
    if not row.labels:
        return
    label = label_key(row.labels[-1].cell.text)
    in_order = _document_rows(era).get(label, ())
    named = [title for title in titles.cells if _title_key(title) in _column_titles()] if titles else []
    if not any((label, _title_key(title)) in _document_cells(era) for title in named):
        if in_order and len(row.values) == len(in_order):
            yield from _numbered(zip(row.values, in_order, itertools.repeat(None)), row)
        return
    form_rows = [_document_cells(era).get((label, _title_key(title))) for title in named]
    placed = _under_titles(row.values, named)
    if placed is not None:
        yield from _numbered(zip(placed, form_rows, named, strict=True), row)


def _numbered(cells: Iterable[tuple[PlacedCell, FormRow | None, PlacedCell | None]], row: Row) -> Iterator[FormValue]:
    for cell, form_row, title in cells:
        number = read_cell(cell.cell.text)
        if form_row is not None and number is not None:
            yield FormValue(form_row, number, _unit_in(title), cell, row.span)


def _under_titles(values: Sequence[PlacedCell], titles: Sequence[PlacedCell]) -> list[PlacedCell] | None:
    """The cell of each title: by order where there are as many, else by the grid if that leaves nothing open."""
    cells = list(values)
    while len(cells) > len(titles) and is_blank(cells[-1].cell.text):
        cells.pop()
    if len(cells) == len(titles):
        return cells
    placed: list[PlacedCell] = []
    for title in titles:
        below = [cell for cell in cells if covers(title, cell.cell.column)]
        filled = [cell for cell in below if not is_blank(cell.cell.text)]
        if not below or len(filled) > 1:
            return None
        placed.append(filled[0] if filled else below[0])
    return placed if all(cell in placed or is_blank(cell.cell.text) for cell in cells) else None


@functools.cache
def _document_rows(era: str) -> Mapping[str, tuple[FormRow, ...]]:
    """The rows of the form by the key of their label, in the order of their columns."""
    rows: dict[str, tuple[FormRow, ...]] = {}
    for row in layout(era, "表二"):
        for label in _same(row.label):
            rows[label_key(label)] = (*rows.get(label_key(label), ()), row)
    other = next(name for name in ERAS if name != era)
    for row in layout(other, "表二"):
        rows.setdefault(label_key(row.label), (row,))
    return rows


def _title_key(cell: PlacedCell) -> str:
    return label_key(_without_note(cell.cell.text))


def _unit_in(title: PlacedCell | None) -> str:
    """The unit that a column's title names (单位：万元)."""
    note = title.cell.text if title else ""
    return next((unit for unit in ("亿元", "万元", "元") if f"{unit}）" in note or f"{unit})" in note), "")


# Table 三: applications by outcome and applicant.


@functools.cache
def _matrix_rows(era: str) -> Mapping[str, FormRow]:
    return {row.key: row for row in layout(era, "表三")}


def _matrix_row(row: Row, era: str) -> FormRow | None:
    """The row of the form that a row's last label names."""
    if not row.labels or not row.values:
        return None
    label = row.labels[-1].cell.text
    rows = _matrix_rows(era)
    found = rows.get(official_key(label, "2019"))
    if found is None:
        key = official_key(label, "2019")
        found = next((rows[name] for name in rows if len(name) > 3 and key.endswith(name)), None)
    return found if found is not None and found.code else None


def _is_matrix(rows: Sequence[Row], titles: Sequence[Row], era: str, year: int, *, goes_on: int) -> bool:
    """Whether a table is that of the applicants, a piece of it, or a list of its totals alone.

    A piece has titles of its own, or as many cells as the piece before it has titles (`goes_on`).
    """
    of_form = [row for row in rows if row not in titles and _matrix_row(row, era) is not None]
    wide = sum(len(row.values) > 1 for row in of_form)
    is_piece = goes_on > 1 and any(len(row.values) >= goes_on for row in of_form)
    if wide >= _FEW or is_piece or (wide and len(_applicant_columns(titles)) == len(_ORDER)):
        return True
    return year >= FIRST_YEAR and len(of_form) >= _FEW and bool(_applicant_columns(titles))


def _applicant_titles(rows: Sequence[Row]) -> list[Row]:
    """The rows that name applicants, or the title of the only column."""
    named = [row for row in rows if not _numbers(row)]
    titles = [row for row in named if len({_APPLICANTS.get(key) for key in row.cell_keys()} - {None}) >= 2]
    return titles or [row for row in named[:1] if any(key in _TOTALS for key in row.cell_keys())]


def _matrix(rows: Sequence[Row], titles: Sequence[Row], era: str, flags: list[str]) -> Iterator[FormValue]:
    columns = _applicant_columns(titles)
    others = _other_columns(titles, columns)
    for index, row in enumerate(rows):
        form_row = _matrix_row(row, era)
        if form_row is None or row in titles:
            continue
        placed = _by_column(row, columns, others) or (None if others else _by_order(row, titles))
        if placed is None:
            flags.append(f"a row of the applicants' table has {len(row.values)} cells for 7 columns and was not read")
            continue
        if not _is_in_place(form_row, rows[: index + 1], rows[index + 1 :], era):
            flags.append(
                f"a row of the applicants' table stands in no place of its own and was not read: {form_row.label}"
            )
            continue
        for kind, cell in placed:
            number = read_cell(cell.cell.text)
            if number is not None:
                yield FormValue(form_row, number, "", cell, row.span, kind)
            elif not is_blank(cell.cell.text):
                flags.append(f"a cell of the applicants' table holds no number: {cell.cell.text}")


def _is_in_place(form_row: FormRow, until: Sequence[Row], later: Sequence[Row], era: str) -> bool:
    """Whether a label that could stand in any group (其他, 总计) stands where the form has it."""
    order = list(_matrix_rows(era))
    if form_row.code == "applications.answered.total":
        following = [found for row in later if (found := _matrix_row(row, era)) is not None]
        return all(found.code in ("applications.carried_out", form_row.code) for found in following)
    if form_row.code == "applications.answered.other.misc":
        labels = [official_key(cell.cell.text, "2019") for row in until for cell in row.labels]
        known = [key for key in labels[:-1] if key in order]
        return bool(known) and order.index("其他处理") <= order.index(known[-1]) < order.index(form_row.key)
    return True


def _numbers(row: Row) -> bool:
    return any(read_cell(cell.cell.text) is not None for cell in row.cells)


_Placed = list[tuple[str, PlacedCell]]


def _by_column(row: Row, columns: Mapping[int, str], others: frozenset[int]) -> _Placed | None:
    """The cells with the applicant type that stands above each in the grid, if every column has one of its own.

    Columns with another title (占比) must be filled, too, so that no cell can have moved into them or out of them.
    Where the titles name only some of the applicants, the row must have no cells without a title.
    """
    if not all(any(covers(cell, column) for cell in row.values) for column in others):
        return None
    placed: _Placed = []
    for column, kind in columns.items():
        cells = [cell for cell in row.values if covers(cell, column)]
        if len(cells) != 1:
            return None
        placed.append((kind, cells[0]))
    under = {cell for _, cell in placed}
    beside = [cell for cell in row.values if cell not in under and cell.cell.column not in others]
    if len(columns) < len(_ORDER) and beside:
        return None
    if any(not is_blank(cell.cell.text) for cell in beside):
        return None
    wide = [cell for cell in under if cell.cell.column_span > 1 and not is_blank(cell.cell.text)]
    may_have_moved = bool(beside) and any(is_blank(cell.cell.text) for cell in under)
    is_share = any((number := read_cell(cell.cell.text)) and number.unit == "%" for cell in under)
    return None if wide or may_have_moved or is_share else placed or None


def _other_columns(titles: Sequence[Row], columns: Mapping[int, str]) -> frozenset[int]:
    """Columns to the right of the first applicant whose title names something else."""
    if not columns:
        return frozenset()
    return frozenset(
        cell.cell.column
        for row in titles
        for cell in row.cells
        if not is_blank(cell.cell.text)
        and label_key(cell.cell.text) != _GROUP_OF_APPLICANTS
        and cell.cell.column > min(columns)
        and not any(covers(cell, column) for column in columns)
    )


def _by_order(row: Row, titles: Sequence[Row]) -> _Placed | None:
    """The cells in the order of the form, if it is exactly its seven; blank cells around them do not count."""
    values = list(row.values)
    windows = [
        values[start : start + len(_ORDER)]
        for start in range(len(values) - len(_ORDER) + 1)
        if all(is_blank(cell.cell.text) for cell in (*values[:start], *values[start + len(_ORDER) :]))
    ]
    if not windows or not _in_official_order(titles):
        return None
    full = [window for window in windows if not is_blank(window[-1].cell.text) and not is_blank(window[0].cell.text)]
    chosen = full if len(windows) > 1 else windows
    return list(zip(_ORDER, chosen[0], strict=True)) if len(chosen) == 1 else None


def _applicant_columns(titles: Sequence[Row]) -> dict[int, str]:
    """Applicant types by column of the grid; empty where nobody can say.

    That is so where the titles name one of them twice, and where 总计 stands right behind 自然人: it does so in the
    form's own titles once the title that spans the columns between them is lost.
    """
    columns: dict[int, str] = {}
    for row in titles:
        for cell in row.cells:
            key = label_key(cell.cell.text)
            kind = _APPLICANTS.get(key) or ("total" if key in _TOTALS else None)
            if kind is not None and cell.cell.column_span == 1:
                columns[cell.cell.column] = kind
    in_order = [columns[column] for column in sorted(columns)]
    return columns if len(set(in_order)) == len(in_order) and in_order != _WITHOUT_GROUP else {}


def _in_official_order(titles: Sequence[Row]) -> bool:
    """Whether the titles, as far as there are any, follow the order of the form."""
    if not titles:
        return True
    once = dict.fromkeys(tuple(row.cell_keys()) for row in titles)
    named = [_APPLICANTS[key] for keys in once for key in keys if key in _APPLICANTS]
    return named in ([*_ORDER], _WITHOUT_GROUP)


# Table 四: reconsideration and litigation.


@functools.cache
def _proceeding_cells(era: str) -> Mapping[tuple[str, str], FormRow]:
    return {(label_key(row.label), label_key(row.columns[0])): row for row in layout(era, "表四")}


def _outcome_titles(rows: Sequence[Row]) -> list[Row]:
    """The titles that a table of proceedings ends in, where its numbers stand on the next page."""
    titles = [row for row in rows if _names_outcomes(row)]
    return titles if titles and len(titles) == len(rows) else []


def _names_outcomes(row: Row) -> bool:
    return any(key in _OUTCOMES[:4] or _group(key) for key in row.cell_keys()) and not _numbers(row)


def _proceedings(rows: Sequence[Row], before: str, above: Sequence[Row], era: str) -> Iterator[FormValue]:
    """Reads table 四.

    Args:
        rows: Rows of a table.
        before: The line in front of it, which may name the kind of proceedings.
        above: Titles that the table before it ended in.
        era: Form.
    """
    titles: list[Row] = list(above)
    group = _group(label_key(before)) or ""
    is_named = "复议" in before and "诉讼" in before
    for row in rows:
        if is_numbering(row):
            continue
        keys = row.cell_keys()
        if _names_outcomes(row):
            # Titles that are printed again begin anew.
            titles = titles[: next((i for i, other in enumerate(titles) if other.cell_keys() == keys), len(titles))]
            titles.append(row)
            group = next(filter(None, map(_group, keys)), group) if len(row.cells) == 1 else group
            continue
        group = next(filter(None, map(_group, keys)), group)
        cells = [cell for cell in row.values if not is_unit(cell.cell.text)]
        values = [cell for cell in cells if read_cell(cell.cell.text) is not None or len(cells) > 1]
        outcome = _outcome(row.labels[-1]) if row.labels else None
        named = [key for title in titles for key in title.cell_keys() if key in _OUTCOMES]
        groups = [name for title in titles for key in title.cell_keys() if (name := _group(key))]
        if len(values) == 1 and outcome and group:
            yield from _proceeding(row, values[0], group, outcome, era)
        elif outcome and not named and len(row.values) == len(groups) == len(_PROCEEDINGS):
            for cell, name in zip(row.values, groups, strict=True):
                yield from _proceeding(row, cell, name, outcome, era)
        elif (all_of_them := _fifteen(row)) and _all_outcomes(named, is_named=is_named):
            for index, cell in enumerate(all_of_them):
                yield from _proceeding(row, cell, _PROCEEDINGS[index // 5], _OUTCOMES[index % 5], era)
        elif titles and len(row.values) in (5, 10) and len(row.values) == len(named):
            for cell in row.values:
                place = _place(titles, cell, group)
                if place is not None:
                    yield from _proceeding(row, cell, *place, era)


def _group(key: str) -> str | None:
    """The kind of proceedings that words name."""
    if key == "行政复议" or key.endswith("公开行政复议"):
        return _PROCEEDINGS[0]
    if key.endswith(("直接起诉", "未经复议")):
        return _PROCEEDINGS[1]
    return _PROCEEDINGS[2] if key.endswith(("复议后起诉", "经复议起诉")) else None


def _proceeding(row: Row, cell: PlacedCell, group: str, outcome: str, era: str) -> Iterator[FormValue]:
    form_row, number = _proceeding_cells(era).get((group, outcome)), read_cell(cell.cell.text)
    if form_row is not None and number is not None:
        yield FormValue(form_row, number, "", cell, row.span)


def _outcome(cell: PlacedCell) -> str | None:
    key = label_key(cell.cell.text)
    return key if key in _OUTCOMES else None


def _fifteen(row: Row) -> Sequence[PlacedCell]:
    """The cells of a row that holds all of table 四, without blank ones between them where none of its own is blank."""
    count = len(_OUTCOMES) * len(_PROCEEDINGS)
    filled = [cell for cell in row.values if not is_blank(cell.cell.text)]
    return next((cells for cells in (row.values, filled) if len(cells) == count), ())


def _all_outcomes(named: Sequence[str], *, is_named: bool) -> bool:
    """Whether titles name the five outcomes three times in their order; a table without any must be named itself."""
    return list(named) == list(_OUTCOMES) * 3 or (is_named and not named)


def _place(titles: Sequence[Row], cell: PlacedCell, group: str) -> tuple[str, str] | None:
    """Proceedings and outcome that stand above a cell, or the proceedings that its row names."""
    above = [label_key(title.cell.text) for row in titles for title in row.cells if covers(title, cell.cell.column)]
    outcome = next((key for key in reversed(above) if key in _OUTCOMES), None)
    group = next(filter(None, map(_group, reversed(above))), group)
    return (group, outcome) if group and outcome else None

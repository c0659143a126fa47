"""The columns of table 三: which applicant each cell of a row belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parsers.figures.cells import is_blank, read_cell
from parsers.figures.grid import GridRow, covers, has_numbers
from parsers.knowledge.forms import label_key
from parsers.model import PlacedCell

APPLICANTS = {
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
ORDER = ("natural_person", "business", "research", "nonprofit", "legal_service", "other", "total")
_WITHOUT_GROUP = ["natural_person", "total", *ORDER[1:6]]
"""The form's titles as they are read line by line."""
_Placed = list[tuple[str, PlacedCell]]


def applicant_titles(rows: Sequence[GridRow]) -> list[GridRow]:
    """The rows that name applicants, or the title of the only column."""
    named = [row for row in rows if not has_numbers(row)]
    titles = [row for row in named if len({APPLICANTS.get(key) for key in row.cell_keys()} - {None}) >= 2]
    return titles or [row for row in named[:1] if any(key in _TOTALS for key in row.cell_keys())]


def applicant_columns(titles: Sequence[GridRow]) -> dict[int, str]:
    """Applicant types by column of the grid; empty where nobody can say.

    That is so where the titles name one of them twice, and where 总计 stands right behind 自然人: it does so in the
    form's own titles once the title that spans the columns between them is lost.
    """
    columns: dict[int, str] = {}
    for row in titles:
        for cell in row.cells:
            key = label_key(cell.cell.text)
            kind = APPLICANTS.get(key) or ("total" if key in _TOTALS else None)
            if kind is not None and cell.cell.column_span == 1:
                columns[cell.cell.column] = kind
    in_order = [columns[column] for column in sorted(columns)]
    return columns if len(set(in_order)) == len(in_order) and in_order != _WITHOUT_GROUP else {}


def other_columns(titles: Sequence[GridRow], columns: Mapping[int, str]) -> frozenset[int]:
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


def by_column(row: GridRow, columns: Mapping[int, str], others: frozenset[int]) -> _Placed | None:
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
    if len(columns) < len(ORDER) and beside:
        return None
    if any(not is_blank(cell.cell.text) for cell in beside):
        return None
    wide = [cell for cell in under if cell.cell.column_span > 1 and not is_blank(cell.cell.text)]
    may_have_moved = bool(beside) and any(is_blank(cell.cell.text) for cell in under)
    is_share = any((number := read_cell(cell.cell.text)) and number.unit == "%" for cell in under)
    return None if wide or may_have_moved or is_share else placed or None


def by_order(row: GridRow, titles: Sequence[GridRow]) -> _Placed | None:
    """The cells in the order of the form, if it is exactly its seven; blank cells around them do not count."""
    values = list(row.values)
    windows = [
        values[start : start + len(ORDER)]
        for start in range(len(values) - len(ORDER) + 1)
        if all(is_blank(cell.cell.text) for cell in (*values[:start], *values[start + len(ORDER) :]))
    ]
    if not windows or not _in_official_order(titles):
        return None
    full = [window for window in windows if not is_blank(window[-1].cell.text) and not is_blank(window[0].cell.text)]
    chosen = full if len(windows) > 1 else windows
    return list(zip(ORDER, chosen[0], strict=True)) if len(chosen) == 1 else None


def _in_official_order(titles: Sequence[GridRow]) -> bool:
    """Whether the titles, as far as there are any, follow the order of the form."""
    if not titles:
        return True
    once = dict.fromkeys(tuple(row.cell_keys()) for row in titles)
    named = [APPLICANTS[key] for keys in once for key in keys if key in APPLICANTS]
    return named in ([*ORDER], _WITHOUT_GROUP)

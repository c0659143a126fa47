"""Shapes of an office's own tables: names above a row of numbers or behind each, a name and a number in one cell."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Mapping, Sequence

from parsers.figures.grid import GridRow, at, is_label, rows_of, spans, turned
from parsers.figures.lists_beside import is_of_numbers
from parsers.figures.own_tables.runs import Kind, kind_of
from parsers.knowledge.forms import label_key
from parsers.knowledge.own_titles import is_total, says
from parsers.model import PlacedCell, PlacedTable, Span
from parsers.prose.words.lexicon import find_terms
from parsers.text.cells import is_blank, plain, read_cell

_LABEL_AND_NUMBER = re.compile(r"\s*(?P<label>[^:：]*[^:：\s\d][^:：]*?)\s*[:：]\s*(?P<number>[^:：]*?)\s*")


def upright(table: PlacedTable) -> PlacedTable:
    """A table with its names above each other, where they stand beside each other over rows of numbers.

    类别 | 概况 | 动态 over 数量 | 12 | 30. Also where several rows of names each have numbers below them: 行政复议 |
    查阅点 over 1 | 5 over 举报 | 专职人员 over 2 | 4. Any other table is as it is.
    """
    rows = rows_of(table)
    is_even = all(len(row.cells) == len(rows[0].cells) > 2 for row in rows)
    if len(rows) < 2 or not is_even or any(spans(cell) for cell in table.cells):
        return table
    names, numbers = rows[::2], rows[1::2]
    if (len(numbers) > 1 or _are_media(names[0])) and _are_pairs(names, numbers):
        pairs = [
            pair
            for above, below in zip(names, numbers, strict=True)
            for pair in zip(above.cells, below.cells, strict=True)
        ]
        cells = [at(cell, place, column) for place, pair in enumerate(pairs) for column, cell in enumerate(pair)]
        return dataclasses.replace(table, cells=tuple(cell for cell in cells if cell.cell.text.strip()))
    first, *others = rows
    if not all(map(is_label, first.cells)) or not all(is_of_numbers(row.cells[0]) for row in others):
        return table
    exchanged = [turned(cell) for column in zip(*(row.cells for row in rows), strict=True) for cell in column]
    return dataclasses.replace(table, cells=tuple(exchanged))


def _are_media(row: GridRow) -> bool:
    """Whether names are those of media, and of all of them together (门户网站 | 政务微博 | 合计)."""
    named = [plain(cell.cell.text) for cell in row.cells if not is_total(plain(cell.cell.text))]
    return all(any(term.value("medium") for term in find_terms(name)) for name in named)


def _are_pairs(names: Sequence[GridRow], numbers: Sequence[GridRow]) -> bool:
    """Whether rows of names take turns with rows of numbers, each name once; the last pair may be shorter."""
    if len(names) != len(numbers):
        return False
    filled = [
        (name, number)
        for above, below in zip(names, numbers, strict=True)
        for name, number in zip(above.cells, below.cells, strict=True)
    ]
    whole = [pair for pair in filled if any(cell.cell.text.strip() for cell in pair)]
    keys = {label_key(name.cell.text) for name, _ in whole}
    return len(keys) == len(whole) and all(
        is_label(name) and (read_cell(number.cell.text) is not None or is_blank(number.cell.text))
        for name, number in whole
    )


def with_labels_in_front(table: PlacedTable) -> PlacedTable:
    """A table whose labels stand behind their numbers and units, with these in front of them.

    数量 | 单位 | 指标 over 8 | 件 | 收到申请, also in several runs of columns, which titles may span, and between the
    groups of rows and remarks (申请方式 | 8件 | 网络申请 | 含邮件). What stands alone in its row stays there. Any other
    table is as it is.
    """
    rows = [row for row in rows_of(table) if len(row.cells) > 1]
    above = list(itertools.takewhile(lambda row: all(cell.cell.column_span > 1 for cell in row.cells), rows))
    rows = rows[len(above) :]
    titles = next(iter(rows), None)
    if titles is None or any(map(spans, titles.cells)) or not all(map(is_label, titles.cells)):
        return table
    groups = _columns_of_groups(titles, rows[1:])
    staying = {*groups, *_columns_of_remarks(titles)}
    kinds = {cell.cell.column: _kind_of_title(cell) for cell in titles.cells if cell.cell.column not in staying}
    order = _with_labels_first(kinds)
    begins = {*groups[:1], *list(kinds)[:1], *(column + 1 for column in kinds if kinds[column] == "label")}
    if any(cell.cell.column not in begins for row in above for cell in row.cells):
        return table
    body = [cell for row in rows[1:] for cell in row.cells if cell.cell.column not in staying]
    if not order or any(kind_of(cell) != kinds.get(cell.cell.column) for cell in body if not is_blank(cell.cell.text)):
        return table
    places = dict(zip(order, sorted(kinds), strict=True))
    moving = {row.cells[0].cell.row for row in rows}
    cells = (
        at(cell, cell.cell.row, places[cell.cell.column])
        if cell.cell.row in moving and cell.cell.column in places
        else cell
        for cell in table.cells
    )
    return dataclasses.replace(table, cells=tuple(sorted(cells, key=lambda one: (one.cell.row, one.cell.column))))


def _columns_of_groups(titles: GridRow, body: Sequence[GridRow]) -> Sequence[int]:
    """The first column, if it names groups of rows whose own labels stand behind their numbers; else none.

    Either all its cells reach over several rows, which have no other names, or the title of those labels says so.
    """
    first, *others = titles.cells
    cells = [cell for row in body for cell in row.cells if cell.cell.column == first.cell.column]
    if not cells or _kind_of_title(first) != "label" or not any(cell.cell.row_span > 1 for cell in cells):
        return ()
    says_so = any(says("labels", plain(cell.cell.text)) for cell in others)
    return (first.cell.column,) if says_so or all(cell.cell.row_span > 1 for cell in cells) else ()


def _columns_of_remarks(titles: GridRow) -> Sequence[int]:
    """The columns at the end that hold remarks."""
    behind = itertools.takewhile(lambda cell: says("nothing", plain(cell.cell.text)), titles.cells[::-1])
    return [cell.cell.column for cell in behind]


def _kind_of_title(cell: PlacedCell) -> Kind:
    """What stands below a title."""
    if is_of_numbers(cell):
        return "number"
    return "unit" if says("unit", plain(cell.cell.text)) else "label"


def _with_labels_first(kinds: Mapping[int, Kind]) -> list[int]:
    """Columns with each label in front of the numbers that it stands behind; none where it stands behind none."""
    order: list[int] = []
    run: list[int] = []
    for column in sorted(kinds):
        if kinds[column] != "label":
            run.append(column)
            continue
        if "number" not in (kinds[one] for one in run):
            return []
        order += (column, *run)
        run = []
    return [] if run else order


def with_parted_cells(table: PlacedTable) -> PlacedTable:
    """A table of cells that each hold a label and its number, with these beside each other, a pair a row.

    网站公开：320条 | 微信公开：12条. What stands alone in rows above is its caption. Any other table is as it is.
    """
    rows = rows_of(table)
    above = list(itertools.takewhile(lambda row: len(row.cells) == 1 and not _parts(row.cells[0]), rows))
    filled = [cell for row in rows[len(above) :] for cell in row.cells if cell.cell.text.strip()]
    pairs = [_parts(cell) for cell in filled]
    if not pairs or not all(pairs):
        return table
    first = filled[0].cell.row
    cells = [at(part, first + place, column) for place, pair in enumerate(pairs) for column, part in enumerate(pair)]
    return dataclasses.replace(table, cells=(*(cell for row in above for cell in row.cells), *cells))


def _parts(cell: PlacedCell) -> Sequence[PlacedCell]:
    """The label and the number that a cell holds with a colon between them; nothing for any other cell."""
    match = _LABEL_AND_NUMBER.fullmatch(cell.cell.text)
    if match is None or read_cell(match["number"]) is None:
        return ()
    return [
        PlacedCell(
            dataclasses.replace(cell.cell, text=match[part], row_span=1),
            Span(cell.span.start + match.start(part), cell.span.start + match.end(part)),
        )
        for part in ("label", "number")
    ]

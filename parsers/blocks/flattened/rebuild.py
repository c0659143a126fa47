"""Statistics tables that a copy has flattened to lines, put together again.

A table is rebuilt only against an official form. Lines are read as labels and the cells behind them, whether each cell
has a line of its own or a row one line; labels that were broken over lines are joined where together they make a label
of the form. A row of the applicants' table needs all its cells: where a copy has dropped blank ones, nobody can
say which, and the lines stay lines.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence

from parsers.blocks.flattened.cells import rebuild_cells
from parsers.blocks.flattened.columns import BORDER
from parsers.blocks.flattened.groups import FEW, Group, RebuiltTable, groups_of, is_number, words_and_cells
from parsers.blocks.flattened.labels import is_of_form, without_spaces
from parsers.blocks.flattened.lists import rebuild_list, rows_without_numbers
from parsers.blocks.flattened.matrix import rebuild_matrix
from parsers.blocks.flattened.mending import parted, with_whole_labels
from parsers.blocks.flattened.proceedings import rebuild_proceedings
from parsers.blocks.flattened.said_rows import with_said_rows_as_tables
from parsers.blocks.flattened.separated import is_separator, with_rows_as_tables, without_separators
from parsers.blocks.plain import table_of
from parsers.model import Block, Flag, Paragraph
from parsers.scans.model import is_scanned

_SEPARATOR = re.compile(r"\s*[|｜]\s*")
_UNREADABLE = "a statistics table has lost cells and was not read"
_WITHOUT_CELLS = "a statistics table on a picture has no rules that make its cells, and was not read"
_SHORT = 80
_INDICATOR = "指标"
"""How the title above the labels of a list ends (统计指标)."""


@dataclasses.dataclass(frozen=True, slots=True)
class Rebuilt:
    """Blocks with their tables put together.

    Attributes:
        blocks: Paragraphs and tables.
        flags: What is a form's table but could not be put together.
    """

    blocks: tuple[Block, ...]
    flags: tuple[Flag, ...]


def rebuild_tables(blocks: Sequence[Block]) -> Rebuilt:
    """Replaces the lines of flattened forms by the tables that they were."""
    rebuilt: list[Block] = []
    flags: list[Flag] = []
    for recognized, some in itertools.groupby(blocks, is_scanned):
        if recognized:
            # The numbers of a picture are proved cell by cell: put together from lines, they would be taken as printed.
            lines = list(some)
            rebuilt.extend(lines)
            if not all(map(is_scanned, _rebuilt(lines, flags))):
                flags.append(Flag("form_table_unread", _WITHOUT_CELLS))
        else:
            rebuilt.extend(_rebuilt(list(some), flags))
    return Rebuilt(tuple(rebuilt), tuple(flags))


def _rebuilt(blocks: Sequence[Block], flags: list[Flag]) -> list[Block]:
    rebuilt: list[Block] = []
    run: list[Block] = []
    for block in (*with_said_rows_as_tables(with_rows_as_tables(list(map(_with_spaces, blocks)))), None):
        if block is not None and _may_be_flattened(block):
            run.append(block)
            continue
        rebuilt.extend(_rebuild_run(run, flags))
        run = []
        if block is not None:
            rebuilt.append(block)
    return rebuilt


def _with_spaces(block: Block) -> Block:
    """A block whose marked columns are parted by spaces again: no repair can take them for damage any more."""
    if isinstance(block, Paragraph) and BORDER in block.text:
        return dataclasses.replace(block, text=block.text.replace(BORDER, " "))
    return block


def _may_be_flattened(block: Block) -> bool:
    """Whether a block is a short line, or lines that a separator ends, each with one cell."""
    if block.aside:
        return False
    if isinstance(block, Paragraph):
        return "。" not in block.text and len(words_and_cells(block.text)[0]) <= _SHORT
    rows = block.rows()
    return sum(len(row) == 1 for row in rows) * 2 > len(rows)


def _rebuild_run(run: Sequence[Block], flags: list[Flag]) -> Iterator[Block]:
    """The blocks of a run with the lines that make tables replaced; a run without any stays as it is."""
    if not run:
        return
    lines: list[tuple[str, Block]] = []
    for block in run:
        if isinstance(block, Paragraph):
            lines.append((_SEPARATOR.sub(" ", block.text), block))
        else:
            lines.extend((cell.text, block) for cell in block.cells)
    lines = _without_page_numbers(without_separators(lines))
    whole = with_whole_labels([text for text, _ in lines])
    groups = [part for group in groups_of(whole) for part in parted(group)]
    tables = list(_tables(groups))
    flags.extend(_unread(groups, tables))
    if not any(table.rows for table in tables):
        yield from run
        return
    position = 0
    for table in tables:
        if table.rows:
            yield from _as_blocks(lines[position : table.first])
            yield table_of(table.rows)
            position = table.last + 1
    yield from _as_blocks(lines[position:])


def _without_page_numbers(lines: Sequence[tuple[str, Block]]) -> list[tuple[str, Block]]:
    """Lines without the bare numbers that stand in front of titles which each page of a list repeats, and behind it.

    They are page numbers where they count the pages one by one, each behind a number that is a cell: no other row of
    the list has a second number then.
    """
    texts = [without_spaces(text) for text, _ in lines]
    seconds = [place for place in range(1, len(texts)) if texts[place - 1].isdecimal() and texts[place].isdecimal()]
    at_ends = [place for place in seconds if texts[place + 1 : place + 2] and texts[place + 1].endswith(_INDICATOR)]
    counted = [int(texts[place]) for place in seconds]
    if not at_ends or at_ends != seconds[: len(at_ends)] or len(seconds) > len(at_ends) + 1:
        return list(lines)
    if counted != list(range(counted[0], counted[0] + len(counted))):
        return list(lines)
    return [line for place, line in enumerate(lines) if place not in seconds]


def _tables(groups: Sequence[Group]) -> Iterator[RebuiltTable]:
    whole_list = rebuild_list(groups)
    if whole_list is not None:
        yield whole_list
        return
    position = 0
    while position < len(groups):
        table = (
            rebuild_cells(groups, position) or rebuild_matrix(groups, position) or rebuild_proceedings(groups, position)
        )
        if table is None:
            position += 1
            continue
        yield table
        while position < len(groups) and groups[position].last <= table.last:
            position += 1


def _unread(groups: Sequence[Group], tables: Sequence[RebuiltTable]) -> Iterator[Flag]:
    """What of a form was not put together, and the rows and columns among it that no form has."""
    for table in tables:
        if not table.rows:
            inside = [group for group in groups if table.first <= group.last <= table.last]
            yield Flag("form_table_unread", f"{_UNREADABLE}: {inside[0].labels[-1]}", inside[0].labels[-1])
            yield from (_unread_row(group.labels[-1]) for group in inside if any(map(is_number, group.cells)))
    for group in _left_over(groups, tables):
        label = "".join(group.labels)
        yield _unread_row(label) if is_of_form(label) else Flag("form_table_unread", f"{_UNREADABLE}: {label}", label)
    if not tables:
        for label in rows_without_numbers(groups):
            yield Flag("form_row_unread", f"a row of the form has no number: {label}", label)


def _unread_row(label: str) -> Flag:
    return Flag("form_row_unread", f"a row of the form was not read: {label}", label)


def _left_over(groups: Sequence[Group], tables: Sequence[RebuiltTable]) -> list[Group]:
    """Cells of a form that belong to no table; a few such lines may stand in a report without any form, too."""
    taken = {line for table in tables for line in range(table.first, table.last + 1)}
    left = [group for group in groups if group.last not in taken and any(map(is_number, group.cells))]
    of_form = [group for group in left if any(map(is_of_form, (*group.labels, "".join(group.labels))))]
    many = [group for group in left if len(re.findall(r"(?<!\S)\d[\d,]*(?!\S)", group.text)) >= FEW]
    last = {table.last for table in tables}
    behind = [
        group
        for group in left
        if any(group.first <= line < group.last for line in last)
        or (group.first - 1 in last and len(group.labels) == 1)
    ]
    if tables:
        return [group for group in left if group in of_form or group in many or group in behind]
    return of_form if len(of_form) >= FEW else []


def _as_blocks(lines: Sequence[tuple[str, Block]]) -> Iterator[Block]:
    """Lines outside the tables; of those that stood in rows only the words remain."""
    for text, block in lines:
        if isinstance(block, Paragraph):
            if not is_separator(block):
                yield block
        elif text:
            yield Paragraph(text)

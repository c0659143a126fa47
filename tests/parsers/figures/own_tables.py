"""Tables among lines, as tests write them, and what those of an office's own making give."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from parsers.figures.own_tables.reading import OwnReading, read_own_tables
from parsers.model import Block, Cell, Paragraph, PlacedTable, ReportText, Section, Span, Table
from parsers.text.layout import lay_out

SECTION = 7
"""The section that all tables stand in."""
_SPAN = re.compile(r" ([↓→])(\d)$")


def cells_of(rows: Sequence[Sequence[str]]) -> list[Cell]:
    """Cells as the cases write them: `合计 →3` covers three columns, `收到申请 ↓2` two rows."""
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    for row, texts in enumerate(rows):
        column = 0
        for printed in texts:
            while (row, column) in taken:
                column += 1
            text, spans = printed, {"↓": 1, "→": 1}
            while (match := _SPAN.search(text)) is not None:
                spans[match[1]] = int(match[2])
                text = text[: match.start()]
            cells.append(Cell(text, row, column, spans["↓"], spans["→"]))
            taken |= {(row + down, column + right) for down in range(spans["↓"]) for right in range(spans["→"])}
    return cells


def laid_out(*blocks: str | Sequence[Sequence[str]]) -> ReportText:
    """A text of lines and tables."""
    written: list[Block] = [
        Paragraph(block) if isinstance(block, str) else Table(tuple(cells_of(block))) for block in blocks
    ]
    return lay_out(written)


def read_tables(
    text: ReportText,
    year: int,
    topic: str,
    *,
    tables: Sequence[PlacedTable] | None = None,
    level: str = "county",
    read: Collection[Span] = (),
) -> OwnReading:
    """What tables give in a report that has one section.

    Args:
        text: The report.
        year: Its year.
        topic: The topic of its section.
        tables: The tables; those of the report where none are given.
        level: Level of its agency.
        read: Where numbers of the tables stand that are read already.
    """
    whole = Span(0, len(text.text))
    section = Section(section_id=SECTION, parent_id=None, level=1, number=None, heading="", topic=topic, span=whole)
    of_own = text.tables if tables is None else tables
    return read_own_tables(text, of_own, [section], year, level, "citywide", read=read)

"""What the cells of a word processor's table say, and whether it is a table of data at all.

A cell holds paragraphs, and may hold tables. Its words go on from line to line; numbers on lines of their own stay
apart, as joined they would make a number that nobody printed.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence

from parsers.errors import NotAReport
from parsers.model import LINE, Block, Cell, Flag, Paragraph, Table

BETWEEN_NUMBERS = " / "
"""Stands for the end of a line between two numbers."""
_LARGEST_GRID = 100_000
"""Places of a table's grid; the largest table of the forms has 300."""
_ENDS_IN_NUMBER = re.compile(r"[\d０-９][.,．，%％]?$")
_BEGINS_WITH_NUMBER = re.compile(r"[.,．，]?[\d０-９]")
_TAB_BETWEEN_NUMBERS = re.compile(r"(?<=[\d０-９])(?P<mark>[.．、)）]?) *\t[ \t]*(?=[\d０-９])")
_ENDS_IN_LATIN = re.compile(r"[A-Za-z]$")
_BEGINS_WITH_LATIN = re.compile(r"[A-Za-z]")
_SEVERAL = re.compile(rf"[\d０-９][.,．，、%％)）]?(?:{BETWEEN_NUMBERS}|{LINE})[.,．，]?[\d０-９]")
_RAISED = str.maketrans("0123456789()-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁻")
_MARK = re.compile(r"[\[［〔(（]\s*(\d{1,3})\s*[\]］〕)）]")
_LONG_CELL = 200
"""Characters from which a cell with a full stop holds running text."""
_WORD = re.compile(r"[\u4e00-\u9fff]{2}")
_SHORT = 40
"""Most characters of a cell that a flag quotes."""


def on_one_line(lines: Iterable[str]) -> str:
    """The lines of a cell on one line.

    Args:
        lines: Its lines, from top to bottom; those without text count for nothing.
    """
    text = ""
    for line in lines:
        stripped = _TAB_BETWEEN_NUMBERS.sub(rf"\g<mark>{BETWEEN_NUMBERS}", line.strip())
        if _ENDS_IN_NUMBER.search(text) and _BEGINS_WITH_NUMBER.match(stripped):
            text += BETWEEN_NUMBERS
        elif _ENDS_IN_LATIN.search(text) and _BEGINS_WITH_LATIN.match(stripped):
            text += " "
        text += stripped
    return text


def raised(text: str) -> str:
    """Text with its digits above the line, as the mark of a note: they belong to no number in front of them."""
    return _MARK.sub(r"\1", text).translate(_RAISED)


def mark_of_note(number: int, before: Sequence[str]) -> str:
    """The mark of a note in the text; none behind a digit, where it would part a number from its unit.

    Args:
        number: Number of the note.
        before: Pieces of the text in front of it.
    """
    last = next((piece for piece in reversed(before) if piece), "")
    return "" if last[-1:].isdigit() else raised(str(number))


def marked(blocks: Iterable[Block], number: int) -> Iterator[Block]:
    """The blocks of a note, with its mark in front."""
    mark = raised(str(number))
    for index, block in enumerate(blocks):
        if index == 0 and isinstance(block, Paragraph):
            yield dataclasses.replace(block, text=mark + block.text)
        else:
            yield block


def text_of(blocks: Iterable[Block]) -> str:
    """What a cell says that holds some blocks; the cells of a table in it count as lines."""
    return on_one_line(
        line
        for block in blocks
        for line in ([block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells])
    )


def places_things(rows: Sequence[Sequence[Sequence[Block]]]) -> bool:
    """Whether a table only places things on the page: it has one column, or holds running text or larger tables.

    Args:
        rows: The blocks of each cell of each row.
    """
    if max(map(len, rows), default=0) < 2:
        return True
    cells = [cell for row in rows for cell in row]
    tables = [block for cell in cells for block in cell if isinstance(block, Table) and len(block.rows()) > 1]
    if sum(len(table.cells) for table in tables) > len(cells):
        return True
    n_long = sum(len(text) > _LONG_CELL and "。" in text for text in map(text_of, cells))
    return 10 * n_long >= len(cells)


class OpenCell:
    """A cell of a table under construction, which cells beside it and below it may go on with."""

    def __init__(self, text: str, row: int, column: int, width: int) -> None:
        self.text = text
        self.row = row
        self.column = column
        self.width = width
        self.height = 1

    def closed(self) -> Cell:
        return Cell(self.text, self.row, self.column, self.height, self.width)


class Grid:
    """Puts the cells of a table in their places, row by row, with merged cells as one."""

    def __init__(self) -> None:
        self._cells: list[OpenCell] = []
        self._above: dict[int, OpenCell] = {}
        self._here: dict[int, OpenCell] = {}
        self._row = -1
        self._last: OpenCell | None = None
        self._n_places = 0

    def begin_row(self) -> None:
        """Begins the next row."""
        self._above, self._here, self._last = self._here, {}, None
        self._row += 1

    def add(self, text: str, column: int, width: int, *, goes_on_left: bool, goes_on_above: bool) -> None:
        """Adds a cell to the row.

        Args:
            text: What it says.
            column: Column that it begins in.
            width: Columns that it covers.
            goes_on_left: Whether it is a part of the cell to its left.
            goes_on_above: Whether it is a part of the cell above it.

        Raises:
            NotAReport: The table is larger than any of a report.
        """
        self._n_places += width
        if self._n_places > _LARGEST_GRID:
            raise NotAReport("The document holds a table larger than any of a report.")
        if goes_on_left and self._last is not None:
            self._last.width += width
        elif goes_on_above and column in self._above:
            self._last = self._here[column] = self._above[column]
            self._last.height += 1
        else:
            self._last = self._here[column] = OpenCell(text, self._row, column, width)
            self._cells.append(self._last)

    def table(self) -> Table:
        """The table that was put together."""
        return Table(tuple(cell.closed() for cell in self._cells))


def flags_of_several_numbers(blocks: Iterable[Block]) -> Iterator[Flag]:
    """Says of each cell with several numbers on lines of their own that none of them is taken."""
    for block in blocks:
        for row in block.rows() if isinstance(block, Table) else ():
            for cell in row:
                if _SEVERAL.search(cell.text):
                    label = next((c.text for c in reversed(row) if c.column < cell.column and _WORD.search(c.text)), "")
                    words, name = _shortened(cell.text), _shortened(label)
                    what = f"a cell holds several numbers on lines of their own, and none was taken: {words}"
                    yield Flag("several_numbers", f"{what} ({name})" if label else what, label or words)


def _shortened(words: str) -> str:
    return words if len(words) <= _SHORT else f"{words[:_SHORT]}…"

"""Lines as groups of words and the cells behind them, and the tables that groups make."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from parsers.knowledge.forms import ends_in
from parsers.knowledge.units import alternatives, units_of_tables
from parsers.text.cells import SIGN, cell_in_line, is_blank, is_unit, read_cell

_IS_NUMBER = re.compile(rf"{SIGN}?\d")
_SPACES = re.compile(r"[ \t\u3000]+")
_NUMBERING = re.compile(r"\d{1,2}[.．]")
_MOST_WITH_UNIT = 4
"""Cells of a row that has a unit; before more of them, what looks like one ends the label (行政查询事|项)."""
FEW = 3
"""Rows with numbers that make lines a table."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Patterns:
    """What lines and their parts look like.

    Attributes:
        unit: A unit apart from its number.
        filled: What stands in a cell where a number may.
        row: Words and the cells behind them, with the unit in front or behind.
        blank_row: A label with its unit and a blank cell.
    """

    unit: re.Pattern[str]
    filled: re.Pattern[str]
    row: re.Pattern[str]
    blank_row: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    unit = alternatives([*(unit.unit for unit in units_of_tables(in_columns=True)), "万元"])
    filled = cell_in_line()
    return _Patterns(
        unit=re.compile(unit),
        filled=re.compile(filled),
        row=re.compile(
            rf"(?P<label>.*?[^\d\s.,，+\-−－](?:，(?=[ \t\u3000]))?)\s*(?P<unit>{unit})?\s*"
            rf"(?P<cells>{filled}(?:[ \t\u3000]+{filled})*)(?:[ \t\u3000]+(?P<behind>{unit}))?"
        ),
        blank_row=re.compile(rf"(?P<label>.*\S)[ \t\u3000]+(?P<unit>{unit})"),
    )


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Lines of words and the cells that follow them.

    Attributes:
        labels: The words, a line each.
        cells: The cells.
        first: Index of the first line.
        last: Index of the last line.
    """

    labels: tuple[str, ...]
    cells: tuple[str, ...]
    first: int
    last: int

    @property
    def text(self) -> str:
        """Words and cells as one line."""
        return " ".join((*self.labels, *self.cells))


@dataclasses.dataclass(frozen=True, slots=True)
class RebuiltTable:
    """Rows put together from lines.

    Attributes:
        first: The first line.
        last: The last line.
        rows: The rows; none where they cannot be told apart.
    """

    first: int
    last: int
    rows: list[list[str]]


def groups_of(texts: Sequence[str | None]) -> Iterator[Group]:
    """Words and the cells behind them; trailing words without cells make a group, too.

    Args:
        texts: The lines; None for one that says nothing of its own.
    """
    labels: list[str] = []
    cells: list[str] = []
    first = 0
    for index, text in enumerate(texts):
        if text is None:
            continue
        words, found = words_and_cells(text)
        if words and cells:
            yield _group(labels, cells, first, index - 1)
            labels, cells, first = [], [], index
        if words:
            labels.append(words)
        cells.extend(found)
    if labels or cells:
        yield _group(labels, cells, first, len(texts) - 1)


def _group(labels: Sequence[str], cells: Sequence[str], first: int, last: int) -> Group:
    """A group; a last character that looks like a unit but ends a label (行政查询事|项) belongs to the label."""
    if len(cells) > 1 and labels and _patterns().unit.fullmatch(cells[0]) and ends_in("".join(labels) + cells[0]):
        return Group((*labels[:-1], labels[-1] + cells[0]), tuple(cells[1:]), first, last)
    return Group(tuple(labels), tuple(cells), first, last)


def is_number(cell: str) -> bool:
    """Whether a cell begins with a number."""
    return _IS_NUMBER.match(cell) is not None


def words_and_cells(text: str) -> tuple[str, list[str]]:
    """A line's words and its cells."""
    patterns = _patterns()
    pieces = _SPACES.split(text)
    if not text or (_is_cell(text) if len(pieces) == 1 else _are_cells(pieces)):
        return "", pieces
    match = patterns.row.fullmatch(text)
    if match is None:
        blank = patterns.blank_row.fullmatch(text)
        return (blank["label"], [blank["unit"]]) if blank else (text, [])
    label, unit = match["label"], match["unit"] or match["behind"]
    cells = _SPACES.split(match["cells"])
    if _NUMBERING.fullmatch(cells[0]):
        # The words of the item that it numbers go on below.
        return label + cells[0], cells[1:]
    if match["unit"] and len(cells) >= _MOST_WITH_UNIT:
        return label + match["unit"], cells
    return label, [*filter(None, [unit]), *cells]


def _are_cells(pieces: Sequence[str]) -> bool:
    """Whether pieces of a line are cells and no words: each where a number may stand, or one behind its unit."""
    unit, *behind = pieces
    is_pair = len(behind) == 1 and _patterns().unit.fullmatch(unit) is not None
    return all(map(_is_filled, behind)) and (is_pair or _is_filled(unit))


def _is_cell(text: str) -> bool:
    """Whether a line is one cell; of units alone, a single character may be the end of a label (行政查询事|项)."""
    return _is_filled(text) or _patterns().unit.fullmatch(text) is not None or (len(text) > 1 and is_unit(text))


def _is_filled(text: str) -> bool:
    """Whether words stand where a number may: one, what looks like one, or what stands for none.

    A full stop alone on its line ends the sentence above it, though in a cell of a table it stands for none.
    """
    if text.strip() in ("", "。"):
        return False
    return is_blank(text) or read_cell(text) is not None or _patterns().filled.fullmatch(text) is not None

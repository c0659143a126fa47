"""Lines as groups of words and the cells behind them, and the tables that groups make."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from parsers.knowledge.forms import ends_in
from parsers.knowledge.units import alternatives, units_of_tables

_NOTHING = r"[—－–/\-]|无(?=[ \t\u3000]|$)"
_IS_NUMBER = re.compile(r"(?:增加|减少|[+\-−－＋增减])?\d")
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
        cell: One cell alone on its line.
        cells: Several cells on a line.
        row: Words and the cells behind them, with the unit in front or behind.
        blank_row: A label with its unit and a blank cell.
        pair: A unit and its number, apart from their label.
    """

    unit: re.Pattern[str]
    cell: re.Pattern[str]
    cells: re.Pattern[str]
    row: re.Pattern[str]
    blank_row: re.Pattern[str]
    pair: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    measure = alternatives(unit.unit for unit in units_of_tables())
    unit = alternatives([*(unit.unit for unit in units_of_tables(in_columns=True)), "万元"])
    number = rf"(?:增加|减少|[+\-−－＋增减])?\d[\d,，.]*(?:[万亿]?(?:{measure}))?"
    filled = rf"(?:{number}|{_NOTHING})"
    return _Patterns(
        unit=re.compile(unit),
        cell=re.compile(rf"{number}|[—\-－–/、]+|无|{unit}"),
        cells=re.compile(rf"{filled}(?:[ \t\u3000]+{filled})+"),
        row=re.compile(
            rf"(?P<label>.*?[^\d\s.,，+\-−－](?:，(?=[ \t\u3000]))?)\s*(?P<unit>{unit})?\s*"
            rf"(?P<cells>{filled}(?:[ \t\u3000]+{filled})*)(?:[ \t\u3000]+(?P<behind>{unit}))?"
        ),
        blank_row=re.compile(rf"(?P<label>.*\S)[ \t\u3000]+(?P<unit>{unit})"),
        pair=re.compile(rf"(?:{unit})[ \t\u3000]+{filled}"),
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
    if not text or patterns.cell.fullmatch(text):
        return "", [text]
    if patterns.cells.fullmatch(text) or patterns.pair.fullmatch(text):
        return "", re.split(r"[ \t\u3000]+", text)
    match = patterns.row.fullmatch(text)
    if match is None:
        blank = patterns.blank_row.fullmatch(text)
        return (blank["label"], [blank["unit"]]) if blank else (text, [])
    label, unit = match["label"], match["unit"] or match["behind"]
    cells = re.split(r"[ \t\u3000]+", match["cells"])
    if _NUMBERING.fullmatch(cells[0]):
        # The words of the item that it numbers go on below.
        return label + cells[0], cells[1:]
    if match["unit"] and len(cells) >= _MOST_WITH_UNIT:
        return label + match["unit"], cells
    return label, [*filter(None, [unit]), *cells]

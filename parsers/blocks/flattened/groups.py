"""Lines as groups of words and the cells behind them, and the tables that groups make."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator, Sequence

from parsers.knowledge.forms import ends_in, is_piece_of_label
from parsers.knowledge.units import alternatives, units_of_tables
from parsers.text.cells import SIGN, is_unit, may_be_number

_IS_NUMBER = re.compile(rf"{SIGN}?\d")
_SPACES = re.compile(r"[ \t\u3000]+")
_END_OF_LABEL = r"[^\d\s.,，+\-−－]"
_CELL_AT_END = re.compile(rf"(?<={_END_OF_LABEL})(?={SIGN}?\d|(?:[—－–/\-]+|(?<!暂)无)$)")
"""Where a cell begins that no space parts from the words in front; of words that stand for none 无 alone does."""
_LONGEST_AT_END = 40
"""Characters of a line's words at whose end a cell without a space in front is looked for."""
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
        label: Words, with a unit behind them.
        blank_row: A label with its unit and a blank cell.
        torn_note: Words that a line tears behind a number in their note (计1), with a unit that is a cell.
    """

    unit: re.Pattern[str]
    label: re.Pattern[str]
    blank_row: re.Pattern[str]
    torn_note: re.Pattern[str]


@functools.cache
def _patterns() -> _Patterns:
    unit = alternatives([*(unit.unit for unit in units_of_tables(in_columns=True)), "万元"])
    return _Patterns(
        unit=re.compile(unit),
        label=re.compile(rf"(?P<label>.*?{_END_OF_LABEL}(?:，(?=\s|$))?)\s*(?P<unit>{unit})?"),
        blank_row=re.compile(rf"(?P<label>.*\S)[ \t\u3000]+(?P<unit>{unit})"),
        torn_note=re.compile(rf"(?P<label>.*\d)(?:[ \t\u3000]+(?P<unit>{unit}))?"),
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
    if len(cells) > 1 and _patterns().unit.fullmatch(cells[0]) and ends_in("".join(labels) + cells[0]):
        return Group((*labels[:-1], labels[-1] + cells[0]), tuple(cells[1:]), first, last)
    return Group(tuple(labels), tuple(cells), first, last)


def is_number(cell: str) -> bool:
    """Whether a cell begins with a number."""
    return _IS_NUMBER.match(cell) is not None


def words_and_cells(text: str) -> tuple[str, list[str]]:
    """A line's words and its cells."""
    pieces = _SPACES.split(text)
    if not text or (_is_cell(text) if len(pieces) == 1 else _are_cells(pieces)):
        return "", pieces
    words, cells, behind = _parted(text, pieces)
    torn = _patterns().torn_note.fullmatch(words) if cells and _opens_bracket(words) else None
    if torn is not None:
        return torn["label"], [*filter(None, [torn["unit"] or behind]), *cells]
    match = _patterns().label.fullmatch(words) if cells else None
    if match is None:
        blank = _patterns().blank_row.fullmatch(text)
        return (blank["label"], [blank["unit"]]) if blank else (text, [])
    label, unit = match["label"], match["unit"] or behind
    if _NUMBERING.fullmatch(cells[0]):
        # The words of the item that it numbers go on below.
        return label + cells[0], cells[1:]
    if match["unit"] and len(cells) >= _MOST_WITH_UNIT:
        return label + match["unit"], cells
    return label, [*filter(None, [unit]), *cells]


def _parted(text: str, pieces: Sequence[str]) -> tuple[str, list[str], str]:
    """The words of a line, the cells at its end, also one right behind the words, and the unit behind these."""
    behind = pieces[-1] if _patterns().unit.fullmatch(pieces[-1]) else ""
    asked = pieces[:-1] if behind else pieces
    cells = list(itertools.takewhile(may_be_number, reversed(asked)))[::-1]
    # The words keep the spaces between them, which are as wide as they are.
    end = len(text)
    for piece in reversed(pieces[len(asked) - len(cells) :]):
        end = text.rindex(piece, 0, end)
    words = text[:end].rstrip()
    for match in _CELL_AT_END.finditer(words, max(0, len(words) - _LONGEST_AT_END)):
        is_of_note = _opens_bracket(words[: match.start()]) and (cells or is_piece_of_label(words))
        if may_be_number(words[match.start() :]) and not is_of_note:
            return words[: match.start()], [words[match.start() :], *cells], behind
    return words, cells, behind


def _opens_bracket(words: str) -> bool:
    """Whether a bracket of some words is open at their end: a number in it is one of its words (计1次)."""
    return max(map(words.rfind, "（(")) > max(map(words.rfind, "）)"))


def _are_cells(pieces: Sequence[str]) -> bool:
    """Whether pieces of a line are cells and no words: each where a number may stand, or one behind its unit."""
    unit, *behind = pieces
    is_pair = len(behind) == 1 and _patterns().unit.fullmatch(unit) is not None
    return all(map(may_be_number, behind)) and (is_pair or may_be_number(unit))


def _is_cell(text: str) -> bool:
    """Whether a line is one cell; of units alone, a single character may be the end of a label (行政查询事|项)."""
    return may_be_number(text) or _patterns().unit.fullmatch(text) is not None or (len(text) > 1 and is_unit(text))

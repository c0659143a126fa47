"""Ruled tables with the words of their cells, put together over page breaks."""

from __future__ import annotations

import bisect
import dataclasses
import itertools
from collections.abc import Sequence

from parsers.blocks.cells import BETWEEN_NUMBERS
from parsers.blocks.pdf.characters import Thing, overlap, runs
from parsers.blocks.pdf.edges import TOLERANCE, Box, inside
from parsers.blocks.pdf.lines import lines_of
from parsers.blocks.pdf.rules import RuledTable
from parsers.blocks.pdf.torn import torn_row
from parsers.model import Cell, Table

_SAME_WIDTH = 0.03
"""Share of a table's width by which its parts on two pages may differ."""
_SAME_COLUMNS = 0.8
"""Share of the columns of a table's part that another part has, too."""
_MOST_RUNS = 9
"""Runs of characters in a cell that are held against each other; a long text has a run a line."""


@dataclasses.dataclass(frozen=True, slots=True)
class Piece:
    """What one page holds of a table.

    Attributes:
        boxes: Its cells.
        texts: Their words.
        top: Where it begins.
        left_out: Faint characters beside dark ones, which are a watermark.
        in_no_cell: Characters that stand where the table has no cells.
    """

    boxes: tuple[Box, ...]
    texts: tuple[str, ...]
    top: float
    left_out: str
    in_no_cell: tuple[Thing, ...] = ()

    @property
    def left(self) -> float:
        return min(box[0] for box in self.boxes)

    @property
    def right(self) -> float:
        return max(box[2] for box in self.boxes)

    @property
    def bottom(self) -> float:
        return max(box[3] for box in self.boxes)

    def columns(self) -> list[float]:
        """Where cells begin, from the left edge."""
        left = self.left
        return [box[0] - left for box in self.boxes]

    def rows(self) -> list[list[str]]:
        """Words of the cells by the row that they begin in."""
        tops = edges([box[1] for box in self.boxes])
        rows: list[list[str]] = [[] for _ in tops]
        for box, text in zip(self.boxes, self.texts, strict=True):
            rows[nearest(tops, box[1])].append(text)
        return rows


def is_table(ruled: RuledTable) -> bool:
    """Whether rules on a page make a table; a frame around words, or rules between lines, do not."""
    return len(edges([box[0] for box in ruled.boxes])) > 1


def piece(ruled: RuledTable, characters: Sequence[Thing]) -> Piece:
    """A table of one page with the words of its cells."""
    texts = []
    left_out = []
    found, in_no_cell = _by_box(characters, ruled.boxes)
    for box in ruled.boxes:
        held = found[box]
        if any(one["ink"].is_faint for one in held) and any(one["ink"].is_dark for one in held):
            left_out += [str(one["text"]) for one in held if one["ink"].is_faint]
            held = [one for one in held if not one["ink"].is_faint]
        texts.append(_words(held, box))
    return Piece(ruled.boxes, tuple(texts), ruled.box[1], "".join(left_out), tuple(in_no_cell))


def _by_box(characters: Sequence[Thing], boxes: Sequence[Box]) -> tuple[dict[Box, list[Thing]], list[Thing]]:
    """The characters of each cell: those whose middle lies in it, as tall ones reach over its rules; and of no cell."""
    in_no_cell: list[Thing] = []
    found: dict[Box, list[Thing]] = {box: [] for box in boxes}
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    # Cells by the strips of the table that they reach into, so that no character is held against all of them.
    strip = max(1.0, (bottom - top) / len(boxes))
    strips: dict[int, list[Box]] = {}
    for box in boxes:
        for number in range(int((box[1] - top) / strip), int((box[3] - top) / strip) + 1):
            strips.setdefault(number, []).append(box)
    for character in characters:
        if inside(character, (left, top, right, bottom)):
            level = (character["top"] + character["bottom"]) / 2
            near = strips.get(int((level - top) / strip), ())
            cell = next((box for box in near if inside(character, box)), None)
            (in_no_cell if cell is None else found[cell]).append(character)
    return found, in_no_cell


def _words(characters: Sequence[Thing], box: Box) -> str:
    """The words of a cell.

    Words that lie over each other stand apart, so that nobody takes two numbers for one; so do two lines of digits,
    unless the first is full.
    """
    printed = list(runs(characters))
    pairs = itertools.combinations(printed[:_MOST_RUNS], 2)
    if any(overlap(one, other) for run, later in pairs for one, other in itertools.product(run, later)):
        return BETWEEN_NUMBERS.join("".join(str(one["text"]) for one in run) for run in printed)
    text = ""
    room = 0.0
    for line in lines_of(characters, BETWEEN_NUMBERS):
        apart = text[-1:].isdigit() and line.text[:1].isdigit() and room > 1.2 * line.size
        text += (BETWEEN_NUMBERS if apart else "") + line.text
        room = box[2] - line.right
    return text


def put_together(pieces: Sequence[Piece]) -> Table:
    """One table of what several pages hold of it; titles that are printed again are left out, and torn rows joined."""
    boxes: list[Box] = []
    texts: list[str] = []
    level = 0.0
    for number, part in enumerate(pieces):
        skipped = _printed_again(pieces[0], part) if number else 0
        tops = edges([box[1] for box in part.boxes])
        start = tops[skipped] if skipped else part.top
        shift = pieces[0].left - part.left
        moved = [
            ((box[0] + shift, box[1] - start + level, box[2] + shift, box[3] - start + level), text)
            for box, text in zip(part.boxes, part.texts, strict=True)
            if nearest(tops, box[1]) >= skipped
        ]
        joins = torn_row([*zip(boxes, texts, strict=True)], moved, level) if number else {}
        below = min((box[3] for box, _ in moved if box[1] <= level + TOLERANCE), default=level)
        for index, (box, text) in enumerate(moved):
            if not joins or box[1] > level + TOLERANCE:
                boxes.append(box)
                texts.append(text)
                continue
            if index in joins:
                texts[joins[index]] += text
            if box[3] > below + TOLERANCE:
                boxes.append((box[0], below, *box[2:]))
                texts.append("" if index in joins else text)
        level += part.bottom - start
    return Table(tuple(_cells(boxes, texts)))


def belongs(part: Piece, before: Sequence[Piece]) -> bool:
    """Whether a table that follows others without a word between them is the same: as wide, with the same columns."""
    width = before[0].right - before[0].left
    if abs(part.right - part.left - width) > _SAME_WIDTH * width + TOLERANCE:
        return False
    known = edges([side for piece in before for side in piece.columns()])
    own = part.columns()
    fewer, more = sorted((edges(own), known), key=len)
    shared = sum(abs(more[nearest(more, side)] - side) <= TOLERANCE for side in fewer)
    return shared >= _SAME_COLUMNS * len(fewer)


def _printed_again(first: Piece, part: Piece) -> int:
    """How many of the first rows of a part are titles that the first part begins with, too."""
    count = 0
    for title, row in zip(first.rows(), part.rows(), strict=False):
        if title != row or not any(title):
            break
        count += 1
    return count if count < len(part.rows()) else 0


def _cells(boxes: Sequence[Box], texts: Sequence[str]) -> list[Cell]:
    """Cells with their place in the grid, merged ones with their spans."""
    rows, columns = edges([box[1] for box in boxes]), edges([box[0] for box in boxes])
    cells = []
    for (left, top, right, bottom), text in zip(boxes, texts, strict=True):
        row, column = nearest(rows, top), nearest(columns, left)
        row_span = bisect.bisect_left(rows, bottom - TOLERANCE) - row
        column_span = bisect.bisect_left(columns, right - TOLERANCE) - column
        cells.append(Cell(text, row, column, max(1, row_span), max(1, column_span)))
    return cells


def edges(values: Sequence[float]) -> list[float]:
    """Distinct positions of rules, those closer than a line's width taken as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOLERANCE:
            found.append(value)
    return found


def nearest(places: Sequence[float], value: float) -> int:
    """Index of the place that is nearest to a value."""
    index = bisect.bisect_left(places, value)
    near = range(max(0, index - 1), min(len(places), index + 1))
    return min(near, key=lambda place: abs(places[place] - value))

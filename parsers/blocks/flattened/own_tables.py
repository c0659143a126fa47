"""Tables of an office's own making that a copy has flattened, put together again by their shape alone.

| shape | told by |
|---|---|
| a row a line, tabs or wide gaps between cells | as many cells on every line, all but labels numbers, units or blanks |
| a cell a line | titles on lines below each other, of which all are known, and rows that repeat their shape |

Both must show at least three rows; below titles that are known, two that tabs part are enough. Where a report holds an
official form as lines, its lines are left to those who know its labels.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeGuard

from knowledge.forms import LIST, list_forms
from parsers.blocks.flattened.between import (
    MOST_BETWEEN,
    begins_elsewhere,
    is_official,
    is_rule,
    may_be_between,
    part_between,
)
from parsers.blocks.flattened.groups import FEW, groups_of
from parsers.blocks.flattened.labels import is_of_form
from parsers.blocks.flattened.lists import rebuild_list
from parsers.blocks.flattened.mending import with_whole_labels
from parsers.blocks.plain import table_of
from parsers.knowledge.forms import layout, list_keys, official_key, without_among, without_numbering
from parsers.knowledge.own_titles import TitleKind, says
from parsers.knowledge.title_times import is_part_of_year, year_of_title
from parsers.model import Block, Paragraph, Table
from parsers.text.cells import is_blank, is_unit, may_be_number, plain

_TAB = "\t"
_GAP = re.compile(r"[ \xa0\u3000]{2,}|\t+|\u3000")
_LONGEST_LABEL = 24
_LONGEST_ROW = 120
_NO_LABEL = re.compile(r"[，。；：！？]|^\d")
_MOST_OF_FORM = 3
"""One in so many labels of an official form makes lines a flattened form."""
_ENOUGH = 0.5
"""Share of the labels of a list that makes a report's lines that form."""
_TITLES: tuple[TitleKind, ...] = ("number", "unit", "look_alike", "nothing", "roles", "total")
_FEWEST_CELLS = 2
_MOST_WITH_BLANKS = 8
"""Columns of tables in which blank cells are looked for."""
_LEEWAY = 1
"""Columns of letters by which cells may be further to one side than others."""
_FEWEST_TITLES, _MOST_TITLES = 3, 30
_FEWEST_BELOW_TITLES = 2
"""Rows that tabs part, below titles that are known."""
_ANY_YEAR = 2000
"""The report's own year, which does not matter where it is only asked whether a title is one."""


class _Gap(NamedTuple):
    """A gap between two pieces of a line.

    Attributes:
        width: How many characters wide it is.
        place: How many gaps stand in front of it.
    """

    width: int
    place: int


class _Edges(NamedTuple):
    """Where a cell of a line begins and ends, in columns of letters, of which a Chinese character takes two."""

    start: int
    end: int


def with_own_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks in which lines that were rows or cells of such a table are a table again."""
    holds_form = functools.cache(lambda: _holds_list(blocks))
    put_together: list[Block] = []
    position = 0
    while position < len(blocks):
        found = _aligned(blocks, position, holds_form) or _below_each_other(blocks, position, holds_form)
        if found is None:
            put_together.append(blocks[position])
            position += 1
            continue
        table, behind = found
        put_together.extend(blocks[position:behind] if table is None else [table])
        position = behind
    return tuple(put_together)


def _holds_list(blocks: Sequence[Block]) -> bool:
    """Whether lines hold so many labels of a list of official forms that they are one."""
    lines = [block.text for block in blocks if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_ROW]
    found = {official_key(re.split(r"\s", line.strip(), maxsplit=1)[0], list_forms()) for line in lines} & list_keys()
    if not found:
        return False
    if any(len(found) >= _ENOUGH * len(layout(form, LIST)) for form in list_forms()):
        return True
    # Labels that are broken over lines are those of a list only where they are put together.
    return rebuild_list(list(groups_of(with_whole_labels(lines)))) is not None


def _aligned(blocks: Sequence[Block], position: int, holds_form: Callable[[], bool]) -> tuple[Table | None, int] | None:
    """The table whose rows are lines from a position on, and the position behind it; no table of an official form."""
    first = _cells(blocks[position])
    if len(first) < 2:
        return None
    begin = position if _is_row(first) else position + 1
    has_remarks = begin > position and _says_nothing(first[-1])
    if begin > position and begin < len(blocks):
        first = _with_whole_words(blocks[position], first, len(_cells(blocks[_first_row(blocks, begin)])))
    is_titled = begin > position and _are_titles(first)
    rows: list[list[str]] = []
    before: list[tuple[int, int]] = []
    between: list[str] = []
    behind = begin
    head = _edges(blocks[position], first)
    are_below = len(head) == len(first)
    for place in range(begin, len(blocks)):
        if is_titled and _is_between(blocks[place]):
            between.append(_line(blocks[place]))
            continue
        is_numbered = len(rows) > 0 and rows[0][0].isdecimal()
        cells = _with_whole_words(blocks[place], _cells(blocks[place], len(first), is_numbered=is_numbered), len(first))
        if begin > position and 1 < len(cells) < len(first):
            cells = _filled_up(first, head if are_below else {}, cells, blocks[place])
        is_row = _is_row(cells, may_be_blank=is_titled) or (has_remarks and _is_row(cells[:-1]))
        if len(cells) != len(first) or not is_row:
            break
        lines = [words for words in between if not is_rule(words)]
        above = _label(rows[-1]) if rows else ""
        if begins_elsewhere([*map(_label, rows)], lines):
            break
        parted = part_between(above, lines, _label(cells))
        if parted is None:
            # Nobody can tell whose label the lines belong to: the rows on both sides are not sure.
            if before:
                count, behind = before[-1]
                rows = rows[:count]
            break
        are_below = are_below and _stand_below(_edges(blocks[place], cells), head)
        before.append((len(rows), behind))
        rows = _with_lines_between(rows, lines, cells, parted)
        between = []
        behind = place + 1
    while behind < len(blocks) and is_rule(_line(blocks[behind])):
        behind += 1
    filled = [row for row in rows if any(row[row.index(_label(row)) + 1 :])]
    if begin > position and any(map(_is_number, first)):
        return None
    are_parted_by_tabs = all(
        _TAB in block.text for block in blocks[begin:behind] if _is_line(block) and len(_cells(block)) > 1
    )
    if len(filled) < (_FEWEST_BELOW_TITLES if is_titled and are_parted_by_tabs else FEW):
        return None
    if _is_flattened_form(filled, may_be_own=is_titled and not holds_form()):
        return None, behind
    return table_of([first, *rows] if begin > position else rows), behind


def _first_row(blocks: Sequence[Block], begin: int) -> int:
    """The first line from a position on that has cells, behind rules and headings; the position where none is near."""
    near = range(begin, min(begin + MOST_BETWEEN + 1, len(blocks)))
    return next((place for place in near if not _is_between(blocks[place])), begin)


def _is_between(block: Block) -> bool:
    """Whether a line may stand among rows without cells of its own: a rule, a heading, or a piece of a label."""
    if not _is_line(block):
        return False
    if is_rule(block.text.strip()):
        return True
    pieces = [piece for piece in _cells(block) if piece]
    return len(pieces) == 1 and may_be_between(pieces[0]) and not _is_cell(pieces[0])


def _with_lines_between(
    rows: Sequence[list[str]], lines: Sequence[str], cells: Sequence[str], parted: tuple[int, int]
) -> list[list[str]]:
    """Rows and one more, with the lines in front of it: pieces of labels in these, headings as rows of their own.

    Args:
        rows: The rows above.
        lines: The lines between these and the new one.
        cells: The new row.
        parted: How many of the lines end the label above, and how many begin the new one.
    """
    n_above, n_below = parted
    whole = [*rows]
    if n_above:
        whole[-1] = _with_label(whole[-1], _label(whole[-1]) + "".join(lines[:n_above]))
    headings = lines[n_above : len(lines) - n_below]
    begins = "".join(lines[len(lines) - n_below :])
    whole.extend([line, *[""] * (len(cells) - 1)] for line in headings)
    return [*whole, _with_label(cells, begins + _label(cells))]


def _with_label(cells: Sequence[str], label: str) -> list[str]:
    place = cells.index(_label(cells))
    return [*cells[:place], label, *cells[place + 1 :]]


def _is_flattened_form(rows: Sequence[Sequence[str]], *, may_be_own: bool = False) -> bool:
    """Whether so many rows are of an official form that those who know it must put the lines together.

    Args:
        rows: The rows.
        may_be_own: Whether rows of a list of official forms may be those of an own table.
    """
    labels = [_label(cells) for cells in rows]
    of_form = [label for label in labels if is_of_form(label)]
    if may_be_own:
        of_form = [label for label in of_form if official_key(label, list_forms()) not in list_keys()]
    return len(of_form) * _MOST_OF_FORM >= len(rows)


def _is_line(block: Block) -> TypeGuard[Paragraph]:
    return isinstance(block, Paragraph) and not block.aside and not block.heading


def _cells(block: Block, width: int = 0, *, is_numbered: bool = False) -> list[str]:
    """The pieces of a line that tabs or wide gaps part; none of anything but a line.

    Args:
        block: The line.
        width: How many cells the line above has; blank ones at both ends of a line are lost with its spaces.
        is_numbered: Whether the lines above begin with their number, which the line of a total leaves blank.
    """
    if not _is_line(block):
        return []
    if _TAB not in block.text:
        pieces = [piece.strip() for piece in _GAP.split(block.text.strip()) if piece.strip()]
        if len(pieces) < 2:
            return pieces  # as of nearly all lines
        within, others = _gaps(block.text, pieces)
        narrowest = min((gap.width for gap in others), default=0)
        return _joined(pieces, [gap for gap in within if gap.width < narrowest])
    cells = [piece.strip() for piece in block.text.split(_TAB)]
    if is_numbered and len(cells) < width and not cells[0].isdecimal() and all(cells[:2]):
        cells.insert(0, "")
    return cells if len(cells) > width else [*cells, *[""] * (width - len(cells))]


def _with_whole_words(block: Block, cells: list[str], width: int) -> list[str]:
    """As many cells as other lines have, with the words put together whose characters are spaced out (指  标, 合  计).

    The gaps within a word are narrower than all others between single characters; else the cells are as they are.

    Args:
        block: The line.
        cells: Its pieces.
        width: How many cells the other lines have.
    """
    surplus = len(cells) - width
    if not _is_line(block) or width < _FEWEST_CELLS or surplus < 1:
        return cells
    within, _ = _gaps(block.text, cells)
    if len(within) < surplus or (len(within) > surplus and within[surplus - 1].width == within[surplus].width):
        return cells
    return _joined(cells, within[:surplus])


def _filled_up(titles: Sequence[str], head: Mapping[int, _Edges], cells: list[str], line: Block) -> list[str]:
    """The cells of a line that lacks some, with blank ones; a label with nothing but its unit is a row without numbers.

    Args:
        titles: The titles of the table.
        head: Where they stand; empty where not all rows have their cells below them.
        cells: The cells of the line.
        line: The line.
    """
    if len(cells) == _FEWEST_CELLS and says("unit", plain(titles[1])) and is_unit(cells[1]):
        return [*cells, *[""] * (len(titles) - len(cells))]
    return _with_blanks(titles, head, cells, line) if head else cells


def _with_blanks(titles: Sequence[str], head: Mapping[int, _Edges], cells: Sequence[str], line: Block) -> list[str]:
    """The cells of a line with the blank ones among them, by the titles that its cells stand below.

    Nobody can tell where several of the places for blank cells put all others below titles. A line may be indented,
    which its document may have lost.

    Args:
        titles: The titles of the table, below which all rows in front of the line have their cells.
        head: Where they stand.
        cells: The cells of the line.
        line: The line.
    """
    width = len(titles)
    own = _edges(line, cells)
    if width > _MOST_WITH_BLANKS or len(own) < len(cells):
        return list(cells)
    found: list[tuple[int, ...]] = []
    for behind in itertools.combinations(range(1, width), len(cells) - 1):
        places = (0, *behind)
        moved = {place: own[number] for number, place in enumerate(places)}
        are_units = (
            says("unit", plain(titles[place])) == is_unit(one) for place, one in zip(places, cells, strict=True)
        )
        if all(are_units) and _stand_below(moved, head):
            found.append(places)
    if len(found) != 1:
        return list(cells)
    filled = dict(zip(found[0], cells, strict=True))
    return [filled.get(place, "") for place in range(width)]


def _edges(line: Block, cells: Sequence[str]) -> dict[int, _Edges]:
    """Where the cells of a line that are not blank begin and end, by their number; none where any is not as printed."""
    if not isinstance(line, Paragraph) or _TAB in line.text:
        return {}
    edges: dict[int, _Edges] = {}
    position = 0
    for number, piece in enumerate(cells):
        if not piece:
            continue
        begin = line.text.find(piece, position)
        if begin < 0:
            return {}
        position = begin + len(piece)
        edges[number] = _Edges(_width(line.text[:begin]), _width(line.text[:position]))
    return edges


def _stand_below(edges: Mapping[int, _Edges], head: Mapping[int, _Edges]) -> bool:
    """Whether there are cells, and those behind the label begin, or end, below their titles, all as far to one side."""
    pairs = [(edges[number], head[number]) for number in edges if number]
    by_side = ([one.start - title.start for one, title in pairs], [one.end - title.end for one, title in pairs])
    return any(max(apart) - min(apart) <= _LEEWAY for apart in by_side if apart)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _gaps(text: str, cells: Sequence[str]) -> tuple[list[_Gap], list[_Gap]]:
    """The gaps between single characters of words, from the narrowest, and all others; none where tabs part cells."""
    gaps = [match.end() - match.start() for match in _GAP.finditer(text.strip())]
    if _TAB in text or len(gaps) != len(cells) - 1:
        return [], []
    within: list[_Gap] = []
    others: list[_Gap] = []
    for place, (width, pair) in enumerate(zip(gaps, itertools.pairwise(cells), strict=True)):
        are_single = all(len(piece) == 1 and piece.isalpha() and not may_be_number(piece) for piece in pair)
        (within if are_single else others).append(_Gap(width, place))
    return sorted(within), others


def _joined(cells: Sequence[str], closed: Sequence[_Gap]) -> list[str]:
    """Pieces of a line without some of the gaps between them."""
    places = {gap.place for gap in closed}
    words = list(cells[:1])
    for place, piece in enumerate(cells[1:]):
        if place in places:
            words[-1] += piece
        else:
            words.append(piece)
    return words


def _are_titles(cells: Sequence[str]) -> bool:
    """Whether cells are titles: the first, or the one behind that of a numbering, is one of labels."""
    first, second, *_ = map(plain, cells)
    return says("labels", first) or (_says_nothing(first) and says("labels", second))


def _says_nothing(title: str) -> bool:
    """Whether what stands below a title neither is counted nor says what is: remarks, numbering, who answers for it."""
    return says("nothing", title) or says("roles", title)


def _label(cells: Sequence[str]) -> str:
    """The label of a row; a number in front of it only counts the rows, and may be left blank."""
    is_counted = len(cells) > 2 and (cells[0].isdecimal() or not cells[0])
    return cells[1] if is_counted and not _is_cell(cells[1]) else cells[0]


def _is_row(cells: Sequence[str], *, may_be_blank: bool = False) -> bool:
    """Whether a label stands in front, and nothing but numbers, units and blanks behind.

    Args:
        cells: The cells.
        may_be_blank: Whether none of them need be a number.
    """
    if not cells:
        return False
    label = _label(cells)
    numbers = cells[cells.index(label) + 1 :]
    words = without_numbering(without_among(without_numbering(label)))
    is_time = _is_year(label) or is_part_of_year(label, _ANY_YEAR)
    is_short = len(label) <= _LONGEST_LABEL and not _NO_LABEL.search(words)
    is_label = label != "" and (is_short or is_time or is_official(label))
    is_filled = may_be_blank or not all(is_blank(cell) or is_unit(cell) for cell in numbers)
    return is_label and all(map(_is_cell, numbers)) and is_filled


def _is_cell(words: str) -> bool:
    return _is_number(words) or is_unit(words)


def _is_year(words: str) -> bool:
    return year_of_title(words, _ANY_YEAR) is not None


def _below_each_other(
    blocks: Sequence[Block], position: int, holds_form: Callable[[], bool]
) -> tuple[Table, int] | None:
    """The table whose cells are lines from a position on, and the position behind it."""
    titles: list[str] = []
    for place in range(position, min(position + _MOST_TITLES + 1, len(blocks))):
        words = _line(blocks[place])
        if not (_is_title(words) if titles else says("labels", words)):
            break
        titles.append(words)
    if not _FEWEST_TITLES <= len(titles) <= _MOST_TITLES:
        return None
    rows: list[list[str]] = [titles]
    behind = position + len(titles)
    while len(row := [_line(block) for block in blocks[behind : behind + len(titles)]]) == len(titles):
        if not _fits(row, titles):
            break
        rows.append(row)
        behind += len(titles)
    if len(rows) <= FEW or _is_flattened_form(rows, may_be_own=not holds_form()):
        return None
    return table_of(rows), behind


def _line(block: Block) -> str:
    return "".join(block.text.split()) if isinstance(block, Paragraph) and not block.aside else ""


def _is_title(words: str) -> bool:
    return _is_year(words) or any(says(kind, words) for kind in _TITLES)


def _fits(row: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether lines are a label and below it the cells that the titles ask for."""
    label, *cells = row
    return not _is_number(label) and all(
        is_unit(cell) if says("unit", title) else _is_number(cell)
        for cell, title in zip(cells, titles[1:], strict=True)
    )


def _is_number(words: str) -> bool:
    """Whether a cell of a row is empty, or stands where a number may."""
    return not words or may_be_number(words)

"""Tables of an office's own making that a copy has flattened, put together again by their shape alone.

| shape | told by |
|---|---|
| a row a line, wide gaps between cells | as many cells on every line, and nothing but numbers behind the first |
| a cell a line | titles on lines below each other, of which all are known, and rows that repeat their shape |

Both must show at least three rows. Lines of an official form are left to those who know its labels.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.blocks.flattened.groups import FEW
from parsers.blocks.flattened.labels import is_of_form
from parsers.blocks.plain import table_of
from parsers.knowledge.local_titles import TitleKind, says
from parsers.knowledge.units import alternatives, units_of_tables
from parsers.model import Block, Paragraph, Table

_GAP = re.compile(r"[ \xa0\u3000]{2,}|\t+|\u3000")
_LONGEST_LABEL = 24
_NO_LABEL = re.compile(r"[，。；：！？]|^\d")
_NUMBER = r"[+\-]?\d[\d,，]*(?:\.\d+)?"
_BLANK = re.compile(r"[—－–/\-]+|无")
_MOST_OF_FORM = 3
"""One in so many labels of an official form makes lines a flattened form."""
_LABEL_TITLES = ("指标", "项目", "名称", "类别", "内容", "单位")
"""How the title above labels ends."""
_YEAR = re.compile(r"(?:20\d{2}年|本年|上年|当年)度?(?:数|合计)?")
_TITLES: tuple[TitleKind, ...] = ("number", "unit", "look_alike", "nothing", "total")
_FEWEST_TITLES = 3


def with_own_tables(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks in which lines that were rows or cells of such a table are a table again."""
    put_together: list[Block] = []
    position = 0
    while position < len(blocks):
        found = _aligned(blocks, position) or _below_each_other(blocks, position)
        if found is None:
            put_together.append(blocks[position])
            position += 1
            continue
        table, position = found
        put_together.append(table)
    return tuple(put_together)


def _aligned(blocks: Sequence[Block], position: int) -> tuple[Table, int] | None:
    """The table whose rows are lines from a position on, and the position behind it."""
    first = _cells(blocks[position])
    if len(first) < 2:
        return None
    begin = position if _is_row(first) else position + 1
    rows: list[list[str]] = []
    for block in blocks[begin:]:
        cells = _cells(block)
        if len(cells) != len(first) or not _is_row(cells):
            break
        rows.append(cells)
    if begin > position:
        if any(map(_is_number, first)):
            return None
        rows.insert(0, first)
    if len(rows) - (begin - position) < FEW:
        return None
    behind = begin + len(rows) - (begin - position)
    return None if _is_flattened_form(rows) else (table_of(rows), behind)


def _is_flattened_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether so many rows are of an official form that those who know it must put the lines together."""
    return sum(is_of_form(cells[0]) for cells in rows) * _MOST_OF_FORM >= len(rows)


def _cells(block: Block) -> list[str]:
    """The pieces of a line that wide gaps part; none of anything but a line."""
    if not isinstance(block, Paragraph) or block.aside or block.heading:
        return []
    words = block.text.split()
    if len(words) < 2:
        return words
    return [piece.strip() for piece in _GAP.split(block.text.strip()) if piece.strip()]


def _is_row(cells: Sequence[str]) -> bool:
    """Whether a label stands in front and nothing but numbers behind."""
    label, *numbers = cells
    is_label = len(label) <= _LONGEST_LABEL and not _NO_LABEL.search(label)
    return is_label and all(map(_is_number, numbers)) and any(cell[:1].isdigit() for cell in numbers)


def _below_each_other(blocks: Sequence[Block], position: int) -> tuple[Table, int] | None:
    """The table whose cells are lines from a position on, and the position behind it."""
    titles: list[str] = []
    for block in blocks[position:]:
        words = _line(block)
        if not words or not (_is_title(words) if titles else words.endswith(_LABEL_TITLES)):
            break
        titles.append(words)
    if len(titles) < _FEWEST_TITLES:
        return None
    rows: list[list[str]] = [titles]
    behind = position + len(titles)
    while len(row := [_line(block) for block in blocks[behind : behind + len(titles)]]) == len(titles):
        if not _fits(row, titles):
            break
        rows.append(row)
        behind += len(titles)
    return (table_of(rows), behind) if len(rows) > FEW and not _is_flattened_form(rows) else None


def _line(block: Block) -> str:
    return re.sub(r"\s+", "", block.text) if isinstance(block, Paragraph) and not block.aside else ""


def _is_title(words: str) -> bool:
    return _YEAR.fullmatch(words) is not None or any(says(kind, words) for kind in _TITLES)


def _fits(row: Sequence[str], titles: Sequence[str]) -> bool:
    """Whether lines are a label and below it the cells that the titles ask for."""
    label, *cells = row
    if not label or _is_number(label) or _is_unit(label):
        return False
    return all(
        _is_unit(cell) if says("unit", title) else _is_number(cell)
        for cell, title in zip(cells, titles[1:], strict=True)
    )


def _is_unit(words: str) -> bool:
    return re.fullmatch(alternatives(unit.unit for unit in units_of_tables()), words) is not None


def _is_number(words: str) -> bool:
    measure = alternatives(unit.unit for unit in units_of_tables())
    return re.fullmatch(rf"{_NUMBER}(?:万|亿)?(?:{measure}|%|％)?", words) is not None or bool(_BLANK.fullmatch(words))

"""Bodies that an office sets beside each other where a form has applicants: 局机关 | 下属单位 | 合计.

Their sum is the number of the report; that it is one is proved row by row, whatever their titles say.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from knowledge.forms import TOTAL, is_harmless
from knowledge.territory_parts import is_part
from parsers.figures.forms.applicants import Columns
from parsers.figures.grid import covers
from parsers.knowledge.forms import label_key
from parsers.model import PlacedCell
from parsers.text.cells import is_blank, read_cell

_SEVERAL = 2


def columns_of_bodies(columns: Columns) -> Sequence[int]:
    """The columns beside the only total of a list that may be those of bodies, unless there is only one.

    Args:
        columns: What the titles of the list say.
    """
    if [*columns.applicants.values()] != [TOTAL]:
        return ()
    beside = [title for title in columns.others if not _counts_nothing_new(title)]
    return [title.cell.column for title in beside] if len(beside) >= _SEVERAL else ()


def _counts_nothing_new(title: PlacedCell) -> bool:
    """Whether no number of a body stands below a title (备注, 占比, 上年数)."""
    key = label_key(title.cell.text)
    return is_harmless(key) and not is_part(key)


def adds_up(reaching: Sequence[PlacedCell], bodies: Collection[int], columns: Columns) -> bool:
    """Whether the numbers of bodies in a row add up to its total; a blank cell counts nothing.

    Args:
        reaching: The cells of the row and those of rows above that reach down to it.
        bodies: The columns of bodies.
        columns: What the titles of the list say.
    """
    (total,) = columns.applicants
    named = [cell for cell in reaching if any(covers(cell, column) for column in (*bodies, total))]
    filled = [cell for cell in named if not is_blank(cell.cell.text)]
    numbers = {cell: number.value for cell in filled if (number := read_cell(cell.cell.text)) is not None}
    if len(numbers) < len(filled):
        return False
    of_total = sum(value for cell, value in numbers.items() if covers(cell, total))
    return sum(numbers.values()) - of_total == of_total

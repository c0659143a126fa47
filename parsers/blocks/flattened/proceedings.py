"""The table of proceedings put together from lines: reconsideration and litigation."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence

from knowledge.forms import PROCEEDINGS, grid_forms
from parsers.blocks.flattened.groups import Group, RebuiltTable
from parsers.blocks.flattened.labels import without_spaces
from parsers.knowledge.forms import layout
from parsers.knowledge.units import alternatives

_MOST_LINES = 200
"""Lines that the titles may stand on; the table has 17 titles."""


def rebuild_proceedings(groups: Sequence[Group], position: int) -> RebuiltTable | None:
    """The table of proceedings: the titles of its cells, and the cells; blank titles may stand between them."""
    end = position
    while end + 1 < len(groups) and not any(groups[end].cells):
        end += 1
        if end - position > _MOST_LINES:
            return None
    group = groups[end]
    labels = [without_spaces(label) for one in groups[position : end + 1] for label in one.labels]
    skipped = max(0, len(labels) - _MOST_LINES)
    for form in reversed(grid_forms()):
        words = _words(form)
        start = next(
            (i for i in range(skipped, len(labels)) if re.fullmatch(f"(?:{words})+", "".join(labels[i:]))), None
        )
        if start is None or start >= len(groups[position].labels):
            continue
        titles = re.findall(words, "".join(labels[start:]))
        columns = [row.column for row in layout(form, PROCEEDINGS)]
        if Counter(title for title in titles if title in columns) != Counter(columns):
            continue
        cells = list(group.cells)
        while len(cells) > len(columns) and not cells[0]:
            cells.pop(0)
        return RebuiltTable(groups[position].first + start, group.last, [titles, cells])
    return _with_broken_titles(group) if end == position else None


def _with_broken_titles(group: Group) -> RebuiltTable | None:
    """The table whose titles are broken over lines or cut off: lines of nothing but pieces of them, and its cells."""
    for form in reversed(grid_forms()):
        rows = layout(form, PROCEEDINGS)
        if len(group.cells) != len(rows):
            continue
        start = len(group.labels)
        while start and all(_is_piece(piece, form) for piece in group.labels[start - 1].split()):
            start -= 1
        titles = [label.split() for label in group.labels[start:]]
        if sum(map(len, titles)) >= len(rows):
            return RebuiltTable(group.first + start, group.last, [*titles, list(group.cells)])
    return None


def _is_piece(piece: str, form: str) -> bool:
    """Whether words are a part of a title of the table."""
    return any(piece in row.column or piece in row.label for row in layout(form, PROCEEDINGS))


@functools.cache
def _words(form: str) -> str:
    """The titles of the table: kinds of proceedings, what spans them, and outcomes."""
    rows = layout(form, PROCEEDINGS)
    return alternatives({title for row in rows for title in (*row.label.split("/"), row.column)})

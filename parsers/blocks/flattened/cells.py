"""Rebuilds tables of cells (documents, licences, penalties, charges) from lines of text."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from parsers.blocks.flattened.groups import Group, RebuiltTable, is_number
from parsers.blocks.flattened.labels import (
    LONGEST_LABEL,
    head_pattern,
    is_of_form,
    label_pattern,
    title_pattern,
    without_spaces,
)
from parsers.knowledge.forms import cells_keys, ends_in, heads, label_key


def rebuild_cells(groups: Sequence[Group], position: int) -> RebuiltTable | None:
    """Rebuilds one block of a table of cells: the head of the labels, the column titles, then rows of as many cells.

    A row with an unknown label between known rows is kept, so that the reader of the table can flag it.
    """
    labels = groups[position].labels
    start = max((i for i in range(len(labels)) if _is_headed(labels[i : i + 2])), default=None)
    if start is None:
        return None
    head = without_spaces("".join(groups[position].labels[start:]))
    later = list(groups[position + 1 :])
    group = groups[position]
    if not any(group.cells) and later and _titles_and_label().fullmatch(head + "".join(later[0].labels)):
        # A blank title ends the group, but the titles continue up to the label of the first row.
        head, group = head + "".join(later[0].labels), later.pop(0)
    match = _titles_and_label().fullmatch(head)
    if match is not None:
        rows, label = [[match["head"], *re.findall(title_pattern(), match["titles"])]], match["label"]
        n_columns = len(rows[0]) - 1
    else:
        rows, label = _broken_titles(group.labels[start:])
        n_columns = len(group.cells)
    if not rows:
        return None
    while True:
        rows.append([label, *_cells(group, n_columns)])
        last = group.last
        if not _goes_on(later, n_columns):
            return RebuiltTable(groups[position].first + start, last, rows)
        label, group = _label(later[0]), later.pop(0)


def _broken_titles(labels: Sequence[str]) -> tuple[list[list[str]], str]:
    """Titles that are broken over lines or cut off, from the line of the head on, and the label of the first row."""
    for height in range(1, min(LONGEST_LABEL, len(labels) - 1) + 1):
        label = without_spaces("".join(labels[-height:]))
        if label_key(label) in cells_keys():
            pieces = [line.split() for line in labels[:-height]]
            if any(ends_in(piece) for line in pieces for piece in line):
                return [], ""
            if all(len(line) == 1 for line in pieces):
                return [[piece for line in pieces for piece in line]], label
            return pieces, label
    return [], ""


def _is_headed(labels: Sequence[str]) -> bool:
    """Whether a line, or it with the next one, begins with the title above the labels."""
    return label_key("".join(labels)).startswith(tuple(heads()))


def _label(group: Group) -> str:
    return without_spaces("".join(group.labels))


def _cells(group: Group, count: int) -> list[str]:
    """The cells of a row, without blank cells beyond the last title."""
    cells = list(group.cells)
    while len(cells) > count and not cells[-1]:
        cells.pop()
    return cells


def _goes_on(later: Sequence[Group], count: int) -> bool:
    """Whether the next line is a row: its label is in the form, or lines like it are followed by such a row."""
    for group in later:
        if label_key(_label(group)) in cells_keys():
            return True
        full = len(_cells(group, count)) == count and any(map(is_number, group.cells))
        if not full or len(group.labels) > LONGEST_LABEL or is_of_form(_label(group)) or _has_head(group):
            return False
    return False


def _has_head(group: Group) -> bool:
    return re.search(head_pattern(), _label(group)) is not None


@functools.cache
def _titles_and_label() -> re.Pattern[str]:
    """Matches the head of the labels, the column titles, and the label of the first row."""
    return re.compile(rf"(?P<head>{head_pattern()})(?P<titles>(?:{title_pattern()})+)(?P<label>{label_pattern()})")

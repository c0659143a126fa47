"""Rebuilds a form that is one list from lines of text."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from knowledge.forms import LIST, list_forms
from parsers.blocks.flattened.groups import FEW, Group, RebuiltTable, is_number
from parsers.blocks.flattened.labels import LONGEST_LABEL, without_spaces
from parsers.knowledge.forms import layout, list_keys, official_key

_ENOUGH = 0.5
"""Share of a form's labels that must be found before the lines count as that form."""


def rebuild_list(groups: Sequence[Group]) -> RebuiltTable | None:
    """Rebuilds the list; lines between two of its labels stay between them, whatever they are."""
    rows: list[list[str]] = []
    between: list[list[str]] = []
    first = last = -1
    n_labels = n_numbers = 0
    for group in groups:
        position = 0
        while position < len(group.labels):
            height = _height_of_label(group.labels, position)
            is_last = position + max(height, 1) == len(group.labels)
            cells = group.cells if is_last else ()
            if not height:
                between.append([group.labels[position], *cells])
                position += 1
                continue
            if first < 0:
                first, rows = _with_titles(group, position)
            else:
                rows.extend(between)
            between = []
            rows.append(_three_columns("".join(group.labels[position : position + height]), cells))
            n_labels += 1
            n_numbers += any(is_number(cell) for cell in cells)
            last = group.last if is_last else group.first + position + height - 1
            position += height
    if n_labels < _enough() or n_numbers < FEW:
        return None
    return RebuiltTable(first, last, rows)


def rows_without_numbers(groups: Sequence[Group]) -> list[str]:
    """Labels of a list of which a copy has lost the numbers: most of the form's stand there, hardly any with one."""
    labels = [
        "".join(group.labels[position : position + height])
        for group in groups
        for position in range(len(group.labels))
        if (height := _height_of_label(group.labels, position))
        and official_key("".join(group.labels[position : position + height]), list_forms()) in _asking()
    ]
    n_numbers = sum(any(map(is_number, group.cells)) for group in groups)
    return labels if len(labels) >= _enough() and n_numbers < FEW else []


@functools.cache
def _enough() -> float:
    """Labels from which lines count as a list."""
    return _ENOUGH * min(len(layout(form, LIST)) for form in list_forms())


@functools.cache
def _asking() -> frozenset[str]:
    """Keys of the rows of a list that ask for a number."""
    return frozenset(row.key for form in list_forms() for row in layout(form, LIST) if not row.is_header)


def _height_of_label(labels: Sequence[str], position: int) -> int:
    """How many lines make up the label that begins at a position; 0 where no label begins."""
    for height in range(min(LONGEST_LABEL, len(labels) - position), 0, -1):
        if official_key("".join(labels[position : position + height]), list_forms()) in list_keys():
            return height
    return 0


def _with_titles(group: Group, position: int) -> tuple[int, list[list[str]]]:
    """The line in which the list begins, and the column titles if they come directly before it."""
    titles = [without_spaces(label) for label in group.labels[max(0, position - 3) : position]]
    if len(titles) == 3 and titles[0].endswith("指标") and titles[1] == "单位":
        return group.first + position - 3, [titles]
    return group.first + position, []


def _three_columns(label: str, cells: Sequence[str]) -> list[str]:
    """A row of label, unit and value; where the copy has lost the unit, its cell is empty."""
    if not cells or is_number(cells[0]) or (len(cells) == 1 and cells[0] == "无"):
        return [label, "", *(cells or [""])]
    return [label, *cells] if len(cells) > 1 else [label, cells[0], ""]

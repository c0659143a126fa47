"""Which form a report's tables follow, by the labels that not every form has."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Sequence

from knowledge.forms import LIST, form_of_year, forms, grid_forms, list_forms
from parsers.figures.grid import has_numbers, rows_of
from parsers.knowledge.forms import form_words, grid_labels, layout, list_keys, official_key
from parsers.model import PlacedTable

_ENOUGH = 0.5
"""Share of the labels of a list that must stand in a report's tables for them to be that form."""


def list_form(tables: Sequence[PlacedTable]) -> str | None:
    """The form of one list that tables follow: the one of whose labels most stand there, if they are enough."""
    printed = list_labels(tables)
    found = {form: len(printed & {row.key for row in layout(form, LIST)}) for form in list_forms()}
    form = max(found, key=lambda name: (found[name] / len(layout(name, LIST)), name))
    return form if found[form] >= _ENOUGH * len(layout(form, LIST)) else None


def list_labels(tables: Iterable[PlacedTable]) -> set[str]:
    """Keys of the labels of a list that stand in tables."""
    printed = {official_key(cell.cell.text, list_forms()) for table in tables for cell in table.cells}
    return printed & list_keys()


def tables_of_list(tables: Sequence[PlacedTable]) -> list[PlacedTable]:
    """The tables that a list fills; one of an office's own making may repeat some of its labels beside others.

    Such a table has only labels that another one has, too, which has more of them, and at least half of its rows that
    have labels and numbers are none of the list.
    """
    labels = [frozenset(list_labels((table,))) for table in tables]
    sets = set(labels)
    return [
        table
        for table, own in zip(tables, labels, strict=True)
        if not (any(own < other for other in sets) and _is_mostly_of_others(table))
    ]


def _is_mostly_of_others(table: PlacedTable) -> bool:
    """Whether at least half of the rows with numbers have no label of a list."""
    rows = [row for row in rows_of(table) if row.labels and has_numbers(row)]
    keys = [{official_key(cell.cell.text, list_forms()) for cell in row.labels} for row in rows]
    return 2 * sum(key.isdisjoint(list_keys()) for key in keys) >= len(rows)


def labels_found(table: PlacedTable, year: int) -> int:
    """How many labels of the forms that a report of its year may follow a table has."""
    form = form_of_year(year)
    if form is None or form.is_list:
        return len(list_labels((table,)))
    return sum(official_key(cell.cell.text, grid_forms()) in grid_labels() for cell in table.cells)


def grid_form(labels: Iterable[str], year: int) -> str:
    """The form of several tables that has most of the labels that not all of them have.

    Where several have as many, the form of the year, or else the one that began last before it.

    Args:
        labels: Keys of all cells of a report's tables.
        year: Year of the report.
    """
    votes = Counter(dict.fromkeys(grid_forms(), 0))
    for label in labels:
        for form in _holders(official_key(label, grid_forms())) or _holders(label):
            votes[form] += 1
    first = [form for form in grid_forms() if votes[form] == max(votes.values())]
    begun = [form for form in first if forms()[form].first_year <= year]
    return begun[-1] if begun else first[0]


@functools.lru_cache(maxsize=4096)
def _holders(key: str) -> tuple[str, ...]:
    """The forms that have a label, where not all have it."""
    found = tuple(form for form in grid_forms() if key in form_words(form))
    return found if len(found) < len(grid_forms()) else ()

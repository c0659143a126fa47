"""The labels of the forms since 2019: how many a table has, and which of the two forms they tell."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Mapping

from parsers.figures.since_2019.applicants import APPLICANTS
from parsers.knowledge.forms import FormRow, label_key, layout, official_key
from parsers.model import PlacedTable

ERAS = ("2019", "2021")
FIRST_YEAR = 2019
"""Year of the first reports on these forms."""


def labels_found(table: PlacedTable) -> int:
    """How many cells of a table hold labels of tables 二, 三 and 四."""
    return sum(official_key(cell.cell.text, "2019") in _words() for cell in table.cells)


@functools.cache
def _words() -> frozenset[str]:
    rows = [row for era in ERAS for row in _rows(era)]
    words = {label_key(word) for row in rows for word in (row.label, *row.columns)}
    return frozenset(words - {label_key(word) for word in APPLICANTS})


def era_of(labels: Iterable[str], year: int) -> str:
    """The form that has most of the labels that only one form has; that of the year where neither has more."""
    votes: Counter[str] = Counter()
    for label in labels:
        votes.update(_telling().get(official_key(label, "2019"), ()) or _telling().get(label, ()))
    if votes["2019"] != votes["2021"]:
        return max(ERAS, key=lambda era: votes[era])
    return "2021" if year >= 2021 else "2019"


@functools.cache
def _telling() -> Mapping[str, tuple[str, ...]]:
    """Labels that only one of the forms has."""
    words = {era: {label_key(name) for row in _rows(era) for name in (row.label, *row.columns)} for era in ERAS}
    return {word: (era,) for era, other in (ERAS, ERAS[::-1]) for word in words[era] - words[other]}


@functools.cache
def _rows(era: str) -> tuple[FormRow, ...]:
    return tuple(row for table in ("表二", "表三", "表四") for row in layout(era, table))

"""What is new in a year of what there is at its end, beside the sum over all years (查阅点: 累计 23 | 2017年 2)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from parsers.figures.own_tables.entries import Entry
from parsers.model import Span
from parsers.prose.words.codes import is_stock
from parsers.prose.words.marks import PERCENT


def new_of_stocks(entries: Sequence[Entry]) -> frozenset[Span]:
    """The numbers of a table that count only what is new of what a code counts at the end of the year.

    They do where their row has a larger number under a title that is none of a year.

    Args:
        entries: All numbers of a table.
    """
    largest: dict[Span, float] = defaultdict(float)
    for one in entries:
        if "look_alike" in one.kinds and one.printed_unit != PERCENT:
            largest[one.row.span] = max(largest[one.row.span], one.value)
    return frozenset(one.span for one in entries if is_stock(one.code) and largest[one.row.span] > one.value)

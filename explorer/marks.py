"""What stands beside a number, so that it never looks surer than it is; and where exactly a number stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from storage.schema import APPLICANT_TYPES

MARKS = {
    "a": "approx",
    "z": "stated_zero",
    "i": "implied",
    "c": "includes_carried_in",
    "x": "contradicted",
    "p": "incomplete",
    "k": "corrected",
    "r": "unproved",
}
"""Letter by the column that says so; the page has words and a sign for each letter."""
_BOUNDS = {"ge": "g", "le": "l"}
_SOURCES = {"derived": "d", "table": "t", "scan": "t"}
_STATUSES = {"several": "s", "row_flagged": "f", "unread": "u"}
_CELL = " | "
_DIGITS = "0-9０-９〇零一二三四五六七八九十百千万"
_ENDS_IN_DIGIT = re.compile(rf"[{_DIGITS}][.,]?\Z")
_BEGINS_WITH_DIGIT = re.compile(rf"[.,]?[{_DIGITS}]")


def marks(row: dict[str, Any]) -> str:
    """The letters of a row of `panel` or `indicators`."""
    letters = [letter for letter, column in MARKS.items() if row.get(column)]
    letters.append(_BOUNDS.get(row["bound"], ""))
    letters.append(_SOURCES.get(row["source"], ""))
    letters.append(_STATUSES.get(row.get("status", ""), ""))
    if row.get("other_values") and row.get("status") == "stated":
        letters.append("o")
    return "".join(letters)


def place_of_number(quote: str, printed: str, applicant_type: str) -> tuple[int, int] | None:
    """Where in a quote the number itself stands; nothing where that cannot be told, and the whole quote is shown.

    Args:
        quote: Words of the report.
        printed: The number as printed.
        applicant_type: Column of the applicants' matrix.
    """
    if not printed:
        return None
    whole = list(_whole_numbers(quote, printed))
    if len(whole) != 1 and _CELL in quote:
        return _cell(quote, printed, applicant_type)
    return whole[0] if len(whole) == 1 else None


def _whole_numbers(quote: str, printed: str) -> Iterator[tuple[int, int]]:
    """Where the number stands as it is, and not as a part of a longer one."""
    start = quote.find(printed)
    while start >= 0:
        end = start + len(printed)
        if not (_ENDS_IN_DIGIT.search(quote[max(start - 2, 0) : start]) or _BEGINS_WITH_DIGIT.match(quote, end)):
            yield start, end
        start = quote.find(printed, end)


def _cell(row: str, printed: str, applicant_type: str) -> tuple[int, int] | None:
    """The cell of a row: the only one that holds the number, or that of the column in a row of the matrix."""
    spans = []
    start = 0
    for cell in row.split(_CELL):
        spans.append((start, start + len(cell)))
        start += len(cell) + len(_CELL)
    holding = [span for span in spans if row[slice(*span)].strip() == printed]
    if len(holding) == 1:
        return holding[0]
    # The matrix has its kinds of applicants in the order of the forms, and the total behind them.
    columns = [*(kind for kind in APPLICANT_TYPES if kind != "total"), "total"]
    if len(columns) < len(spans) <= len(columns) + 2:
        own = spans[len(spans) - len(columns) + columns.index(applicant_type)]
        return own if own in holding else None
    return None

"""Lists of which each page repeats the titles, with its number in front of them, one cell a line."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from tests.parsers.figures.layouts import fill
from tests.parsers.figures.printing import flattened
from tests.parsers.figures.reading import read_whole
from tests.parsers.figures.sheets import Sheet

_YEAR = 2017
_LINES = 45
"""Lines of a page."""


def _in_pages(sheet: Sheet, numbers: Sequence[str]) -> bytes:
    """The list with a page number and the titles behind every so many lines, and the last page number at its end."""
    titles = [cell.text for cell in sheet.tables[0][0]]
    cells = [cell.text for row in sheet.tables[0] for cell in row]
    text = flattened(sheet, _YEAR).decode()
    assert "\n".join(cells) in text
    printed: list[str] = []
    coming = list(numbers)
    since = 0
    for cell in cells:
        printed.append(cell)
        since += 1
        if since > _LINES and cell.isdecimal() and len(coming) > 1:
            printed += [coming.pop(0), *titles]
            since = 0
    return text.replace("\n".join(cells), "\n".join([*printed, coming[0]])).encode()


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    return fill("2014", random.Random(5))


def _truth(sheet: Sheet) -> dict[object, set[float]]:
    return {cell.key: {float(cell.text)} for row in sheet.tables[0] for cell in row if cell.key}


def test_page_numbers_are_no_cells(sheet: Sheet) -> None:
    values, flags, outcome = read_whole(_in_pages(sheet, ["1", "2", "3", "4"]))
    assert outcome == "report"
    assert not flags
    assert values == _truth(sheet)


@pytest.mark.parametrize("numbers", [["1", "2", "9", "4"], ["7", "7", "7", "7"]])
def test_numbers_that_do_not_count_pages_are_flagged_with_their_rows(sheet: Sheet, numbers: list[str]) -> None:
    values, flags, _ = read_whole(_in_pages(sheet, numbers))
    assert len([flag for flag in flags if flag.kind == "form_row_unread"]) >= 3
    truth = _truth(sheet)
    assert all(values[key] == truth[key] for key in values)
    assert len(truth) - len(values) >= 3

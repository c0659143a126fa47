"""From how much of a form on a table is taken for it, by data on both sides of each limit."""

from __future__ import annotations

import dataclasses
import math

import pytest

from knowledge.forms import LIST
from parsers.knowledge.forms import layout, official_key
from tests.parsers.figures.sheets import Grid, Printed, Result, Sheet, as_html, filled, read
from tests.parsers.figures.test_layouts_of_forms import MATRIX_2021, flat, html, matrix

TITLES, *ROWS = filled("2014").tables[0]
ASKING = [row for row in ROWS if row[2].key]


def different(rows: Grid, count: int) -> Grid:
    """The first rows that have so many different labels together."""
    chosen: Grid = []
    known: set[str] = set()
    for row in rows:
        known.add(official_key(row[0].text, ("2014",)))
        if len(known) > count:
            break
        chosen.append(row)
    return chosen


def kinds(result: Result) -> set[str]:
    return {flag.kind for flag in result.flags}


def test_half_of_the_labels_of_a_list_make_it_that_list() -> None:
    half = math.ceil(len(layout("2014", LIST)) / 2)
    enough, too_few = (html("2014", [TITLES, *different(ROWS, count)]) for count in (half, half - 1))
    whole = read(enough, "2014")
    assert whole.form == "2014"
    assert whole.values == {row[2].key: {float(row[2].text)} for row in different(ROWS, half) if row[2].key}
    part = read(too_few, "2014")
    assert (part.form, kinds(part)) == ("narrative", {"form_table_unread"})


@pytest.mark.parametrize(("count", "is_told"), [(3, False), (4, True)])
def test_a_few_labels_of_a_form_make_a_table_look_like_a_part_of_it(count: int, is_told: bool) -> None:
    result = read(html("2014", [TITLES, *different(ASKING, count)]), "2014")
    assert ("form_table_unread" in kinds(result)) == is_told


@pytest.mark.parametrize(("count", "is_told"), [(5, True), (6, False)])
def test_a_list_that_has_lost_its_numbers_is_told(count: int, is_told: bool) -> None:
    """Of its 58 rows that ask for a number, hardly any has one."""
    assert len(ASKING) == 58
    kept = ASKING[:count]
    rows = [row if row in kept else [*row[:2], Printed("")] for row in ROWS]
    result = read(html("2014", [TITLES, *rows]), "2014")
    assert result.values == {row[2].key: {float(row[2].text)} for row in kept if row[2].key}
    assert ("form_row_unread" in kinds(result)) == is_told


@pytest.mark.parametrize(("count", "is_read"), [(2, False), (3, True)])
def test_a_few_rows_make_a_table_of_some_applicants_the_matrix(count: int, is_read: bool) -> None:
    titles, *rows = [[row[0], row[1], row[7]] for row in flat(filled("2021").tables[MATRIX_2021])]
    result = read(as_html(Sheet("2021", ([titles, *rows[:count]],))), "2021")
    numbers = {cell.key: {float(cell.text)} for row in rows[:count] for cell in row if cell.key}
    assert result.values == (numbers if is_read else {})


@pytest.mark.parametrize(("count", "is_unknown"), [(1, False), (2, True)])
def test_one_strange_row_may_be_a_misprint_and_two_are_another_form(count: int, is_unknown: bool) -> None:
    def with_strange_rows(grid: Grid) -> list[Grid]:
        rows = flat(grid)
        numbers = [dataclasses.replace(cell, key=None) for cell in rows[1][1:]]
        strange = [[Printed(f"{name}种情形"), *numbers] for name in ("某", "另")[:count]]
        return [[*rows[:-1], *strange, rows[-1]]]

    assert ("form_unknown" in kinds(read(matrix(with_strange_rows), "2021"))) == is_unknown

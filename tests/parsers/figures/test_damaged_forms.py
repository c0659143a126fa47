"""A form that lost, doubled or moved something gives no wrong number: what is uncertain is missing, and flagged."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parsers.figures.sheets import (
    YEARS,
    Grid,
    Printed,
    Sheet,
    as_html,
    as_lines,
    as_pipes,
    as_rows,
    filled,
    read,
)

PRINTERS: dict[str, Callable[[Sheet], str]] = {
    "html": as_html,
    "lines": as_lines,
    "rows": as_rows,
    "pipes": as_pipes,
}
SHEETS = {era: filled(era) for era in YEARS}
Damage = Callable[[list[Grid], st.DataObject], None]


def choose_cell(tables: list[Grid], data: st.DataObject, *, values: bool = False) -> tuple[Grid, int, int]:
    places = [
        (grid, row, column)
        for grid in tables
        for row, cells in enumerate(grid)
        for column, cell in enumerate(cells)
        if cell.key or not values
    ]
    return places[data.draw(st.integers(0, len(places) - 1), "cell")]


def choose_row(tables: list[Grid], data: st.DataObject, *, end: bool = False) -> tuple[Grid, int]:
    grid = tables[data.draw(st.integers(0, len(tables) - 1), "table")]
    return grid, data.draw(st.integers(0, len(grid) - (0 if end else 1)), "row")


def lose_a_cell(tables: list[Grid], data: st.DataObject) -> None:
    grid, row, column = choose_cell(tables, data)
    grid[row].pop(column)


def lose_a_value(tables: list[Grid], data: st.DataObject) -> None:
    grid, row, column = choose_cell(tables, data, values=True)
    grid[row].pop(column)


def add_a_cell(tables: list[Grid], data: st.DataObject) -> None:
    grid, row, column = choose_cell(tables, data)
    grid[row].insert(column, Printed(data.draw(st.sampled_from(["", "7", "—", "备注"]), "text")))


def lose_a_row(tables: list[Grid], data: st.DataObject) -> None:
    grid, row = choose_row(tables, data)
    grid.pop(row)


def add_a_row(tables: list[Grid], data: st.DataObject) -> None:
    grid, row = choose_row(tables, data, end=True)
    numbers = [Printed(str(5 + column)) for column in range(len(grid[-1]))]
    blank = [Printed("") for _ in grid[-1]]
    note = [Printed("备注：以上数据为全市汇总")]
    unknown = [Printed("其他未列项目"), *numbers[1:]]
    grid.insert(row, data.draw(st.sampled_from([numbers, blank, note, unknown]), "new row"))


def exchange_rows(tables: list[Grid], data: st.DataObject) -> None:
    grid, one = choose_row(tables, data)
    other = data.draw(st.integers(0, len(grid) - 1), "other row")
    grid[one], grid[other] = grid[other], grid[one]


def move_a_label(tables: list[Grid], data: st.DataObject) -> None:
    """Column titles that change places are read as they then stand, so only rows with numbers are tried."""
    grid, row, column = choose_cell(tables, data, values=True)
    other = data.draw(st.integers(0, len(grid[row]) - 1), "other cell")
    if grid[row][other].key is None:
        grid[row][column], grid[row][other] = grid[row][other], grid[row][column]


def rename_a_label(tables: list[Grid], data: st.DataObject) -> None:
    grid, row, column = choose_cell(tables, data)
    cell = grid[row][column]
    if cell.key is None:
        grid[row][column] = dataclasses.replace(cell, text=data.draw(st.sampled_from(["未知项目数", ""]), "text"))


def change_a_span(tables: list[Grid], data: st.DataObject) -> None:
    grid, row, column = choose_cell(tables, data)
    cell = grid[row][column]
    taller, wider = (data.draw(st.integers(-1, 1), name) for name in ("taller", "wider"))
    grid[row][column] = dataclasses.replace(cell, height=max(1, cell.height + taller), width=max(1, cell.width + wider))


def break_the_page(tables: list[Grid], data: st.DataObject) -> None:
    grid, row = choose_row(tables, data)
    place = next(index for index, other in enumerate(tables) if other is grid)
    tables[place : place + 1] = [part for part in (grid[:row], grid[row:]) if part]


def repeat_the_titles(tables: list[Grid], data: st.DataObject) -> None:
    grid, row = choose_row(tables, data, end=True)
    height = data.draw(st.sampled_from([1, 3]), "height")
    grid[max(row, 1) : max(row, 1)] = grid[:height]


def blank_cells(tables: list[Grid], data: st.DataObject) -> None:
    sign = data.draw(st.sampled_from(["", "—", "/", "-", "无"]), "sign")
    for _ in range(data.draw(st.integers(1, 30), "number of blanks")):
        grid, row, column = choose_cell(tables, data, values=True)
        grid[row][column] = Printed(sign)
        if not any(cell.key for cells in grid for cell in cells):
            break


DAMAGES: list[Damage] = [
    lose_a_cell,
    lose_a_value,
    add_a_cell,
    lose_a_row,
    add_a_row,
    exchange_rows,
    move_a_label,
    rename_a_label,
    change_a_span,
    break_the_page,
    repeat_the_titles,
    blank_cells,
]


@pytest.mark.parametrize("era", YEARS)
@pytest.mark.parametrize("printer", PRINTERS)
def test_whole_forms_are_read_whole(era: str, printer: str) -> None:
    sheet = SHEETS[era]
    result = read(PRINTERS[printer](sheet), era)
    assert result.form == era
    assert result.values == {key: {value} for key, value in sheet.truth.items()}
    assert result.flags == ()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
@settings(max_examples=40, derandomize=True)
@given(data=st.data())
def test_damage_makes_no_wrong_number(damage: Damage, data: st.DataObject) -> None:
    era = data.draw(st.sampled_from(sorted(YEARS)), "era")
    printer = data.draw(st.sampled_from(sorted(PRINTERS)), "printer")
    tables = [[list(row) for row in grid] for grid in SHEETS[era].tables]
    damage(tables, data)
    damaged = Sheet(era, tuple(tables))
    result = read(PRINTERS[printer](damaged), era)
    assert result.wrong(SHEETS[era].truth) == {}
    if damage is move_a_label and printer == "rows":
        return  # A line that begins with numbers and goes on with words is running text, as far as anyone can see.
    assert result.flags or not result.missing(damaged.truth), "a number is missing, and nobody says so"


@pytest.mark.parametrize("era", YEARS)
def test_no_cell_of_a_page_is_lost_unseen(era: str) -> None:
    """Every cell in turn, titles and labels and numbers."""
    sheet = SHEETS[era]
    for number, grid in enumerate(sheet.tables):
        for row, cells in enumerate(grid):
            for column, cell in enumerate(cells):
                rest = [*grid[:row], [*cells[:column], *cells[column + 1 :]], *grid[row + 1 :]]
                damaged = Sheet(era, (*sheet.tables[:number], rest, *sheet.tables[number + 1 :]))
                result = read(as_html(damaged), era)
                assert result.wrong(sheet.truth) == {}, (cell.text, row, column)
                assert result.flags or not result.missing(damaged.truth), (cell.text, row, column)

"""Rules that a page lacks at the sides of tables and between cells that reach into each other.

`near` is a distance that still counts as none, `far` the next one that does not.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from parsers.blocks.pdf.characters import Thing
from parsers.blocks.pdf.edges import DOWN, TOLERANCE, Box
from parsers.blocks.pdf.missing import open_ends, open_sides
from parsers.blocks.pdf.pages import Drawn
from parsers.blocks.pdf.rules import read_rules

NEAR, FAR = TOLERANCE, TOLERANCE + 0.5
XS, TOPS = (10.0, 60.0, 110.0, 160.0), (20.0, 50.0, 80.0)


def line(x0: float, top: float, x1: float, bottom: float) -> Thing:
    return {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "width": x1 - x0, "height": bottom - top}


def words(text: str, x: float, top: float, size: float = 9) -> list[Thing]:
    """Characters beside each other, from a place on."""
    return [
        line(x + size * place, top, x + size * (place + 1), top + size) | {"text": one, "size": size}
        for place, one in enumerate(text)
    ]


def across(left: float = 10, right: float = 160, tops: Sequence[float] = TOPS) -> list[Thing]:
    return [line(left, top, right, top) for top in tops]


def inner(xs: Sequence[float] = XS[1:-1], top: float = 20, bottom: float = 80) -> list[Thing]:
    return [line(x, top, x, bottom) for x in xs]


def written(xs: Sequence[float] = (12, 62, 112), top: float = 30) -> list[Thing]:
    return [one for x in xs for one in words("规章", x, top)]


def read(lines: Sequence[Thing], characters: Sequence[Thing]) -> list[list[Box]]:
    page = Drawn(500, 700, characters=list(characters), lines=list(lines))
    return [list(table.boxes) for table in read_rules(page).tables]


def cells(xs: Sequence[float], tops: Sequence[float]) -> list[Box]:
    return [
        (left, top, right, bottom) for top, bottom in itertools.pairwise(tops) for left, right in itertools.pairwise(xs)
    ]


def sides(lines: Sequence[Thing], down: Sequence[Thing], characters: Sequence[Thing]) -> list[Box]:
    found = list(open_sides(lines, down, characters))
    assert all(one["way"] == DOWN and one["length"] == one["bottom"] - one["top"] for one in found)
    return [(one["x0"], one["top"], one["x1"], one["bottom"]) for one in found]


@pytest.mark.parametrize(
    ("drawn", "is_read"), [((), True), ((10.0,), True), ((160.0,), True), ((10.0, 160.0), True)], ids=str
)
def test_a_table_without_rules_at_its_sides_is_read(drawn: tuple[float, ...], is_read: bool) -> None:
    assert (read([*across(), *inner(), *inner(drawn)], written()) == [cells(XS, TOPS)]) is is_read


@pytest.mark.parametrize(
    ("lines", "down", "characters", "expected"),
    [
        pytest.param(across(), inner(), written(), [(10, 20, 10, 80), (160, 20, 160, 80)], id="at both"),
        pytest.param(across(), inner(), written((12, 62)), [(10, 20, 10, 80)], id="nothing is written at the right"),
        pytest.param(across(), inner(), written(top=90), [], id="nothing is written in it"),
        pytest.param(across(), [], written(), [], id="no rule within"),
        pytest.param(across(), inner((10 + NEAR,)), written(), [(160, 20, 160, 80)], id="a rule at the left"),
        pytest.param(
            across(), inner((10 + FAR,)), written((12, 14)), [(160, 20, 160, 80)], id="a narrow column, nothing in it"
        ),
        pytest.param(
            across(), inner(bottom=50), written(), [(10, 20, 10, 50), (160, 20, 160, 50)], id="a row without columns"
        ),
        pytest.param(across(), inner(top=20 + FAR, bottom=80 - FAR), written(), [], id="rules that end within"),
        pytest.param(
            across(),
            inner(top=20 + NEAR, bottom=80 - NEAR),
            written(),
            [(10, 20, 10, 80), (160, 20, 160, 80)],
            id="rules that nearly reach it",
        ),
        pytest.param(
            [*across(tops=(20, 50)), *across(tops=(150, 180))],
            [*inner(bottom=50), *inner(top=150, bottom=180)],
            [*written(), *written(top=160)],
            [(10, 20, 10, 50), (10, 150, 10, 180), (160, 20, 160, 50), (160, 150, 160, 180)],
            id="two tables",
        ),
        pytest.param(
            [line(10, 20, 160, 20), line(60, 50, 160, 50), line(10, 80, 160, 80)],
            inner(),
            written(),
            [(10, 20, 10, 80), (160, 20, 160, 80)],
            id="a tall cell at the left",
        ),
        pytest.param(
            [line(10, 20, 160, 20), line(60, 50, 160, 50), line(10, 80, 160, 80)],
            [line(60, 20, 60, 80), line(110, 50, 110, 80)],
            written(),
            [(10, 20, 10, 80), (160, 20, 160, 80)],
            id="a wide title at the right",
        ),
        pytest.param(across(tops=(20,)), inner(), written(), [], id="one rule"),
        pytest.param(
            [line(2, 150, 150, 150), *across()],
            inner(),
            written(),
            [(10, 20, 10, 80), (160, 20, 160, 80)],
            id="one rule that ends before the others on both sides",
        ),
    ],
)
def test_where_the_rules_at_the_sides_are_missing(
    lines: list[Thing], down: list[Thing], characters: list[Thing], expected: list[Box]
) -> None:
    assert sides(lines, down, characters) == expected


@pytest.mark.parametrize(
    ("beside", "left"),
    [
        pytest.param([], 10, id="no rule at the side"),
        pytest.param([line(10, 20, 10, 80)], 10, id="one that ends there"),
        pytest.param([line(30, 20, 30, 99)], 60, id="one that goes on"),
        pytest.param([line(30, 80 + NEAR, 30, 99)], 60, id="one that begins there"),
        pytest.param([line(30, 80 + FAR, 30, 99), line(30, 20, 30, 80 - FAR)], 10, id="others"),
        pytest.param([line(10 - FAR, 20, 10 - FAR, 99)], 10, id="one of what stands beside it"),
    ],
)
def test_a_missing_end_goes_on_to_sides_without_a_rule(beside: list[Thing], left: float) -> None:
    down = [*inner(), *beside]
    turned = [one | {"x0": 170 - one["x1"], "x1": 170 - one["x0"]} for one in down]
    for rules, expected in ((down, (left, 160)), (turned, (10, 170 - left))):
        found = open_ends(across(tops=(20, 50)), rules, "bottom")
        assert (*expected, 80) in [(one["x0"], one["x1"], one["top"]) for one in found]


def corner(*, wide: Sequence[Thing] = (), tall: Sequence[Thing] = (), turned: bool = False) -> list[list[Box]]:
    """A table of two columns and three rows, in which the first column and the last row meet in a corner.

    The vertical rule ends above the last row, and the rule above that row ends at the first column.
    """
    lines = [line(10, 20, 160, 20), line(60, 50, 160, 50), line(60, 80, 160, 80), line(10, 110, 160, 110)]
    lines += [line(10, 20, 10, 110), line(60, 20, 60, 80), line(160, 20, 160, 110)]
    characters = [*wide, *tall, *words("规章", 70, 30), *words("规章", 70, 60)]
    if turned:
        for one in (*lines, *characters):
            one["x0"], one["x1"] = 170 - one["x1"], 170 - one["x0"]
            one["top"], one["bottom"] = 130 - one["bottom"], 130 - one["top"]
    return read(lines, characters)


RIGHT: list[Box] = [(60, 20, 160, 50), (60, 50, 160, 80)]
ROW = sorted([*RIGHT, (10.0, 20.0, 60.0, 80.0), (10.0, 80.0, 160.0, 110.0)])
COLUMN = sorted([*RIGHT, (10.0, 20.0, 60.0, 110.0), (60.0, 80.0, 160.0, 110.0)])
UNDECIDED = sorted([*RIGHT, (10.0, 20.0, 160.0, 110.0)])


def turned_round(boxes: Sequence[Box]) -> list[Box]:
    return sorted((170 - right, 130 - bottom, 170 - left, 130 - top) for left, top, right, bottom in boxes)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("wide", "tall", "expected"),
    [
        pytest.param(words("结转下年度继续", 53, 90), words("结果", 26, 46), ROW, id="through the side of the corner"),
        pytest.param(words("结转下年度", 69, 90), words("结果", 26, 46), UNDECIDED, id="centred in neither"),
        pytest.param(words("结转", 76, 90), words("结果", 26, 46), ROW, id="centred in the row"),
        pytest.param(words("结转", 101, 90), words("结果", 26, 61), COLUMN, id="centred in what the column leaves"),
        pytest.param([], words("结果", 26, 61), COLUMN, id="nothing in the row, centred in the column"),
        pytest.param([], words("结果", 26, 46), ROW, id="nothing in the row, centred above it"),
        pytest.param([], words("结果", 26, 30), UNDECIDED, id="nothing in the row, centred nowhere"),
        pytest.param([], [], ROW, id="nothing in either"),
        pytest.param(words("结转", 13, 90), words("结果", 26, 46), UNDECIDED, id="in the corner only"),
        pytest.param([], [*words("结果", 26, 70), *words("情况", 26, 82)], COLUMN, id="down through the corner"),
        pytest.param(
            words("结转下年度继续", 13, 90), [*words("结果", 26, 70), *words("情", 26, 80)], UNDECIDED, id="both"
        ),
        pytest.param(words("结" * 501, 63, 90, 0.01), words("结果", 26, 46), UNDECIDED, id="a whole text"),
    ],
)
def test_what_is_written_tells_which_rule_is_missing_behind_a_corner(
    wide: list[Thing], tall: list[Thing], expected: list[Box], turned: bool
) -> None:
    (found,) = corner(wide=wide, tall=tall, turned=turned)
    assert sorted(found) == (turned_round(expected) if turned else expected)


def test_corners_at_the_edge_of_a_table_stay() -> None:
    """A table lacks its first cell, as many with titles above and beside do."""
    lines = [line(60, 20, 160, 20), *across(tops=(50, 80)), line(10, 50, 10, 80), *inner((60, 160))]
    assert read(lines, written((62, 112))) == [[(60, 20, 160, 50), (10, 50, 60, 80), (60, 50, 160, 80)]]

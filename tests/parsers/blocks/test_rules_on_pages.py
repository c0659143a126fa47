"""Rules of a page, from the edges that a program draws to the cells that a person sees: every tolerance on both sides.

`near` is a distance that still counts as none, `far` the next one that does not.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from parsers.blocks.pdf.characters import Thing, brightness, ink_of
from parsers.blocks.pdf.edges import ACROSS, DOWN, TOLERANCE, Box, clustered, edges_of, merged
from parsers.blocks.pdf.missing import open_ends
from parsers.blocks.pdf.pages import Drawn
from parsers.blocks.pdf.rules import RuledTable, _shading, _table, read_rules

NEAR, FAR = TOLERANCE, TOLERANCE + 0.5


def line(x0: float, top: float, x1: float, bottom: float) -> Thing:
    return {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "width": x1 - x0, "height": bottom - top}


def rect(x0: float, top: float, x1: float, bottom: float, color: float | None = None) -> Thing:
    """A box: a frame, or filled with a color."""
    filled = color is not None
    return line(x0, top, x1, bottom) | {"fill": filled, "stroke": not filled, "ink": ink_of(color if filled else 0.0)}


def boxes(things: Sequence[Thing]) -> list[tuple[str, Box]]:
    return [(one["way"], (one["x0"], one["top"], one["x1"], one["bottom"])) for one in things]


def seen(*lines: Thing) -> list[tuple[str, Box]]:
    return boxes(merged(edges_of(lines, (), ())))


def read(*lines: Thing, rects: Sequence[Thing] = ()) -> tuple[RuledTable, ...]:
    return read_rules(Drawn(500, 700, lines=list(lines), rects=list(rects))).tables


def grid(xs: Sequence[float], tops: Sequence[float]) -> list[Thing]:
    """The lines of a table."""
    across = [line(xs[0], top, xs[-1], top) for top in tops]
    return across + [line(x, tops[0], x, tops[-1]) for x in xs]


def cells(xs: Sequence[float], tops: Sequence[float]) -> tuple[Box, ...]:
    return tuple(
        (left, top, right, bottom) for top, bottom in itertools.pairwise(tops) for left, right in itertools.pairwise(xs)
    )


def test_every_outline_has_its_edges() -> None:
    curve = {"points": [(0, 0), (0, 9), (7, 9), (9, 0)]}
    found = list(edges_of([line(0, 5, 20, 5), line(3, 0, 3, 40)], [rect(10, 20, 30, 50)], [curve]))
    assert [(*one, thing["length"]) for one, thing in zip(boxes(found), found, strict=True)] == [
        (ACROSS, (0, 5, 20, 5), 20),
        (DOWN, (3, 0, 3, 40), 40),
        (ACROSS, (10, 20, 30, 20), 20),
        (ACROSS, (10, 50, 30, 50), 20),
        (DOWN, (10, 20, 10, 50), 30),
        (DOWN, (30, 20, 30, 50), 30),
        (DOWN, (0, 0, 0, 9), 9),
        (ACROSS, (0, 9, 7, 9), 7),
    ]


def test_things_are_of_one_cluster_as_long_as_each_step_is_short() -> None:
    things = [{"x": x} for x in (9.1, 0, 6, 3, 9.1)]
    assert clustered(things, "x", 3) == [[{"x": 0}, {"x": 6}, {"x": 3}], [{"x": 9.1}, {"x": 9.1}]]
    assert clustered([], "x", 3) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [line(0, 10, 50, 10), line(50 + NEAR, 10, 90, 10)], [(ACROSS, (0, 10, 90, 10))], id="goes on after a gap"
        ),
        pytest.param(
            [line(0, 10, 50, 10), line(50 + FAR, 10, 90, 10)],
            [(ACROSS, (0, 10, 50, 10)), (ACROSS, (50 + FAR, 10, 90, 10))],
            id="a gap",
        ),
        pytest.param(
            [line(0, 10, 90, 10), line(20, 10, 50, 10), line(88, 10, 99, 10)],
            [(ACROSS, (0, 10, 99, 10))],
            id="a piece within another",
        ),
        pytest.param(
            [line(0, 10, 50, 10), line(0, 10 + NEAR, 50, 10 + NEAR)],
            [(ACROSS, (0, 10 + NEAR / 2, 50, 10 + NEAR / 2))],
            id="two on each other",
        ),
        pytest.param(
            [line(0, 10, 50, 10), line(0, 10 + FAR, 50, 10 + FAR)],
            [(ACROSS, (0, 10, 50, 10)), (ACROSS, (0, 10 + FAR, 50, 10 + FAR))],
            id="two under each other",
        ),
        pytest.param(
            [line(5, 0, 5, 40), line(5 + NEAR, 40 + NEAR, 5 + NEAR, 80), line(40, 0, 40, 30), line(30, 7, 60, 7)],
            [(ACROSS, (30, 7, 60, 7)), (DOWN, (5 + NEAR / 2, 0, 5 + NEAR / 2, 80)), (DOWN, (40, 0, 40, 30))],
            id="down the page",
        ),
        pytest.param([line(0, 10, 2.9, 10), line(9, 0, 9, 2.9)], [], id="too short"),
        pytest.param(
            [line(0, 10, 3, 10), line(9, 0, 9, 3)], [(ACROSS, (0, 10, 3, 10)), (DOWN, (9, 0, 9, 3))], id="as short"
        ),
        pytest.param([line(0, 10, 1, 10), line(3, 10, 4, 10)], [(ACROSS, (0, 10, 4, 10))], id="dashes"),
        pytest.param([line(0, 10, 0.9, 10), line(3, 10, 3.9, 10)], [], id="dots"),
    ],
)
def test_edges_are_one_where_a_person_sees_one(lines: list[Thing], expected: list[tuple[str, Box]]) -> None:
    assert seen(*lines) == expected


XS, TOPS = (10.0, 60.0, 110.0), (20.0, 50.0, 80.0)


def test_a_grid_is_read_as_its_cells() -> None:
    assert read(*grid(XS, TOPS)) == (RuledTable(cells(XS, TOPS)),)


def test_boxes_that_touch_are_the_cells_of_a_table() -> None:
    assert read(rects=[rect(*box) for box in cells(XS, TOPS)]) == (RuledTable(cells(XS, TOPS)),)


def test_tables_come_from_top_to_bottom() -> None:
    low, left, right = (
        ((10.0, 60.0, 110.0), (220.0, 250.0)),
        ((10.0, 60.0, 110.0), (20.0, 50.0)),
        ((210.0, 260.0, 310.0), (30.0, 60.0)),
    )
    lines = [one for where in (low, right, left) for one in grid(*where)]
    assert read(*lines) == tuple(RuledTable(cells(*where)) for where in (left, right, low))


def test_one_box_is_no_table() -> None:
    assert read(*grid((10, 60), (20, 50))) == ()
    assert read(*grid((10, 60), (20, 50, 80))) != ()


def test_a_cell_may_span_several_columns() -> None:
    lines = [
        *(line(10, top, 110, top) for top in TOPS),
        *(line(x, 20, x, 80) for x in (10.0, 110.0)),
        line(60, 50, 60, 80),
    ]
    assert read(*lines) == (RuledTable(((10, 20, 110, 50), (10, 50, 60, 80), (60, 50, 110, 80))),)


@pytest.mark.parametrize(("gap", "is_read"), [(NEAR, True), (FAR, False)])
@pytest.mark.parametrize("side", ["left", "right", "top", "bottom"])
def test_rules_that_nearly_meet_cross(gap: float, is_read: bool, side: str) -> None:
    """The middle rule of two cells ends before the frame; so each is closed, or they are one."""
    upright = side in ("top", "bottom")
    start, end = 20 + gap * (side in ("top", "left")), 80 - gap * (side in ("bottom", "right"))
    frame = [line(20, 20, 80, 20), line(20, 80, 80, 80), line(20, 20, 20, 80), line(80, 20, 80, 80)]
    middle = line(50, start, 50, end) if upright else line(start, 50, end, 50)
    both = cells((20, 50, 80), (20, 80)) if upright else cells((20, 80), (20, 50, 80))
    assert read(*frame, middle) == ((RuledTable(both),) if is_read else ())


def uprights(n: int, *, top: float = 20, bottom: float = 80) -> list[Thing]:
    return [line(10 + 50 * i, top, 10 + 50 * i, bottom) for i in range(n)]


@pytest.mark.parametrize("is_open_below", [True, False])
@pytest.mark.parametrize(
    ("covered", "is_open"),
    [
        pytest.param(0, True, id="no rule"),
        pytest.param(97, True, id="a short rule"),
        pytest.param(98, False, id="a whole one"),
    ],
)
def test_a_table_without_its_last_rule_is_cut_by_the_page(covered: float, is_open: bool, is_open_below: bool) -> None:
    """The rule at one end of three columns lies over a part of its width."""
    end, other = (80, 20) if is_open_below else (20, 80)
    lines = [*uprights(3), line(10, other, 110, other), line(10, 50, 110, 50)]
    lines += [line(10, end, 10 + covered, end)] if covered else []
    (table,) = read(*lines)
    expected = cells(XS, TOPS)
    if is_open:
        assert table == RuledTable(expected, open_top=not is_open_below, open_bottom=is_open_below)
    else:
        assert (table.open_top, table.open_bottom) == (False, False)


@pytest.mark.parametrize(
    ("n", "crossed", "is_table"),
    [(3, True, True), (3, False, True), (2, True, True), (2, False, False), (1, True, False)],
)
def test_two_rules_need_one_that_crosses_them(n: int, crossed: bool, is_table: bool) -> None:
    across = [line(10, 50, 10 + 50 * (n - 1) or 20, 50)] if crossed else []
    assert bool(read(*uprights(n), *across)) is is_table


@pytest.mark.parametrize(
    ("longer", "is_open"), [(0.0, True), (NEAR, True), (FAR, False)], ids=["ends with them", "nearly", "goes on"]
)
def test_what_a_rule_goes_through_is_no_end(longer: float, is_open: bool) -> None:
    """Of four columns one rule is longer than the others."""
    lines = [*uprights(2), line(110, 20, 110, 80 + longer), *[line(160, 20, 160, 80)]]
    tables = read(*lines, line(10, 20, 160, 20), line(10, 50, 160, 50))
    assert any(table.open_bottom for table in tables) is is_open


@pytest.mark.parametrize(("shift", "is_open"), [(-FAR, False), (-NEAR, True), (0.0, True), (NEAR, True), (FAR, False)])
def test_a_table_is_open_where_a_missing_rule_is_near_its_end(shift: float, is_open: bool) -> None:
    boxes = cells(XS, TOPS)
    far, above, below = line(10, 300, 110, 300), line(10, 20 + shift, 110, 20 + shift), line(60, 80 + shift, 110, 80)
    assert _table(boxes, [far, above], []) == RuledTable(boxes, open_top=is_open)
    assert _table(boxes, [], [below, far]) == RuledTable(boxes, open_bottom=is_open)


def test_cells_come_by_row_and_column_though_they_differ_by_a_hair() -> None:
    rows = ((10.0, 20.4, 60.0, 50.0), (60.4, 19.6, 110.0, 50.0)), ((9.6, 50.0, 60.0, 80.0), (60.0, 49.6, 110.0, 80.0))
    (upper, lower) = rows
    assert _table([*reversed(lower), *reversed(upper)], [], []).boxes == (*upper, *lower)


def test_shading_is_no_cell_and_filled_rules_are_rules() -> None:
    """Behind each line of words lies a box; a rule may be a filled box, too, if it is no thicker than one."""
    words = [rect(10, 200 + 20 * i, 110, 215 + 20 * i, 1.0) for i in range(4)]
    assert read(rects=words) == ()
    rules = [rect(10, top, 110, top + 1, 0.0) for top in TOPS] + [rect(x, 20, x + 1, 81, 0.0) for x in XS]
    (table,) = read(rects=[*words, *rules])
    assert [tuple(round(side) for side in box) for box in table.boxes] == list(cells((10, 60, 110), (20, 50, 81)))


@pytest.mark.parametrize(
    ("boxes_of_a_color", "n_cells"),
    [
        pytest.param([rect(10, 20, 60, 50, 0.5), rect(60, 20, 110, 50, 0.5)], 2, id="side by side"),
        pytest.param([rect(10, 20, 60, 50, 0.5), rect(61, 20, 110, 50, 0.5)], 2, id="with a hair between them"),
        pytest.param([rect(10, 20, 60, 50, 0.5), rect(62, 20, 110, 50, 0.5)], 0, id="apart"),
        pytest.param([rect(10, 20, 60, 50, 0.5), rect(60, 52, 110, 80, 0.5)], 0, id="at other heights"),
        pytest.param(
            [rect(0, 0, 200, 90, 0.2), rect(10, 20, 60, 50, 1.0), rect(60, 20, 110, 50, 1.0)], 2, id="paper on ink"
        ),
        pytest.param([rect(10, 20, 60, 50, 1.0), rect(60, 20, 110, 50, 1.0)], 0, id="paper on paper"),
        pytest.param([rect(10, 20, 60, 22.9, 0.5), rect(10, 60, 60, 62.9, 0.5)], 0, id="thick rules"),
    ],
)
def test_boxes_of_a_color_are_cells_where_they_stand_as_cells_do(boxes_of_a_color: list[Thing], n_cells: int) -> None:
    assert sum(len(table.boxes) for table in read(rects=boxes_of_a_color)) == n_cells


@pytest.mark.parametrize(
    ("paper", "lies_on_it"),
    [
        pytest.param((10, 20, 60, 50), True, id="within"),
        pytest.param((-1, 20, 60, 50), True, id="a hair to the left"),
        pytest.param((-2, 20, 60, 50), False, id="to the left"),
        pytest.param((10, 20, 201, 50), True, id="a hair to the right"),
        pytest.param((10, 20, 202, 50), False, id="to the right"),
        pytest.param((10, -1, 60, 50), True, id="a hair above"),
        pytest.param((10, -2, 60, 50), False, id="above"),
        pytest.param((10, 20, 60, 91), True, id="a hair below"),
        pytest.param((10, 20, 60, 92), False, id="below"),
        pytest.param((0, 0, 200, 90), False, id="all of it"),
        pytest.param((0, 0, 200, 89), True, id="nearly all of it"),
    ],
)
def test_white_paper_is_a_cell_where_it_lies_on_ink(paper: Box, lies_on_it: bool) -> None:
    ink = rect(0, 0, 200, 90, 0.2)
    far = rect(0, 400, 200, 490, 0.2)
    assert len(list(_shading([far, ink, rect(*paper, 1.0)]))) == 3 - lies_on_it


def test_boxes_of_a_color_stand_at_one_height_to_the_point() -> None:
    side_by_side = [rect(10, 20.2, 60, 50.3, 0.5), rect(60, 19.8, 110, 49.8, 0.5)]
    assert list(_shading(side_by_side)) == []
    higher = [rect(10, 20.6, 60, 50.3, 0.5), rect(60, 20.4, 110, 49.8, 0.5)]
    assert list(_shading(higher)) == higher
    framed = [one | {"stroke": True} for one in higher]
    unfilled = [one | {"fill": False} for one in higher]
    assert list(_shading([*framed, *unfilled])) == []


@pytest.mark.parametrize(
    ("x", "top", "bottom", "is_open"),
    [
        pytest.param(60, 20, 80 + FAR, False, id="longer than they"),
        pytest.param(60, 80 - FAR, 99, False, id="from above their end"),
        pytest.param(60, 80 - NEAR, 99, True, id="from their end"),
        pytest.param(10 - FAR, 20, 99, True, id="to the left of them"),
        pytest.param(110 + FAR, 20, 99, True, id="to the right of them"),
        pytest.param(10 - NEAR, 60, 99, False, id="at their left"),
        pytest.param(110 + NEAR, 60, 99, False, id="at their right"),
    ],
)
def test_no_rule_is_missing_where_another_goes_on(x: float, top: float, bottom: float, is_open: bool) -> None:
    """Two rules end together; a third one goes through the line between their ends, or does not."""
    down = [line(10, 20, 10, 80), line(110, 20, 110, 80), line(x, top, x, bottom)]
    across = [line(0, 50, 120, 50)]
    assert bool([one for one in open_ends(across, down, "bottom") if one["top"] == 80]) is is_open


def test_the_missing_rule_goes_from_the_first_to_the_last() -> None:
    down = [line(110, 20, 110, 81), line(10, 20, 10, 79), line(60, 20, 60, 80), line(210, 20, 210, 79 + FAR)]
    (missing,) = open_ends((), down, "bottom")
    assert (boxes([missing]), missing["length"]) == ([(ACROSS, (10, 80, 110, 80))], 100)
    assert boxes(list(open_ends((), down, "top"))) == [(ACROSS, (10, 20, 210, 20))]
    for covered, is_missing in ((97.9, True), (98, False)):
        pieces = [line(0, 80 + NEAR, 60, 80 + NEAR), line(60, 80 - NEAR, 10 + covered, 80 - NEAR)]
        assert bool(list(open_ends(pieces, down, "bottom"))) is is_missing
        assert list(open_ends([line(0, 80 + FAR, 200, 80 + FAR)], down, "bottom"))


@pytest.mark.parametrize(
    ("across", "is_missing"),
    [
        pytest.param((10 + NEAR, 50, 60 - NEAR, 50), True, id="from one to the other"),
        pytest.param((10 + FAR, 50, 60, 50), False, id="not from the left one"),
        pytest.param((10, 50, 60 - FAR, 50), False, id="not to the right one"),
        pytest.param((10, 20, 60, 20), True, id="at their other end"),
        pytest.param((10, 19, 60, 19), False, id="above them"),
        pytest.param((10, 85, 60, 85), False, id="below them"),
    ],
)
def test_two_rules_that_end_together_need_one_across(across: Box, is_missing: bool) -> None:
    assert bool(list(open_ends([line(*across)], uprights(2), "bottom"))) is is_missing
    assert list(open_ends([line(*across)], uprights(1), "bottom")) == []
    assert bool(list(open_ends([line(*across)], uprights(3), "bottom")))


def test_a_page_with_more_rules_than_tables_have_is_a_drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Drawn(500, 700, lines=grid(XS, TOPS))
    n_crossings, n_pairs = 9, 9
    for limit, most in (("MOST_CROSSINGS", n_crossings), ("_MOST_PAIRS", n_pairs)):
        with monkeypatch.context() as patch:
            patch.setattr(f"parsers.blocks.pdf.rules.{limit}", most)
            assert (read_rules(page).is_drawing, len(read_rules(page).tables)) == (False, 1)
            patch.setattr(f"parsers.blocks.pdf.rules.{limit}", most - 1)
            assert (read_rules(page).is_drawing, read_rules(page).tables) == (True, ())
            assert [one["top"] for one in read_rules(page).horizontal] == list(TOPS)


@pytest.mark.parametrize(
    ("color", "bright"),
    [
        (0.25, 0.25),
        ((0.25,), 0.25),
        ([1], 1),
        ((1, 0, 0), 0.3),
        ((0, 1, 0), 0.59),
        ((0, 0, 1), 0.11),
        ((0.5, 0.5, 0.5), 0.5),
        ((0, 0, 0, 0), 1),
        ((0, 0, 0, 0.25), 0.75),
        ((1, 0, 0, 0), 0.7),
        ((0, 1, 0, 0), 0.41),
        ((0, 0, 1, 0), 0.89),
        ((1, 0, 0, 0.5), 0.35),
        (None, 0),
        ((0.5, 0.5), 0),
        ("P1", 0),
    ],
)
def test_how_bright_an_ink_is(color: object, bright: float) -> None:
    """A share of white, of red, green and blue, or of four inks; what is not known is black."""
    assert brightness(color) == pytest.approx(bright)

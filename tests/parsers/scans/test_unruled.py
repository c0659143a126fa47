"""Tables without vertical rules, drawn with bars for words; skipped where the extra is not installed."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
import pytest

pytest.importorskip("cv2", reason="the extra nianbao[ocr] is not installed")

from parsers.scans.model import Box
from parsers.scans.picture import Picture, rules, tables
from parsers.scans.unruled import unruled_tables

WIDTH, HEIGHT = 1600, 1200
LEFT, RIGHT = 200, 1400
LINE = 24
"""Pixels that a line is high."""
LABEL, FIRST, SECOND, THIRD = (260, 460), (700, 740), (960, 1000), (1220, 1300)
"""Where words stand in the four columns."""

Row = Sequence[tuple[int, int]]
HEAD: Row = (LABEL, (660, 780), (920, 1040), THIRD)
BODY: Row = (LABEL, FIRST, SECOND, THIRD)


def drawn(*parts: int | Row) -> Picture:
    """A page of rules and rows: a number is a rule of that width, from the left edge; 0 stands for all of it."""
    ink = np.zeros((HEIGHT, WIDTH), np.uint8)
    y = 200
    for part in parts:
        if isinstance(part, int):
            ink[y : y + 3, LEFT : LEFT + (part or RIGHT - LEFT)] = 255
            y += 23
            continue
        for left, right in part:
            # Characters with white space between them that is narrower than they are high.
            for start in range(left, right, LINE):
                ink[y : y + LINE, start : min(start + LINE - 6, right)] = 255
        y += LINE + 20
    return Picture(np.where(ink > 0, 0, 255).astype(np.uint8), ink, np.zeros_like(ink))


def cells(*parts: int | Row) -> list[list[Box]]:
    picture = drawn(*parts)
    ruled = rules(picture)
    assert not tables(ruled), "no cell has rules on all sides"
    return [found for _, found in unruled_tables(picture, ruled, [])]


def test_three_rules_make_a_table() -> None:
    (found,) = cells(0, HEAD, 0, BODY, BODY, BODY, 0)
    assert len(found) == 4 * 4
    columns = sorted({(box[0], box[2]) for box in found})
    for (left, right), words in zip(columns, BODY, strict=True):
        assert left < words[0] < words[1] < right
    rows = sorted({(box[1], box[3]) for box in found})
    assert len(rows) == 4
    assert all(upper[1] <= lower[0] for upper, lower in itertools.pairwise(rows))


def test_rules_between_all_rows_make_a_table_too() -> None:
    (found,) = cells(0, HEAD, 0, BODY, 0, (LABEL, FIRST, THIRD), 0)
    assert len(found) == 3 * 4, "a cell without words is one, too"


def test_titles_and_paragraphs_between_rules_part_tables() -> None:
    title: Row = ((600, 1000),)
    paragraph: Row = ((LEFT, RIGHT),)
    found = cells(0, HEAD, 0, BODY, 0, title, 0, HEAD, 0, BODY, BODY, 0, paragraph, paragraph, 0)
    assert [len(one) for one in found] == [2 * 4, 3 * 4]


@pytest.mark.parametrize(
    ("why", "parts"),
    [
        ("a title spans two columns", (0, (LABEL, (700, 1000), THIRD), 0, BODY, BODY, 0)),
        ("two numbers would stand in one cell", (0, (LABEL, (690, 1010)), 0, BODY, BODY, 0)),
        ("a label without numbers may go on in the next line", (0, HEAD, 0, BODY, (LABEL,), BODY, 0)),
        ("a number ends where the rules do, and may be cut", (0, HEAD, 0, (*BODY[:3], (1360, RIGHT)), BODY, 0)),
        ("two rules", (0, HEAD, BODY, BODY, 0)),
        ("rules of other widths", (0, HEAD, 700, BODY, BODY, 0)),
        ("running text", (0, ((LEFT, RIGHT),), 0, ((LEFT, RIGHT),), ((LEFT, 500),), 0)),
    ],
)
def test_what_is_not_certain_is_no_table(why: str, parts: Sequence[int | Row]) -> None:
    assert cells(*parts) == [], why


def test_rules_of_tables_with_cells_are_left_alone() -> None:
    picture = drawn(0, HEAD, 0, BODY, 0)
    ruled = rules(picture)
    assert unruled_tables(picture, ruled, [(LEFT, 190, RIGHT, 400)]) == []


def test_what_the_edge_of_the_page_cuts_is_no_table() -> None:
    picture = drawn(0, HEAD, 0, BODY, BODY, 0)
    whole, cut = (
        Picture(*(part[:, :width].copy() for part in (picture.gray, picture.ink, picture.colored)))
        for width in (WIDTH, RIGHT - 20)
    )
    assert len(unruled_tables(whole, rules(whole), [])) == 1
    assert unruled_tables(cut, rules(cut), []) == []

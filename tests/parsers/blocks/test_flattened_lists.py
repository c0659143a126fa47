"""A form that is one list, put together from the groups of its lines."""

from __future__ import annotations

import pytest

from knowledge.forms import LIST, list_forms
from parsers.blocks.flattened.groups import groups_of
from parsers.blocks.flattened.lists import rebuild_list, rows_without_numbers
from parsers.knowledge.forms import layout

FORM = layout(list_forms()[0], LIST)
TITLES = ["统计指标", "单位", "统计数"]
ROWS = [[row.label, "", str(number)] for number, row in enumerate(FORM, 10)]
HALF = (min(len(layout(form, LIST)) for form in list_forms()) + 1) // 2
"""Labels that are enough."""


def rebuilt(*lines: str) -> tuple[int, int, list[list[str]]] | None:
    table = rebuild_list(list(groups_of(lines)))
    return None if table is None else (table.first, table.last, table.rows)


def lines_of(rows: list[list[str]]) -> list[str]:
    return [line for row in rows for line in row if line]


@pytest.mark.parametrize(
    ("before", "n_lines", "titles"),
    [
        ([], 0, []),
        (TITLES, 0, [TITLES]),
        (["附表", "（2017年度）", *TITLES], 2, [TITLES]),
        (["统 计 指 标", "单 位", "统 计 数"], 0, [TITLES]),
        (["单位", "统计数"], 2, []),
        (["统计指标", "统计数", "单位"], 3, []),
        (["统计项目", "单位", "统计数"], 3, []),
    ],
)
def test_a_list_begins_with_its_titles_or_its_first_label(
    before: list[str], n_lines: int, titles: list[list[str]]
) -> None:
    lines = lines_of(ROWS)
    assert rebuilt(*before, *lines) == (n_lines, len(before) + len(lines) - 1, [*titles, *ROWS])


def test_lines_between_two_labels_stay_there_and_those_behind_the_last_do_not() -> None:
    lines = [*lines_of(ROWS[:3]), "某某事项", "某某数 件 7", *lines_of(ROWS[3:]), "填表人", "某某数 8"]
    assert rebuilt(*lines) == (
        0,
        len(lines) - 3,
        [*ROWS[:3], ["某某事项"], ["某某数", "件", "7"], *ROWS[3:]],
    )


def test_a_label_may_be_broken_over_five_lines() -> None:
    label = FORM[3].label
    for n_pieces in (2, 5, 6):
        pieces = [*label[: n_pieces - 1], label[n_pieces - 1 :]]
        found = rebuilt(*lines_of(ROWS[:3]), *pieces, *lines_of([["", "13"], *ROWS[4:]]))
        apart = [*([piece] for piece in pieces[:-1]), [pieces[-1], "13"]]
        assert found is not None
        assert found[2] == [*ROWS[:3], *([ROWS[3]] if n_pieces <= 5 else apart), *ROWS[4:]]


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        (["5"], ["", "5"]),
        (["件", "5"], ["件", "5"]),
        (["件", "5", "6"], ["件", "5", "6"]),
        (["5", "6"], ["", "5", "6"]),
        (["件/次"], ["件/次", ""]),
        (["无"], ["", "无"]),
        (["无", "5"], ["无", "5"]),
    ],
)
def test_a_row_has_a_label_a_unit_and_a_value(cells: list[str], row: list[str]) -> None:
    found = rebuilt(*lines_of(ROWS[:1]), FORM[1].label, *cells, *lines_of(ROWS[2:]))
    assert found is not None
    assert found[2] == [ROWS[0], [FORM[1].label, *row], *ROWS[2:]]


def test_half_of_the_labels_and_three_numbers_make_a_list() -> None:
    labels = [row.label for row in FORM]
    for n_labels, n_numbers, is_list in ((HALF, 3, True), (HALF - 1, 3, False), (HALF, 2, False)):
        lines = [line for number in range(n_labels) for line in ([labels[number], "7"][: 1 + (number < n_numbers)])]
        assert (rebuilt(*lines) is not None) == is_list


def test_a_list_that_has_lost_its_numbers_is_told_by_most_of_its_labels() -> None:
    asking = [row.label for row in FORM if not row.is_header]
    headings = [row.label for row in FORM if row.is_header]
    for n_labels, n_numbers, is_list in ((HALF, 2, True), (HALF - 1, 0, False), (HALF, 3, False)):
        lines = [*headings, *asking[:n_labels], *(line for _ in range(n_numbers) for line in ("某某数", "7"))]
        assert rows_without_numbers(list(groups_of(lines))) == (asking[:n_labels] if is_list else [])

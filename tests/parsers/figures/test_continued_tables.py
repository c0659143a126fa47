"""Tables of an office's own making that pages part."""

from __future__ import annotations

import pytest

from tests.parsers.figures.own_tables import laid_out, read_tables
from tests.parsers.figures.written import written

TITLES = ["申请方式", "2013年", "2014年"]
FIRST = [TITLES, ["当面申请", "14", "12"], ["信函申请", "5", "9"]]
SECOND = [TITLES, ["网络申请", "22", "31"], ["合计", "41", "52"]]
TOTALS = ["applications.received.total@2013 41", "applications.received.total 52"]


def totals(*blocks: str | list[list[str]]) -> list[str]:
    """The figures of all applications in tables among lines."""
    found = read_tables(laid_out(*blocks), 2014, "applications")
    return [written(one, 2014) for one in found.figures if one.code.endswith(".total")]


@pytest.mark.parametrize("between", [(), ("续表",), ("（续表）",)])
def test_a_total_counts_what_stands_on_the_page_before(between: tuple[str, ...]) -> None:
    assert totals("申请情况（单位：件）", FIRST, *between, SECOND) == TOTALS


def test_rows_that_were_left_blank_name_nothing_again() -> None:
    blank = ["", "", ""]
    assert totals("申请情况（单位：件）", [*FIRST, blank], [*SECOND[:-1], blank, SECOND[-1]]) == TOTALS


def test_a_table_may_go_on_over_three_pages() -> None:
    parts = [[TITLES, row] for row in (*FIRST[1:], *SECOND[1:-1])]
    parts.append([TITLES, ["传真申请", "0", "0"], SECOND[-1]])
    found = read_tables(laid_out("申请情况（单位：件）", *parts), 2014, "applications")
    ways = {"in_person": (14, 12), "letter": (5, 9), "online": (22, 31), "fax": (0, 0), "total": (41, 52)}
    told = {(one.code.rpartition(".")[2], one.year): one.value for one in found.figures}
    assert told == {(way, year): counts[year - 2013] for way, counts in ways.items() for year in (2013, 2014)}


def test_a_table_of_one_column_of_numbers_may_go_on() -> None:
    first, second = ([[label, last] for label, _, last in part] for part in (FIRST, SECOND))
    assert totals("申请情况（单位：件）", first, second) == TOTALS[1:]


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param((FIRST, "各部门情况", SECOND), id="a caption between"),
        pytest.param((FIRST, [["申请方式", "2012年", "2014年"], *SECOND[1:]]), id="other titles"),
        pytest.param(([*FIRST, ["合计", "19", "21"]], [*SECOND[:-1], ["合计", "41", "52"]]), id="a total before"),
        pytest.param((FIRST, SECOND[1:]), id="no titles"),
        pytest.param((FIRST, [TITLES, ["当面申请", "22", "31"], SECOND[-1]]), id="what it names again"),
    ],
)
def test_another_table_is_none_of_it(blocks: tuple[str | list[list[str]], ...]) -> None:
    assert not set(totals("申请情况（单位：件）", *blocks)) & set(TOTALS)


def test_a_label_that_stands_below_several_groups_may_stand_on_the_next_page_again() -> None:
    first = [
        TITLES,
        ["当面申请", "14", "12"],
        ["其中：委托", "5", "9"],
        ["信函申请", "5", "9"],
        ["其中：委托", "1", "2"],
    ]
    second = [TITLES, ["网络申请", "22", "31"], ["其中：委托", "2", "3"], ["合计", "41", "52"]]
    assert totals("申请情况（单位：件）", first, second) == TOTALS


WAYS = [["申请方式", "2013年", "2014年"], ["当面申请", "6", "4"], ["网络申请", "9", "8"]]
RESULTS = [["办理结果", "2013年", "2014年"], ["予以公开", "12", "7"], ["不予公开", "3", "5"], ["总计", "15", "12"]]
CASES = [["办件事项", "2013年", "2014年"], ["予以公开", "12", "7"], ["不予公开", "3", "5"]]


@pytest.mark.parametrize(
    ("blocks", "are_read"),
    [
        pytest.param((WAYS, RESULTS), True, id="right behind"),
        pytest.param((WAYS, "窗口办件：", RESULTS), False, id="below a line of its own"),
        pytest.param((WAYS, CASES), False, id="below another title"),
    ],
)
def test_results_right_behind_ways_of_applying_are_those_of_applications(
    blocks: tuple[str | list[list[str]], ...], are_read: bool
) -> None:
    found = read_tables(laid_out("2014年依申请公开办理情况（单位：件）：", *blocks), 2014, "other")
    answered = {one.code: one.value for one in found.figures if "answered" in one.code and one.year == 2014}
    granted, denied, total = (f"applications.answered.{one}" for one in ("granted", "denied", "total"))
    assert answered == ({granted: 7, denied: 5, total: 12} if are_read else {})

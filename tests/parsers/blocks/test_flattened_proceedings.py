"""The table of proceedings, whose titles and numbers came as lines."""

from __future__ import annotations

import pytest

from parsers.blocks.flattened.groups import Group, groups_of
from parsers.blocks.flattened.proceedings import rebuild_proceedings

OUTCOMES = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
TITLES = ["行政复议", "行政诉讼", *OUTCOMES, "未经复议直接起诉", *OUTCOMES, "复议后起诉", *OUTCOMES]
NUMBERS = [str(number) for number in range(11, 26)]
BROKEN = ["行政复议 行政诉讼", "结果 结果 其他 尚未 总计 未经复议 复议后", "维持 纠正 结果 审结 直接起诉 起诉"]


def rebuilt(*lines: str) -> tuple[int, int, list[list[str]]] | None:
    table = rebuild_proceedings(list(groups_of(lines)), 0)
    return None if table is None else (table.first, table.last, table.rows)


@pytest.mark.parametrize("before", [[], ["行政复议和诉讼情况如下"], ["（单位：件）", "行政复议和诉讼情况如下"]])
def test_titles_one_on_each_line_begin_behind_other_words(before: list[str]) -> None:
    lines = [*before, *TITLES, *NUMBERS]
    assert rebuilt(*lines) == (len(before), len(lines) - 1, [TITLES, NUMBERS])


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param(["".join(TITLES)], id="on one line"),
        pytest.param(["行政", "复议", *TITLES[1:]], id="one over two lines"),
        pytest.param([" ".join(title) for title in TITLES], id="spaced out"),
        pytest.param([title for title in TITLES if title in OUTCOMES], id="without what spans them"),
    ],
)
def test_titles_are_told_however_lines_part_them(titles: list[str]) -> None:
    found = rebuilt(*titles, *NUMBERS)
    assert found is not None
    assert found[0] == 0
    assert "".join(found[2][0]) == "".join(titles).replace(" ", "")
    assert found[2][1] == NUMBERS


@pytest.mark.parametrize(
    "titles",
    [
        pytest.param(TITLES[:-1], id="one is missing"),
        pytest.param([*TITLES, "总计"], id="one stands there once more"),
        pytest.param([*TITLES, "其他"], id="another word behind them"),
    ],
)
def test_titles_that_are_not_those_of_the_form_make_no_table(titles: list[str]) -> None:
    assert rebuilt(*titles, *NUMBERS[:3]) is None


@pytest.mark.parametrize(
    ("cells", "kept"),
    [
        ((*NUMBERS,), NUMBERS),
        (("", *NUMBERS), NUMBERS),
        (("", "", *NUMBERS), NUMBERS),
        (("", *NUMBERS[1:]), ["", *NUMBERS[1:]]),
        ((*NUMBERS[1:],), NUMBERS[1:]),
        (("5", *NUMBERS), ["5", *NUMBERS]),
    ],
)
def test_blank_cells_in_front_of_all_numbers_are_none(cells: tuple[str, ...], kept: list[str]) -> None:
    table = rebuild_proceedings([Group(tuple(TITLES), cells, 4, 40)], 0)
    assert table is not None
    assert (table.first, table.last, table.rows) == (4, 40, [TITLES, kept])


def test_blank_titles_stand_between_the_others() -> None:
    groups = [
        Group(("说明", *TITLES[:2]), ("",), 3, 6),
        Group((), ("",), 7, 7),
        Group(tuple(TITLES[2:]), tuple(NUMBERS), 8, 40),
        Group(("其他",), ("1",), 41, 42),
    ]
    table = rebuild_proceedings(groups, 0)
    assert table is not None
    assert (table.first, table.last, table.rows) == (4, 40, [TITLES, NUMBERS])
    assert rebuild_proceedings([Group(("说明",), ("",), 1, 2), *groups[2:]], 0) is None, "they begin further below"


def test_lines_of_nothing_but_pieces_of_titles_are_titles() -> None:
    lines = ["下表如下", *BROKEN, " ".join(NUMBERS)]
    assert rebuilt(*lines) == (1, 4, [*(line.split() for line in BROKEN), NUMBERS])
    assert rebuilt(*BROKEN, " ".join(NUMBERS)) == (0, 3, [*(line.split() for line in BROKEN), NUMBERS])
    assert rebuilt(*BROKEN[:2], "维持 某某", " ".join(NUMBERS)) is None, "a line of other words is none of them"


@pytest.mark.parametrize(
    ("titles", "numbers"),
    [
        pytest.param(BROKEN, NUMBERS[:-1], id="too few numbers"),
        pytest.param(BROKEN, [*NUMBERS, "5"], id="too many numbers"),
        pytest.param([BROKEN[1], *BROKEN[2:]], NUMBERS, id="fewer pieces than titles"),
        pytest.param(["结果维持 结果纠正"], NUMBERS, id="a few titles"),
    ],
)
def test_pieces_of_titles_without_their_numbers_are_no_table(titles: list[str], numbers: list[str]) -> None:
    n_pieces = sum(len(line.split()) for line in titles)
    expected = n_pieces >= len(NUMBERS) == len(numbers)
    assert (rebuilt(*titles, " ".join(numbers)) is not None) == expected

"""A table of an office's own making beside the official list, some of whose labels it repeats."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from knowledge.forms import LIST
from parsers.figures.forms.reading import read_forms
from parsers.knowledge.forms import layout
from tests.parsers.figures.own_tables import laid_out, read_tables
from tests.parsers.figures.written import written

YEAR = 2016
THE_LIST = [["统计指标", "单位", "统计数"]] + [
    [row.label, "", ""] if row.is_header else [row.label, row.unit or "件", str(number)]
    for number, row in enumerate(layout("2014", LIST), start=1001)
]


def read(*tables: Sequence[Sequence[str]]) -> tuple[list[str], list[str], set[str]]:
    """What the list gives of other years and of parts, what tables of its own making give, and the kinds of flags."""
    text = laid_out(*tables)
    forms = read_forms(text, YEAR)
    own = [table for table in text.tables if table not in forms.tables]
    found = read_tables(text, YEAR, "overview", tables=own)
    beside = [written(figure, YEAR) for figure in forms.figures if figure.year != YEAR or figure.label]
    return beside, [written(figure, YEAR) for figure in found.figures], {flag.kind for flag in forms.flags}


TWO_YEARS = [
    ["项目 ↓2", "年度 →2", "增减 ↓2"],
    ["2015年", "2016年"],
    ["主动公开政府信息（条）", "640", "1003", "+363"],
    ["其中：县门户网站公开（条）", "512", "701", "+189"],
    ["官方微博公开（条）", "305", "411", "+106"],
    ["收到政府信息公开申请（件）", "7", "1021", "+14"],
]


@pytest.mark.parametrize("place", ["above", "below"])
def test_a_table_of_which_few_rows_are_of_the_list_is_no_part_of_it(place: str) -> None:
    tables = (TWO_YEARS, THE_LIST) if place == "above" else (THE_LIST, TWO_YEARS)
    assert read(*tables) == (
        [],
        [
            "disclosure.total@2015 640",
            "disclosure.total 1003",
            "disclosure.channel.website@2015 512",
            "disclosure.channel.website 701",
            "disclosure.channel.weibo@2015 305",
            "disclosure.channel.weibo 411",
            "applications.received.total@2015 7",
            "applications.received.total 1021",
        ],
        set(),
    )


def test_titles_that_reach_down_to_those_of_the_numbers_are_titles_of_columns() -> None:
    rows = [
        *TWO_YEARS[:2],
        ["收到申请数", "7", "1021", "+14"],
        ["申请办结数", "6", "1026", "+20"],
        ["申请答复数", "6", "1029", "+23"],
    ]
    beside, own, flags = read(rows, THE_LIST)
    assert beside == [
        "applications.received.total@2015 7",
        "applications.concluded.total@2015 6",
        "applications.answered.total@2015 6",
    ]
    assert (own, flags - {"contested_row"}) == ([], set())


def test_a_page_of_the_list_is_a_part_of_it() -> None:
    half = len(THE_LIST) // 2
    whole, parted = (
        read_forms(laid_out(*tables), YEAR) for tables in ((THE_LIST,), (THE_LIST[:half], THE_LIST[half:]))
    )
    assert (len(whole.tables), len(parted.tables)) == (1, 2)
    assert [figure.value for figure in whole.figures] == [figure.value for figure in parted.figures]


def test_a_table_that_repeats_labels_that_no_other_has_is_a_part_of_the_list() -> None:
    without = [row for row in THE_LIST if row[0] not in ("（一）收到申请数", "六、举报投诉数量")]
    assert "form_row_unknown" in read(TWO_YEARS, without)[2]

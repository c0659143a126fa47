"""A table of an office's own making of which some rows say what a form has as labels and titles."""

from __future__ import annotations

import pytest

from parsers.figures.forms.reading import read_forms
from tests.parsers.figures.own_tables import laid_out, read_tables
from tests.parsers.figures.written import written

YEAR = 2022
OF_THE_FORM = ["行政许可", "本年处理决定数量", "21"]


def read(rows: list[list[str]]) -> tuple[list[str], list[str], list[float], int]:
    """Figures by words of the form, those of a table of its own making, what is left of that unread, and all flags."""
    text = laid_out(rows)
    forms = read_forms(text, YEAR)
    own = [table for table in text.tables if table not in forms.tables]
    found = read_tables(text, YEAR, "proactive_disclosure", tables=own, read=forms.of_others)
    figures = ([written(figure, YEAR) for figure in reading.figures] for reading in (forms, found))
    return (*figures, [one.value for one in found.unread], len(forms.flags))


@pytest.mark.parametrize(
    ("rows", "own", "unread"),
    [
        pytest.param([], [], [], id="nothing else"),
        pytest.param([["", "上年处理决定数量", "17"]], ["admin.license.decisions@2021 17"], [], id="the year before"),
        pytest.param([["信息", "网站公开数量", "33"]], ["disclosure.channel.website 33"], [], id="another count"),
        pytest.param([["其他", "巡查频率", "5"]], [], [5.0], id="nothing that is known"),
    ],
)
def test_rows_in_other_words_are_read_as_its_own(rows: list[list[str]], own: list[str], unread: list[float]) -> None:
    assert read([OF_THE_FORM, *rows]) == (["admin.license.decisions 21"], own, unread, 0)


def test_rows_that_contradict_each_other_are_none() -> None:
    twice = [*OF_THE_FORM[:2], "22"]
    assert read([OF_THE_FORM, twice, ["信息", "网站公开数量", "33"]]) == ([], ["disclosure.channel.website 33"], [], 1)


@pytest.mark.parametrize(
    ("heading", "figures"),
    [
        ("本年处理决定数量", ["admin.license.decisions 21", "admin.penalty.decisions 6"]),
        ("2022年处理决定数量", ["admin.license.decisions 21", "admin.penalty.decisions 6"]),
        ("行政执法处理决定数量", ["admin.license.decisions 21", "admin.penalty.decisions 6"]),
        ("上年处理决定数量", []),
        ("2021年处理决定数量", []),
        ("2022年上半年处理决定数量", []),
    ],
)
def test_a_heading_says_what_is_counted_in_the_year(heading: str, figures: list[str]) -> None:
    rows = [["项目", "数量"], [f"{heading} →2"], ["行政许可", "21"], ["行政处罚", "6"]]
    assert read(rows)[0] == figures

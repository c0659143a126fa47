"""Tables of an office's own making that have rows of a form, told from the form's by their titles."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.figures.forms.reading import read_forms
from parsers.figures.forms.titles_of_its_own import has_titles_of_its_own
from parsers.figures.grid import rows_of
from tests.parsers.figures.own_tables import laid_out, read_tables
from tests.parsers.figures.written import written

YEAR = 2023
Rows = Sequence[Sequence[str]]


@pytest.mark.parametrize(
    ("rows", "is_own"),
    [
        pytest.param([["信息类别", "数量"], ["行政许可", "12"]], True, id="sorts of information"),
        pytest.param([["发布渠道", "数量"], ["网站", "12"]], True, id="ways"),
        pytest.param([["项目", "2022年", "2023年"], ["予以公开", "1", "2"]], True, id="two years"),
        pytest.param([["项目", "2022", "2023"], ["予以公开", "1", "2"]], True, id="two years without a word"),
        pytest.param([["项目", "2023年"], ["予以公开", "2"]], False, id="one year"),
        pytest.param([["项目", "数量"], ["予以公开", "2"]], False, id="numbers alone"),
        pytest.param([["信息内容", "本年处理决定数量"], ["行政许可", "2"]], False, id="columns of the form"),
        pytest.param([["信息类别", "自然人", "总计"], ["予以公开", "1", "2"]], False, id="applicants of the form"),
        pytest.param([["类别", "结果维持", "结果纠正"], ["行政复议", "1", "2"]], False, id="outcomes of the form"),
        pytest.param([["行政许可", "12"], ["行政处罚", "3"]], False, id="no titles"),
    ],
)
def test_titles_tell_tables_that_are_none_of_a_form(rows: Rows, is_own: bool) -> None:
    (table,) = laid_out(rows).tables
    assert has_titles_of_its_own(rows_of(table), YEAR) is is_own


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        pytest.param(
            [["信息类别", "数量（条）"], ["机构概况", "21"], ["行政许可", "36"], ["行政处罚", "7"], ["合计", "64"]],
            [
                "disclosure.by_category 21 机构概况",
                "disclosure.by_category 36 行政许可",
                "disclosure.by_category 7 行政处罚",
                "disclosure.total 64",
            ],
            id="sorts that have names of rows of the form",
        ),
        pytest.param(
            [
                ["答复结果", "件数", "行政救济", "件数"],
                ["予以公开", "5", "行政复议", "4"],
                ["部分公开", "1", "行政诉讼", "2"],
            ],
            [
                "applications.answered.granted 5",
                "applications.answered.partial 1",
                "review.total 4",
                "litigation.total 2",
            ],
            id="outcomes and cases beside each other",
        ),
        pytest.param(
            [["项目", "2022年", "2023年"], ["上年结转", "5", "2"], ["予以公开", "20", "24"], ["部分公开", "4", "3"]],
            [
                "applications.carried_in@2022 5",
                "applications.carried_in 2",
                "applications.answered.granted@2022 20",
                "applications.answered.granted 24",
                "applications.answered.partial@2022 4",
                "applications.answered.partial 3",
            ],
            id="outcomes of two years",
        ),
    ],
)
def test_they_are_read_as_own_tables(rows: Rows, figures: list[str]) -> None:
    text = laid_out(rows)
    forms = read_forms(text, YEAR)
    assert (forms.form, forms.figures, forms.tables) == ("narrative", (), frozenset())
    assert [written(figure, YEAR) for figure in read_tables(text, YEAR, "applications").figures] == figures

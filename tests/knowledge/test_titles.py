"""Titles: which year and which body a title names, where it holds several years or lines."""

from __future__ import annotations

import pathlib

import pytest

from knowledge.titles import find_titles, read_title
from tests.support import cases


@pytest.mark.parametrize("case", cases(pathlib.Path(__file__).with_name("titles.csv")), ids=lambda case: case["note"])
def test_a_title_is_read(case: dict[str, str]) -> None:
    title = read_title(case["text"])
    found = (title.text, title.agency, str(title.year)) if title else ("", "", "")
    assert found == (case["title"], case["agency"], case["year"])


def test_a_title_may_be_broken_over_lines() -> None:
    (title,) = find_titles(["字体", "呼和浩特市人民政府关于", "2014年度政务公开工作完成情况的报告", "正文"], at_most=10)
    assert (title.first, title.last) == (1, 2)
    assert title.text == "呼和浩特市人民政府关于2014年度政务公开工作完成情况的报告"


def test_the_year_may_stand_on_a_line_between_the_publisher_and_the_report() -> None:
    (title,) = find_titles(["福州市鼓楼区人民政府东街街道办事处", "2013年度", "政府信息公开工作年度报告"], at_most=10)
    assert (title.first, title.agency, title.year) == (0, "福州市鼓楼区人民政府东街街道办事处", 2013)
    (title,) = find_titles(["字体：大 中 小", "2013年度", "政府信息公开工作年度报告"], at_most=10)
    assert (title.first, title.agency, title.year) == (1, "", 2013)


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        pytest.param("无锡市2016年政府信息公开工作年度报告", "无锡市", 2016, id="one year"),
        pytest.param("2016无锡市政府信息公开工作年度报告", "无锡市", 2016, id="a bare number alone"),
        pytest.param("无锡市2016年2018政府信息公开工作年度报告", "无锡市", 2016, id="a year before a bare number"),
        pytest.param("2018无锡市2016年政府信息公开工作年度报告", "无锡市", 2016, id="a year behind a bare number"),
        pytest.param("2018年无锡市2016年政府信息公开工作年度报告", "无锡市", 2016, id="the later of two years"),
        pytest.param("2018年无锡市政府信息公开2016年度报告", "无锡市", 2016, id="the one behind the subject"),
        pytest.param("无锡市政府信息公开工作年度报告（2016年）", "无锡市", 2016, id="in brackets behind the title"),
        pytest.param("无锡市2016年政府信息公开工作年度报告 - 中国无锡", "无锡市", 2016, id="before a site's name"),
        pytest.param("某体育_无锡市2016年政府信息公开工作年度报告", "无锡市", 2016, id="behind another owner's words"),
        pytest.param("2016年某体育_无锡市政府信息公开工作年度报告", "某体育_无锡市", 2016, id="never without its year"),
        pytest.param("无锡市教育局政府信息公开工作年度报告", "无锡市教育局", None, id="a body without a year"),
        pytest.param("关于公布《无锡市2016年政府信息公开年报》的通知", "无锡市", 2016, id="in a notice"),
        pytest.param("无锡市关于公布《2016年政府信息公开年报》的通知", "无锡市", 2016, id="named by the notice"),
        pytest.param("江苏省关于印发《无锡市2016年政府信息公开年报》的通知", "无锡市", 2016, id="named by both"),
    ],
)
def test_the_year_of_a_title(text: str, agency: str, year: int | None) -> None:
    title = read_title(text)
    assert title is not None
    assert (title.agency, title.year) == (agency, year)
    assert str(year or "") in title.text


@pytest.mark.parametrize(
    "text",
    ["政府信息公开工作年度报告", "2016年无锡市国民经济统计公报", "某" * 70 + "2016年政府信息公开工作年度报告"],
)
def test_what_is_no_title(text: str) -> None:
    assert read_title(text) is None


def test_a_title_over_three_lines_and_the_next_one() -> None:
    lines = [
        "无锡市人民政府",
        "关于",
        "2016年政府信息公开工作年度报告",
        "泸州市2017年政府信息公开工作年度报告",
        "一、概述",
    ]
    titles = find_titles(lines, at_most=10)
    assert [(title.first, title.last, title.agency, title.year) for title in titles] == [
        (0, 2, "无锡市人民政府", 2016),
        (3, 3, "泸州市", 2017),
    ]
    assert find_titles(lines, at_most=2) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["政府信息公开年报", "2014", "石门县皂市镇人民政府"], [(0, 2, "石门县皂市镇人民政府", 2014)]),
        (["首页", "政府信息公开年报", "石门县林业局", "二〇一四年度"], [(1, 3, "石门县林业局", 2014)]),
        (["政府信息公开年报", "2014", "2013"], []),
        (["政府信息公开年报", "石门县林业局", "石门县教育局"], []),
        (["政府信息公开年报", "2014", "领导信箱"], []),
        (["政府信息公开年报", "", "2014", "石门县林业局"], []),
        (["政府信息公开年报", "石门县林业局"], []),
        (["政府信息公开指南", "2014", "石门县林业局"], []),
    ],
)
def test_a_title_on_a_cover_has_its_year_and_its_publisher_below(
    lines: list[str], found: list[tuple[int, int, str, int]]
) -> None:
    titles = find_titles(lines, at_most=10)
    assert [(title.first, title.last, title.agency, title.year) for title in titles] == found


@pytest.mark.parametrize(
    ("lines", "last", "year"),
    [
        (["石门县林业局", "政府信息公开年报", "（2014年度）"], 2, 2014),
        (["石门县林业局政府信息公开年报", "二〇一四年"], 1, 2014),
        (["石门县林业局政府信息公开年报", "（2015年1月）"], 0, None),
        (["石门县林业局政府信息公开年报", "2014"], 0, None),
        (["石门县林业局2013年政府信息公开年报", "（2014年）"], 0, 2013),
        (["石门县林业局政府信息公开年报"], 0, None),
    ],
)
def test_a_title_may_have_its_year_in_the_line_below(lines: list[str], last: int, year: int | None) -> None:
    (title,) = find_titles(lines, at_most=10)
    assert (title.last, title.agency, title.year) == (last, "石门县林业局", year)


def test_a_title_that_tells_nothing_but_its_printing_comes_second_to_others() -> None:
    lines = ["石门县2014年政府信息公开年报", "政府信息公开年报（2015年3月）"]
    assert [title.agency for title in find_titles(lines, at_most=10)] == ["石门县"]
    assert [title.text for title in find_titles(lines[1:], at_most=10)] == lines[1:]


def test_a_table_that_tells_nothing_but_its_printing_has_no_title() -> None:
    assert read_title("政府信息公开情况统计表（2015年3月）", of_table=True) is None


def test_of_a_title_that_stands_twice_in_a_line_the_first_is_read_whole() -> None:
    """Also where it names a day in Chinese, which has fewer digits than characters."""
    text = "石门县教育局截至二〇一六年十二月三十一日政府信息公开年度报告"
    title = read_title(text + text)
    assert title is not None
    assert (title.text, title.year) == (text, 2016)


def test_a_statistics_table_has_no_title_on_a_cover() -> None:
    lines = ["政府信息公开年报", "2014", "石门县皂市镇人民政府"]
    assert [title.agency for title in find_titles(lines, at_most=10)] == ["石门县皂市镇人民政府"]
    assert find_titles(lines, at_most=10, of_table=True) == []


def test_a_title_has_three_lines_at_most() -> None:
    lines = ["无锡市人民政府", "关于", "2016年", "政府信息公开工作年度报告"]
    assert [(title.first, title.last, title.agency) for title in find_titles(lines, at_most=10)] == [(2, 3, "")]


@pytest.mark.parametrize(
    ("lines", "agencies"),
    [
        (["无锡市2016年", "政府信息公开工作年度报告"], ["无锡市"]),
        (["无锡市2016年", "", "政府信息公开工作年度报告"], []),
        (["无锡市", "", "2016年政府信息公开工作年度报告"], [""]),
        (["字体大中小", "2016年政府信息公开工作年度报告"], [""]),
        (["乌有区2016年", "政府信息公开工作年度报告"], ["乌有区"]),
    ],
)
def test_a_title_does_not_go_on_over_a_blank_line_or_behind_other_words(lines: list[str], agencies: list[str]) -> None:
    assert [title.agency for title in find_titles(lines, at_most=10)] == agencies

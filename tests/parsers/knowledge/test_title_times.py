"""Times that titles and captions name (captions.csv)."""

from __future__ import annotations

import pathlib

import pytest

from parsers.knowledge.title_times import is_part_of_year, sums_beside_their_year, time_of_caption, year_of_title
from tests.support import cases

CAPTIONS = cases(pathlib.Path(__file__).with_name("captions.csv"))


@pytest.mark.parametrize("case", CAPTIONS, ids=lambda case: f"{case['words']} in {case['report_year']}")
def test_when_the_numbers_below_a_caption_are_of(case: dict[str, str]) -> None:
    time = time_of_caption(case["words"], int(case["report_year"]))
    assert (time.kind, str(time.year or "")) == (case["kind"], case["year"])


@pytest.mark.parametrize(
    "words",
    [
        "1季度",
        "第2季度",
        "三季度",
        "前三季度",
        "上半年",
        "后半年公开数",
        "1月",
        "十二月份",
        "1-6月",
        "7~12月",
        "2016年3月",
        "前9个月",
        "第三季",
        "2016年1月1日至6月30日",
        "2015年7月至12月",
    ],
)
def test_parts_of_a_year_by_the_form_of_the_word(words: str) -> None:
    assert is_part_of_year(words, 2016)
    assert year_of_title(words, 2016) is None


@pytest.mark.parametrize(
    "words", ["1—12月", "全年", "2016年", "12月31日", "季度", "月份", "半年报", "一月刊", "收到申请数"]
)
def test_titles_that_are_no_part_of_a_year(words: str) -> None:
    assert not is_part_of_year(words, 2016)


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("1—12月", 2016),
        ("2016年累计", 2016),
        ("本年累计", 2016),
        ("上年累计数", 2015),
        ("2015全年", None),
        ("2015年全年", 2015),
        ("2015年1—12月", 2015),
        ("2016年1月至2016年12月", 2016),
        ("本年1至12月", 2016),
        ("上年1—12月", 2015),
        ("上一年度", 2015),
        ("前一年", 2015),
        ("2015年1月1日至12月31日", 2015),
        ("2015年1月1日至2016年12月31日", None),
        ("2015年5—12月", None),
    ],
)
def test_years_of_titles(words: str, year: int | None) -> None:
    assert year_of_title(words, 2016) == year


@pytest.mark.parametrize(
    ("paths", "sums"),
    [
        (("2016年累计数", "2016年"), {"2016年累计数"}),
        (("2016", "本年累计"), {"本年累计"}),
        (("上年累计", "2015年", "2016年"), {"上年累计"}),
        (("2016年新增", "2016年累计"), {"2016年累计"}),
        (("本年新增数", "2016年累计"), {"2016年累计"}),
        (("2016年累计", "2015年"), set()),
        (("2016年累计", "2015年累计"), set()),
        (("2016年累计", "4季度", "收到申请数"), set()),
        (("2016年累计",), set()),
        ((), set()),
        (("2016年/12月", "2016年/2016年累计"), set()),
        (("2015年", "2016年/上半年", "2016年/本年累计"), set()),
        (("收到/2016年", "收到/2016年累计", "答复/2016年累计"), {"收到/2016年累计"}),
        (("收到/2016年", "答复/2016年累计"), set()),
        (("2016年", "本年累计/件数", "本年累计/占比"), {"本年累计", "本年累计/件数", "本年累计/占比"}),
        (("项目", "项目/2016年", "项目/2016年累计"), {"项目/2016年累计"}),
        (("历年/本年累计", "当年/本年"), {"历年/本年累计"}),
        (("历年/本年累计", "当年"), {"历年/本年累计"}),
        (("总数/2016年累计", "新增数/2016年"), {"总数/2016年累计"}),
        (("收到/历年/2016年累计", "收到/当年/2016年", "答复/2016年累计"), {"收到/历年/2016年累计"}),
        (("2015年/本年累计", "2016年/本年"), set()),
        (("2016年/收到/上半年", "2016年/收到/本年累计"), set()),
    ],
)
def test_titles_of_sums_over_years_by_those_beside_them(paths: tuple[str, ...], sums: set[str]) -> None:
    found = sums_beside_their_year([path.split("/") for path in paths], 2016, {"收到", "答复"}.__contains__)
    assert {"/".join(title) for title in found} == sums

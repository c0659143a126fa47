from __future__ import annotations

import pathlib

import pytest

from knowledge.divisions import by_code, former_names, mentioned, most_specific, of_zone
from parsers.body.titles import find_titles, read_title
from parsers.identify.agencies import compiler, level, suffix
from parsers.identify.periods import find_period
from parsers.model import Document
from parsers.pipeline import parse
from tests.support import cases

CASES = pathlib.Path(__file__).parent


@pytest.mark.parametrize("case", cases(CASES / "titles.csv"), ids=lambda case: case["note"])
def test_titles(case: dict[str, str]) -> None:
    title = read_title(case["text"])
    found = (title.text, title.agency, str(title.year)) if title else ("", "", "")
    assert found == (case["title"], case["agency"], case["year"])


def test_a_title_may_be_broken_over_lines() -> None:
    (title,) = find_titles(["字体", "呼和浩特市人民政府关于", "2014年度政务公开工作完成情况的报告", "正文"], at_most=10)
    assert (title.first, title.last) == (1, 2)
    assert title.text == "呼和浩特市人民政府关于2014年度政务公开工作完成情况的报告"


@pytest.mark.parametrize("case", cases(CASES / "periods.csv"), ids=lambda case: case["note"])
def test_periods(case: dict[str, str]) -> None:
    period = find_period(case["text"])
    found = (str(period.start), str(period.end), "yes" if period.restored else "no") if period else ("", "", "")
    assert found == (case["start"], case["end"], case["restored"])


@pytest.mark.parametrize("case", cases(CASES / "places.csv"), ids=lambda case: f"{case['text']} {case['year']}")
def test_places(case: dict[str, str]) -> None:
    year = int(case["year"])
    found = most_specific(mentioned(case["text"], year), around=mentioned(case["context"], year))
    assert [division.code for division in found] == case["codes"].split()


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("西安高新技术产业开发区管理委员会", "610100"),
        ("襄阳高新区管委会", "420600"),
        ("苏州工业园区管理委员会", "320500"),
        ("西安市教育局", None),
    ],
)
def test_a_zone_lies_in_the_city_it_is_named_after(name: str, code: str | None) -> None:
    assert [division.code for division in of_zone(name, 2022)] == ([code] if code else [])


def test_a_code_means_the_division_of_its_year() -> None:
    assert by_code("420600", 2005).name == "襄樊市"  # type: ignore[union-attr]
    assert by_code("420600", 2015).name == "襄阳市"  # type: ignore[union-attr]
    assert by_code("999999", 2015) is None


@pytest.mark.parametrize(
    ("preamble", "agency"),
    [
        ("本报告由桐乡市人民政府办公室综合各部门的年度工作情况编制而成", "桐乡市人民政府办公室"),
        ("根据条例要求，由无锡市人民政府编制。", "无锡市人民政府"),
        ("洛阳市自然资源和规划局按照《条例》第四十九条发布2025年度报告", "洛阳市自然资源和规划局"),
        ("2014年，按照要求做好工作。", ""),
    ],
)
def test_compiler(preamble: str, agency: str) -> None:
    assert compiler(preamble) == agency


@pytest.mark.parametrize(
    ("titled", "agency", "places", "expected_level", "is_government"),
    [
        ("湖州市", "湖州市人民政府办公室", ["湖州市"], "prefecture", True),
        ("湖州市教育局", "湖州市教育局办公室", ["湖州市"], "department", False),
        ("盐城市人民政府", "盐城市人民政府办公室", ["盐城市"], "prefecture", True),
        ("盐城市人民政府办公室", "盐城市人民政府办公室", ["盐城市"], "prefecture", False),
        ("桐乡市石门镇", "桐乡市石门镇人民政府", ["桐乡市"], "township", False),
        ("桐乡市人民政府", "桐乡市人民政府办公室", ["桐乡市"], "county", True),
        ("襄阳高新技术产业开发区管理委员会", "襄阳高新技术产业开发区管理委员会", ["襄阳市"], "county", False),
        ("", "连云港市人民政府办公室", ["连云港市"], "prefecture", True),
    ],
)
def test_agencies(titled: str, agency: str, places: list[str], expected_level: str, is_government: bool) -> None:
    division = mentioned(places[0], 2018)[0]
    own = titled if titled.endswith(("局", "室", "府", "会")) else agency
    assert level(own, places, division) == (division.level if is_government else expected_level)
    assert (suffix(titled, agency, places) == "") == is_government


def test_an_ambiguous_place_is_not_guessed() -> None:
    text = (
        "朝阳区2015年政府信息公开工作年度报告\n一、概述\n2015年，全区主动公开政府信息100条，"
        "收到申请3件，没有发生行政复议和行政诉讼，没有收取费用，公开工作总体平稳有序，群众对公开工作比较满意。\n"
    )
    parsed = parse(Document(content=text.encode()))
    assert parsed.outcome == "rejected"
    assert parsed.reason is not None
    assert "北京市朝阳区" in parsed.reason
    assert parse(Document(content=text.encode(), place="220104")).report is not None


@pytest.mark.parametrize(
    ("path", "code", "names"),
    [
        ("湖北省/襄阳市", "", ("襄樊市",)),
        ("安徽省/安庆市/潜山市", "", ("潜山县",)),
        ("安徽省/安庆市/潜山市", "340882", ("潜山县",)),
        ("北京市/东城区", "", ("崇文区",)),
        ("浙江省/嘉兴市/桐乡市", "", ()),  # no county since there are reports
        ("浙江省/杭州市/临平区", "", ()),  # a part of what stands on as 余杭区
        ("甲市", "", ()),
        ("江西省/南昌市/东湖区/某街道", "", ()),
    ],
)
def test_names_that_a_place_bore_earlier(path: str, code: str, names: tuple[str, ...]) -> None:
    assert former_names(path, code) == names

"""Tables of an office's own making (tests/data/figures/own_tables.toml)."""

from __future__ import annotations

import pathlib
import tomllib
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.figures.own_tables.holders import holder_of_caption
from parsers.figures.own_tables.reading import OwnReading
from parsers.figures.own_tables.subjects import is_name_of_account, is_of_some_information, says_disclosed
from parsers.figures.own_tables.wholes import Part, make_up
from parsers.model import Figure
from parsers.text.cells import read_cell
from tests.parsers.figures.own_tables import SECTION, laid_out, read_tables
from tests.parsers.figures.written import written
from tests.support import DATA, cases

CASES = tomllib.loads((DATA / "figures" / "own_tables.toml").read_text(encoding="utf-8"))["case"]


def read(rows: list[list[str]], year: int, topic: str, above: Sequence[str] = ()) -> tuple[str, OwnReading]:
    text = laid_out(*above, rows)
    return text.text, read_tables(text, year, topic, level="prefecture")


def with_scope(figure: Figure, year: int, offices: Sequence[str]) -> str:
    """A figure as the cases write it, with its scope where it is neither that of a whole city nor of a named part."""
    is_part = figure.label and figure.code != "disclosure.by_category"
    usual = ("office" if figure.label in offices else "other") if is_part else "citywide"
    return written(figure, year) + (f" ({figure.scope})" if figure.scope != usual else "")


CAPTIONS = cases(pathlib.Path(__file__).with_name("captions_of_bodies.csv"))


@pytest.mark.parametrize("case", CAPTIONS, ids=lambda case: case["caption"])
def test_the_department_that_a_caption_names(case: dict[str, str]) -> None:
    caption = "".join(case["caption"].split())
    assert holder_of_caption([caption], 2018, "prefecture") == (None if case["holder"] == "?" else case["holder"])


def test_who_has_filled_in_a_table_of_all_has_not_all_of_its_numbers() -> None:
    assert holder_of_caption(["全市统计表", "填报单位：市教育局"], 2018, "prefecture") == ""
    assert holder_of_caption(["全市公开情况", "市教育局公开情况"], 2018, "prefecture") == "市教育局"


def test_the_nearest_caption_names_the_department() -> None:
    assert holder_of_caption(["市财政局公开情况", "市教育局公开情况"], 2018, "prefecture") == "市教育局"


@pytest.mark.parametrize(("level", "holder"), [("county", "城关镇人民政府"), ("township", "")])
def test_a_town_has_numbers_of_its_own_in_what_a_larger_place_reports(level: str, holder: str) -> None:
    assert holder_of_caption(["城关镇人民政府2018年公开情况"], 2018, level) == holder


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("各渠道公开信息数量", True),
        ("各平台发布信息情况如下:", True),
        ("通过各类平台主动公开政府信息情况", True),
        ("2015年、2016年各渠道公开信息数量", True),
        ("安岳县各平台发布信息情况", True),
        ("我局主动公开渠道", True),
        ("市教育局2016年主动公开渠道统计", True),
        ("各渠道公开信息按月统计如下(单位:条)", True),
        ("各渠道公开信息分季度汇总表", True),
        ("2016年，全县主动公开政府信息3120条，按类别统计如下:", True),
        ("全年公开政府信息1.2万余条，其中按渠道统计", True),
        ("全年公开政府信息3120条，其中重点领域信息统计如下:", False),
        ("各渠道公开信息按月计划", False),
        ("各渠道公开信息点击量", False),
        ("各渠道公开信息好评数", False),
        ("各平台", False),
        ("疫情期间各平台公开信息数量", False),
        ("个人信息公示渠道", False),
        ("未主动公开信息渠道", False),
        ("不断拓展公开渠道数量", True),
        ("各渠道主动公开信息和收到申请情况", False),
    ],
)
def test_lines_that_say_that_what_was_disclosed_is_counted(line: str, *, told: bool) -> None:
    assert says_disclosed([line], 2016) == told


@pytest.mark.parametrize(
    ("captions", "is_some"),
    [
        (["疫情信息发布平台统计"], True),
        (["2016年教育信息公开渠道"], True),
        (["公开渠道", "附表3：食品安全信息公开渠道"], True),
        (["疫情信息发布平台统计", "各渠道公开信息数量"], False),
        (["疫情信息公开情况"], False),
        (["未主动公开信息渠道"], True),
        (["其中部分信息公开渠道"], True),
        (["不断拓展公开渠道"], False),
        (["（二）丰富公开形式"], False),
        (["几种公开渠道对比"], False),
        (["2015年、2016年公开渠道"], False),
        (["表12015—2016年各渠道公开政府信息情况(单位:条)"], False),
        (["市教育局公开渠道"], False),
        (["横岗街道主动公开政府信息渠道统计表"], False),
        (["政府网站等公开渠道"], False),
        ([], False),
    ],
)
def test_captions_of_information_on_something_only(captions: list[str], *, is_some: bool) -> None:
    assert is_of_some_information(captions, 2016) == is_some


@pytest.mark.parametrize(
    ("caption", "codes"),
    [((), ["applications.answered.granted"]), ((["信访件办理情况 →2"],), [])],
)
def test_results_beside_a_table_are_of_the_same_unless_a_caption_says_of_what(
    caption: Sequence[list[str]], codes: list[str]
) -> None:
    ways = [["途径", "件数"], ["网络申请", "3"], ["信函申请", "4"]]
    results = [*caption, ["办理结果", "件数"], ["同意公开", "5"]]
    found = read_tables(laid_out("信息公开申请情况", ways, results), 2016, "overview")
    assert [figure.code for figure in found.figures if "answered" in figure.code] == codes


@pytest.mark.parametrize(
    ("words", "group", "is_name"),
    [
        ("海城发布", "政务微信", True),
        ("门户网站", "政务微信", True),
        ("微信公众号", "微信", False),
        ("微信合计", "微信", False),
        ("海城发布", "公告栏", False),
    ],
)
def test_names_of_accounts(words: str, group: str, *, is_name: bool) -> None:
    assert is_name_of_account(words, group) == is_name


@pytest.mark.parametrize(
    ("parts", "total", "makes"),
    [
        pytest.param(["10", "5"], 15, True, id="two parts"),
        pytest.param(["10", "其中4", "其中6", "5"], 15, True, id="two parts of a part"),
        pytest.param(["10", "其中4", "其中6", "5", "其中5"], 15, True, id="parts of two"),
        pytest.param(["其中4", "10", "5", "其中5"], 15, True, id="a part of what stands on the page before"),
        pytest.param(["10", "其中4", "3", "其中3", "5"], 18, True, id="parts apart"),
    ],
)
def test_what_makes_up_a_total(parts: list[str], total: float, *, makes: bool) -> None:
    told = [Part(float(part.removeprefix("其中")), "", part.startswith("其中")) for part in parts]
    assert make_up(told, total) == makes


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_a_table_states(case: dict[str, Any]) -> None:
    text, reading = read(case["rows"], case["year"], case["topic"], case.get("above", ()))
    offices = case.get("offices", ())
    assert [with_scope(figure, case["year"], offices) for figure in reading.figures] == case["figures"]
    for figure in reading.figures:
        assert figure.printed in text[figure.span.start : figure.span.end]
        assert figure.source == "table"
        assert figure.section_id == SECTION
    if "unread" in case:
        assert [f"{one.kind} {one.value:g}" for one in reading.unread] == case["unread"]
    if "words" in case:
        assert [one.words for one in reading.unread] == case["words"]
    for one in reading.unread:
        printed = read_cell(text[one.span.start : one.span.end])
        assert printed is not None
        assert printed.value == one.value
        assert one.sentence.start <= one.span.start < one.span.end <= one.sentence.end
        assert one.reason
        assert one.section_id == SECTION
    if reading.n_numbers:
        assert reading.n_numbers == len({figure.span.end for figure in reading.figures}) + len(reading.unread)


CELLS = st.sampled_from(
    [
        "",
        "—",
        "12",
        "1,832",
        "2016",
        "2015",
        "2016年",
        "2015年",
        "合计",
        "收到申请数",
        "答复",
        "件",
        "海城市",
        "占比",
        "历年累计",
        "40%",
        "备注",
    ]
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_no_table_is_too_odd(rows: list[list[str]]) -> None:
    text, reading = read(rows, 2016, "applications")
    for figure in reading.figures:
        assert figure.printed in text[figure.span.start : figure.span.end]
        assert figure.year <= 2016
        assert figure.value in (12, 1832, 40, 2015, 2016)

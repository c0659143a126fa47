"""How a report speaks of its own body and place: of which kind, and of which level."""

from __future__ import annotations

import pytest

from knowledge.publishers import PublisherName, read_name
from parsers.body.finding import Body
from parsers.identify.levels import level_words, possible_levels
from parsers.identify.self_naming import count_self_references
from parsers.model import Paragraph


def name(words: str) -> PublisherName:
    return read_name(words, 2016) or PublisherName(words, (), words, "")


def spoken(*lines: str) -> dict[str, int]:
    """How often a report speaks of itself as a body of each kind, without those that it does not."""
    counted = count_self_references(Body(title=None, blocks=tuple(map(Paragraph, lines)), metadata={}, second=None))
    return {kind: count for kind, count in counted.items() if count}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("我局公开信息12条，本局网站运行平稳。", {"department": 2}, id="a bureau"),
        pytest.param("全市公开信息12条，我局8条。", {"government": 1, "department": 1}, id="a bureau and its city"),
        pytest.param("我镇公开信息12条。", {"township": 1}, id="a town"),
        pytest.param("我中心公开信息12条。", {"institution": 1}, id="an institution"),
        pytest.param("本市公开信息12条。", {}, id="what any body of a city says"),
        pytest.param("我市别的单位", {}, id="a part of another word"),
        pytest.param("“我局”公开信息12条，“我”局8条。", {"department": 2}, id="in quotes"),
        pytest.param("依照《我局公开办法》公开信息12条。", {}, id="in the title of another document"),
        # What it says outright of whose report it is decides.
        pytest.param("现将我局2016年报告公布如下：全市公开12条。", {"department": 1}, id="outright a bureau's"),
        pytest.param("现将我市2016年报告公布如下：我局公开12条。", {"government": 1, "department": 1}, id="a city's"),
        pytest.param("请与我办联系。", {}, id="an office to turn to"),
        pytest.param("现公布我办2016年报告，请与我办联系。", {"office": 2}, id="outright an office's"),
        pytest.param("市服务中心（以下简称中心）公开12条。", {"institution": 1}, id="a short name"),
        pytest.param("市服务中心（以下简称“本中心”）公开12条。", {"institution": 2}, id="a short name of its own"),
        pytest.param("市教育局（简称我局）公开12条。", {"department": 2}, id="another short name"),
    ],
)
def test_how_often_a_report_speaks_of_itself(text: str, expected: dict[str, int]) -> None:
    assert spoken(text) == expected


@pytest.mark.parametrize(("before", "expected"), [(2998, {"department": 1}), (2999, {})])
def test_a_report_speaks_of_itself_in_its_first_three_thousand_characters(
    before: int, expected: dict[str, int]
) -> None:
    assert spoken("甲" * (before - 1), "我局公开信息12条。") == expected


@pytest.mark.parametrize(("before", "kinds"), [(890, {"department"}), (901, {"department", "government"})])
def test_whose_report_it_is_is_said_before_the_first_heading(before: int, kinds: set[str]) -> None:
    assert spoken(f"全市{'甲' * (before - 8)}现将我局2016年报告公布如下").keys() == kinds


@pytest.mark.parametrize(
    ("words", "opening", "levels"),
    [
        pytest.param("县教育局", "全市公开12条，我市", {"县"}, id="by its name"),
        pytest.param("市场监督管理局", "我县公开12条", {"县"}, id="a word that begins otherwise"),
        pytest.param("教育局", "我县公开12条，全市", {"县"}, id="by what it calls its place"),
        pytest.param("教育局", "全市公开12条", {"市"}, id="by all of the place"),
        pytest.param("教育局", "我县公开12条，我区", {"县", "区"}, id="by two words"),
        pytest.param("教育局", "公开12条", set(), id="by nothing"),
        pytest.param("夹山镇", "我县公开12条", set(), id="a town"),
        pytest.param("经济开发区", "全区公开12条", set(), id="a zone"),
    ],
)
def test_what_a_body_calls_its_place(words: str, opening: str, levels: set[str]) -> None:
    assert set(level_words(name(words), opening)) == levels


@pytest.mark.parametrize(
    ("words", "opening", "levels"),
    [
        ("教育局", "我县公开12条", {"county"}),
        ("教育局", "全区公开12条", {"province", "county"}),
        ("教育局", "全市公开12条", {"province", "prefecture", "county"}),
        ("教育局", "我省公开12条", {"province"}),
        ("教育局", "全州公开12条", {"prefecture"}),
        ("教育局", "我盟公开12条", {"prefecture"}),
        ("教育局", "我旗公开12条", {"county"}),
        ("县教育局", "全省公开12条", {"county", "province"}),
        ("教育局", "公开12条", set()),
    ],
)
def test_of_which_level_the_place_of_a_body_may_be(words: str, opening: str, levels: set[str]) -> None:
    assert possible_levels(name(words), opening) == levels

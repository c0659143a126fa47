"""C14: which totals and parts a list of running text has, and when they say something of each other."""

from __future__ import annotations

import pytest

from parsers.checks.report import check_report
from tests.parsers.checks.cases import facts

Found = list[tuple[bool, str, str]]
"""Whether each list adds up, the sum of its parts, and its total."""


def found(text: str) -> Found:
    said = check_report(facts({"year": 2016, "text": text}))
    return [(one.passed, one.expected, one.observed) for one in said if one.rule_id == "C14"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("公开信息30条，其中甲类10条、乙类20条。", [(True, "30", "30")], id="parts that make the total"),
        pytest.param("公开信息100条，其中甲类45条、乙类50条。", [(False, "95", "100")], id="near it"),
        pytest.param("公开信息100条，其中甲类55条、乙类50条。", [(False, "105", "100")], id="near it, above"),
        pytest.param("公开信息100条，其中甲类44条、乙类50条。", [], id="not near it"),
        pytest.param("公开信息100条，其中甲类56条、乙类50条。", [], id="not near it, above"),
        pytest.param("公开信息100条，其中甲类30条、其他20条。", [(False, "50", "100")], id="half of it, with a rest"),
        pytest.param("受理来电100件。其中：热线60件，其他40人次。", [], id="a rest of another sort"),
        pytest.param(
            "公开信息30条。其中甲类20条、乙类10条，其中重点4条、一般6条。",
            [(True, "30", "30"), (True, "10", "10")],
            id="a list within one of a total of the sentence before",
        ),
        pytest.param("公开信息100条，其中甲类30条、其余20条。", [(False, "50", "100")], id="with a remainder"),
        pytest.param("公开信息100条，其中甲类30条、其他19条。", [], id="less than half of it"),
        pytest.param("公开信息100条，其中甲类86条、其他19条。", [(False, "105", "100")], id="a rest, a little above"),
        pytest.param("公开信息100条，其中甲类86条、其他20条。", [], id="a rest, above"),
        pytest.param("公开信息100余条，其中甲类50条、乙类52条。", [(True, "102", "100")], id="as vague as the total"),
        pytest.param("公开信息100余条，其中甲类40条、乙类57条。", [], id="vague, and near it"),
        pytest.param("公开信息1000条，其中甲类约5条、乙类955条。", [], id="a vague part, and near it"),
        pytest.param("公开信息30条其中甲类12条、乙类18条。", [(True, "30", "30")], id="right behind the total"),
        pytest.param(
            "公开信息100条，其中甲类44条、乙类50条。收到申请5件，其中信函2件、传真3件。",
            [(True, "5", "5")],
            id="behind one that is not near it",
        ),
        pytest.param("公开信息100条，其中甲类约50条、乙类53条。", [(True, "103", "100")], id="as vague as a part"),
        pytest.param("公开信息30条，其中甲类30条。", [], id="one part"),
        pytest.param("其中甲类10条、乙类20条。", [], id="no total"),
        pytest.param(
            "其中甲类10条、乙类20条，公开信息30条，其中丙类12条、丁类18条。", [(True, "30", "30")], id="later"
        ),
        pytest.param("公开信息30条。其中甲类12条、乙类18条。", [(True, "30", "30")], id="of the sentence before"),
        pytest.param("收到申请2件，公开信息30条。其中甲类12条、乙类18条。", [], id="two in the sentence before"),
        pytest.param(
            "占全部的20%，公开信息30条。其中甲类12条、乙类18条。", [(True, "30", "30")], id="a share before it"
        ),
        pytest.param("公开信息30条，占20%，其中甲类12条、乙类18条。", [(True, "30", "30")], id="a share behind it"),
        pytest.param("公开信息30条。总体平稳。其中甲类12条、乙类18条。", [], id="of a sentence farther away"),
        pytest.param("公开信息30条；总体平稳，其中甲类12条、乙类18条。", [], id="behind a semicolon"),
        pytest.param(
            "公开信息30条，其中甲类12条、乙类18条；收到申请5件，其中信函2件、传真3件。",
            [(True, "30", "30"), (True, "5", "5")],
            id="two lists",
        ),
        pytest.param(
            "公开信息30条，其中甲类12条、乙类18条，其中网站4条、报刊14条。",
            [(True, "30", "30"), (True, "18", "18")],
            id="a list in a list",
        ),
        pytest.param("公开信息30条（其中甲类12条、乙类18条），共9条。", [(True, "30", "30")], id="in brackets"),
        pytest.param("公开信息30条，其中甲类12条（网站5条）、乙类18条。", [(True, "30", "30")], id="around brackets"),
        pytest.param("公开信息30条，其中甲类12条、收到申请3件、乙类18条。", [(True, "30", "30")], id="other units"),
        pytest.param("公开信息30条，其中甲类12条、其他18。", [(True, "30", "30")], id="a rest without a unit"),
        pytest.param("公开信息30条，其中甲类12条、乙类18。", [], id="a part without a unit"),
        pytest.param("公开信息30条，其中甲类12条、比上年增加4条、乙类18条。", [(True, "30", "30")], id="compared"),
        pytest.param("公开信息9条，其中甲类6条，乙类、丙类、丁类各1条。", [(True, "9", "9")], id="one number for each"),
        pytest.param(
            "公开信息30条，其中甲类12条，含网站5条；乙类18条，含网站7条。",
            [(True, "30", "30")],
            id="first of each part",
        ),
        pytest.param(
            "公开信息30条，其中甲类12条、乙类18条、网站5条、报刊8条。", [(True, "30", "30")], id="the first of them"
        ),
        pytest.param("公开信息30条，其中甲类12条、\n乙类18条。", [], id="over paragraphs"),
        pytest.param(
            "全年工作平稳。\n公开信息30条，其中甲类12条、乙类18条。", [(True, "30", "30")], id="behind a paragraph"
        ),
    ],
)
def test_which_lists_add_up(text: str, expected: Found) -> None:
    assert found(text) == expected


def test_what_is_said_of_a_list() -> None:
    """Its codes are those of the figures between the total and 其中."""
    text = "共答复2件，公开信息100条，其中甲类45条、乙类50条。"
    figures = [
        "applications.answered.total 2 | 答复2件",
        "disclosure.total 100 | 信息100条",
        "review.total 50 | 类50条",
    ]
    (one,) = [
        one for one in check_report(facts({"year": 2016, "text": text, "figures": figures})) if one.rule_id == "C14"
    ]
    told = "“公开信息100条，其中” and so on: the parts after 其中, 45 + 50 = 95, do not make the total 100."
    assert (one.explanation, one.codes, one.difference) == (told, ("disclosure.total",), 5.0)

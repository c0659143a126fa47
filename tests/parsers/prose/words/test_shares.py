"""Who has a part of a total, and whom a figure covers."""

from __future__ import annotations

import pytest

from parsers.prose.words.shares import name_behind, part_name, parts, sort_of_information
from tests.parsers.prose.test_prose import read


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("其中海城市", "海城市"),
        ("其中，市政府新闻办主办的有", "市政府新闻办"),
        ("各县和市直部门办了", "各县和市直部门"),
        ("大理市最多", "大理市"),
        ("向省直部门提出", "省直部门"),
        ("玉州", "玉州"),
        ("涵盖海城市", "海城市"),
        ("其余由各县受理了", "各县"),
        ("（2）海城市", "海城市"),
        ("数量最多的依次是海城市", "海城市"),
        ("余海城市", "余海城市"),
        ("企业、律师事务所等单位提出", None),
        ("当面申请", None),
        ("", None),
    ],
)
def test_places_and_agencies(words: str, name: str | None) -> None:
    assert part_name(words) == name


@pytest.mark.parametrize(
    ("words", "name"), [("其中档案馆", "档案馆"), ("镇便民服务中心", "镇便民服务中心"), ("收到申请", None)]
)
def test_hosts(words: str, name: str | None) -> None:
    assert part_name(words, parts().host) == name


@pytest.mark.parametrize(
    ("words", "name"), [("由县区受理", "县区"), ("均由各部门办理", "各部门"), ("设在三区", "三区"), ("按时答复", None)]
)
def test_names_behind_a_number(words: str, name: str | None) -> None:
    assert name_behind(words) == name


@pytest.mark.parametrize(
    ("words", "sort"),
    [("财政类信息", "财政类"), ("其中工作动态类", "工作动态类"), ("属环评审批类", "环评审批类"), ("当面申请", None)],
)
def test_sorts_of_information(words: str, sort: str | None) -> None:
    assert sort_of_information(words) == sort


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("全市主动公开政府信息326093条。", ["citywide"]),
        ("“中国无锡”政府门户网站发布信息1200条，全年访问量219万人次。", ["office", "office"]),
        ("全市政府网站公开信息1200条。", ["citywide"]),
        ("市政府门户网站公开信息816条。网站访问量达300万人次。", ["office", "citywide"]),
        ("编印政府公报12期、30000份。", ["office", "office"]),
        ("全市召开新闻发布会37场，其中市政府新闻办组织召开23场，各县区14场。", ["citywide", "office", "other"]),
        ("全市共收到申请612件，其中海城市213件。", ["citywide", "other"]),
        ("全市主动公开政府信息120条。市政府办公室主动公开政府信息120条。", ["citywide", "office"]),
        ("全市主动公开政府信息120条。全市共公开政府信息120条。", ["citywide"]),
    ],
)
def test_whom_a_figure_covers(text: str, scopes: list[str]) -> None:
    _, narrative = read(text, 2017, "proactive_disclosure")
    assert [figure.scope for figure in narrative.figures] == scopes

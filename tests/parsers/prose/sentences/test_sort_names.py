"""What may be the name of a sort of information, and what only looks like one."""

from __future__ import annotations

import csv
import pathlib

import pytest

from parsers.prose.sentences import sort_names
from parsers.prose.sentences.publication import taken_apart
from parsers.prose.sentences.sort_names import sort_name, sort_of

with pathlib.Path(__file__).with_name("sort_names.csv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['place']} {case['words']}")
def test_names_of_sorts(case: dict[str, str]) -> None:
    words, place = case["words"], case["place"]
    name = (
        sort_of(words) or ""
        if place == "called"
        else sort_name(words, is_proven=place == "proven", of_columns=place == "column")
    )
    assert name == case["name"]


@pytest.mark.parametrize("objection", sort_names.OBJECTIONS, ids=lambda objection: objection.example)
def test_an_objection_is_raised_against_its_example_alone(objection: sort_names.Objection) -> None:
    one = sort_names.Candidate(taken_apart(objection.example), "listed")
    assert [other for other in sort_names.OBJECTIONS if other.speaks_against(one)] == [objection]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("其中，公开财政信息条数有", ("", "", "公开", "财政信息")),
        ("在公开的信息中，财政信息", ("", "", "", "财政信息")),
        ("主要内容为财政信息", ("", "", "", "财政信息")),
        ("内容主要包括财政信息", ("", "", "", "财政信息")),
        ("具体包括财政信息", ("", "", "", "财政信息")),
        ("内容建设", ("", "", "", "内容建设")),
        ("具体工作", ("", "", "", "具体工作")),
        ("市公安局公开财政信息", ("市公安局", "", "公开", "财政信息")),
        ("在政府网站上公开财政信息", ("", "在政府网站上", "公开", "财政信息")),
        ("本年度公开政府信息公开指南", ("", "", "公开", "政府信息公开指南")),
        ("发布公开涉税文件", ("", "", "发布", "涉税文件")),
        ("决策公开", ("", "", "", "决策公开")),
        ("信息中心动态", ("", "", "", "信息中心动态")),
        ("政策法规栏目发布信息", ("", "政策法规栏目", "发布", "信息")),
        ("美丽海城公开业务类信息", ("", "", "公开", "业务类信息")),
    ],
)
def test_words_are_taken_apart(words: str, parts: tuple[str, str, str, str]) -> None:
    told = taken_apart(words)
    assert (told.who, told.where, told.verb.text if told.verb else "", told.named) == parts

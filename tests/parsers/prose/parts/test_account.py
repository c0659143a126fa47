"""Every number with a measure is a figure, or is kept as unread with its kind and the reason."""

from __future__ import annotations

import pytest

from parsers.model import Narrative, Paragraph, Section, Span
from parsers.prose.reading import read_prose
from parsers.text.layout import lay_out
from tests.parsers.figures.written import number


def read(text: str, topic: str) -> Narrative:
    laid_out = lay_out((Paragraph(text),))
    whole = Span(0, len(laid_out.text))
    section = Section(section_id=1, parent_id=None, level=1, number=None, heading="", topic=topic, span=whole)
    return read_prose(laid_out, (section,), 2017, "prefecture")


@pytest.mark.parametrize(
    ("text", "topic", "unread"),
    [
        ("全年收到申请12件，嘎嘎唔唔7件。", "applications", ["unread 7件 嘎嘎唔唔: no word says what it counts"]),
        (
            "全年收到申请12件，同比增长20%。",
            "applications",
            ["look_alike 20% 同比增长: a change, a rate, a plan, or a sum over other times than the year"],
        ),
        (
            "全年受理群众来电来信300件。",
            "proactive_disclosure",
            ["no_code 300件 全年受理群众来电来信: about something that no code covers"],
        ),
        ("办结率为98%。", "proactive_disclosure", ["look_alike 98% 办结率为: a share or a rate"]),
        ("全年收到申请386件。386件申请中，公民提出300件。", "applications", ["look_alike 386件 …申请中: says again"]),
        (
            "主动公开政府信息突破600万条，达到6127430条。",
            "proactive_disclosure",
            ["look_alike 6000000条 主动公开政府信息: gave way"],
        ),
        (
            "组织网上知识竞答活动，累计参与人数超过8万人次。",
            "overview",
            ["unread 80000人次 累计参与人数: no code fits all of the words"],
        ),
        ("嘎嘎唔唔4287。", "proactive_disclosure", []),
        ("收到申请嘎嘎唔唔4287。", "applications", ["unread 4287 收到申请嘎嘎唔唔: unknown words narrow it"]),
        ("2018年将公开政府信息386条，收到申请12件。", "problems_improvements", []),
        ("投入资金120万元改版政府网站。", "overview", ["unread 1200000元 投入资金: no code fits"]),
        ("举办新闻发布会2.5次。", "response", ["unread 2.5次 举办新闻发布会: its measure does not tell how many"]),
        (
            "财政、民政分别公开信息12条、7条。",
            "proactive_disclosure",
            [
                "unread 12条 财政、民政分别公开信息: a name of a list",
                "unread 7条 财政、民政分别公开信息12条、: a name of a list",
            ],
        ),
        (
            "2019年、2017年分别收到申请13件、12件。",
            "applications",
            ["look_alike 13件 2019年、2017年分别收到申请: a change"],
        ),
        (
            "2018年计划财政类、民政类分别公开信息12条、20条。",
            "proactive_disclosure",
            ["look_alike 12条", "look_alike 20条"],
        ),
    ],
    ids=[
        "unread",
        "growth",
        "no code",
        "a share",
        "said again",
        "said precisely",
        "the reason of the nearest words",
        "no measure",
        "no measure and known words",
        "plans",
        "the words in front and others behind",
        "half of what is counted one by one",
        "names of a list that tell nothing apart",
        "a year ahead in a list of years",
        "a list of a year ahead",
    ],
)
def test_what_gives_no_figure_is_kept(text: str, topic: str, unread: list[str]) -> None:
    found = [f"{one.kind} {number(one.value)}{one.unit} {one.words}: {one.reason}" for one in read(text, topic).unread]
    assert len(found) == len(unread), found
    for one, beginning in zip(found, unread, strict=True):
        assert one.startswith(beginning)


def test_a_number_that_a_later_one_explains_is_not_unread() -> None:
    """The sorts of a list are told when it has been read to its end: 党务 alone would be no figure."""
    text = "全年主动公开政府信息100条，其中，机构概况40条，人事党务35条，城乡建设25条。"
    narrative = read(text, "proactive_disclosure")
    assert sum(figure.code == "disclosure.by_category" for figure in narrative.figures) == 3
    assert narrative.unread == ()
    assert narrative.n_numbers == 4


def test_a_number_of_several_codes_is_not_unread() -> None:
    narrative = read("涉及国家秘密、商业秘密17件。", "applications")
    assert [lump.value for lump in narrative.lumps] == [17]
    assert narrative.unread == ()


def test_numbers_of_a_list_have_the_measure_of_the_last() -> None:
    narrative = read("嘎嘎、唔唔、当面申请分别为12、7、3件。", "applications")
    assert [figure.code for figure in narrative.figures] == ["applications.received.in_person"]
    assert narrative.n_numbers == 3
    assert [(one.value, one.unit) for one in narrative.unread] == [(12, "件"), (7, "件")]
    assert all(one.words.startswith("嘎嘎、唔唔") for one in narrative.unread)


def test_all_numbers_are_counted_and_those_without_a_figure_stand_where_they_are_said_to() -> None:
    text = "全年收到申请12件，嘎嘎唔唔7件，同比增长20%。未收取费用。"
    narrative = read(text, "applications")
    assert narrative.n_numbers == 3
    assert [text[one.span.start : one.span.end] for one in narrative.unread] == ["7件", "20%"]
    assert {text[one.sentence.start : one.sentence.end] for one in narrative.unread} == {text[: text.index("未")]}

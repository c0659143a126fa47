"""Numbers whose words fit a code, and that are no figure of it: each is kept with the reason, beside one that is."""

from __future__ import annotations

import pytest

from parsers.model import Narrative, Paragraph, Section, Span
from parsers.prose.objections.objections import NOT_PUBLISHED
from parsers.prose.reading import read_prose
from parsers.text.layout import lay_out
from tests.parsers.figures.written import number, written


def read(text: str, topic: str) -> Narrative:
    laid_out = lay_out((Paragraph(text),))
    whole = Span(0, len(laid_out.text))
    section = Section(section_id=1, parent_id=None, level=1, number=None, heading="", topic=topic, span=whole)
    return read_prose(laid_out, (section,), 2017, "county")


@pytest.mark.parametrize(
    ("text", "topic", "figures", "left"),
    [
        (
            "收到申请36件，当面申请2件为2016年信息公开件。",
            "applications",
            ["applications.received.total 36"],
            ["unread 2件: a number of another year"],
        ),
        (
            "收到申请36件，当面申请2件为2017年信息公开件。",
            "applications",
            ["applications.received.total 36", "applications.received.in_person 2"],
            [],
        ),
        ("承办人大代表建议12件。", "proposals", [], [f"no_code 12件: {NOT_PUBLISHED.reason}"]),
        ("公开人大代表建议答复12件。", "proposals", ["proposals.npc 12"], []),
        (
            "收到申请36件。36件申请中，12件为当面申请。",
            "applications",
            ["applications.received.total 36", "applications.received.in_person 12"],
            ["look_alike 36件: says again what was counted before"],
        ),
        (
            "通过政府网站公开信息816条，其中网站信息公开专栏公开120条。",
            "proactive_disclosure",
            ["disclosure.channel.website 816"],
            ["unread 120条: a part of the website, which was counted before"],
        ),
        (
            "主动公开政府信息816条，其中公开信息120条。",
            "proactive_disclosure",
            ["disclosure.total 816"],
            ["unread 120条: a part of what was counted before"],
        ),
        (
            "主动公开政府信息816条，收到申请3件，其中主动公开政府信息815条。",
            "proactive_disclosure",
            ["disclosure.total 816", "applications.received.total 3"],
            ["unread 815条: a part of what was counted before"],
        ),
        (
            "主动公开政府信息816条，收到申请3件，其中主动公开政府信息816条。",
            "proactive_disclosure",
            ["disclosure.total 816", "applications.received.total 3"],
            [],
        ),
        (
            "公开组织机构信息3条、财政信息16份。",
            "proactive_disclosure",
            [],
            [
                "unread 3条: its words narrow it to a part of what was counted before",
                "unread 16份: no code fits all of the words",
            ],
        ),
        (
            "主动公开政务公开3条、财政16份。",
            "proactive_disclosure",
            [],
            ["unread 3条: the verb is said of a list of sorts", "unread 16份: no word says what it counts"],
        ),
        (
            "主动公开信息816条，信访局主动公开信息36条。",
            "proactive_disclosure",
            ["disclosure.total 816", "disclosure.total 36 信访局"],
            [],
        ),
        (
            "公开政务公开316条、发布财政类信息16条。",
            "proactive_disclosure",
            ["disclosure.total 316", "disclosure.by_category 16 财政类"],
            [],
        ),
        (
            "主动公开政府信息816条，其中：120条主动公开信息。",
            "proactive_disclosure",
            ["disclosure.total 816"],
            ["unread 120条: a part of what was counted before"],
        ),
        (
            "网站发布信息200条，网站发布市政府文件23件。",
            "proactive_disclosure",
            ["disclosure.channel.website 200"],
            ["unread 23件: its words narrow it to a part of what was counted before"],
        ),
        (
            "网站发布市政府文件23件，发布其他信息2条。",
            "proactive_disclosure",
            [],
            [
                "unread 23件: documents, which are perhaps only some of what it published",
                "unread 2条: no code fits all of the words",
            ],
        ),
        (
            "收到申请36件，其中无法公开3件。",
            "applications",
            ["applications.received.total 36"],
            ["unread 3件: its words deny it"],
        ),
        (
            "行政诉讼4件，一审判决败诉4件，二审改判胜诉2件。",
            "review_litigation",
            ["litigation.total 4"],
            ["unread 4件: what one of two courts decided", "unread 2件: what one of two courts decided"],
        ),
        ("经一审、二审后主动公开政府信息816条。", "proactive_disclosure", ["disclosure.total 816"], []),
        ("公开信息3条、微博16条。", "proactive_disclosure", ["disclosure.total 3", "disclosure.channel.weibo 16"], []),
    ],
)
def test_a_number_is_no_figure_of_what_its_words_fit(
    text: str, topic: str, figures: list[str], left: list[str]
) -> None:
    narrative = read(text, topic)
    assert [written(figure, 2017) for figure in narrative.figures] == figures
    assert [f"{one.kind} {number(one.value)}{one.unit}: {one.reason}" for one in narrative.unread] == left

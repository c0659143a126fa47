from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.blocks.plain import read_plain_text
from parsers.text.layout import lay_out
from parsers.text.sections import find_sections, section_at, section_id_at

TEXT = """标题
一、概述
（一）机构。全市共有机构46个。
1.办公室
内容一
二、依申请公开情况
全市收到申请1.5万件。
"""


def test_headings_make_a_tree() -> None:
    sections = find_sections(lay_out(read_plain_text(TEXT)))
    assert [(section.number, section.heading, section.level, section.parent_id) for section in sections] == [
        ("一", "概述", 1, None),
        ("（一）", "机构", 2, 1),
        ("1.", "办公室", 3, 2),
        ("二", "依申请公开情况", 1, None),
    ]
    assert [section.topic for section in sections] == ["overview", "overview", "overview", "applications"]


def test_every_position_has_its_innermost_section() -> None:
    text = lay_out(read_plain_text(TEXT))
    sections = find_sections(text)
    at = {words: section_at(sections, text.text.index(words)) for words in ("标题", "46个", "内容一", "1.5万")}
    assert {words: section.heading if section else None for words, section in at.items()} == {
        "标题": None,
        "46个": "机构",
        "内容一": "办公室",
        "1.5万": "依申请公开情况",
    }
    ids = {words: section_id_at(sections, text.text.index(words)) for words in at}
    assert ids == {"标题": None, "46个": 2, "内容一": 3, "1.5万": 4}
    last = sections[-1].span
    assert [section_id_at(sections, place) for place in (last.start - 1, last.start, last.end - 1, last.end)] == [
        *(3, 4, 4, None),
    ]


def test_a_heading_may_run_into_its_paragraph_without_a_mark() -> None:
    lines = (
        "一、主动公开情况2015年主动公开政府信息120条，其中网站公开100条。",
        "二、收费及减免情况我局没有收费，没有减免。",
    )
    sections = find_sections(lay_out(read_plain_text("\n".join(lines))))
    assert [(section.number, section.heading, section.topic) for section in sections] == [
        ("一", "主动公开情况", "proactive_disclosure"),
        ("二", "收费及减免情况", "fees"),
    ]


NUMBERS = {1: "一、", 2: "（一）", 3: "1."}


@given(st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=12))
def test_sections_lie_in_each_other(levels: list[int]) -> None:
    """Each ends where the next of its level or a higher one begins; its parent is the innermost it lies in."""
    text = lay_out(read_plain_text("\n".join(f"{NUMBERS[level]}加强公开" for level in levels)))
    sections = find_sections(text)
    shift = 0 if 1 in levels else min(levels) - 1
    assert [section.level for section in sections] == [level - shift for level in levels]
    for index, section in enumerate(sections):
        later = [other.span.start for other in sections[index + 1 :] if other.level <= section.level]
        assert section.span.end == min(later, default=len(text.text))
        around = [s for s in sections if s.level < section.level and s.span.start < section.span.start < s.span.end]
        assert section.parent_id == (around[-1].section_id if around else None)
        for position in (section.span.start, section.span.start + len("一、加强公开") - 1):
            inside = [other for other in sections if other.span.start <= position < other.span.end]
            assert section_at(sections, position) == max(inside, key=lambda other: other.level)
    assert section_at(sections, len(text.text)) is None


@pytest.mark.parametrize(
    "line",
    [
        "1.5万件。",
        "一、",
        f"一、{'公开' * 26}",
        "一致好评",
        "一是主动公开政府信息情况。",
        "（共120页）发放",
        "2017年，我市",
    ],
)
def test_what_is_no_heading(line: str) -> None:
    assert find_sections(lay_out(read_plain_text(line))) == ()


@pytest.mark.parametrize(
    ("lines", "headings"),
    [
        (["、主动公开情况", "三、依申请公开情况"], [(1, None, "主动公开情况"), (1, "三", "依申请公开情况")]),
        (["一 概述", "二依申请公开情况"], [(1, "一", "概述"), (1, "二", "依申请公开情况")]),
        (
            ["概述", "主动公开情况", "依申请公开情况"],
            [(1, None, "概述"), (1, None, "主动公开情况"), (1, None, "依申请公开情况")],
        ),
        (
            ["概述", "主动公开情况", "依申请公开情况", "特此公告"],
            [(1, None, "概述"), (1, None, "主动公开情况"), (1, None, "依申请公开情况")],
        ),
        (
            ["第一部分、概述", "第二部分 依申请公开情况"],
            [(1, "第一部分", "概述"), (1, "第二部分", "依申请公开情况")],
        ),
        (["一、概述", "主动公开情况", "依申请公开情况", "收费情况"], [(1, "一", "概述")]),
        (["（一）概述", "（二）主动公开情况"], [(1, "（一）", "概述"), (1, "（二）", "主动公开情况")]),
        (["一、概述", "政府信息公开情况统计表"], [(1, "一", "概述"), (1, None, "政府信息公开情况统计表")]),
        (["一、依申请公开情况", "1.同意公开162件，占57%；"], [(1, "一", "依申请公开情况")]),
        (["一、依申请公开情况", "1.同意公开占57%；"], [(1, "一", "依申请公开情况")]),
    ],
    ids=[
        "number lost",
        "separator lost",
        "no numbers at all",
        "a line without numbers that names no part",
        "numbers of parts",
        "plain lines beside numbers",
        "nothing above level two",
        "title of a table",
        "items with figures",
        "items with shares",
    ],
)
def test_headings_that_are_not_numbered_as_they_should_be(
    lines: list[str], headings: list[tuple[int, str | None, str]]
) -> None:
    sections = find_sections(lay_out(read_plain_text("\n".join(lines))))
    assert [(section.level, section.number, section.heading) for section in sections] == headings


def test_plain_headings_stand_among_numbered_ones_in_reading_order() -> None:
    """Each numbered part belongs to the plain heading in front of it, and ends where the next of these begins."""
    lines = (
        "概述",
        "（一）机构建设。全市有机构12个。",
        "主动公开情况",
        "（一）网站。公开信息46条。",
        "（二）微博。公开信息31条。",
        "依申请公开情况",
        "收到申请5件。",
    )
    text = lay_out(read_plain_text("\n".join(lines)))
    sections = find_sections(text)
    found = [(one.section_id, one.parent_id, one.level, one.heading, one.topic) for one in sections]
    assert found == [
        (1, None, 1, "概述", "overview"),
        (2, 1, 2, "机构建设", "overview"),
        (3, None, 1, "主动公开情况", "proactive_disclosure"),
        (4, 3, 2, "网站", "proactive_disclosure"),
        (5, 3, 2, "微博", "proactive_disclosure"),
        (6, None, 1, "依申请公开情况", "applications"),
    ]
    whole = [text.read(one.span).strip().splitlines() for one in sections]
    assert whole == [[*lines[:2]], [lines[1]], [*lines[2:5]], [lines[3]], [lines[4]], [*lines[5:]]]
    counted = {"12个": 2, "46条": 4, "31条": 5, "5件": 6}
    assert {words: section_id_at(sections, text.text.index(words)) for words in counted} == counted


def test_an_answer_to_an_application_is_no_proactive_disclosure() -> None:
    sections = find_sections(lay_out(read_plain_text("三、依申请公开情况\n（一）属于已主动公开范围。共3件。")))
    assert [section.topic for section in sections] == ["applications", "applications"]


@given(st.lists(st.sampled_from(["一、概述", "（一）机构。设立。", "1、其一", "正文。", "a | b | c"]), max_size=12))
def test_children_lie_within_their_parents(lines: list[str]) -> None:
    sections = find_sections(lay_out(read_plain_text("\n".join(lines))))
    for section in sections:
        parent = next((other for other in sections if other.section_id == section.parent_id), None)
        if parent:
            assert parent.span.start < section.span.start
            assert section.span.end <= parent.span.end


@given(st.lists(st.sampled_from(["甲。", "乙 | 丙 | 丁", "| 1 | | 2 |"]), max_size=8))
def test_spans_name_the_words_of_their_blocks(lines: list[str]) -> None:
    blocks = read_plain_text("\n".join(lines))
    text = lay_out(blocks)
    assert [text.read(span) for span in text.paragraphs] == ["甲。"] * lines.count("甲。")
    for table in text.tables:
        for placed in table.cells:
            assert text.read(placed.span) == placed.cell.text


@pytest.mark.parametrize(
    ("heading", "topic"),
    [
        ("网站建设情况", "key_areas"),
        ("政府网站", "key_areas"),
        ("主动公开", "key_areas"),
        ("概述", "key_areas"),
        ("政策解读", "key_areas"),
        ("培训", "key_areas"),
        ("收费", "fees"),
        ("依申请公开", "applications"),
        ("行政复议", "review_litigation"),
    ],
)
def test_parts_of_key_areas_are_about_them_unless_of_something_else(heading: str, topic: str) -> None:
    """What is published, told or explained in a key area is about the area; applications never are."""
    lines = (
        f"一、概述\n二、重点领域信息公开情况\n（一）{heading}\n全年公开信息46条。\n三、{heading}\n全年公开信息46条。"
    )
    sections = find_sections(lay_out(read_plain_text(lines)))
    assert [section.topic for section in sections][:3] == ["overview", "key_areas", topic]
    assert sections[-1].topic != "key_areas"


def test_what_is_open_already_is_an_answer_to_an_application() -> None:
    lines = "一、依申请公开情况\n（一）主动公开\n全年46件。\n（二）收费\n全年46元。\n二、主动公开\n全年46条。"
    sections = find_sections(lay_out(read_plain_text(lines)))
    assert [section.topic for section in sections] == ["applications", "applications", "fees", "proactive_disclosure"]

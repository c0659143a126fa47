"""A report that comes in several documents is read once, as a whole."""

from __future__ import annotations

import dataclasses

import pytest

from parsers.body.parts import _without_contents
from parsers.model import Cell, Document, Paragraph, Parsed, Table
from parsers.pipeline import parse

TITLE = "芜湖市人民政府2022年政府信息公开工作年度报告"
LEAD = "本报告由芜湖市人民政府办公室编制，所列数据的统计期限自2022年1月1日起至2022年12月31日止。"
OVERVIEW = (
    "一、总体情况",
    "2022年，全市主动公开政府信息81245条，制度更加完善，监督渠道畅通，业务培训按计划开展，群众对公开工作比较满意。",
    "全市各级行政机关把公开摆在突出位置，规范流程，拓宽渠道，加强指导和督查，各项工作稳步推进，取得新的进展和成效。",
    "市政府办公室牵头组织实施，各部门各负其责，县区上下联动，新闻媒体积极参与，形成全社会共同推动公开的良好局面。",
    "政府网站栏目更加清晰，检索更加方便，服务更加贴近群众，重点领域的信息做到应公开尽公开，公开的时效性明显增强。",
)
APPLICATIONS = (
    "二、依申请公开情况",
    "收到政府信息公开申请1317件，均已答复，没有发生行政复议和行政诉讼，没有收取费用，答复的质量和效率进一步提高。",
    "依申请公开的受理、登记、办理、答复各个环节有章可循，申请人可以当面、网上、信函等多种方式方便地提出自己的申请。",
)
FIGURES = {"disclosure.total": 81245.0, "applications.received.total": 1317.0}


def document(*lines: str, parts: tuple[Document, ...] = (), missing: int = 0) -> Document:
    return Document(content="\n".join(lines).encode(), parts=parts, missing_parts=missing)


def figures(parsed: Parsed) -> dict[str, float]:
    assert parsed.report is not None
    return {figure.code: figure.value for figure in parsed.report.figures if figure.code in FIGURES}


def kinds(parsed: Parsed) -> list[str]:
    return [flag.kind for flag in parsed.flags if flag.kind in ("second_body", "second_body_differs", "part_unread")]


def test_the_second_page_follows_the_first_without_the_title_that_it_repeats() -> None:
    parsed = parse(document(TITLE, LEAD, *OVERVIEW, parts=(document(TITLE, *APPLICATIONS),)))
    assert parsed.report is not None
    assert (figures(parsed), kinds(parsed)) == (FIGURES, [])
    assert parsed.report.text.count(TITLE) == 1


def test_the_second_page_of_a_report_without_a_title_is_read() -> None:
    parsed = parse(document(LEAD, *OVERVIEW, parts=(document(*APPLICATIONS),)))
    assert (figures(parsed), kinds(parsed)) == (FIGURES, [])


@pytest.mark.parametrize("parts", [(), (document(TITLE, *APPLICATIONS),)], ids=["no other part", "another part"])
def test_parts_that_cannot_be_had_are_told_and_the_rest_is_read(parts: tuple[Document, ...]) -> None:
    parsed = parse(document(TITLE, LEAD, *OVERVIEW, parts=parts, missing=2))
    assert figures(parsed)["disclosure.total"] == 81245
    told = [(flag.sentence, flag.subject) for flag in parsed.flags if flag.kind == "part_unread"]
    assert told == [("a part of the report cannot be had", "")]
    assert kinds(parse(document(TITLE, LEAD, *OVERVIEW, parts=parts))) == []


@pytest.mark.parametrize("again", [OVERVIEW, (TITLE, LEAD, *OVERVIEW)])
def test_a_part_that_repeats_what_stands_there_is_left_out(again: tuple[str, ...]) -> None:
    parsed = parse(document(TITLE, LEAD, *OVERVIEW, *APPLICATIONS, parts=(document(*again),)))
    assert parsed.report is not None
    assert (figures(parsed), kinds(parsed)) == (FIGURES, ["second_body"])
    assert parsed.report.text.count(OVERVIEW[1]) == 1


def test_a_second_body_within_one_document_is_told_also_where_there_are_parts() -> None:
    changed = OVERVIEW[1].replace("81245", "81254")
    first = (TITLE, LEAD, *OVERVIEW, OVERVIEW[0], changed, *OVERVIEW[2:])
    parsed = parse(document(*first, parts=(document(*APPLICATIONS),)))
    assert (figures(parsed), kinds(parsed)) == (FIGURES, ["second_body", "second_body_differs"])
    assert parsed.report is not None
    assert "C09" in {finding.rule_id for finding in parsed.report.findings if not finding.passed}


@pytest.mark.parametrize(
    ("part", "missing", "n_flags"),
    [
        pytest.param(document(*APPLICATIONS), 0, 0, id="nothing is wrong"),
        pytest.param(document(*APPLICATIONS), 1, 1, id="another one is missing"),
        pytest.param(Document(content=b"\x89PNG\r\n\x1a\n....", url="http://127.0.0.1/2.png"), 0, 1, id="a picture"),
        pytest.param(Document(content=b"\x89PNG\r\n\x1a\n....", url="http://127.0.0.1/2.png"), 2, 2, id="both"),
    ],
)
def test_a_part_that_cannot_be_had_or_read_is_told(part: Document, missing: int, n_flags: int) -> None:
    parsed = parse(document(TITLE, LEAD, *OVERVIEW, parts=(part,), missing=missing))
    assert parsed.report is not None
    assert kinds(parsed) == ["part_unread"] * n_flags
    assert ("http://127.0.0.1/2.png" in {flag.subject for flag in parsed.flags}) == (part.url != "")


def test_a_part_that_cannot_be_read_hides_none_behind_it() -> None:
    torn = Document(content=b"\x89PNG\r\n\x1a\n....", url="http://127.0.0.1/2.png")
    parsed = parse(document(TITLE, LEAD, *OVERVIEW, parts=(torn, document(*APPLICATIONS))))
    assert (figures(parsed), kinds(parsed)) == (FIGURES, ["part_unread"])


CHAPTERS = ("一、总体情况", "二、依申请公开情况", "三、存在的问题和改进措施")
TEXTS = (
    OVERVIEW[1:],
    APPLICATIONS[1:],
    ("公开的内容还不够全面，更新还不够及时。今后将加强培训，完善制度，改进服务。",),
)


def chapter(number: int, contents: tuple[str, ...] = CHAPTERS) -> Document:
    """A page of a report that has one for each chapter; all repeat the contents."""
    lines = (TITLE, *contents, CHAPTERS[number], *TEXTS[number])
    return dataclasses.replace(document(*lines), link_text=CHAPTERS[number])


@pytest.mark.parametrize(
    ("first", "parts"),
    [
        pytest.param((TITLE, *CHAPTERS, LEAD), (0, 1, 2), id="a page of contents"),
        pytest.param((TITLE, *CHAPTERS, LEAD, CHAPTERS[0], *TEXTS[0]), (1, 2), id="the first chapter has the contents"),
    ],
)
def test_chapters_are_read_in_order_without_the_contents_that_each_page_repeats(
    first: tuple[str, ...], parts: tuple[int, ...]
) -> None:
    parsed = parse(document(*first, parts=tuple(chapter(number) for number in parts)))
    assert parsed.report is not None
    assert (figures(parsed), kinds(parsed)) == (FIGURES, [])
    lines = parsed.report.text.splitlines()
    assert [line for line in lines if line in CHAPTERS] == list(CHAPTERS)
    assert [section.number for section in parsed.report.sections if section.level == 1] == ["一", "二", "三"]


def test_headings_that_are_no_list_of_contents_stay() -> None:
    """A chapter may refer to others by their names, and hold a numbered list of its own."""
    listed = ("（一）公开不够全面。", "（二）更新不够及时。", "（三）培训不够经常。")
    last = dataclasses.replace(document(TITLE, CHAPTERS[2], *listed, CHAPTERS[0], "见上。"), link_text=CHAPTERS[2])
    parsed = parse(document(TITLE, LEAD, parts=(chapter(0), chapter(1), last)))
    assert parsed.report is not None
    lines = parsed.report.text.splitlines()
    assert [line for line in lines if line in listed] == list(listed)
    assert lines.count(CHAPTERS[0]) == 2


def test_what_is_wrong_on_the_page_of_a_part_is_flagged() -> None:
    lines = "".join(f"<p>{line}</p>" for line in APPLICATIONS)
    cells = "<table><tr><td>指标</td><td>数量</td></tr><tr><td>同意公开答复数</td><td>12<br>13</td></tr></table>"
    part = Document(content=f"<html><body>{lines}{cells}</body></html>".encode(), media_type="text/html")
    flags = parse(document(TITLE, LEAD, *OVERVIEW, parts=(part,))).flags
    assert [flag.kind for flag in flags] == ["several_numbers"]


NAMES = ("一、概述", "二、公开", "三、申请", "四、收费")


def listed(*cells: str) -> Table:
    return Table(tuple(Cell(text, row, 0) for row, text in enumerate(cells)))


@pytest.mark.parametrize(
    ("blocks", "names", "kept"),
    [
        pytest.param(("首", *NAMES, "尾"), NAMES, ("首", "尾"), id="all names in order"),
        pytest.param(
            ("一、 概述", "二、公开", "三、申请", "尾"), NAMES, ("尾",), id="the first three, one with a space"
        ),
        pytest.param(("一、概述", "二、公开", "尾"), NAMES, ("一、概述", "二、公开", "尾"), id="two of them"),
        pytest.param(
            ("一、概述", "三、申请", "四、收费"), NAMES, ("一、概述", "三、申请", "四、收费"), id="one left out"
        ),
        pytest.param(
            ("三、申请", "四、收费", *NAMES[:3]), NAMES, ("三、申请", "四、收费"), id="from the first once more"
        ),
        pytest.param(("一、总述", *NAMES[1:], "尾"), NAMES[1:], ("尾",), id="the page itself is the first chapter"),
        pytest.param(("一、总述", *NAMES[1:3]), NAMES[1:], (), id="the page itself, and two more"),
        pytest.param(("零、总述", *NAMES[1:3]), NAMES[1:], ("零、总述", *NAMES[1:3]), id="a page of no chapter"),
        pytest.param(
            ("二、公开", "三、申请", "一、总述"),
            NAMES[1:],
            ("二、公开", "三、申请", "一、总述"),
            id="the page itself behind",
        ),
        pytest.param((listed(*NAMES), "尾"), NAMES, ("尾",), id="a table of them"),
        pytest.param((listed(*NAMES[:3], ""), "尾"), NAMES, ("尾",), id="a table with a blank cell"),
        pytest.param((listed("一、总述", *NAMES[1:3]),), NAMES[1:], (), id="a table with the page itself"),
        pytest.param((listed(*NAMES[:2], ""),), NAMES, (listed(*NAMES[:2], ""),), id="a table of two"),
        pytest.param((listed(*NAMES, "甲"),), NAMES, (listed(*NAMES, "甲"),), id="a table with other words"),
        pytest.param(
            (listed("一、总述", "甲", *NAMES[1:]),),
            NAMES[1:],
            (listed("一、总述", "甲", *NAMES[1:]),),
            id="a table with the page itself and other words",
        ),
        pytest.param(NAMES, (), NAMES, id="parts that are mere pages"),
    ],
)
def test_contents_are_names_of_chapters_with_nothing_between_them(
    blocks: tuple[str | Table, ...], names: tuple[str, ...], kept: tuple[str | Table, ...]
) -> None:
    found = _without_contents([Paragraph(one) if isinstance(one, str) else one for one in blocks], names)
    assert [one.text if isinstance(one, Paragraph) else one for one in found] == list(kept)

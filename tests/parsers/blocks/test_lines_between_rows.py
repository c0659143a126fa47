"""Lines between the rows of a flattened table: its own headings, or those of the report around it."""

from __future__ import annotations

import pytest

from parsers.blocks.flattened.between import MOST_BETWEEN, begins_elsewhere, part_between


@pytest.mark.parametrize(
    ("labels", "lines", "expected"),
    [
        ([], ["一、主动公开情况"], False),
        ([], ["（一）申请情况"], False),
        ([], ["二、依申请公开情况"], True),
        ([], ["（二）处理情况"], True),
        (["一、主动公开情况"], ["二、依申请公开情况"], False),
        (["（一）收到申请数"], ["（二）答复数"], False),
        (["一、申请情况"], ["（二）答复数"], False),
        (["（一）收到申请数"], ["二、行政复议情况"], True),
        (["（一）收到申请数"], ["一、行政复议情况"], False),
        ([], ["（一）收到申请数", "二、行政复议情况"], True),
        (["收到申请数"], ["办理情况", "二、行政复议情况"], True),
        (["一、申请情况", "收到申请数"], ["办理情况", "二、行政复议情况"], False),
        ([], ["第一部分 概述"], True),
        (["一、申请情况"], ["第二部分 附表"], True),
        (["收到申请数"], ["其中："] * MOST_BETWEEN, False),
        (["收到申请数"], ["其中："] * (MOST_BETWEEN + 1), True),
    ],
)
def test_lines_go_on_with_the_report_where_their_numbers_do_not_begin_in_the_table(
    labels: list[str], lines: list[str], expected: bool
) -> None:
    assert begins_elsewhere(labels, lines) is expected


@pytest.mark.parametrize(
    ("above", "lines", "below", "parts"),
    [
        pytest.param("收到申请数", [], "答复数", (0, 0), id="no lines"),
        pytest.param("受理（含网络", ["和当面）申请数"], "答复申请数", (1, 0), id="closes the bracket above"),
        pytest.param("受理（含网络", ["当面", "信函）申请数"], "答复申请数", (2, 0), id="two lines that close it"),
        pytest.param("（一）维持具体行政", ["行为数"], "（二）被依法纠错数", (1, 0), id="a label of a form"),
        pytest.param("（一）维持具体", ["行政", "行为数"], "（二）被依法纠错数", (2, 0), id="a label over three lines"),
        pytest.param("（一）维持具体行政行为数", ["其他情况"], "（二）被依法纠错数", (0, 0), id="behind a whole label"),
        pytest.param("网站访问量", ["（含区县）"], "接待人数总计", (1, 0), id="a note on the label above"),
        pytest.param("网站访问量", ["及点击数"], "接待人数总计", (1, 0), id="a word that begins nothing"),
        pytest.param("参加培训的", ["人员数"], "接待人数总计", (1, 0), id="the end of a count above"),
        pytest.param("参加培训的", ["人员数"], "数", (0, 1), id="before a row that cannot stand alone"),
        pytest.param("参加培训的", ["接待情况"], "接待人数总计", (0, 0), id="a heading behind what is cut"),
        pytest.param("收到申请数", ["接待来访的"], "接待群众人次", (0, 1), id="a word that ends nothing"),
        pytest.param("收到申请数", ["接待来访"], "群众人次", (0, 1), id="before a label of four characters"),
        pytest.param("收到申请数", ["接待来访"], "接待群众人次", (0, 0), id="before a label of more"),
        pytest.param("收到申请数", ["接待来访"], "1.人数", (0, 0), id="before a label with a number"),
        pytest.param("收到申请数", ["接待来访"], "其中：人数", (0, 0), id="before a label that is some of them"),
        pytest.param("收到申请数", ["接待来访："], "人次", (0, 0), id="a heading with a colon"),
        pytest.param("收到申请数", ["接待来访:"], "人次", (0, 0), id="a heading with a narrow colon"),
        pytest.param("收到申请数", ["接待来访情况"], "人次", (0, 0), id="a heading that ends as such"),
        pytest.param("收到申请数", ["其中"], "当面申请数", (0, 1), id="among them"),
        pytest.param("收到申请数", ["其中网站"], "当面申请数总计", (0, 1), id="among them, with words behind"),
        pytest.param(
            "收到申请数", ["接待来访", "（含"], "电话）人次", (0, 1), id="a bracket that the row below closes"
        ),
        pytest.param("收到申请数", ["（一）维持具体"], "行政行为数", (0, 1), id="the beginning of a label of a form"),
        pytest.param("收到申请数", ["（一）维持", "具体"], "行政行为数", (0, 2), id="the same over three lines"),
        pytest.param("收到申请数", ["接待来访"], "及咨询人数总计", (0, 1), id="before a word that begins nothing"),
        pytest.param("收到申请数", ["一、接待来访数"], "咨询人数总计", (0, 0), id="a heading with a number"),
        pytest.param(
            "收到申请数", ["（二）被依法纠错数"], "咨询数", (0, 0), id="a label of a form, whose number is blank"
        ),
        pytest.param("", ["及接待来访"], "咨询人数总计", (0, 0), id="no row above"),
        pytest.param("收到申请数", ["第一类", "第二类"], "咨询人数总计", (0, 0), id="two headings"),
        pytest.param(
            "收到申请数", ["（含区县）", "接待来访", "咨询的"], "人数", (1, 1), id="an end, a heading, a beginning"
        ),
        pytest.param("参加培训数", ["人员数"], "接待人数总计", None, id="a count behind a count"),
        pytest.param("参加培训的", ["1.人员数"], "接待人数总计", None, id="a count with a number behind what is cut"),
        *(
            pytest.param("收到申请数", [f"接待来访{end}"], "咨询人数总计", None, id=f"a count without a number: {end}")
            for end in ("数", "数量", "量", "额", "费", "费用", "人次", "次数")
        ),
        pytest.param("收到申请数", ["接待来访（一"], "咨询人数总计", None, id="a bracket that nothing closes"),
        pytest.param("收到申请数", ["其中网站", "接待来访的"], "人数", None, id="some of them, before a beginning"),
    ],
)
def test_lines_end_the_label_above_begin_the_one_below_or_are_headings(
    above: str, lines: list[str], below: str, parts: tuple[int, int] | None
) -> None:
    assert part_between(above, lines, below) == parts

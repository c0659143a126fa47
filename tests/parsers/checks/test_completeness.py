"""What a report lacks is named: parts, tables, pages of a divided article, the end of its last sentence."""

from __future__ import annotations

import dataclasses

import pytest

from knowledge.forms import forms
from knowledge.loading import read_rows
from parsers.blocks.html import read_html
from parsers.checks.completeness import ReportPart
from parsers.model import Document, Parsed
from parsers.pipeline import parse

TITLE = (
    "<h1>芜湖市人民政府2023年政府信息公开工作年度报告</h1>"
    "<p>本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。</p>"
)
OVERVIEW = "<h2>一、总体情况</h2><p>2023年，全市主动公开政府信息81245条，其中政府网站公开688条。</p>"
DISCLOSURE = (
    "<h2>二、主动公开政府信息情况</h2><table><tr><td>第二十条第（一）项</td></tr>"
    "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
    "<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr>"
    "<tr><td>行政规范性文件</td><td>6</td><td>13</td><td>43</td></tr></table>"
)
APPLICATIONS = "<h2>三、收到和处理政府信息公开申请情况</h2><p><img src=t3.png></p>"
PROCEEDINGS = "<h2>四、政府信息公开行政复议、行政诉讼情况</h2><p><img src=t4.png></p>"
PROBLEMS = "<h2>五、存在的主要问题及改进情况</h2><p>公开还不够及时，下一步将加强培训。</p>"
OTHERS = "<h2>六、其他需要报告的事项</h2><p>本年度未收取信息处理费。</p>"


def lacks(*parts: str, behind: str = "") -> list[str]:
    return _lacks(parse(Document(content=f"<meta charset=utf-8><div>{''.join(parts)}</div>{behind}".encode())))


def _lacks(parsed: Parsed) -> list[str]:
    assert parsed.report is not None, parsed.reason
    sentences = [flag.sentence for flag in parsed.flags if flag.kind == "incomplete"]
    (check,) = [finding for finding in parsed.report.findings if finding.rule_id == "C17"]
    assert check.passed == (sentences == [])
    return sentences


def test_tables_that_are_pictures() -> None:
    assert lacks(TITLE, OVERVIEW, DISCLOSURE, APPLICATIONS, PROCEEDINGS, PROBLEMS, OTHERS) == [
        "the table of a part is missing: 三、收到和处理政府信息公开申请情况",
        "the table of a part is missing: 四、政府信息公开行政复议、行政诉讼情况",
    ]


def test_parts_that_are_cut_off() -> None:
    found = lacks(TITLE, OVERVIEW, DISCLOSURE)
    assert [sentence[-2:] for sentence in found if sentence.startswith("a part of the report is missing")] == [
        "情况",
        "情况",
        "情况",
        "事项",
    ]


@pytest.mark.parametrize(
    ("pager", "lack"),
    [
        (
            "<p>第 <b>1</b> <a href=t1_2.html>2</a> <a href=t1_3.html>3</a> 页 <a href=t1_2.html>下一页</a></p>",
            "3 pages",
        ),
        ("<p><a href=t1_1.html>2</a> <a href=t1_2.html>3</a> <a href=t1_1.html>下一页</a></p>", "3 pages"),
        ("<script>createPageHTML(4, 0, 't1', 'html');</script>", "4 pages"),
        ("<script>createPageHTML(1, 0, 't1', 'html');</script>", ""),
        ("<p>第1页 共2页</p>", "2 pages"),
        ("<p>第1页 共2页</p><p>第2页 共2页</p>", ""),
        ("<p><a href=t2_2.html>2</a></p>", ""),
        ("<p><a href=t0_1.html>下一篇</a></p>", ""),
    ],
)
def test_pages_of_a_divided_article(pager: str, lack: str) -> None:
    found = [sentence for sentence in lacks(TITLE, OVERVIEW, behind=pager) if "divided" in sentence]
    assert len(found) == bool(lack)
    assert lack in "".join(found)


def test_the_page_itself_is_told_from_the_others() -> None:
    page = read_html("<p>甲</p><script>createPageHTML(3, 1, 't1', 'html');</script>")
    assert (page.page_number, page.n_pages) == (2, 3)
    second = "<a href=t1.html>上一页</a> <a href=t1.html>1</a> 2 <a href=t1_3.html>3</a> <a href=t1_3.html>下一页</a>"
    page = read_html(f"<p>甲</p><p>{second}</p>")
    assert (page.page_number, page.n_pages) == (2, 3)
    last = "<a href=t1_2.html>上一页</a> <a href=t1.html>[1]</a> <a href=t1_2.html>[2]</a> [3]"
    page = read_html(f"<p>甲</p><p>{last}</p>")
    assert (page.page_number, page.n_pages) == (3, 3)
    page = read_html("<p>甲</p><p><a href=t1_1.html>下一页</a></p>")
    assert (page.page_number, page.n_pages) == (1, 2)


def test_pages_that_are_read_as_parts_are_not_missing() -> None:
    pager = "<p><a href=t1_2.html>2</a> <a href=t1_2.html>下一页</a></p>"
    first = f"<meta charset=utf-8><div>{TITLE}{OVERVIEW}</div>{pager}".encode()
    part = Document(content=f"<meta charset=utf-8>{PROBLEMS}".encode(), role="part")
    assert any("divided" in sentence for sentence in _lacks(parse(Document(content=first))))
    assert not any("divided" in sentence for sentence in _lacks(parse(Document(content=first, parts=(part,)))))


def test_some_of_the_pages_are_read() -> None:
    pager = "<p><a href=t1_2.html>2</a> <a href=t1_3.html>3</a> <a href=t1_2.html>下一页</a></p>"
    first = f"<meta charset=utf-8><div>{TITLE}{OVERVIEW}</div>{pager}".encode()
    part = Document(content=f"<meta charset=utf-8>{PROBLEMS}".encode(), role="part")
    found = _lacks(parse(Document(content=first, parts=(part,))))
    assert "the report is divided into 3 pages, and only 2 of the pages is there" in found


def test_parts_without_headings_are_told_by_their_words() -> None:
    words = "<p>全市主动公开政府信息81245条，未收到申请，未发生行政复议、行政诉讼，未收取其他费用，问题已经改进。</p>"
    table = DISCLOSURE[DISCLOSURE.index("<table>") :]
    assert not any(
        sentence.startswith("a part of the report is missing") for sentence in lacks(TITLE, words, table, words)
    )


EARLY = (
    "<h1>芜湖市人民政府2012年政府信息公开工作年度报告</h1>"
    "<p>2012年，全市主动公开政府信息688条，收到申请12件，未收取费用，未发生行政复议。下一步将改进不足。</p>"
    "<p>2012年，全市各部门主动公开的信息以规划、财政、教育和住房方面的为多，内容比上年更加完整。</p>"
)
LATE = f"{TITLE}<p>全市主动公开政府信息688条，收到申请12件，未发生行政复议，其他问题将改进。</p>"
PICTURE = "<p><img src=t1.png></p>"


@pytest.mark.parametrize(
    ("parts", "lack"),
    [
        pytest.param((EARLY, "<p>2012年政府信息公开情况统计表</p>", PICTURE), True, id="below the title of a table"),
        pytest.param((EARLY, PICTURE), False, id="of a year whose reports need no table"),
        pytest.param((LATE, PICTURE), True, id="of a year whose reports have tables"),
        pytest.param(
            (LATE, PICTURE, "<table><tr><td>部门</td><td>条数</td></tr><tr><td>教育局</td><td>21</td></tr></table>"),
            False,
            id="beside a table",
        ),
    ],
)
def test_pictures_that_may_be_the_tables(parts: tuple[str, ...], lack: bool) -> None:
    sentence = "the tables of the report are missing, and a picture stands in its text"
    assert (sentence in lacks(*parts)) == lack


@pytest.mark.parametrize(
    ("end", "is_cut"),
    [
        ("<p>下一步，将继续完善公开制度，加强对各部门的业务指导和培训，不断提高公开的</p>", True),
        ("<p>下一步，将继续完善公开制度，加强对各部门的业务指导和培训，不断提高公开的水平。</p>", False),
        ("<p>芜湖市人民政府办公室</p>", False),
        (
            f"{DISCLOSURE[:-8]}<tr><td>备注：本表所列数据由各部门汇总，2022年以前制发的文件未计入，以公布的目录为准</td></tr></table>",
            False,
        ),
        ("<p>联系地址：安徽省芜湖市鸠江区政通路66号，联系电话：0553-3991234</p>", False),
    ],
)
def test_a_text_that_ends_within_a_sentence(end: str, is_cut: bool) -> None:
    found = lacks(TITLE, OVERVIEW, PROBLEMS, end)
    assert any("within a sentence" in sentence for sentence in found) == is_cut


def test_a_table_that_is_announced() -> None:
    narrative = "<h2>二、依申请公开</h2><p>收到申请12件，均已答复，详见附表。</p>"
    assert "the text announces a table, and none is there: 详见附表" in lacks(
        TITLE, OVERVIEW, narrative, PROBLEMS, OTHERS
    )


def test_a_form_without_parts_is_a_mistake_in_the_data() -> None:
    known, (first, *_) = list(forms()), read_rows("parsers", "report_parts.csv", ReportPart)
    faults = list(ReportPart.check([dataclasses.replace(first, era=(-1, len(known) - 2))]))
    assert [fault.what for fault in faults] == [f"no row is of the form {known[-1]}, whose reports have parts, too"]

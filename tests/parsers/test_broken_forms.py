"""Whole reports as plain text with a printed width: sentences and labels of the form are broken over lines."""

from __future__ import annotations

import itertools
import unicodedata

import opencc
import pytest

from knowledge.forms import LIST
from parsers.knowledge.forms import layout
from parsers.model import Document, ReportContent
from parsers.pipeline import parse

SENTENCES = [
    "芜湖市2016年政府信息公开工作年度报告",
    "\u3000\u3000本报告由芜湖市人民政府办公室编写，汇总了各县区的情况，统计期限自2016年1月1日起至2016年12月31日止。",
    "一、总体情况",
    "\u3000\u30002016年，全市围绕群众关心的教育、医疗和住房完善制度，拓宽渠道，推动公开工作向基层延伸，群众办事方便了许多。",
    "\u3000\u3000全年对9个县区和38个部门作了检查，要求栏目空白的6个单位限期整改，并把结果通报到各县区，督促它们补上。",
    "二、主动公开情况",
    "\u3000\u3000门户网站全年访问量约190万人次，公报发放1.6万册，政务微博的粉丝达到12.5万人，比往年有了明显的增长。",
    "三、存在的问题",
    "\u3000\u3000一些单位认识还不够深，内容更新不够及时。下一步将加强培训，把考核办法落到实处，让群众看得到、看得懂、用得上。",
    "附件：芜湖市政府信息公开情况统计表（2016年）",
]
IN_SENTENCES = {"website.visits": 1_900_000.0, "gazette.copies": 16_000.0}


def broken(text: str, width: int) -> list[str]:
    lines = [""]
    for character in text:
        if sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in lines[-1] + character) > 2 * width:
            lines.append("")
        lines[-1] += character
    return lines


def written(
    script: str, width: int, of_labels: int, gap: str, place: str, *, units: bool
) -> tuple[str, dict[str, float]]:
    """A report whose numbers count up from 31, and its figures."""
    lines = [line for sentence in SENTENCES for line in broken(sentence, width)]
    lines.append(gap.join(["统计指标", "单位", "统计数"] if units else ["统计指标", "统计数"]))
    figures = dict(IN_SENTENCES)
    for number, row in zip(itertools.count(31), layout("2014", LIST)):
        label = broken(row.label, of_labels)
        if not row.is_header:
            figures[row.code] = float(number)
            cells = [row.unit, str(number)] if units else [str(number)]
            at = {"first": 0, "middle": (len(label) - 1) // 2, "last": -1}[place]
            label[at] = gap.join([label[at], *cells])
        lines += label
    text = "\n".join([*lines, "芜湖市人民政府办公室", "2017年3月20日"])
    return (
        text if script == "hans" else opencc.OpenCC({"hant": "s2t", "hant-tw": "s2twp"}[script]).convert(text)
    ), figures


def read(text: str) -> tuple[ReportContent, dict[str, float]]:
    report = parse(Document(content=text.encode())).report
    assert report is not None
    return report, {figure.code: figure.value for figure in report.figures if figure.year == 2016}


@pytest.mark.parametrize("script", ["hans", "hant", "hant-tw"])
@pytest.mark.parametrize("place", ["first", "middle", "last"])
@pytest.mark.parametrize(
    ("width", "of_labels", "gap", "units"),
    [(21, 19, "    ", True), (28, 12, "\t", False), (33, 17, "  ", True), (38, 26, "\u3000", False)],
)
def test_a_broken_report_is_read_as_a_whole_one(
    script: str, place: str, width: int, of_labels: int, gap: str, *, units: bool
) -> None:
    text, figures = written(script, width, of_labels, gap, place, units=units)
    report, found = read(text)
    assert found == figures
    assert [flag for flag in report.flags if flag.kind.startswith("form_")] == []


@pytest.mark.parametrize("script", ["hans", "hant-tw"])
@pytest.mark.parametrize("of_labels", range(8, 23, 3))
def test_no_width_gives_another_number_or_loses_one_in_silence(script: str, of_labels: int) -> None:
    for (number, gap), place in itertools.product(enumerate([" ", "  ", "\t"]), ["first", "middle", "last"]):
        text, figures = written(script, 24 + number, of_labels, gap, place, units=number != 1)
        report, found = read(text)
        assert found.items() <= figures.items(), place
        lost = {row.code for row in layout("2014", LIST)} & (figures.keys() - found.keys())
        assert not lost or any(flag.kind.startswith("form_row") for flag in report.flags), place


def test_titles_and_units_of_an_own_table_are_known_in_either_script() -> None:
    rows = ["渠道\t数量\t单位", "政府网站公开\t372\t条", "政务微博公开\t58\t条", "政府公报公开\t23\t条"]
    text = "\n".join([*SENTENCES[:4], SENTENCES[5], *rows, SENTENCES[7], SENTENCES[8]])
    _, simplified = read(text)
    _, traditional = read(opencc.OpenCC("s2t").convert(text))
    assert simplified.keys() >= {"disclosure.channel.website", "disclosure.channel.weibo", "disclosure.channel.gazette"}
    assert traditional == simplified

"""A few documents through the whole of `assemble`, with all that a snapshot says of them: nothing may be mixed up."""

from __future__ import annotations

import dataclasses
import datetime as dt
import pathlib
import tomllib
from collections.abc import Iterable
from typing import Any

import pytest

from assembly.corrections import Correction, by_document
from assembly.reports import Review, Rows, assemble
from assembly.withheld import Withheld
from parsers.model import Document
from parsers.pipeline import parse
from parsing.sources import ParsedDocument, Source
from tests.parsers.figures.sheets import Sheet, as_html, filled

EXPECTED: dict[str, list[str]] = tomllib.loads(
    pathlib.Path(__file__).with_name("whole_snapshot.toml").read_text(encoding="utf-8")
)
CITY = """宣城市人民政府{year}年政府信息公开工作年度报告
发布日期：{published}
本报告由宣城市人民政府办公室编制，所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。
一、主动公开情况
全市主动公开政府信息{disclosed}条，其中政府网站公开{website}条，召开新闻发布会14次，工作有序开展。
二、依申请公开情况
全市新收政府信息公开申请{received}件，上年结转{carried_in}件，共答复{answered}件，结转下年度继续办理{carried_out}件。
因政府信息公开引发行政复议8件，行政诉讼3件。
三、存在的主要问题及改进情况
公开还不够及时，下一步将加强培训。
四、其他需要报告的事项
没有其他需要报告的事项。
"""
OTHERS = """{body}{year}年政府信息公开工作年度报告
一、主动公开情况
主动公开政府信息{disclosed}条，其中政务微博公开{weibo}条，整理档案{asked}份，工作有序开展，群众较为满意。
二、依申请公开情况
收到政府信息公开申请{received}件，共答复{answered}件，没有发生行政复议和行政诉讼。
三、存在的主要问题及改进情况
公开还不够及时，下一步将加强培训。
四、其他需要报告的事项
没有其他需要报告的事项。
"""
OF_2020 = {"disclosed": 5120, "website": 4100, "received": 230, "carried_in": 6, "answered": 227, "carried_out": 9}
OF_2021 = {"disclosed": 5240, "website": 4210, "received": 251, "carried_in": 9, "answered": 249, "carried_out": 11}
BEFORE = CITY.format(year=2020, published="2021-01-20", **OF_2020)
FIRST = CITY.format(year=2021, published="2022-01-18", **OF_2021)
SECOND = FIRST.replace("2022-01-18", "2022-02-11").replace("251件", "253件").replace("249件", "251件")
THIRD = SECOND.replace("2022-02-11", "2022-03-09").replace("5240条", "5241条").replace("上年结转9件", "上年结转8件")
COUNTY = OTHERS.format(body="郎溪县人民政府", year=2021, disclosed=812, weibo=77, asked=1250, received=61, answered=60)
RIVAL = OTHERS.format(body="郎溪县", year=2021, disclosed=233, weibo=19, asked=308, received=4, answered=3)
BUREAU = OTHERS.format(body="郎溪县教育局", year=2021, disclosed=95, weibo=12, asked=41, received=2, answered=2)
SMALL = OTHERS.format(body="泾县人民政府", year=2016, disclosed=512, weibo=45, asked=733, received=21, answered=20)
SILENT = OTHERS.format(body="旌德县人民政府", year=2021, disclosed=644, weibo=31, asked=562, received=17, answered=16)
FORM = filled("2014")
ANNEX = as_html(Sheet(FORM.era, (FORM.tables[0][:25],))).replace(
    "<body>", "<body><p>泾县人民政府2016年政府信息公开情况统计表</p>"
)
# Two rows that no form has, so that the table is of no form.
TABLE = """| 统计指标 | 单位 | 统计数 |
| （一）收到申请数 | 件 | 5 |
| 1.当面申请数 | 件 | 2 |
| 2.飞鸽申请数 | 件 | 3 |
| 3.网络申请数 | 件 | 0 |
| （二）申请办结数 | 件 | 5 |
| （三）申请答复数 | 件 | 4 |
"""
TOWN = OTHERS.format(body="石门县夹山镇", year=2016, disclosed=41, weibo=11, asked=27, received=5, answered=4) + TABLE
NEWS = "政务公开要闻\n本网讯，日前召开了政务公开工作推进会，会议要求进一步提高认识，压实责任，务求实效。\n"
WUHU = CITY.replace("宣城市", "芜湖市").format(
    year=2021,
    published="2022-01-25",
    disclosed=8240,
    website=6210,
    received=351,
    carried_in=3,
    answered=340,
    carried_out=14,
)

DOCUMENTS = {
    # Of one city two years; three states of the later one, and copies of two of them.
    "before": (BEFORE, "341800"),
    "first": (FIRST, "341800"),
    "second": (SECOND, "341800"),
    "third": (THIRD, "341800"),
    "first-again": (FIRST.replace("，工作有序开展", "，各项工作有序开展"), "341800"),
    "third-again": (THIRD.replace("。\n", "。\n\n"), "341800"),
    "third-damaged": (THIRD.replace("，工作有序开展", "，各项工作有序\ufffd展"), "341800"),
    # It does not say whose it is, and has the words of another document.
    "nameless": (
        BEFORE.replace("宣城市人民政府", "").replace("宣城市", "").replace("2020年", "").replace("培训", "培\ufffd"),
        None,
    ),
    # A page of another document, with the words of a report.
    "page": (BEFORE.replace("工作有序", "工作\ufffd序"), "341800"),
    # Two reports of one county and year, and one of an office there.
    "county": (COUNTY, "341821"),
    "rival": (RIVAL, "341821"),
    "bureau": (BUREAU, "341821"),
    # A report and its table, in two documents.
    "annex": (ANNEX, "341823"),
    "small": (SMALL, "341823"),
    # Its words are withheld, also those of the state before it.
    "silent-before": (SILENT.replace("644条", "643条"), "341825"),
    "silent": (SILENT, "341825"),
    # A town, which had the id of its county once, and what it said before.
    "town-before": (TOWN.replace("41条", "40条"), "430726"),
    "town": (TOWN, "430726"),
    # On the portal of another city.
    "elsewhere": (WUHU, "341800"),
    "news": (NEWS, "341800"),
}
REVIEW = Review(
    by_document(
        [
            Correction(
                document_id="annex",
                code="response.interpretation_articles",
                applicant_type="total",
                year=2016,
                words="3.政策解读稿件发布数 | 篇 | 1092",
                reason="the scan shows a 3",
                reviewed_by="A. Reader",
                reviewed_on=dt.date(2026, 11, 26),
                read=1092,
                value=1093,
            )
        ]
    ),
    {"silent": Withheld("silent", "the author asked for it", "A. Reader", dt.date(2026, 11, 26))},
)


def documents() -> Iterable[ParsedDocument]:
    for order, (name, (text, place)) in enumerate(DOCUMENTS.items()):
        url, role = f"http://www.example.gov.cn/{name}.html", "part" if name == "page" else "report"
        source = Source(name, url, place or "elsewhere", role, None, None, None, place, order)
        source = dataclasses.replace(source, part_of="before" if name == "page" else None)
        parsed = parse(Document(content=text.encode(), url=url, place=place, role=role))
        yield ParsedDocument(source, len(text), parsed)


@pytest.fixture(scope="module")
def rows() -> Rows:
    return assemble([*documents()], REVIEW)


def texts(rows: Rows) -> dict[str, str]:
    """The published text of each document."""
    return {row.document_id: row.text for name in ("reports", "revisions") for row in rows[name]}


def told(row: Any, *left_out: str) -> str:
    """The columns of a row that say something, on one line."""
    columns = {field.name: getattr(row, field.name) for field in dataclasses.fields(row) if field.name not in left_out}
    return ", ".join(
        f"{name} {_written(value)}" for name, value in columns.items() if value not in (None, (), "", False)
    )


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{'; '.join(map(_written, value))}]"
    if dataclasses.is_dataclass(value):
        return f"({told(value)})"
    return f"{value:.6g}" if isinstance(value, float) else str(value).replace("\n", "/")


PLACE = ("place_id", "province", "city", "county", "level", "agency_kind", "publisher_id", "adcode")

OF_PANEL = (
    *("status", "agency", "year", "name_zh", "name_en", "comparability", "comparable_from", "comparable_to", "unit"),
    *("form", "start", "end", "scope", "source", "printed"),
)
"""Columns that other lines say, too."""


def summary(rows: Rows) -> dict[str, list[str]]:
    """What a snapshot says, in lines; numbers of offsets as the words that stand there."""
    text = texts(rows)
    of_report = {row.report_id: row.text for row in rows["reports"]}
    flags = [
        told(row, "start", "end") + (f", at {text[row.document_id][row.start : row.end]}" if row.end else "")
        for row in rows["flags"]
    ]
    figures = [
        f"{row.report_id} {row.code}/{row.applicant_type}@{row.year} {row.value:g} {row.unit} "
        f"({row.source} {row.section_id} {row.scope}): {row.quote}"
        for row in rows["indicators"]
    ]
    assert all(
        row.quote in ("", of_report[row.report_id][row.start : row.end])
        for row in rows["indicators"]
        if row.start is not None
    )
    return {
        "documents": [told(row, "parser_version", "flags") for row in rows["documents"]],
        "flags": flags,
        "reports": [f"{told(row, 'text', 'evidence')}, {len(row.text)} characters" for row in rows["reports"]],
        "conflicts": [told(row) for row in rows["conflicts"]],
        "revisions": [told(row) for row in rows["revisions"]],
        "former_ids": [told(row) for row in rows["former_ids"]],
        "sections": [f"{row.report_id} {row.section_id} {row.heading} {row.topic}" for row in rows["sections"]],
        "figures": figures,
        "unread": [told(row, *PLACE) for row in rows["unread"]],
        "failed": [told(row, *PLACE) for row in rows["checks"] if not row.passed],
        "held": sorted({f"{row.report_id} {row.rule_id}" for row in rows["checks"] if row.passed}),
        "ratios": [f"{row.report_id} {row.ratio_id} {row.numerator}/{row.denominator}" for row in rows["ratios"]],
        "panel": [
            f"{row.publisher_id} {row.year} {row.status} " + told(row, *PLACE, *OF_PANEL)
            for row in rows["panel"]
            if row.status not in ("not_found", "unread")
        ],
        "government_years": [told(row, "place_id", "province", "level") for row in rows["government_years"]],
    }


@pytest.mark.parametrize("table", EXPECTED)
def test_what_a_table_says_of_the_documents(rows: Rows, table: str) -> None:
    assert sorted(summary(rows)[table]) == EXPECTED[table]


def test_the_order_in_which_documents_are_given_does_not_matter(rows: Rows) -> None:
    other = summary(assemble([*documents()][::-1], REVIEW))
    assert {name: sorted(lines) for name, lines in other.items()} == {
        name: sorted(lines) for name, lines in summary(rows).items()
    }

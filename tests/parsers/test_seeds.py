"""The five real reports against the truth that two people read from them."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest

from parsers.model import Document, Parsed
from parsers.pipeline import parse
from tests.support import DATA, SEEDS, gold

FACTS = (
    "adcode",
    "province",
    "city",
    "county",
    "level",
    "agency",
    "report_year",
    "title",
    "index_number",
    "doc_number",
)
RESTORED = {
    "004": (
        ("20171月1日起至201712月31日", "2017年1月1日起至2017年12月31日"),
        ("\n、主动公开情况", "\n二、主动公开情况"),
    )
}
"""What the two readers left as it is printed, although only one reading is possible."""
OF_THE_WHOLE_PLACE = {
    "000": {("proposals.joint", 130)},
    "001": {
        ("response.interpretation_articles", 156),
        *((f"reading_point.{what}", value) for what, value in (("visitors", 42000), ("queries", 65000))),
        *((f"reading_point.{what}", value) for what, value in (("visitors", 12700), ("queries", 31000))),
        *((f"reading_point.{what}", value) for what, value in (("visitors", 8200), ("queries", 10000))),
    },
    "002": {("capacity.trainees", 400)},
    "003": {("disclosure.channel.weibo", 701), ("disclosure.channel.weibo", 781), ("response.social_media", 72)},
}
"""Figures of an office, a place or an account that are given for the whole place: known not to be told apart."""
DATES = ("published_date", "period_start", "period_end")


@pytest.fixture(scope="module", params=gold(), ids=lambda truth: truth["file"][:3])
def seed(request: pytest.FixtureRequest) -> tuple[dict[str, Any], Parsed]:
    truth = request.param
    return truth, parse(Document(content=(SEEDS / truth["file"]).read_bytes()))


def without_space(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def test_identity(seed: tuple[dict[str, Any], Parsed]) -> None:
    truth, parsed = seed
    assert parsed.report is not None
    identity = parsed.report.identity
    expected = truth["report"]
    assert {name: getattr(identity, name) for name in FACTS} == {name: expected.get(name) for name in FACTS}
    period = identity.period
    dates = (identity.published_date, period and period.start, period and period.end)
    assert [date and str(date) for date in dates] == [expected[name] for name in DATES]
    assert parsed.report.script == expected["script"]
    assert parsed.report.form == expected["form"]
    assert identity.report_id == f"{expected['adcode']}-{expected['report_year']}"


def test_text(seed: tuple[dict[str, Any], Parsed]) -> None:
    truth, parsed = seed
    assert parsed.report is not None
    clean = (DATA / "gold" / f"{truth['file'][:3]}.clean.txt").read_text(encoding="utf-8")
    for damaged, whole in RESTORED.get(truth["file"][:3], ()):
        assert clean.count(damaged) == 1
        clean = clean.replace(damaged, whole)
    assert without_space(parsed.report.text) == without_space(clean)


def test_figures(seed: tuple[dict[str, Any], Parsed]) -> None:
    """Every figure that the two readers found, and no other."""
    truth, parsed = seed
    assert parsed.report is not None
    expected = {
        (row["code"], row["applicant_type"] or "total", row["year"], row["value"]) for row in truth["indicators"]
    }
    read = {(figure.code, figure.applicant_type, figure.year, figure.value) for figure in parsed.report.figures}
    assert read == expected


def test_scopes(seed: tuple[dict[str, Any], Parsed]) -> None:
    """Whose every figure is, as the two readers found."""
    truth, parsed = seed
    assert parsed.report is not None
    rows = {
        (row["code"], row["applicant_type"] or "total", row["year"], row["value"], row["scope"])
        for row in truth["indicators"]
    }
    figures = parsed.report.figures
    told_otherwise = {
        (figure.code, figure.value, figure.scope)
        for figure in figures
        if (figure.code, figure.applicant_type, figure.year, figure.value, figure.scope) not in rows
    }
    assert told_otherwise == {(*one, "citywide") for one in OF_THE_WHOLE_PLACE.get(truth["file"][:3], ())}


def test_quotes_stand_where_they_are_said_to(seed: tuple[dict[str, Any], Parsed]) -> None:
    _, parsed = seed
    assert parsed.report is not None
    for figure in parsed.report.figures:
        words = parsed.report.text[figure.span.start : figure.span.end]
        assert words == words.strip()
        assert figure.stated_zero or figure.printed in words
        section = next(section for section in parsed.report.sections if section.section_id == figure.section_id)
        assert section.span.start <= figure.span.start < section.span.end


def test_traps_of_the_seeds() -> None:
    texts = [parse(Document(content=(SEEDS / truth["file"]).read_bytes())).report for truth in gold()]
    wuxi, luzhou, lianyungang, hohhot, tongxiang = (report.text if report else "" for report in texts)
    for right in (
        "决策、执行、管理",
        "核心",
        "新增了",
        "指标统计表",
        "市档案馆",
        "行政许可权",
        "门户网站",
        "根据文件精神",
    ):
        assert right in wuxi
    for wrong in ("运行、管理", "内核", "添加", "指针", "文件馆", "行政权限", "入口网站", "相关词条"):
        assert wrong not in wuxi
    assert luzhou.count("一、概述") == 1
    assert "（www.lyg.gov.cn）" in lianyungang
    assert "（注：不同渠道和方式公开相同信息计1条）" in lianyungang
    assert not re.search(r"[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", lianyungang)
    assert "98.2%" in hohhot
    assert "PM2.5" in hohhot
    assert "982%" not in hohhot
    assert "从2017年1月1日起至2017年12月31日止" in tongxiang, "only one reading is possible"
    assert "（一）收到申请数 |  | 224" in tongxiang

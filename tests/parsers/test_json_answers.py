"""Reports that come as JSON: the text is found whatever its field is called, and an answer without one is told."""

from __future__ import annotations

import datetime as dt
import html
import json
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.decode import media
from parsers.model import Document
from parsers.pipeline import parse

TITLE = "平顺县2021年政府信息公开工作年度报告"
LINES = (
    "一、总体情况",
    "2021年，平顺县人民政府贯彻《中华人民共和国政府信息公开条例》，全年主动公开政府信息812条，工作平稳有序。",
    "本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。",
    "二、收到和处理政府信息公开申请情况",
    "全年收到政府信息公开申请31件，均按期答复。",
    "三、政府信息公开行政复议、行政诉讼情况",
    "全年没有因政府信息公开引起的行政复议和行政诉讼。",
    "四、存在的主要问题及改进情况",
    "公开的内容还不够全面，今后将加强培训，改进工作。",
)
MARKUP = "".join(f"<p>{line}</p>" for line in LINES)


def document(content: Any) -> Document:
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return Document(content=text.encode(), url="http://www.example.gov.cn/api/text/5", role="report")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param({"data": {"title": TITLE, "content": MARKUP}}, id="in an object"),
        pytest.param({"result": [{"head": TITLE, "html": MARKUP}]}, id="whatever it is called"),
        pytest.param([{"bt": TITLE, "nr": MARKUP}], id="in a list"),
        pytest.param({"name": TITLE, "body": {"markup": MARKUP, "title": "正文"}}, id="with its title outside"),
        pytest.param({"title": TITLE, "text": html.escape(MARKUP)}, id="with its signs escaped"),
        pytest.param({"title": TITLE, "text": "\n".join(LINES)}, id="without markup"),
        pytest.param({"title": TITLE, "plain": "".join(LINES), "content": MARKUP}, id="with and without markup"),
        pytest.param({"title": f"<b>{TITLE}</b>", "content": MARKUP, "summary": MARKUP[:90]}, id="with a summary"),
        pytest.param(json.dumps({"title": TITLE, "content": MARKUP}), id="in escapes"),
        pytest.param("\ufeff\n" + json.dumps([{"title": TITLE, "content": MARKUP}]), id="after a mark"),
        pytest.param(json.dumps({"title": TITLE, "content": MARKUP + "\ud800"}), id="with half a character"),
    ],
)
def test_a_report_is_read_from_json(content: Any) -> None:
    parsed = parse(document(content))
    assert parsed.report is not None, parsed.reason
    assert parsed.media_type == media.JSON
    assert (parsed.report.identity.title, parsed.report.identity.report_year) == (TITLE, 2021)
    values = {figure.code: figure.value for figure in parsed.report.figures}
    assert values["applications.received.total"] == 31
    assert parsed.report.text.count("全年收到政府信息公开申请31件") == 1


def test_the_day_of_publication_is_the_one_beside_the_text() -> None:
    content = {"updateTime": "2024-05-05", "data": {"title": TITLE, "publishTime": "2022-01-28 10:00", "html": MARKUP}}
    report = parse(document(content)).report
    assert report is not None
    assert report.identity.published_date == dt.date(2022, 1, 28)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ({"code": 0, "data": [{"title": TITLE, "url": "/a.html"}]}, "without a text"),
        ({"code": 404, "msg": "文章不存在"}, "without a text"),
        (
            {"list": [{"title": TITLE, "html": MARKUP}, {"title": "2020", "html": MARKUP.replace("我", "们") + "另"}]},
            "2 texts",
        ),
        ({"title": "平顺县举行春耕现场会", "content": f"<p>{'春耕生产现场会今天在县城举行' * 20}</p>"}, ""),
        ({"title": TITLE, "content": "长" * 3_000_001}, "more than any report"),
    ],
)
def test_json_that_is_no_report_is_rejected_with_the_reason(content: Any, reason: str) -> None:
    parsed = parse(document(content))
    assert parsed.outcome == "rejected"
    assert reason in str(parsed.reason)


@pytest.mark.parametrize(
    "text", [json.dumps({"title": TITLE, "content": MARKUP})[:-9], '{"a": ' + "[" * 100_000], ids=["cut", "deep"]
)
def test_damaged_json_is_told(text: str) -> None:
    parsed = parse(document(text))
    assert parsed.outcome == "failed"
    assert "JSON document is damaged" in str(parsed.reason)


@pytest.mark.parametrize("text", ["{年报}", "{ 一、总体情况", "[1] 主动公开", '["甲", "乙"]', '{"', "{}"])
def test_what_only_looks_like_it_is_text(text: str) -> None:
    assert media.sniff(text.encode()) == media.TEXT


def test_many_values_take_no_long_time() -> None:
    started = time.process_time()
    parsed = parse(document(json.dumps({"rows": [{"a": [[], {}]}] * 90_000})))
    assert parsed.outcome == "rejected"
    assert time.process_time() - started < 3


_VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=80) | st.just(MARKUP) | st.just(TITLE),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=100)
@given(st.dictionaries(st.text(max_size=8), _VALUES, min_size=1, max_size=4))
def test_no_json_breaks_the_reader(content: Any) -> None:
    assert parse(document(json.dumps(content))).outcome in ("report", "rejected", "failed")

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

from parsers.blocks import answers
from parsers.blocks.answers import read_answer
from parsers.decode import media
from parsers.errors import NotAReport
from parsers.model import Document, Paragraph
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


def shown(content: Any) -> tuple[str, str, str]:
    """The title, the day and the lines of the page that an answer is read as."""
    page = read_answer(json.dumps(content))
    return (
        page.metadata.get("page_title", ""),
        page.metadata.get("pubdate", ""),
        "/".join(block.text for block in page.blocks if isinstance(block, Paragraph)),
    )


TEXT = "公开" * 30


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param({"a": TEXT}, ("", "", TEXT), id="60 characters"),
        pytest.param({"a": TEXT, "b": TEXT[30:]}, ("", "", TEXT), id="half as many in another"),
        pytest.param({"a": f"<p>{TEXT}</p><p>甲</p>", "b": f"{TEXT}甲"}, ("", "", f"{TEXT}/甲"), id="markup first"),
        pytest.param({"a": f"{TEXT}甲", "b": f"<p>{TEXT}</p><p>甲</p>"}, ("", "", f"{TEXT}/甲"), id="markup behind"),
        pytest.param({"x": {"a": TEXT, "b": "另" * 61}}, ("", "", "另" * 61), id="more in one object"),
        pytest.param([{"a": TEXT * 2}, {"a": "另" * 60}], ("", "", TEXT * 2), id="half as many in another object"),
        pytest.param(
            {"a": TEXT * 9, "title": "甲" * 120}, ("甲" * 120, "", "甲" * 120 + "/" + TEXT * 9), id="a long title"
        ),
        pytest.param({"a": TEXT * 9, "title": "甲" * 121}, ("", "", TEXT * 9), id="too long for a title"),
        pytest.param({"a": TEXT, "titles": "甲"}, ("", "", TEXT), id="none that is called a title"),
        pytest.param({"a": TEXT, "Sub_Name": " 甲 <i>乙</i>\n丙 "}, ("甲 乙 丙", "", f"甲 乙 丙/{TEXT}"), id="in tags"),
        pytest.param({"name": "外", "x": {"title": "", "a": TEXT}}, ("外", "", f"外/{TEXT}"), id="an empty one"),
        pytest.param({"name": "外", "x": {"title": "内", "a": TEXT}}, ("内", "", f"内/{TEXT}"), id="the nearer one"),
        pytest.param(
            {"bt": TITLE, "x": {"title": "内", "a": TEXT}}, (TITLE, "", f"{TITLE}/{TEXT}"), id="one of a report"
        ),
        pytest.param({"title": "<甲>&", "a": TEXT}, ("<甲>&", "", f"<甲>&/{TEXT}"), id="signs in the title"),
        pytest.param({"a": f"<{TEXT}>\n甲<5\n"}, ("", "", f"<{TEXT}>/甲<5"), id="signs in lines"),
        pytest.param({"a": TEXT, "showDate": "2024年1月5日 8:00"}, ("", "2024年1月5日", TEXT), id="a day"),
        pytest.param({"a": TEXT, "date": "2024-01-05"}, ("", "", TEXT), id="a day of something else"),
        pytest.param({"a": TEXT, "pub": "于2024-01-05"}, ("", "", TEXT), id="a day behind words"),
        pytest.param({"a": TEXT, "pub": "1898-01-05", "release": "1999.1.5"}, ("", "1999.1.5", TEXT), id="a second"),
        pytest.param({"pub": "2024-01-05", "x": {"a": TEXT}}, ("", "", TEXT), id="the day of another object"),
    ],
)
def test_what_stands_beside_a_text_is_told_with_it(content: Any, expected: tuple[str, str, str]) -> None:
    assert shown(content) == expected


@pytest.mark.parametrize(
    ("content", "n_texts"),
    [
        pytest.param({"a": TEXT[1:]}, None, id="59 characters"),
        pytest.param({"a": f"<{'p' * 60}>{TEXT[1:]}"}, None, id="with tags"),
        pytest.param([{"a": TEXT}, {"a": "另" * 60}, {"b": [{"c": "外" * 60}]}], 3, id="as many in other objects"),
        pytest.param([{"a": TEXT * 2}, {"a": "另" * 61}], 2, id="more than half as many"),
        pytest.param([{"a": TEXT * 2}, {"a": "另" * 61, "b": "外" * 61}], 2, id="two in the other object"),
    ],
)
def test_an_answer_without_one_text_is_none(content: Any, n_texts: int | None) -> None:
    message = f"with {n_texts} texts" if n_texts else "without a text"
    with pytest.raises(NotAReport, match=message):
        read_answer(json.dumps(content))


@pytest.mark.parametrize(("n", "is_read"), [(5, True), (4, False)])
def test_only_so_many_values_are_looked_at(monkeypatch: pytest.MonkeyPatch, n: int, is_read: bool) -> None:
    """The object, and its last value first."""
    monkeypatch.setattr(answers, "_MOST_VALUES", n)
    content = {"a": TEXT, "b": 1, "c": "2", "d": []}
    if is_read:
        assert shown(content) == ("", "", TEXT)
    else:
        with pytest.raises(NotAReport):
            shown(content)


def test_no_number_is_too_long() -> None:
    assert read_answer(f'{{"a": "{TEXT}", "n": {"9" * 5000}}}').blocks


def test_the_longest_answer_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    text = json.dumps({"a": TEXT})
    monkeypatch.setattr(answers, "LONGEST", len(text))
    assert read_answer(text).blocks
    monkeypatch.setattr(answers, "LONGEST", len(text) - 1)
    with pytest.raises(NotAReport):
        read_answer(text)

"""What named a figure is kept with it: its terms, what they had to say, and what the passage said before."""

from __future__ import annotations

from typing import Any

import pytest

from parsers.model import Trace
from parsers.prose.passages import read_passage
from tests.parsers.prose.sentences.test_sentences import CASES, read


def traces(text: str, topic: str = "applications") -> dict[str, Trace]:
    _, narrative = read_passage(text, 2017, topic)
    assert [trace.figure for trace in narrative.traces] == list(narrative.figures)
    return {trace.figure.code: trace for trace in narrative.traces}


def test_a_figure_keeps_its_terms_and_what_they_mean() -> None:
    trace = traces("全年收到政府信息公开申请386件。")["applications.received.total"]
    assert trace.terms == (("收到", "act=received"), ("政府信息公开申请", "obj=application open=yes"))
    assert (trace.needs, trace.inherited) == ("act=received obj=application", "")


def test_what_the_passage_has_said_is_told_apart() -> None:
    trace = traces("全年收到申请386件，其中网上12件。")["applications.received.online"]
    assert (trace.inherited, trace.needs) == ("obj=application", "channel=online")


def test_a_zero_in_words_has_terms_too() -> None:
    trace = traces("本年度未收取费用。", "fees")["fees.charged"]
    assert ("未", "negation") in trace.terms


def test_what_follows_from_other_words_claims_no_frame_of_its_own() -> None:
    trace = traces("全年收到申请43件并全部办结。")["applications.concluded.total"]
    assert trace.figure.implied
    assert trace.needs == ""


def test_each_number_of_a_list_quotes_the_whole_list() -> None:
    text, narrative = read_passage("全年共收到申请19件，其中网络申请、信函申请分别为12、7件。", 2017, "applications")
    quotes = {one.value: text[one.span.start : one.span.end] for one in narrative.figures}
    assert quotes[12] == quotes[7] == "其中网络申请、信函申请分别为12、7件"


@pytest.mark.parametrize("clause", ["依申请公开全部按时答复", "全部已在规定时间内答复"])
def test_what_follows_from_a_sentence_before_has_the_words_of_its_own(clause: str) -> None:
    text, narrative = read_passage(f"全市共收到申请19件。{clause}。其中，予以公开11件。", 2019, "applications")
    figure = next(one for one in narrative.figures if one.code == "applications.answered.total")
    assert (figure.value, text[figure.span.start : figure.span.end]) == (19, clause)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['why']}: {case['text'][:12]}")
def test_what_only_follows_from_words_quotes_these_words(case: dict[str, Any]) -> None:
    for trace in read(case).traces:
        if trace.figure.implied:
            words = case["text"][trace.figure.span.start : trace.figure.span.end]
            assert any(term in words for term, _ in trace.terms), f"{trace.figure.code}: {words}"


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("2016年收到申请12件，比2015年多。", 0, 2016),
        ("2016年收到申请12件。", 2017, 2016),
        ("收到申请12件。", 2014, 2014),
    ],
)
def test_the_year_is_the_latest_that_the_text_names(text: str, year: int, expected: int) -> None:
    _, narrative = read_passage(text, year, "applications")
    assert narrative.figures[0].year == expected


def test_a_personal_number_is_not_read() -> None:
    text, _ = read_passage("联系人手机13987654321，收到申请12件。")
    assert "13987654321" not in text


def test_a_passage_is_read_without_the_spaces_between_numbers_and_words() -> None:
    text, narrative = read_passage("全年共收到政府信息公开申请 19 件，均已答复。", 2020, "applications")
    assert "19件" in text
    assert {(figure.code, figure.value) for figure in narrative.figures} == {
        ("applications.received.total", 19),
        ("applications.answered.total", 19),
    }

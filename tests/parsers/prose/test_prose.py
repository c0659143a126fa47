"""Sentences and the figures that they state (tests/data/figures/narrative.toml)."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from knowledge.loading import read_rows
from parsers.model import Figure, Narrative, Paragraph, Section, Span
from parsers.prose.reading import read_prose
from parsers.prose.words.lexicon import Concept, Modifier
from parsers.text.layout import lay_out
from tests.parsers.figures.written import number, written
from tests.support import DATA

CASES = tomllib.loads((DATA / "figures" / "narrative.toml").read_text(encoding="utf-8"))["case"]


def read(text: str, year: int, topic: str) -> tuple[str, Narrative]:
    """What a paragraph of a section states, with the report's text."""
    laid_out = lay_out((Paragraph(text),))
    whole = Span(0, len(laid_out.text))
    section = Section(section_id=1, parent_id=None, level=1, number=None, heading="", topic=topic, span=whole)
    return laid_out.text, read_prose(laid_out, (section,), year, "prefecture")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_a_sentence_states(case: dict[str, Any]) -> None:
    _, narrative = read(case["text"], case["year"], case["topic"])
    stated = [written(figure, case["year"]) for figure in narrative.figures]
    stated += [f"lump {number(lump.value)} {' + '.join(lump.codes)}" for lump in narrative.lumps]
    assert stated == case["figures"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_every_figure_stands_where_it_is_said_to(case: dict[str, Any]) -> None:
    text, narrative = read(case["text"], case["year"], case["topic"])
    for figure in narrative.figures:
        assert figure.printed in text[figure.span.start : figure.span.end]


def test_nothing_is_read_from_problems_and_plans() -> None:
    _, narrative = read("2017年将公开政府信息386条，收到申请12件。", 2016, "problems_improvements")
    assert narrative.figures == ()


def test_a_table_outweighs_what_only_follows() -> None:
    text = lay_out((Paragraph("全年收到申请43件，全部办结。"),))
    section = Section(
        section_id=1, parent_id=None, level=1, number=None, heading="", topic="applications", span=Span(0, 20)
    )
    table = Figure(
        code="applications.concluded.total",
        year=2016,
        value=41,
        unit="件",
        printed="41",
        source="table",
        span=Span(0, 1),
    )
    assert "applications.concluded.total" not in {
        figure.code for figure in read_prose(text, (section,), 2016, "prefecture", in_tables=(table,)).figures
    }


def test_applications_are_accepted_behind_a_section_that_says_how_many_came_in() -> None:
    paragraphs = ("收到政府信息公开申请163件。", "经审查，受理158件，其余5件告知补正。")
    text = lay_out(tuple(map(Paragraph, paragraphs)))
    sections = [
        Section(section_id=number, parent_id=None, level=1, number=None, heading="", topic="applications", span=span)
        for number, span in enumerate(text.paragraphs, start=1)
    ]
    assert [(figure.code, figure.value) for figure in read_prose(text, sections, 2013, "prefecture").figures] == [
        ("applications.received.total", 163),
        ("applications.accepted", 158),
        ("applications.answered.correction_requested", 5),
    ]


@given(st.integers(0, 99_999_999))
def test_any_number_takes_its_label(value: int) -> None:
    _, narrative = read(f"全年共收到政府信息公开申请{value}件。", 2016, "applications")
    assert [(figure.code, figure.value) for figure in narrative.figures] == [("applications.received.total", value)]


@given(
    st.text(
        alphabet="收到申请公开复议诉讼其中当面网络分别为各均无未没有一二十万余，。；：、（）0123456789件条次年%上",
        max_size=60,
    )
)
def test_no_sentence_is_too_odd(text: str) -> None:
    said, narrative = read(f"依申请{text}", 2016, "applications")
    for figure in narrative.figures:
        assert 0 <= figure.span.start < figure.span.end <= len(said)
        assert figure.year <= 2016


def _one_word_of_each_meaning() -> list[str]:
    """A word of each row of the vocabulary: what it means is all that reading knows of it."""
    rows = (*read_rows("parsers", "concepts.csv", Concept), *read_rows("parsers", "modifiers.csv", Modifier))
    return [row.terms[0] for row in rows]


WORDS = st.sampled_from([*_one_word_of_each_meaning(), "等", "和", "、", "，", "；", "。", "（", "）", "：", "某某"])
NUMBERS = st.sampled_from(["12条", "3件", "0件", "1次", "2016年", "5%", "7.5万元", "4人"])


@example(["公开", "行政复议", "、", "行政诉讼", "、", "依申请公开", "等", "信息", "12条"], "proactive_disclosure")
@given(st.lists(WORDS | NUMBERS, max_size=16), st.sampled_from(["applications", "proactive_disclosure", "fees"]))
def test_no_words_of_the_vocabulary_are_too_odd_beside_each_other(words: list[str], topic: str) -> None:
    text = "".join(words)
    said, narrative = read(text or "无", 2016, topic)
    for figure in narrative.figures:
        assert 0 <= figure.span.start < figure.span.end <= len(said)

"""Every figure of every document carries its words, all of them and no others."""

from __future__ import annotations

import pathlib

import pytest
from parsers.numbers import find_quantities

from parsers import ReportContent
from parsers.model import Figure
from parsers.text import CELL_SEPARATOR
from tests.parsers.documents import documents, name, parsed

REPORTS = [path for path in documents() if path.parent.name not in ("negatives", "examples")]
"""What is turned away, and parts of documents, are left out."""
ENDS_CLAUSE = set("，。；：、（）()\n")


@pytest.fixture(params=REPORTS, ids=name)
def report(request: pytest.FixtureRequest) -> ReportContent:
    result = parsed(request.param).report
    assert result is not None
    return result


def before(report: ReportContent, figure: Figure) -> str:
    return report.text[: figure.span.start]


def behind(report: ReportContent, figure: Figure) -> str:
    return report.text[figure.span.end :]


def test_the_printed_number_stands_in_the_quote(report: ReportContent) -> None:
    assert report.figures, "a report without a figure tests nothing"
    for figure in report.figures:
        assert 0 <= figure.span.start < figure.span.end <= len(report.text)
        quote = report.text[figure.span.start : figure.span.end]
        assert figure.printed in quote
        assert figure.printed
        assert quote == quote.strip() or figure.source == "table", "a row may begin with an empty cell"


def test_a_number_is_quoted_whole_with_its_measure_word(report: ReportContent) -> None:
    numbers = list(find_quantities(report.text))
    for figure in report.figures:
        if figure.source == "table" or figure.stated_zero or figure.implied:
            continue
        span = figure.span
        held = [number for number in numbers if span.start < number.span.end and number.span.start < span.end]
        cut = [report.text[number.span.start : number.span.end] for number in held if number.span.end > span.end]
        assert cut == [], (figure, report.text[span.start : span.end])
        assert figure.printed in "".join(report.text[number.span.start : number.span.end] for number in held)


def test_words_are_quoted_up_to_the_end_of_their_clause(report: ReportContent) -> None:
    for figure in report.figures:
        if figure.source != "table" and (figure.stated_zero or figure.implied):
            words = report.text[figure.span.start : figure.span.end]
            assert behind(report, figure)[:1] in ENDS_CLAUSE, words
            assert figure.implied or (before(report, figure) or "\n")[-1] in ENDS_CLAUSE, words


def test_cells_are_quoted_whole(report: ReportContent) -> None:
    for figure in report.figures:
        if figure.source == "table":
            following, preceding = behind(report, figure), before(report, figure)
            assert not following or following.startswith(("\n", CELL_SEPARATOR)), figure
            assert not preceding or preceding.endswith(("\n", CELL_SEPARATOR)), figure


def test_sections_hold_the_figures_that_they_are_said_to(report: ReportContent) -> None:
    spans = {section.section_id: section.span for section in report.sections}
    assert all(0 <= span.start <= span.end <= len(report.text) for span in spans.values())
    for figure in report.figures:
        if figure.section_id is not None:
            assert spans[figure.section_id].start <= figure.span.start < spans[figure.section_id].end


def test_all_kinds_of_documents_are_read() -> None:
    assert {path.suffix for path in REPORTS} == {".txt", ".html", ".pdf", ".docx", ".doc"}
    assert {pathlib.Path(path).parent.name for path in REPORTS} >= {"seeds", "forms", "narrative", "damage"}

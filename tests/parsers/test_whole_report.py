"""One page through the whole of `parse`, with everything that comes of it: no step may lose what another has found."""

from __future__ import annotations

import dataclasses
import pathlib
import tomllib
from collections import Counter
from typing import Any

import pytest

from parsers.model import Document, Figure, Parsed, ReportContent, Span
from parsers.pipeline import parse
from tests.parsers.figures.written import number, written

HERE = pathlib.Path(__file__)
EXPECTED: dict[str, Any] = tomllib.loads(HERE.with_name("whole_report.toml").read_text(encoding="utf-8"))
ADDRESS = "http://www.xuancheng.gov.cn/1.html"


@pytest.fixture(scope="module")
def parsed() -> Parsed:
    page = HERE.with_name("whole_report.html").read_bytes()
    return parse(Document(content=page, url=ADDRESS, media_type="text/html", place="341800"))


@pytest.fixture(scope="module")
def report(parsed: Parsed) -> ReportContent:
    assert parsed.report is not None
    return parsed.report


def quoted(report: ReportContent, span: Span | None) -> str:
    return report.text[span.start : span.end] if span else ""


def first_line(report: ReportContent, span: Span | None) -> str:
    return quoted(report, span).partition("\n")[0]


def stated(report: ReportContent, figure: Figure) -> str:
    """A figure with its source, its section, its unit, its scope and its words."""
    told = f"{figure.source} {figure.section_id}: {written(figure, report.identity.report_year)} {figure.unit}"
    return f"{told} ({figure.scope}), {figure.printed} in {quoted(report, figure.span)}"


def test_what_is_known_of_the_document(parsed: Parsed, report: ReportContent) -> None:
    told = {name: getattr(parsed, name) for name in ("outcome", "media_type", "encoding", "provenance")}
    told["repairs"] = [f"{one.kind} {one.count}: {one.before} > {one.after}" for one in parsed.repairs]
    told["flags"] = [f"{one.kind}: {one.subject} | {first_line(report, one.span)}" for one in parsed.flags]
    told["own_numbers"] = len(parsed.own_numbers)
    assert told == EXPECTED["document"]


def test_what_the_report_says_of_itself(report: ReportContent) -> None:
    told = {name: value for name, value in dataclasses.asdict(report.identity).items() if value is not None}
    told["evidence"] = [f"{one.kind} {one.words}" for one in report.identity.evidence]
    told |= {name: getattr(report, name) for name in ("form", "script", "scope", "n_numbers")}
    assert told == EXPECTED["identity"]


def test_its_text_and_its_sections(report: ReportContent) -> None:
    assert report.text == EXPECTED["text"].strip("\n")
    assert [
        f"{one.section_id} in {one.parent_id}, {one.level} {one.number} {one.heading}: {one.topic}, "
        f"to {quoted(report, one.span)[-6:]!r}"
        for one in report.sections
    ] == EXPECTED["sections"]


def test_its_numbers(report: ReportContent) -> None:
    assert [stated(report, figure) for figure in report.figures] == EXPECTED["figures"]
    assert [
        f"{one.section_id}: {one.kind} {number(one.value)} {one.unit}, {quoted(report, one.span)}"
        f" in {quoted(report, one.sentence)}, by {one.words}"
        for one in report.unread
    ] == EXPECTED["unread"]


def test_its_checks(report: ReportContent) -> None:
    held = Counter(one.rule_id for one in report.findings if one.passed)
    assert dict(sorted(held.items())) == EXPECTED["held"]
    assert [f"{one.rule_id}: {one.explanation}" for one in report.findings if not one.passed] == EXPECTED["failed"]

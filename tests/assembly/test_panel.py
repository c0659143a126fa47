"""The panel: one figure to use for each body, year and code, or why there is none."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

import pytest

from assembly.panel import _flagged, _may_be, gap_rows, panel_rows
from assembly.reports import assemble
from knowledge.forms import form_of_year, grid_forms, list_forms
from parsers.knowledge.forms import layout
from parsers.model import Document, Figure, Finding, Flag, ReportContent, Section, Span, Unread
from parsers.pipeline import parse
from parsing.sources import ParsedDocument
from storage.schema import ALL_CODES, Coverage, Panel
from tests.assembly.test_reports import parsed
from tests.assembly.test_reports import report as report_of
from tests.storage.rows import PLACE
from tests.support import SEEDS

RECEIVED = "applications.received.total"
TEXT = """芜湖市人民政府2016年政府信息公开工作年度报告
一、依申请公开情况
全市收到政府信息公开申请688件，共答复682件，办理工作有序开展，群众较为满意，没有发生问题。
"""


@pytest.fixture(scope="module")
def seeds() -> dict[str, list[Any]]:
    files = sorted(SEEDS.glob("*.txt"))
    return assemble([parsed(f"{number}{file.name}", file.read_bytes()) for number, file in enumerate(files)])


@pytest.fixture(scope="module")
def read() -> ReportContent:
    report = parse(Document(content=TEXT.encode())).report
    assert report is not None
    return dataclasses.replace(report, figures=(), findings=(), flags=(), unread=(), n_numbers=10)


def figure(value: float, source: str = "narrative", start: int = 0, **columns: Any) -> Figure:
    columns = {"year": 2016, "unit": "件", "printed": f"{value:g}", "span": Span(start, start + 3)} | columns
    return Figure(**({"code": RECEIVED} | columns), value=value, source=source)


def row(report: ReportContent, *figures: Figure, code: str = RECEIVED, **content: Any) -> Panel:
    findings = content.pop("findings", ())
    rows = panel_rows(dataclasses.replace(report, figures=figures, **content), (), findings)
    (found,) = [one for one in rows if one.code == code]
    return found


def test_the_key_is_unique(seeds: dict[str, list[Any]]) -> None:
    keys = Counter((one.publisher_id, one.year, one.code) for one in seeds["panel"])
    assert len(seeds["reports"]) == 5
    assert len(keys) > 300
    assert set(keys.values()) == {1}


def test_every_value_is_a_row_of_indicators_with_its_words(seeds: dict[str, list[Any]]) -> None:
    stated = {
        (one.report_id, one.code, one.year, one.value, one.unit, one.start, one.quote)
        for one in seeds["indicators"]
        if one.applicant_type == "total" and not one.label
    }
    used = [one for one in seeds["panel"] if one.status == "stated"]
    assert len(used) > 150
    for one in used:
        assert (one.report_id, one.code, one.year, one.value, one.unit, one.start, one.quote) in stated


def test_the_contradictions_of_the_seeds(seeds: dict[str, list[Any]]) -> None:
    found = {(one.report_id, one.code): one for one in seeds["panel"]}
    website = found["330483-2017", "disclosure.channel.website"]
    assert (website.value, website.source, website.other_values) == (12760, "table", (6767,))
    assert "C10" in website.failed_checks
    answered = found["320200-2017", "applications.answered.total"]
    assert (answered.value, answered.contradicted, answered.failed_checks) == (2320, True, ("R03",))
    assert not found["320200-2017", RECEIVED].contradicted


NOTHING = {
    **dict.fromkeys(("value", "printed", "bound", "scope", "source", "quote", "start", "end"), None),
    **dict.fromkeys(("approx", "stated_zero", "implied", "includes_carried_in", "corrected"), False),
}


def test_a_row_without_a_figure_says_nothing_of_one(seeds: dict[str, list[Any]]) -> None:
    gap = gap_rows([expected("510500", 2017, "blocked")])
    without = [one for one in (*seeds["panel"], *gap) if one.status not in ("stated", "several")]
    assert {one.status for one in without} == {"unread", "not_found", "no_report:blocked"}
    for one in without:
        assert {name: getattr(one, name) for name in NOTHING} == NOTHING
    (one,) = gap
    assert {one.name_zh, one.name_en, one.unit, one.comparability, one.comparable_from, one.comparable_to} == {None}
    assert (one.other_values, one.contradicted, one.failed_checks) == ((), False, ())


def test_a_code_that_the_form_asks_for_has_a_row(seeds: dict[str, list[Any]]) -> None:
    form = form_of_year(2017)
    assert form is not None
    asked = {line.code for line in layout(form.form) if line.kind == "value"}
    found = {one.code: one.status for one in seeds["panel"] if one.report_id == "320200-2017"}
    assert asked <= found.keys()
    assert set(found.values()) == {"stated", "unread", "not_found"}


@pytest.mark.parametrize(
    ("figures", "value", "others"),
    [
        pytest.param([figure(5), figure(7, "table")], 7, (5,), id="a table before the text"),
        pytest.param([figure(7), figure(7, "table")], 7, (), id="both agree"),
        pytest.param([figure(9, "derived"), figure(9, implied=True)], 9, (), id="a sum before what follows"),
        pytest.param([figure(9, implied=True), figure(7)], 7, (9,), id="what is printed before what follows"),
        pytest.param([figure(9, year=2015), figure(7)], 7, (), id="the own year only"),
        pytest.param([figure(9, label="市水务局"), figure(7)], 7, (), id="no label"),
        pytest.param([figure(9, scope="other"), figure(7)], 7, (), id="the whole scope"),
        pytest.param([figure(9, "scan", unproved=True), figure(7)], 7, (), id="what is proved"),
        pytest.param([figure(9, applicant_type="business"), figure(7)], 7, (), id="all applicants"),
        pytest.param([figure(9, includes_carried_in=True), figure(7)], 7, (9,), id="without what was carried in"),
        pytest.param([figure(100, approx=True, bound="ge"), figure(104)], 104, (), id="an exact one that agrees"),
        pytest.param(
            [figure(100, approx=True, bound="ge"), figure(204)], None, (100, 204), id="an exact one that differs"
        ),
        pytest.param([figure(5), figure(7)], None, (5, 7), id="two of one rank"),
    ],
)
def test_the_rule_of_choice(
    read: ReportContent, figures: list[Figure], value: float | None, others: tuple[float, ...]
) -> None:
    for order in (figures, figures[::-1]):
        found = row(read, *order)
        assert (found.value, found.other_values) == (value, others)
        assert found.status == ("several" if value is None else "stated")


def test_flags_of_a_figure(read: ReportContent) -> None:
    inexact = figure(300, approx=True, bound="le", includes_carried_in=True, stated_zero=False, start=4)
    found = row(read, inexact, unread=(unread("件"),) * 2)
    assert (found.approx, found.bound, found.includes_carried_in, found.unread_share) == (True, "le", True, 0.2)
    assert found.quote == TEXT[4:7]
    failing = Finding(
        rule_id="R01", severity="error", passed=False, expected="", observed="", explanation="", codes=(RECEIVED,)
    )
    told = [failing, dataclasses.replace(failing, rule_id="C17", codes=())]
    assert row(read, inexact, findings=told).failed_checks == ("R01",)
    assert row(read, inexact, findings=told).incomplete
    for harmless in ({"passed": True}, {"severity": "info"}, {"applicant_type": "business"}, {"codes": ()}):
        assert not row(read, inexact, findings=[dataclasses.replace(failing, **harmless)]).contradicted


def unread(unit: str, section: int | None = None) -> Unread:
    return Unread(
        kind="unread", value=3, unit=unit, reason="", span=Span(0, 1), sentence=Span(0, 1), section_id=section
    )


def test_what_contradicts_the_year_before_is_told_of_the_figure() -> None:
    """In the panel and in the row of the government; of the year before nothing is said."""
    rows = assemble([report_of("a", "芜湖市", 2021, 688, 5, 20), report_of("b", "芜湖市", 2022, 700, 19, 7)])
    contradicted = {(one.report_id, one.code): one.failed_checks for one in rows["panel"] if one.contradicted}
    assert contradicted["340200-2022", "applications.carried_in"] == ("M05",)
    assert {report_id for report_id, _ in contradicted} == {"340200-2022"}
    earlier, later = rows["government_years"]
    assert (earlier.year, earlier.contradicted_columns) == (2021, ())
    assert (later.year, "carried_in" in later.contradicted_columns) == (2022, True)


@pytest.mark.parametrize(
    ("topic", "unit", "kind", "status"),
    [
        ("applications", "件", "unread", "unread"),
        ("overview", "", "unread", "unread"),
        ("applications", "元", "unread", "not_found"),
        ("proactive_disclosure", "件", "unread", "not_found"),
        ("applications", "件", "look_alike", "not_found"),
    ],
)
def test_a_number_that_may_be_the_missing_one(
    read: ReportContent, topic: str, unit: str, kind: str, status: str
) -> None:
    section = Section(section_id=4, parent_id=None, level=1, number=None, heading="", topic=topic, span=Span(0, 1))
    number = dataclasses.replace(unread(unit, 4), kind=kind)
    found = row(read, sections=(section,), unread=(number,))
    assert (found.status, found.value, found.unit) == (status, None, "件")


@pytest.mark.parametrize(
    ("kind", "subject", "flagged"),
    [
        ("form_row_unread", "（一）收到申请数", {RECEIVED}),
        ("form_cell_unread", "收到申请数", {RECEIVED}),
        ("form_unit_unknown", "收到申请数", {RECEIVED}),
        ("several_numbers", "收到申请数", {RECEIVED}),
        ("contested_row", "收到申请数", {RECEIVED}),
        ("scan_cell_unread", "收到申请数", {RECEIVED}),
        ("form_label_misprinted", "收到申请数", set()),
        ("form_table_unread", "收到申请数", {RECEIVED, "disclosure.total", "capacity.meetings"}),
    ],
)
def test_a_row_that_is_there_and_was_not_read(read: ReportContent, kind: str, subject: str, flagged: set[str]) -> None:
    asked = {RECEIVED, "disclosure.total", "capacity.meetings"}
    rows = panel_rows(dataclasses.replace(read, flags=(Flag(kind, "", subject),)), (), ())
    found = {one.code for one in rows if one.status == "row_flagged"}
    assert found & asked == flagged


@pytest.mark.parametrize(
    ("form", "subject", "codes"),
    [
        ("2021", "三类内容事务信息", {"applications.answered.denied.internal_affairs"}),
        ("2021", "属于三类内部事务信息", {"applications.answered.denied.internal_affairs"}),
        ("2014", "三类内容事务信息", set()),
    ],
)
def test_a_flag_names_a_row_by_its_label_as_offices_print_it(form: str, subject: str, codes: set[str]) -> None:
    asked = [line for line in layout(form) if line.kind == "value"]
    assert _flagged(asked, [Flag("form_row_unread", "", subject)], form) == codes


def test_a_table_that_was_not_read_is_the_one_that_its_flag_names_a_row_of() -> None:
    asked = [line for line in layout("2021") if line.kind == "value"]
    of_table = {line.code for line in asked if line.table == "表四"}
    assert of_table
    assert of_table < {line.code for line in asked}
    assert _flagged(asked, [Flag("form_table_unread", "", "行政复议 结果纠正")], "2021") == of_table
    untold = _flagged(asked, [Flag("form_table_unread", "", "统计指标")], "2021")
    assert untold == {line.code for line in asked}, "its title may be that of any"


def test_a_report_of_a_year_without_a_form_has_rows_for_what_it_gives_alone(read: ReportContent) -> None:
    identity = dataclasses.replace(read.identity, report_year=2012)
    report = dataclasses.replace(read, identity=identity, figures=(figure(7, year=2012),))
    (only,) = panel_rows(report, (), ())
    assert (only.code, only.status, only.value) == (RECEIVED, "stated", 7)


@pytest.mark.parametrize(
    ("area", "is_about"),
    [(RECEIVED, True), ("applications.received", True), ("applications.received.tot", False), ("fees", False)],
)
def test_a_section_is_about_a_code_or_all_codes_that_begin_so(area: str, is_about: bool) -> None:
    assert _may_be(RECEIVED, (area,), "件") is is_about


@pytest.mark.parametrize("form", [*list_forms(), *grid_forms()])
def test_a_flag_names_a_row_by_its_label_or_by_label_and_column(form: str) -> None:
    asked = [line for line in layout(form) if line.kind == "value"]
    for line in asked:
        subject = f"{line.label} {line.column}".strip()
        codes = _flagged(asked, [Flag("form_cell_unread", "", subject)], form)
        alike = {one.code for one in asked if (one.label, one.column) == (line.label, line.column)}
        assert line.code in codes
        assert len(codes) <= len(alike) + 1, subject


def test_two_different_reports_give_no_figure() -> None:
    documents = [
        parsed(name, text.encode())
        for name, text in (
            ("a", TEXT),
            (
                "b",
                TEXT.replace("688", "12")
                .replace("682", "11")
                .replace("办理工作有序开展", "受理渠道保持畅通，本年度新增受理点，流程得到优化"),
            ),
        )
    ]
    rows = assemble(documents)
    assert Counter(document.outcome for document in rows["documents"]) == {"report": 1, "conflict": 1}
    (only,) = rows["panel"]
    assert (only.code, only.status, only.value, only.report_id) == (ALL_CODES, "conflict", None, "340200-2016")
    assert only.reason in ("also claimed by file:a", "also claimed by file:b")


def test_two_reports_of_one_body_under_an_old_and_a_new_code_give_no_figure() -> None:
    """望城县 430122 became 望城区 430112 in 2011; reports of that year may come under both codes."""
    read = parsed("a", TEXT.encode())

    def under(adcode: str) -> ParsedDocument:
        identity = dataclasses.replace(read.report.identity, adcode=adcode, report_year=2011)
        report = dataclasses.replace(read.report, identity=identity)
        source = dataclasses.replace(read.source, document_id=adcode)
        return ParsedDocument(source, 1, dataclasses.replace(read.parsed, report=report))

    rows = assemble([under("430122"), under("430112")])
    assert sorted(report.report_id for report in rows["reports"]) == ["430112-2011", "430122-2011"]
    (only,) = rows["panel"]
    assert (only.publisher_id, only.code, only.status, only.value) == ("430112", ALL_CODES, "conflict", None)
    assert only.reason is not None
    assert {only.report_id, only.reason.removeprefix("also claimed by ")} == {"430112-2011", "430122-2011"}
    (year,) = rows["government_years"]
    assert (year.publisher_id, year.year, year.status, year.reason) == ("430112", 2011, "conflict", only.reason)
    assert (year.report_id, year.received, year.denial_rate) == (only.report_id, None, None)


def expected(adcode: str, year: int, status: str) -> Coverage:
    place = PLACE | {"adcode": adcode, "place_id": adcode}
    report_id = f"{adcode}-{year}" if status == "published" else None
    return Coverage(**place, year=year, status=status, report_id=report_id, reason=None if report_id else "why")


def test_a_year_without_a_report_has_one_row_where_anybody_looked_or_others_are_there() -> None:
    rows = gap_rows(
        [
            expected("320200", 2017, "published"),
            expected("320200", 2018, "not_crawled"),
            expected("510500", 2018, "not_found"),
            expected("510500", 2017, "blocked"),
            expected("510500", 2017, "not_found"),
            expected("510600", 2017, "not_crawled"),
        ]
    )
    assert [(one.publisher_id, one.year, one.code, one.status, one.reason) for one in rows] == [
        ("320200", 2018, ALL_CODES, "no_report:not_crawled", "why"),
        ("510500", 2017, ALL_CODES, "no_report:blocked", "why"),
        ("510500", 2018, ALL_CODES, "no_report:not_found", "why"),
    ]

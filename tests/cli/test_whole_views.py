"""A report that has something of everything, and its figures, as a person is shown them (files of these names)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import json
import pathlib
from typing import Any

import pytest
from rich.console import Console, RenderableType
from typer.testing import CliRunner

from cli.main import app
from cli.views.explanation import explanation
from cli.views.reasons import COLUMNS, reasons
from cli.views.reasons import rows as reasons_as_rows
from cli.views.report import report_at_a_glance
from parsers.model import Figure, Lump, Narrative, Span, Trace, Unread
from storage import dataset, schema
from storage.root import DataRoot
from tests.storage import rows

OF_REPORT: dict[str, Any] = {
    field.name: getattr(rows.indicator(), field.name) for field in dataclasses.fields(schema.OfReport)
}
ID = {name: OF_REPORT[name] for name in ("report_id", "report_year")}


def check(rule: str, severity: str, explanation: str, *, passed: bool) -> schema.Check:
    compared: dict[str, Any] = {
        "applicant_type": "total",
        "expected": "3",
        "observed": "3",
        "difference": 0.0,
        "codes": (),
    }
    told: dict[str, Any] = {"rule_id": rule, "severity": severity, "explanation": explanation, "passed": passed}
    return schema.Check(**OF_REPORT, **compared, **told)


def section(number: int, parent: int | None, printed: str | None, heading: str) -> schema.Section:
    place: dict[str, Any] = {
        "section_id": number,
        "parent_id": parent,
        "level": 2 if parent else 1,
        "start": number,
        "end": 9,
    }
    return schema.Section(**ID, **place, number=printed, heading=heading, topic="overview")


def ratio(name: str, value: float, numerator: float, denominator: float | None, **notes: bool) -> schema.Ratio:
    told: dict[str, Any] = {
        "ratio_id": name,
        "name_zh": "占比",
        "name_en": "share",
        "comparability": schema.COMPARABILITIES[0],
    }
    worked_out: dict[str, Any] = {"value": value, "numerator": numerator, "denominator": denominator}
    codes: dict[str, Any] = {"numerator_codes": (), "denominator_codes": ()}
    return schema.Ratio(**{**OF_REPORT, **told, **worked_out, **codes, "approx": False, "break_2019": False, **notes})


REPORT = rows.report(
    title="外滩街道2017年[年]度报告",
    province="上海市",
    city="上海市",
    evidence=(schema.Evidence(kind="title", words="外滩"), schema.Evidence(kind="site", words="[wx]")),
    county="黄浦区",
    township="外滩街道",
    agency="外滩街道办事处",
    doc_number="黄外〔2018〕1号",
    period_start=dt.date(2017, 1, 1),
    period_end=dt.date(2017, 12, 31),
    revision=2,
    n_documents=3,
)
REPAIRS = (
    schema.Repair(kind="pinyin_gloss", count=2, before="報(bào)", after="報"),
    schema.Repair(kind="glyphs", count=1, before="[o]", after="[0]"),
)
CHANGES = (schema.Change(before="收到申请[2337]件。", after="收到申请[2338]件。"), schema.Change(before="", after="一"))
ROWS: dict[str, list[Any]] = {
    "documents": [rows.document(flags=("a [flag]", "another one"), repairs=REPAIRS)],
    "reports": [REPORT],
    "indicators": [rows.indicator(), rows.indicator(code="applications.received.online", value=338.0, printed="338")],
    "checks": [
        check("R01", "error", "3 = 3", passed=True),
        check("R02", "warn", "4 is [not] 3", passed=False),
        check("R03", "error", "5 is not 3", passed=False),
    ],
    "sections": [section(1, None, "一", "概述"), section(2, 1, "（一）", "[机构]"), section(3, None, None, "申请")],
    "ratios": [
        ratio("d.online", 338 / 2338, 338, 2338, approx=True, break_2019=True),
        ratio("d.days", 14.00625, 14.00625, None),
    ],
    "revisions": [
        schema.Revision(
            **ID,
            revision=1,
            document_id="b" * 64,
            source_url="http://127.0.0.1/[b]",
            published_date=None,
            text="收到申请2337件。",
            changes=CHANGES,
            figures=(),
        )
    ],
}


RECEIVED = "applications.received.total"
FLAGS = (
    f"corrected: {RECEIVED} (2338) was read as 2833",
    "corrected: applications.received.online (338) was read as 833",
    "the words of this document are withheld: [a person] is named (somebody, 2024-01-01)",
)
FIGURE = rows.indicator(
    section_id=4,
    start=4,
    end=13,
    scope="office",
    label="[局]",
    source="scan",
    page=3,
    implied=True,
    stated_zero=True,
    unproved=True,
    includes_carried_in=True,
)
OF_ONE = rows.indicator(
    section_id=7, start=4, end=13, source="table", applicant_type="natural_person", value=2000.0, printed="2000"
)
EXPLAINED: dict[str, list[Any]] = {
    **ROWS,
    "documents": [
        rows.document(flags=FLAGS),
        rows.document(document_id="c" * 64, flags=(f"of another document: {RECEIVED} (7)",)),
    ],
    "reports": [dataclasses.replace(REPORT, text="前文。\n收到申请2338件。后文。")],
    "sections": [*ROWS["sections"], section(4, 2, "1.", "办公室")],
    "indicators": [FIGURE, OF_ONE, rows.indicator(code="applications.received.online")],
    "checks": [
        dataclasses.replace(check("R01", "error", "2338 = 2338", passed=True), codes=(RECEIVED,)),
        dataclasses.replace(check("R02", "warn", "of one", passed=False), codes=(RECEIVED,), applicant_type="business"),
        dataclasses.replace(check("M04", "info", "of all", passed=False), codes=(RECEIVED,), applicant_type="business"),
        check("R03", "error", "of others", passed=False),
    ],
    "ratios": [
        dataclasses.replace(ratio("d.online", 338 / 2338, 338, 2338), denominator_codes=(RECEIVED,)),
        dataclasses.replace(ratio("d.rate", 2, 2338, 1169), numerator_codes=(RECEIVED,)),
        ratio("d.days", 14.00625, 14.00625, None),
    ],
}


TEXT = "收到\x1b申请9件。其中6件。均为网上申请。同意和部分同意共5件。上年甲乙丙7件。"


def stated(words: str, value: float, **more: Any) -> Figure:
    start = TEXT.index(words)
    about = {"code": RECEIVED, "year": 2017, "unit": "件", "printed": "9", "source": "narrative"}
    return Figure(**{**about, "value": value, "span": Span(start, start + len(words)), **more})


def left(kind: str, words: str, reason: str) -> Unread:
    start = TEXT.index(words)
    spans: dict[str, Any] = {"span": Span(start, start + 1), "sentence": Span(start, start + len(words) + 3)}
    return Unread(kind=kind, value=7, unit="件", reason=reason, words=words, **spans)


def trace(figure: Figure, *terms: tuple[str, str], needs: str = "", inherited: str = "") -> Trace:
    return Trace(figure=figure, terms=terms, needs=needs, inherited=inherited)


NARRATIVE = Narrative(
    figures=(),
    traces=(
        trace(stated("收到\x1b申请9件", 9), ("收到", "act=received"), ("申请", ""), needs="obj=a", inherited="topic=b"),
        trace(stated("其中6件", 6, label="甲[局]", scope="office", bound="ge", stated_zero=True)),
        trace(stated("6件", 6, approx=True, includes_carried_in=True)),
        trace(stated("均为网上申请", 9.5, implied=True, applicant_type="business")),
    ),
    lumps=(Lump(codes=(RECEIVED, "fees.total"), year=2017, value=5, span=Span(20, 30)),),
    unread=(left("unread", "上年甲乙丙", "no code fits"), left("look_alike", "甲乙丙", "a [rate]")),
)


def shown(content: RenderableType) -> list[str]:
    target = io.StringIO()
    Console(file=target, width=90, force_terminal=False).print(content)
    return [line.rstrip() for line in target.getvalue().strip().splitlines()]


def expected(name: str) -> list[str]:
    return pathlib.Path(__file__).with_name(name).read_text(encoding="utf-8").strip().splitlines()


def test_a_whole_report_is_shown(root: DataRoot) -> None:
    dataset.publish(root, rows.snapshot(**ROWS))
    assert shown(report_at_a_glance(dataset.current(root), REPORT)) == expected("report_at_a_glance.txt")


@pytest.mark.parametrize(
    ("applicant", "name"),
    [("", "explanation.txt"), ("natural_person", "explanation_of_one_column.txt")],
)
def test_a_figure_is_explained_with_all_that_is_known_of_it(root: DataRoot, applicant: str, name: str) -> None:
    dataset.publish(root, rows.snapshot(**EXPLAINED))
    told = explanation(dataset.current(root), EXPLAINED["reports"][0], RECEIVED, applicant)
    assert shown(told) == expected(name)


def test_where_a_report_states_nothing_that_can_be_compared_no_table_is_shown_for_it(root: DataRoot) -> None:
    held = [check("R01", "error", "3 = 3", passed=True)]
    dataset.publish(root, rows.snapshot(**ROWS | {"checks": held, "ratios": []}))
    told = shown(report_at_a_glance(dataset.current(root), REPORT))
    assert "1 of 1 checks hold" in told
    assert not [line for line in told if line.startswith(("checks (", "ratios"))]
    told = shown(explanation(dataset.current(root), REPORT, RECEIVED))
    assert "it takes part in no check" in told
    assert not [line for line in told if line.startswith(("checks (", "ratios"))]


@pytest.mark.parametrize(("column", "told"), [([], 2), (["--applicant", "natural_person"], 1)])
def test_the_rows_of_a_figure_are_those_of_the_column_that_was_asked_for(
    root: DataRoot, tmp_path: pathlib.Path, column: list[str], told: int
) -> None:
    dataset.publish(root, rows.snapshot(**EXPLAINED))
    asked = [
        "explain",
        EXPLAINED["reports"][0].report_id,
        RECEIVED,
        *column,
        "--json",
        "--data",
        str(tmp_path / "data"),
    ]
    answer = CliRunner().invoke(app, asked)
    assert answer.exit_code == 0, answer.output
    assert len({row["applicant_type"] for row in json.loads(answer.stdout)}) == told


def test_why_sentences_state_what_they_state() -> None:
    assert shown(reasons(TEXT, NARRATIVE)) == expected("reasons.txt")


def test_why_sentences_state_what_they_state_is_told_to_other_programs() -> None:
    told = list(reasons_as_rows(TEXT, NARRATIVE))
    assert [set(row) for row in told] == [set(COLUMNS)] * 6
    assert told[1] == {
        "kind": "figure",
        "code": RECEIVED,
        "year": 2017,
        "value": 6,
        "unit": "件",
        "scope": "office",
        "applicant_type": "total",
        "label": "甲[局]",
        "words": "其中6件",
        "reason": "",
    }
    told_of_unread = {"kind": "unread", "value": 7, "unit": "件", "words": "上年甲乙丙", "reason": "no code fits"}
    assert told[4] == dict.fromkeys(COLUMNS) | told_of_unread

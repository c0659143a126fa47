"""A report that has something of everything, as a person is shown it (report_at_a_glance.txt)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import pathlib
from typing import Any

from rich.console import Console

from cli.views.report import report_at_a_glance
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
    title="无锡市2017年[年]度报告",
    evidence=(schema.Evidence(kind="title", words="无锡市"), schema.Evidence(kind="site", words="[wx]")),
    county="梁溪区",
    township="梁溪区",
    doc_number="锡政〔2018〕1号",
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


def test_a_whole_report_is_shown(root: DataRoot) -> None:
    dataset.publish(root, rows.snapshot(**ROWS))
    target = io.StringIO()
    Console(file=target, width=90, force_terminal=False).print(report_at_a_glance(dataset.current(root), REPORT))
    shown = "\n".join(line.rstrip() for line in target.getvalue().splitlines())
    expected = pathlib.Path(__file__).with_name("report_at_a_glance.txt").read_text(encoding="utf-8")
    assert shown.strip() == expected.strip()

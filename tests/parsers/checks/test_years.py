"""Rules between reports: what is said of a report and that of the year before, word by word."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

import pytest

from parsers.checks.years import check_conflict, check_copies, check_years, figures_key
from parsers.model import Finding, ReportContent
from tests.parsers.checks.cases import facts, report

Said = tuple[str, bool, str, str, float | None, str, tuple[str, ...]]


def content(year: int, figures: Sequence[str] = (), text: str = "", form: str = "2021") -> ReportContent:
    return report(facts({"year": year, "form": form, "figures": [*figures], "text": text}))


def said(found: Sequence[Finding], *rules: str) -> list[Said]:
    return [
        (
            *(one.applicant_type, one.passed, one.expected, one.observed),
            *(one.difference, one.explanation, one.codes),
        )
        for one in found
        if one.rule_id in rules
    ]


def test_each_figure_of_another_order_of_magnitude_is_named() -> None:
    """What has no number in one of the years, or several, stands in a column or is negative is passed over."""
    figures = [
        "admin.penalty.items_change -500", "applications.carried_in 700", "applications.received.total 2240",
        "applications.received.total@natural_person 2240", "capacity.meetings 9", "capacity.trainings 8",
        "review.total 0", "litigation.total 300 narrative", "litigation.total 400 narrative",
    ]  # fmt: skip
    before = [
        "admin.penalty.items_change 3", "applications.carried_out 1", "applications.received.total 22",
        "applications.received.total@natural_person 2", "capacity.meetings 0", "capacity.trainings 0", "review.total 9",
        "litigation.total 3",
    ]  # fmt: skip
    found = check_years(content(2017, figures, form="2014"), content(2016, before, form="2014"))
    assert said(found, "C11") == [
        (
            *("total", False, "22", "2240", 2218.0),
            "收到申请数 2240 is of another order of magnitude than 22 in 2016.",
            ("applications.received.total",),
        ),
        (
            *("total", False, "0", "9", 9.0),
            "召开政府信息公开工作会议或专题会议数 9 is of another order of magnitude than 0 in 2016.",
            ("capacity.meetings",),
        ),
        (
            *("total", False, "9", "0", -9.0),
            "行政复议数量 0 is of another order of magnitude than 9 in 2016.",
            ("review.total",),
        ),
    ]
    alike = check_years(content(2017, figures[:2] + figures[5:6]), content(2016, before[:2] + before[5:6]))
    assert said(alike, "C11") == [
        (
            *("total", True, "the same order of magnitude", "the same order of magnitude", None),
            "All 1 figures are of the same order of magnitude as in 2016.",
            ("capacity.trainings",),
        )
    ]
    assert said(check_years(content(2017, figures[:2]), content(2016, before[:2])), "C11") == []


@pytest.mark.parametrize(
    ("now", "then", "passed"),
    [
        ("999", "1", True),
        ("1000", "1", False),
        ("100000", "1", False),
        ("100001", "1", True),
        ("1", "1000", False),
        ("1", "100001", True),
        ("0", "1000", None),
        ("1000", "0", None),
        (None, "1000", None),
        ("1000", None, None),
    ],
)
def test_charges_that_are_probably_in_yuan(now: str | None, then: str | None, passed: bool | None) -> None:
    code = "admin.charge.amount"
    figures, before = ([] if value is None else [f"{code} {value}"] for value in (now, then))
    found = said(check_years(content(2022, figures), content(2021, before)), "T06")
    if passed is None:
        assert found == []
    else:
        end = "" if passed else ": one of them is probably in 元"
        sentence = f"行政事业性收费本年收费金额 {now} 万元 after {then} 万元 in 2021{end}."
        assert found == [("total", passed, then, now, float(now or 0) - float(then or 0), sentence, (code,))]


def test_what_was_carried_over_is_compared_in_every_column() -> None:
    """Of other tables only the totals are; what one of the years leaves out is not."""
    now = [
        "applications.carried_in 12", "applications.carried_in@natural_person 7", "applications.carried_in@business 5",
        "applications.carried_in@research 9",
        "documents.normative.in_force 40", "documents.normative.issued 7", "documents.normative.repealed 2",
    ]  # fmt: skip
    then = [
        "applications.carried_out 13", "applications.carried_out@natural_person 8",
        "applications.carried_out@business 5", "documents.normative.in_force 32",
    ]  # fmt: skip
    found = said(check_years(content(2022, now), content(2021, then)), "M05", "T12")
    assert [one[:5] for one in found] == [
        ("total", False, "13", "12", -1.0),
        ("business", True, "5", "5", 0.0),
        ("natural_person", False, "8", "7", -1.0),
        ("total", False, "37", "40", 3.0),
    ]
    assert [
        one[:5] for one in said(check_years(content(2020, now, form="2019"), content(2019, then, form="2019")), "T12")
    ] == []


def test_growth_and_length_are_compared_with_the_report_before() -> None:
    text = "全年收到政府信息公开申请120件，比上年增长30%。"
    figures = ["applications.received.total 120 narrative | 申请120件"]
    now = report(facts({"year": 2017, "form": "narrative", "figures": figures, "text": text}))
    then = content(2016, ["applications.received.total 100"], "年" * 10 * len(text), "narrative")
    assert said(check_years(now, then), "C06", "C15") == [
        (
            *("total", False, "20", "30", 10.0),
            "The text says that 收到申请数 changed by 30%; 120 after 100 in 2016 (the report on that year) is +20.0%.",
            ("applications.received.total",),
        ),
        (
            *("total", True, str(10 * len(text)), str(len(text)), -9.0 * len(text)),
            f"The report has {len(text)} characters after {10 * len(text)} in 2016.",
            (),
        ),
    ]
    longer = dataclasses.replace(then, text=f"{then.text}。")
    (short,) = said(check_years(now, longer), "C15")
    told = f"The report has {len(text)} characters after {10 * len(text) + 1} in 2016: it is cut short, or of another"
    assert (short[1], short[5]) == (False, f"{told} body.")


ALIKE = [
    *("applications.received.total 40", "applications.answered.total 39", "applications.answered.granted 11"),
    *("applications.answered.partial 3", "review.total 4", "litigation.total 2", "capacity.meetings 6"),
    *("capacity.trainings 5", "capacity.staff.total 0"),
]


def test_figures_of_another_report_are_told_with_all_that_share_them() -> None:
    keys = {
        "b-2017": figures_key(content(2017, ALIKE)),
        "a-2017": figures_key(content(2017, ALIKE[:-1], "其他文字")),
        "c-2016": figures_key(content(2016, ALIKE)),
        "d-2017": figures_key(content(2017, [*ALIKE, "capacity.trainees 5"])),
        "e-2017": figures_key(content(2017, ALIKE[1:])),
        "f-2017": figures_key(content(2017, [*ALIKE[1:], "applications.received.total@natural_person 40"])),
    }
    assert {report_id: key.partition(":")[0] if key else None for report_id, key in keys.items()} == {
        "b-2017": "8",
        "a-2017": "8",
        "c-2016": "8",
        "d-2017": "9",
        "e-2017": None,
        "f-2017": "8",
    }
    found = check_copies(keys)
    copied = "All 8 figures other than zero are those of {}."
    assert {report_id: said([one], "C12")[0] for report_id, one in found.items()} == {
        "a-2017": ("total", False, "figures of its own", "b-2017, c-2016", None, copied.format("b-2017, c-2016"), ()),
        "b-2017": ("total", False, "figures of its own", "a-2017, c-2016", None, copied.format("a-2017, c-2016"), ()),
        "c-2016": ("total", False, "figures of its own", "a-2017, b-2017", None, copied.format("a-2017, b-2017"), ()),
        **{
            report_id: (
                *("total", True, "figures of its own", "figures of its own", None),
                f"No other report has the same {count} figures.",
                (),
            )
            for report_id, count in (("d-2017", 9), ("f-2017", 8))
        },
    }


def test_documents_under_one_id_are_one_report() -> None:
    others = "https://a.example/1, https://a.example/2"
    told = f"{others} would have the same id and is another report: see the table conflicts."
    assert said([check_conflict(others.split(", "))], "C16") == [("total", False, "one report", others, None, told, ())]
    assert said([check_conflict([])], "C16") == [
        ("total", True, "one report", "one report", None, "All documents under this id are the same report.", ())
    ]


def test_what_is_said_twice_is_found_once() -> None:
    text = "收到申请120件，比上年增长30%。全年收到120件，比上年增长30%。"
    figures = ["applications.received.total 120 | 申请120件", "applications.received.total 120 | 收到120件"]
    now = report(facts({"year": 2017, "form": "narrative", "figures": figures, "text": text}))
    found = check_years(now, content(2016, ["applications.received.total 100"], form="narrative"))
    assert [one.passed for one in found if one.rule_id == "C06"] == [False]


@pytest.mark.parametrize(
    ("now", "then", "rule", "passed"),
    [
        pytest.param(
            content(2021, ["applications.carried_in 7"]),
            content(2020, ["applications.carried_out 7"], form="2019"),
            "M05",
            True,
            id="what was carried over",
        ),
        pytest.param(
            content(2021, ["applications.carried_in 8"]),
            content(2020, ["applications.carried_out 7"], form="2019"),
            "M05",
            False,
            id="more than was carried over",
        ),
        pytest.param(
            content(2019, ["litigation.after_review.total 5", "review.total 2"], form="2019"),
            content(2018, ["review.total 3"], form="2014"),
            "L06",
            True,
            id="suits after reviews of both years",
        ),
    ],
)
def test_years_are_compared_also_where_their_forms_differ(
    now: ReportContent, then: ReportContent, rule: str, passed: bool
) -> None:
    assert [told[1] for told in said(check_years(now, then), rule)] == [passed]

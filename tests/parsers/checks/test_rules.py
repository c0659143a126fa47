"""Every rule, with cases that it fails and cases that it holds for."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import KnowledgeError
from parsers.checks.arithmetic import check_relations
from parsers.checks.expressions import parse_comparison, parse_expression, references
from parsers.checks.ledger import Facts, Ledger
from parsers.checks.report import FUNCTIONS, check_report
from parsers.checks.rules import read_era, rules
from parsers.checks.years import check_conflict, check_copies, check_years, figures_key
from parsers.model import Figure, Finding, Span
from tests.parsers.checks.cases import CASES, facts, figure, report


def findings(case: dict[str, Any]) -> list[Finding]:
    """Everything that is found of a case, with the report of the year before where it has one."""
    known = facts(case)
    found = list(check_report(known))
    if "before" in case:
        year, form = known.year - 1, known.form
        earlier = tuple(figure(written, year, form) for written in case["before"])
        before = report(dataclasses.replace(known, year=year, figures=earlier, text=case.get("before_text", "")))
        current = report(known)
        found += check_years(current, before)
        keys = {each.identity.report_id: figures_key(each) for each in (current, before)}
        found += filter(None, [check_copies(keys).get(current.identity.report_id)])
    if "others" in case:
        found.append(check_conflict(case["others"]))
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}-{case.get('holds', 'not applied')}")
def test_case(case: dict[str, Any]) -> None:
    found = [finding for finding in findings(case) if finding.rule_id == case["rule"]]
    if not case.get("applied", True):
        assert found == []
        return
    explanations = [finding.explanation for finding in found]
    assert found, "the rule was not applied"
    assert all(finding.passed for finding in found) == case["holds"], explanations
    assert case.get("applicants", "total") in {finding.applicant_type for finding in found}
    for finding in found:
        assert finding.severity == rules()[case["rule"]].severity
        assert finding.explanation.endswith(".")
        assert finding.passed or (finding.expected and finding.observed)


@pytest.mark.parametrize("holds", [True, False])
def test_every_rule_has_a_case(holds: bool) -> None:
    tried = {case["rule"] for case in CASES if case.get("holds") is holds}
    assert tried == set(rules()), "each rule of rules.csv needs a case that it fails and one that it holds for"


def test_every_function_rule_has_its_function() -> None:
    written = {rule.rule_id for rule in rules().values() if rule.method == "function"}
    assert written == set(FUNCTIONS)


def test_a_failure_keeps_both_sides_and_says_them() -> None:
    case = next(case for case in CASES if case["rule"] == "R03" and not case["holds"])
    (finding,) = [finding for finding in findings(case) if finding.rule_id == "R03"]
    assert (finding.expected, finding.observed, finding.difference) == ("2444", "2320", -124)
    assert "申请答复数 2320 is not" in finding.explanation
    assert "applications.answered.granted" in finding.codes


def test_the_column_is_named() -> None:
    case = next(case for case in CASES if case.get("applicants") == "natural_person")
    (finding,) = [finding for finding in findings(case) if finding.rule_id == "M01"]
    assert finding.applicant_type == "natural_person"
    assert "自然人" in finding.explanation


@pytest.mark.parametrize(
    "written",
    ["applications.unknown", "1 +", "(1", "review.total[x]", "review.total review.upheld", "max 1", "review.total ~ 2"],
)
def test_what_is_no_expression_is_refused(written: str) -> None:
    with pytest.raises(KnowledgeError):
        parse_expression(written)


@pytest.mark.parametrize("written", ["2015", "2014-2018", "2014+-2019"])
def test_what_is_no_set_of_forms_is_refused(written: str) -> None:
    with pytest.raises(KnowledgeError):
        read_era(written)


def test_what_is_no_comparison_is_refused() -> None:
    with pytest.raises(KnowledgeError):
        parse_comparison("review.total + 1")


# A form that is filled in without a contradiction, whatever its numbers are.

TYPES = ("natural_person", "business", "research", "nonprofit", "legal_service", "other")
OUTCOMES = tuple(part.code for part in references(rules()["M03"].comparisons[0].right))
COUNTS = st.integers(0, 5000)


def cell(code: str, applicant_type: str, value: float) -> Figure:
    return Figure(
        code=code,
        applicant_type=applicant_type,
        year=2022,
        value=float(value),
        unit="件",
        printed=str(value),
        source="table",
        span=Span(0, 1),
    )


@st.composite
def consistent(draw: st.DrawFn) -> Facts:
    """The matrix and the table on litigation of the form since 2021, with totals that are sums."""
    cells: dict[tuple[str, str], int] = {}
    for kind in TYPES:
        for code in draw(st.sets(st.sampled_from(OUTCOMES), min_size=1)):
            cells[code, kind] = draw(COUNTS)
        answered = sum(value for (_, column), value in cells.items() if column == kind)
        cells["applications.carried_in", kind] = draw(st.integers(0, answered))
        cells["applications.carried_out", kind] = draw(COUNTS)
        received = answered + cells["applications.carried_out", kind] - cells["applications.carried_in", kind]
        cells["applications.answered.total", kind] = answered
        cells["applications.received.total", kind] = received
    for code in sorted({code for code, _ in cells}):
        cells[code, "total"] = sum(cells.get((code, kind), 0) for kind in TYPES)
    for group in ("review", "litigation.direct", "litigation.after_review"):
        parts = [draw(COUNTS) for _ in range(4)]
        for part, value in zip(("upheld", "corrected", "other", "pending", "total"), [*parts, sum(parts)], strict=True):
            cells[f"{group}.{part}", "total"] = value
    figures = tuple(cell(code, kind, value) for (code, kind), value in cells.items())
    return Facts(year=2022, form="2021", level="prefecture", text="", figures=figures)


@given(consistent())
def test_a_consistent_form_fails_no_check_of_its_sums(known: Facts) -> None:
    found = check_report(known)
    assert {finding.rule_id for finding in found} >= {"M01", "M03", "M04", "L01", "L02", "L03"}
    assert [finding for finding in found if not finding.passed and finding.severity == "error"] == []


@given(consistent(), st.integers(1, 4), st.randoms(use_true_random=False))
def test_neither_scale_nor_order_matters(known: Facts, factor: int, random: Any) -> None:
    spoiled = (dataclasses.replace(known.figures[0], value=known.figures[0].value + 1), *known.figures[1:])
    scaled = [dataclasses.replace(figure, value=figure.value * factor) for figure in spoiled]
    random.shuffle(scaled)

    def verdicts(figures: tuple[Figure, ...]) -> set[tuple[str, str, bool, tuple[str, ...]]]:
        found = check_report(dataclasses.replace(known, figures=figures))
        return {(f.rule_id, f.applicant_type, f.passed, tuple(sorted(f.codes))) for f in found}

    assert verdicts(spoiled) == verdicts(tuple(scaled))


@pytest.mark.parametrize(
    ("trainees", "absolute", "relative", "passed"),
    [
        (100, 0, 0, True),
        (99, 0, 0, False),
        (95, 5, 0, True),
        (94, 5, 0, False),
        (90, 0, 0.1, True),
        (89, 0, 0.1, False),
    ],
)
def test_a_tolerance_widens_what_holds(trainees: int, absolute: float, relative: float, passed: bool) -> None:
    """Whatever the sign: capacity.trainees >= capacity.trainings."""
    known = facts(
        {"year": 2016, "form": "2014", "figures": [f"capacity.trainees {trainees}", "capacity.trainings 100"]}
    )
    rule = dataclasses.replace(rules()["R16"], absolute=absolute, relative=relative)
    assert [finding.passed for finding in check_relations(rule, known, Ledger(known.figures))] == [passed]

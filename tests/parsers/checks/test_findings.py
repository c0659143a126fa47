"""What a finding says agrees with itself, for every rule."""

from __future__ import annotations

import itertools
import pathlib

import pytest

from parsers.knowledge.codebook import codebook
from parsers.model import Finding
from tests.parsers.checks.cases import CASES
from tests.parsers.checks.test_rules import findings
from tests.support import cases

SAID = [
    (rule, holds, list(rows))
    for (rule, holds), rows in itertools.groupby(
        cases(pathlib.Path(__file__).with_name("said.csv")), key=lambda row: (row["rule"], row["holds"])
    )
]
"""What is found of the first case that a rule fails, and of the first that it holds for."""

FAILS = (" is not ", " exceeds ", " falls short of ", " do not make ", " do not go together", "the difference is")
HOLDS = (" equals ", " agrees with ", " is at most ", " is at least ", " is within ", " go together.")


def number(written: str) -> float | None:
    try:
        return float(written)
    except ValueError:
        return None


@pytest.fixture(scope="module")
def found() -> list[Finding]:
    return [finding for case in CASES for finding in findings(case)]


def test_the_words_say_what_was_found(found: list[Finding]) -> None:
    told = 0
    for finding in found:
        words = finding.explanation
        assert not any(phrase in words for phrase in (FAILS if finding.passed else HOLDS)), words
        told += any(phrase in words for phrase in (HOLDS if finding.passed else FAILS))
    assert told > 100


def test_the_difference_is_that_of_the_two_sides(found: list[Finding]) -> None:
    compared = 0
    for finding in found:
        expected, observed = number(finding.expected), number(finding.observed)
        if finding.difference is None:
            continue
        assert expected is not None
        assert observed is not None
        assert finding.difference == pytest.approx(observed - expected, abs=0.011), finding
        compared += 1
    assert compared > 100


def test_both_sides_stand_in_the_words(found: list[Finding]) -> None:
    for finding in found:
        if None not in (number(finding.expected), number(finding.observed)) and not finding.passed:
            assert finding.observed in finding.explanation, finding


def test_codes_are_of_the_codebook_and_none_is_given_twice(found: list[Finding]) -> None:
    for finding in found:
        assert set(finding.codes) <= set(codebook()), finding
        assert len(set(finding.codes)) == len(finding.codes), finding
    assert sum(bool(finding.codes) for finding in found) > 100


@pytest.mark.parametrize(("rule", "holds", "rows"), SAID, ids=[f"{rule}-{holds}" for rule, holds, _ in SAID])
def test_a_finding_is_told_whole(rule: str, holds: str, rows: list[dict[str, str]]) -> None:
    case = next(case for case in CASES if case["rule"] == rule and case.get("holds") == (holds == "yes"))
    assert [
        {
            "rule": finding.rule_id,
            "holds": holds,
            "expected": finding.expected,
            "observed": finding.observed,
            "difference": "" if finding.difference is None else f"{finding.difference:g}",
            "applicants": finding.applicant_type,
            "codes": " ".join(finding.codes),
            "explanation": finding.explanation,
        }
        for finding in findings(case)
        if finding.rule_id == rule
    ] == rows

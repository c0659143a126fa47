"""The contradictions that people found are reported, and no grave one besides."""

from __future__ import annotations

import dataclasses

import pytest

from parsers import pipeline
from parsers.checks.ledger import Facts
from parsers.checks.report import check_report
from parsers.model import Document, Finding
from parsers.pipeline import parse
from tests.parsers.checks.truths import Truth, truths


def facts_of(truth: Truth, monkeypatch: pytest.MonkeyPatch) -> Facts:
    """What the checks are told of a document."""
    told: list[Facts] = []

    def listen(facts: Facts) -> tuple[Finding, ...]:
        told.append(facts)
        return check_report(facts)

    monkeypatch.setattr(pipeline, "check_report", listen)
    parsed = parse(Document(content=truth.document.read_bytes(), place=truth.adcode))
    assert parsed.outcome == "report", parsed.reason
    return told[0]


def assert_reported(truth: Truth, findings: tuple[Finding, ...]) -> None:
    failing = [finding for finding in findings if not finding.passed]
    assert truth.contradictions <= {finding.rule_id for finding in failing}
    grave = [f for f in failing if f.severity == "error" and f.rule_id not in truth.contradictions]
    assert [(finding.rule_id, finding.explanation) for finding in grave] == []


@pytest.mark.parametrize("truth", list(truths()), ids=lambda truth: truth.name)
def test_contradictions_in_the_figures_that_people_read(truth: Truth, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = facts_of(truth, monkeypatch)
    findings = check_report(dataclasses.replace(facts, figures=truth.figures(facts.text), form=truth.form))
    assert_reported(truth, findings)
    soft = {finding.rule_id for finding in findings if not finding.passed} - truth.contradictions
    assert soft == set(), "no warning either, where people saw no reason for one"


@pytest.mark.parametrize("truth", list(truths()), ids=lambda truth: truth.name)
def test_contradictions_in_the_figures_that_are_read(truth: Truth, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_reported(truth, check_report(facts_of(truth, monkeypatch)))

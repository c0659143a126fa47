"""What rules compare with what, and what they leave alone, with all that each finding says."""

from __future__ import annotations

import pathlib
import tomllib
from typing import Any

import pytest

from parsers.checks.report import check_report
from tests.parsers.checks.cases import facts

CASES: list[dict[str, Any]] = tomllib.loads(
    pathlib.Path(__file__).with_name("bounds.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['why']}")
def test_what_a_rule_finds(case: dict[str, Any]) -> None:
    found = [finding for finding in check_report(facts({"year": 2017, **case})) if finding.rule_id == case["rule"]]
    assert [[finding.passed, finding.expected, finding.observed] for finding in found] == case["found"]

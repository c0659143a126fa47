"""Findings and the sentences that explain them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from knowledge.forms import TOTAL, applicant_names
from parsers.checks.ledger import written
from parsers.checks.rules import Rule
from parsers.knowledge.codebook import codebook
from parsers.model import Finding


def name(code: str) -> str:
    """A code as a person reads it: its Chinese name."""
    return codebook()[code].name_zh.partition("（")[0]


def printed(code: str, value: float) -> str:
    """A code and its number, as a person reads them."""
    return f"{name(code)} {written(value)}"


def joined(items: Iterable[str]) -> str:
    """The terms of a sum."""
    return " + ".join(items)


def finding(
    rule: Rule,
    *,
    passed: bool,
    expected: float | str,
    observed: float | str,
    explanation: str,
    codes: Sequence[str] = (),
    applicant_type: str = "total",
) -> Finding:
    """The row of a rule that was applied; the difference is filled in where both sides are numbers."""
    numbers = [side for side in (observed, expected) if isinstance(side, float | int)]
    return Finding(
        rule_id=rule.rule_id,
        severity=rule.severity,
        passed=passed,
        applicant_type=applicant_type,
        expected=expected if isinstance(expected, str) else written(expected),
        observed=observed if isinstance(observed, str) else written(observed),
        difference=round(float(numbers[0] - numbers[1]), 6) if len(numbers) == 2 else None,
        explanation=explanation,
        codes=tuple(dict.fromkeys(codes)),
    )


def column_note(applicant_type: str) -> str:
    """Says which column of the matrix is meant, where it is not that of the totals."""
    return "" if applicant_type == TOTAL else f" (column {applicant_names()[applicant_type]})"

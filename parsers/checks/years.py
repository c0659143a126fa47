"""Rules between reports: one year against the year before, and one place against another."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from parsers.checks.arithmetic import compare
from parsers.checks.expressions import references
from parsers.checks.ledger import Facts, Ledger, written
from parsers.checks.results import finding, name
from parsers.checks.rules import Rule, era_of, rules
from parsers.checks.wording import growth_from
from parsers.model import Finding, ReportContent

_FEWEST = 8
"""Numbers other than zero that must be alike before figures count as copied."""
_MUCH_SHORTER = 10
"""How many times as long a report may be as the next one before that is worth a look."""
_UNIT_SLIP = (1e3, 1e5)
_CHARGES = "admin.charge.amount"


def check_years(report: ReportContent, before: ReportContent) -> tuple[Finding, ...]:
    """Compares a report with that of the same agency on the year before."""
    identity = report.identity
    facts = Facts(
        year=identity.report_year, form=report.form, level=identity.level, text=report.text, figures=report.figures
    )
    ledger, earlier = Ledger(facts.figures), Ledger(before.figures)
    era = era_of(facts.year, facts.form)
    found: list[Finding] = []
    for rule in rules().values():
        if rule.applies(era, facts.year):
            if rule.method == "between_years":
                found += _compared(rule, facts, ledger, earlier)
            elif rule.rule_id == "T06":
                found += _unit_slips(rule, facts, ledger, earlier)
            elif rule.rule_id == "C06":
                found += growth_from(rule, facts, ledger, earlier, "the report on that year")
            elif rule.rule_id == "C11":
                found += _jumps(rule, facts, ledger, earlier)
            elif rule.rule_id == "C15":
                found.append(_length(rule, report, before))
    return tuple(dict.fromkeys(found))


def check_copies(figures: Mapping[str, str | None]) -> dict[str, Finding]:
    """C12: the figures of a report are not those of another year or place.

    Args:
        figures: What `figures_key` says of all reports, one of each agency and year, by report.

    Returns:
        A finding for each report; one with too few figures to tell has none.
    """
    rule = rules()["C12"]
    alike: dict[str, list[str]] = defaultdict(list)
    for report_id, key in sorted(figures.items()):
        if key is not None:
            alike[key].append(report_id)
    return {report_id: _copied(rule, key, report_id, group) for key, group in alike.items() for report_id in group}


def figures_key(report: ReportContent) -> str | None:
    """What two reports have in common if all their figures are the same: the number of figures, and a hash of them.

    Returns:
        None where the report has too few figures to tell.
    """
    vector = _vector(report)
    if len(vector) < _FEWEST:
        return None
    return f"{len(vector)}:{hashlib.sha256(repr(vector).encode()).hexdigest()[:32]}"


def check_conflict(others: Sequence[str]) -> Finding:
    """C16: the documents under one id are one report.

    Args:
        others: Addresses of documents under the id that are another report.
    """
    passed = not others
    return finding(
        rules()["C16"],
        passed=passed,
        expected="one report",
        observed=", ".join(others) or "one report",
        explanation=f"{', '.join(others)} would have the same id and is another report: see the table conflicts."
        if others
        else "All documents under this id are the same report.",
    )


def _length(rule: Rule, report: ReportContent, before: ReportContent) -> Finding:
    """C15: a report that is a tenth of the last one's length is cut short, or another body's."""
    now, then = len(report.text), len(before.text)
    passed = _MUCH_SHORTER * now >= then
    return finding(
        rule,
        passed=passed,
        expected=then,
        observed=now,
        explanation=f"The report has {now} characters after {then} in {before.identity.report_year}"
        f"{'' if passed else ': it is cut short, or of another body'}.",
    )


def _compared(rule: Rule, facts: Facts, ledger: Ledger, earlier: Ledger) -> Iterator[Finding]:
    """Applies a comparison; last year's numbers are those that last year's report prints."""
    for comparison in rule.comparisons:
        parts = [*references(comparison.left), *references(comparison.right)]
        columns = ledger.applicant_types() if any(_by_column(part.code) for part in parts) else ["total"]
        for applicant_type in columns:
            result = compare(rule, comparison, {0: ledger, -1: earlier}, facts.year, applicant_type)
            if result is not None:
                yield result


def _by_column(code: str) -> bool:
    return code.startswith("applications.")


def _unit_slips(rule: Rule, facts: Facts, ledger: Ledger, earlier: Ledger) -> Iterator[Finding]:
    now, then = ledger.one(_CHARGES, "total", facts.year), earlier.one(_CHARGES, "total", facts.year - 1)
    if now and then and now.value > 0 and then.value > 0:
        ratio = max(now.value / then.value, then.value / now.value)
        passed = not _UNIT_SLIP[0] <= ratio <= _UNIT_SLIP[1]
        yield finding(
            rule,
            passed=passed,
            expected=then.value,
            observed=now.value,
            explanation=f"{name(_CHARGES)} {written(now.value)} 万元 after {written(then.value)} 万元 "
            f"in {facts.year - 1}{'' if passed else ': one of them is probably in 元'}.",
            codes=[_CHARGES],
        )


def _jumps(rule: Rule, facts: Facts, ledger: Ledger, earlier: Ledger) -> Iterator[Finding]:
    compared: list[str] = []
    jumped = False
    for code, applicant_type in ledger.columns(facts.year):
        now, then = ledger.one(code, applicant_type, facts.year), earlier.one(code, applicant_type, facts.year - 1)
        if applicant_type != "total" or now is None or then is None or min(now.value, then.value) < 0:
            continue
        compared.append(code)
        if abs(math.log10((now.value + 1) / (then.value + 1))) >= 1:
            jumped = True
            yield finding(
                rule,
                passed=False,
                expected=then.value,
                observed=now.value,
                explanation=f"{name(code)} {written(now.value)} is of another order of "
                f"magnitude than {written(then.value)} in {facts.year - 1}.",
                codes=[code],
            )
    if compared and not jumped:
        yield finding(
            rule,
            passed=True,
            expected="the same order of magnitude",
            observed="the same order of magnitude",
            explanation=f"All {len(compared)} figures are of the same order of magnitude as in {facts.year - 1}.",
            codes=compared,
        )


def _vector(report: ReportContent) -> tuple[tuple[str, str, float], ...]:
    year = report.identity.report_year
    ledger = Ledger(report.figures)
    return tuple(
        (code, applicant_type, float(amounts[0].value))
        for code, applicant_type in ledger.columns(year)
        if (amounts := ledger.amounts(code, applicant_type, year)) and amounts[0].value
    )


def _copied(rule: Rule, key: str, report_id: str, group: Sequence[str]) -> Finding:
    others = [other for other in group if other != report_id]
    passed = not others
    n_figures = key.partition(":")[0]
    return finding(
        rule,
        passed=passed,
        expected="figures of its own",
        observed=", ".join(others) or "figures of its own",
        explanation=f"All {n_figures} figures other than zero are those of {', '.join(others)}."
        if others
        else f"No other report has the same {n_figures} figures.",
    )

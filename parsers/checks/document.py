"""Rules about the report as a whole: its period, its dates, whether its body stands twice, and what is missing."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from knowledge.times import first_months
from parsers.checks.ledger import Facts, Ledger
from parsers.checks.results import finding
from parsers.checks.rules import Rule
from parsers.model import Finding

_MOST_REPEATED = 0.2
_YEAR = re.compile(r"(?:19|20)\d{2}")


def check_period(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """C07: the statistical period is the calendar year, and all characters of its clause are there."""
    period = facts.period
    if period is None:
        return
    year = period.start.year
    begins = {dt.date(year, month, 1) for month in first_months(year)}
    whole = period.start in begins and period.end == dt.date(year, 12, 31)
    passed = whole and not period.restored
    if not whole:
        explanation = f"The period is printed as {period.printed}, which is not a calendar year."
    elif period.restored:
        explanation = (
            f"Characters of the period are lost: {period.printed}; only the whole year {year} fits what is left."
        )
    else:
        explanation = f"The period is the whole year {year}."
    yield finding(
        rule,
        passed=passed,
        expected=f"{min(begins)}/{year}-12-31" if len(begins) == 1 else f"{period.start}/{year}-12-31",
        observed=f"{period.start}/{period.end}" if passed else period.printed,
        explanation=explanation,
    )


def check_dates(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """C08: title and period name the same year, and the report came out after it, within 18 months."""
    titled = _YEAR.search(facts.title or "")
    if titled and facts.period:
        passed = int(titled[0]) == facts.period.start.year
        yield finding(
            rule,
            passed=passed,
            expected=titled[0],
            observed=str(facts.period.start.year),
            explanation=f"The title names {titled[0]}, the period {facts.period.start.year}.",
        )
    if facts.published:
        last = dt.date(facts.year + 2, 6, 30)
        passed = dt.date(facts.year, 12, 1) <= facts.published <= last
        yield finding(
            rule,
            passed=passed,
            expected=f"{facts.year + 1}-01-01/{last}",
            observed=str(facts.published),
            explanation=f"The report on {facts.year} is dated {facts.published}"
            f"{', within 18 months after it' if passed else ', not within 18 months after it'}.",
        )


def check_repeated_body(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """C09: no long stretch stands twice."""
    share = facts.second_body or 0.0
    passed = share < _MOST_REPEATED
    differing = (
        f"; where the copies differ, the second has: {facts.second_differences[0]}" if facts.second_differences else ""
    )
    yield finding(
        rule,
        passed=passed,
        expected="<20%",
        observed=f"{share:.1%}",
        explanation=f"{share:.1%} of the text repeats what stands before; only the first copy is read{differing}."
        if share
        else "No stretch of the text stands twice.",
    )


def check_parts(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """C17: the report has all its parts, tables and pages."""
    missing = len(facts.missing)
    yield finding(
        rule,
        passed=not missing,
        expected="nothing missing",
        observed=f"{missing} missing" if missing else "nothing missing",
        explanation=f"{'; '.join(facts.missing).capitalize()}."
        if missing
        else "All parts and tables that the report must have are there.",
    )

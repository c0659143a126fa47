"""Rules about single figures: their sign, size and kind, and what the text says of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from parsers.checks.ledger import Facts, Ledger, written
from parsers.checks.results import column_note, finding, name, printed
from parsers.checks.rules import Rule
from parsers.knowledge.codebook import codebook
from parsers.model import Figure, Finding

_MAGNITUDE = re.compile("[万亿]")
_VAGUE = re.compile(r"[\d万千百亿][余多]|^(?:近|约|超|逾|突破|不到)|左右$|以上$")
_COMPARED = re.compile(r"(?:比|较|相比)(?:上年|去年|上一年|前一年|(?:19|20)\d{2}年)[^，。；\d]{0,6}$")
_SIGNED = "items_change"


def check_signs(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """C01: nothing is counted below zero, except a change."""
    negative = [figure for figure in facts.figures if figure.value < 0 and not figure.code.endswith(_SIGNED)]
    yield from _all_or_each(
        rule,
        facts,
        negative,
        "at least 0",
        "No count is negative.",
        lambda figure: f"{printed(figure.code, figure.value)}{column_note(figure.applicant_type)} is negative.",
    )


def check_whole_numbers(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """C02: what is counted one by one is a whole number."""
    broken = [
        figure
        for figure in facts.figures
        if codebook()[figure.code].is_integer
        and figure.value != round(figure.value)
        and not figure.approx
        and not _MAGNITUDE.search(figure.printed)
    ]
    yield from _all_or_each(
        rule,
        facts,
        broken,
        "a whole number",
        "Every count is a whole number.",
        lambda figure: f"{printed(figure.code, figure.value)}{column_note(figure.applicant_type)} is no whole number.",
    )


def check_rates(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """C03: a rate lies between 0 and 100 %."""
    for figure in facts.figures:
        if figure.unit == "%":
            passed = 0 <= figure.value <= 100
            verb = "lies" if passed else "does not lie"
            yield finding(
                rule,
                passed=passed,
                expected="0 to 100",
                observed=figure.value,
                explanation=f"{printed(figure.code, figure.value)}% {verb} between 0 and 100%.",
                codes=[figure.code],
                applicant_type=figure.applicant_type,
            )


def check_nesting(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """C04: no part exceeds the whole that it is part of."""
    for code, applicant_type in ledger.columns(facts.year):
        parent = codebook()[code].parent
        if not parent:
            continue
        parts, wholes = (ledger.amounts(which, applicant_type, facts.year) for which in (code, parent))
        if not wholes or wholes[0].in_table != parts[0].in_table:
            continue
        # The first pair that agrees, else the first, found without comparing each part with each whole.
        highest = max(whole.high for whole in wholes)
        part = next((part for part in parts if part.low <= highest), parts[0])
        whole = next((whole for whole in wholes if part.low <= whole.high), wholes[0])
        passed = part.low <= whole.high
        yield finding(
            rule,
            passed=passed,
            expected=f"at most {written(whole.value)}",
            observed=part.value,
            explanation=f"{printed(code, part.value)}{column_note(applicant_type)} "
            f"{'is within' if passed else 'exceeds'} {printed(parent, whole.value)}, which it is part of.",
            codes=[code, parent],
            applicant_type=applicant_type,
        )


def check_prior_years(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """C13: the number of another year that this year's is compared with is not taken for this year's."""
    taken = []
    for figure in facts.figures:
        if figure.year == facts.year and figure.source == "narrative" and not figure.implied:
            position = facts.text.find(figure.printed, figure.span.start, figure.span.end)
            if _COMPARED.search(facts.text[max(0, position - 16) : position]):
                taken.append(figure)
    yield from _all_or_each(
        rule,
        facts,
        taken,
        "a figure of this year",
        "No figure of this year is one that it is compared with.",
        lambda figure: f"{printed(figure.code, figure.value)} is what another year's figure is compared with.",
    )


def check_implied(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """N05: what follows from 均 or 全部 is as much as the whole that the word speaks of."""
    stated = {(figure.year, figure.value): figure for figure in facts.figures if not figure.implied}
    for figure in facts.figures:
        if figure.implied:
            whole = stated.get((figure.year, figure.value))
            yield finding(
                rule,
                passed=whole is not None,
                expected=figure.value if whole else "a figure that the report prints",
                observed=figure.value,
                explanation=f"{printed(figure.code, figure.value)} follows from words such as 均 or 全部; "
                + (f"the whole is {printed(whole.code, whole.value)}." if whole else "no printed figure is the whole."),
                codes=[figure.code, *([whole.code] if whole else [])],
                applicant_type=figure.applicant_type,
            )


def check_stated_zeros(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """N06: what is said not to have happened is counted nowhere else in the report."""
    for figure in facts.figures:
        if figure.stated_zero and figure.label is None:
            other = next(
                (
                    other
                    for other in facts.figures
                    if (other.code, other.applicant_type, other.year, other.scope, other.label)
                    == (figure.code, figure.applicant_type, figure.year, figure.scope, None)
                    and other.value > 0
                ),
                None,
            )
            yield finding(
                rule,
                passed=other is None,
                expected=0,
                observed=other.value if other else 0,
                explanation=f"The text says that there was no {name(figure.code)}, "
                + (f"and prints {written(other.value)} elsewhere." if other else "and prints none elsewhere."),
                codes=[figure.code],
                applicant_type=figure.applicant_type,
            )


def check_inexact(rule: Rule, facts: Facts, _: Ledger) -> Iterator[Finding]:
    """N07: a number that the text calls inexact is marked so."""
    vague = [figure for figure in facts.figures if _VAGUE.search(figure.printed)]
    unmarked = [figure for figure in vague if not figure.approx]
    if vague:
        yield from _all_or_each(
            rule,
            facts,
            unmarked,
            "marked as inexact",
            f"All {len(vague)} figures that the text calls inexact are marked so.",
            lambda figure: f"{name(figure.code)} {figure.printed} is inexact and not marked so.",
        )


def _all_or_each(
    rule: Rule,
    facts: Facts,
    failing: Sequence[Figure],
    expected: str,
    holds: str,
    sentence: Callable[[Figure], str],
) -> Iterator[Finding]:
    """One row for each figure that fails, or one for all figures where none does."""
    if facts.figures and not failing:
        yield finding(rule, passed=True, expected=expected, observed=expected, explanation=holds)
    for figure in failing:
        yield finding(
            rule,
            passed=False,
            expected=expected,
            observed=figure.value,
            explanation=sentence(figure),
            codes=[figure.code],
            applicant_type=figure.applicant_type,
        )

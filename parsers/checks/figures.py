"""Rules about single figures, and about figures that stand in more than one place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from parsers.checks.ledger import Facts, Ledger, amount, written
from parsers.checks.results import APPLICANT_NAMES, column_note, finding, joined, name, printed
from parsers.checks.rules import Rule
from parsers.codebook import codebook
from parsers.model import Figure, Finding

APPLICANT_TYPES = tuple(kind for kind in APPLICANT_NAMES if kind != "total")
_MAGNITUDE = re.compile("[万亿]")
_VAGUE = re.compile(r"[\d万千百亿][余多]|^(?:近|约|超|逾|突破|不到)|左右$|以上$")
_COMPARED = re.compile(r"(?:比|较|相比)(?:上年|去年|上一年|前一年|(?:19|20)\d{2}年)[^，。；\d]{0,6}$")
_SIGNED = "items_change"
_MAKES_RULES = ("province", "prefecture")
_RECEIVED = "applications.received.total"


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
        if not parent or code == "disclosure.channel.total":
            continue
        parts, wholes = (ledger.amounts(which, applicant_type, facts.year) for which in (code, parent))
        pairs = [(part, whole) for part in parts for whole in wholes if part.in_table == whole.in_table]
        if not pairs:
            continue
        part, whole = next(((part, whole) for part, whole in pairs if part.low <= whole.high), pairs[0])
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
            if position >= 0 and _COMPARED.search(facts.text[max(0, position - 16) : position]):
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


def check_text_and_table(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """C10: the text and the tables of one report print the same numbers.

    A text that states a number in parts (市级8篇，各部门10篇) or once more for something narrower does not contradict a
    table as long as its parts add up to it, or one of its numbers is that of the table.
    """
    stated: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in facts.figures:
        if (
            figure.source == "narrative"
            and not figure.implied
            and figure.label is None
            and figure.scope == ledger.scope
            and figure.year == facts.year
        ):
            stated[figure.code, figure.applicant_type].append(figure)
    for (code, applicant_type), in_text in stated.items():
        in_table = [item for item in ledger.amounts(code, applicant_type, facts.year) if item.in_table]
        if not in_table:
            continue
        agreeing = [f for f in in_text if any(item.agrees(amount(f)) for item in in_table)]
        parts = sum({f.value for f in in_text})
        if not agreeing and len(in_text) > 1 and any(item.value == parts for item in in_table):
            agreeing = in_text
        if not agreeing and code == _RECEIVED and any(f.value in _received(facts, ledger) for f in in_text):
            continue
        for figure in agreeing or in_text:
            table = min(in_table, key=lambda item: abs(item.value - figure.value))
            where = f"{name(code)}{column_note(applicant_type)}"
            yield finding(
                rule,
                passed=bool(agreeing),
                expected=table.value,
                observed=figure.value,
                explanation=f"The text prints {where} as {figure.printed}, the table as {written(table.value)}"
                f"{'' if agreeing else ': they contradict each other'}.",
                codes=[code],
                applicant_type=applicant_type,
            )


def check_received_text(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """M07: the text's number of applications is one of those that the table allows for."""
    readings = _received(facts, ledger)
    for figure in facts.figures:
        if (figure.code, figure.source, figure.year) != (_RECEIVED, "narrative", facts.year) or not readings:
            continue
        if figure.scope != ledger.scope or figure.label is not None or figure.applicant_type != "total":
            continue
        reading = next(
            (words for value, words in readings.items() if amount(figure).low <= value <= amount(figure).high), None
        )
        expected = next(iter(readings))
        yield finding(
            rule,
            passed=reading is not None,
            expected=expected,
            observed=figure.value,
            explanation=f"The text prints {name(_RECEIVED)} as {figure.printed}; "
            + (f"in the table this is {reading}." if reading else f"the table has {', '.join(readings.values())}."),
            codes=[_RECEIVED, "applications.carried_in", "applications.answered.total", "applications.carried_out"],
        )


def _received(facts: Facts, ledger: Ledger) -> dict[float, str]:
    """What the text may mean by the applications received, by the table: with and without those carried in."""

    def cell(code: str) -> float | None:
        found = ledger.amounts(code, "total", facts.year)
        return found[0].value if found and found[0].in_table else None

    received, carried_in = cell(_RECEIVED), cell("applications.carried_in")
    answered, carried_out = cell("applications.answered.total"), cell("applications.carried_out")
    readings: dict[float, str] = {}
    if received is not None:
        readings[received] = f"{name(_RECEIVED)} {written(received)}"
        if carried_in is not None:
            total = received + carried_in
            readings.setdefault(total, f"received and carried in, {written(total)}")
        if answered is not None and carried_out is not None:
            total = answered + carried_out
            readings.setdefault(total, f"answered and carried out, {written(total)}")
    return readings


def check_rows(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """M04: the six kinds of applicants add up to the total of every row of the matrix."""
    columns = {kind for _, kind in ledger.columns(facts.year)}
    for code in dict.fromkeys(code for code, _ in ledger.columns(facts.year)):
        total = ledger.one(code, "total", facts.year)
        cells = {kind: ledger.one(code, kind, facts.year) for kind in APPLICANT_TYPES}
        known = {
            kind: cell
            for kind, cell in cells.items()
            if cell is not None and (not total or cell.in_table == total.in_table)
        }
        if total is None or not known or not all(cell.exact for cell in (total, *known.values())):
            continue
        expected = sum(cell.value for cell in known.values())
        passed = abs(expected - total.value) < 0.5
        lacking = [kind for kind in cells if kind not in known]
        told = (
            passed
            or not lacking
            or (total.in_table and (expected > total.value or (facts.fully_read and columns.issuperset(lacking))))
        )
        if not told:
            continue
        terms = joined(f"{APPLICANT_NAMES[kind]} {written(cell.value)}" for kind, cell in known.items())
        verb = "equals" if passed else "is not"
        difference = "" if passed else f"; the difference is {written(total.value - expected)}"
        yield finding(
            rule,
            passed=passed,
            expected=expected,
            observed=total.value,
            explanation=f"{name(code)} 总计 {written(total.value)} {verb} {terms} = {written(expected)}{difference}.",
            codes=[code],
        )


def check_derived_litigation(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """L04: a printed total of all litigation agrees with its two kinds, direct and after reconsideration."""
    for result in ("total", "upheld", "corrected", "other", "pending"):
        codes = [f"litigation.{kind}{result}" for kind in ("", "direct.", "after_review.")]
        total, direct, after = (ledger.one(code, "total", facts.year) for code in codes)
        if direct and after and total and all(item.exact for item in (total, direct, after)):
            expected = direct.value + after.value
            passed = total.value == expected
            yield finding(
                rule,
                passed=passed,
                expected=expected,
                observed=total.value,
                explanation=f"{printed(codes[0], total.value)} {'equals' if passed else 'is not'} "
                f"{printed(codes[1], direct.value)} + {printed(codes[2], after.value)} = {written(expected)}.",
                codes=codes,
            )


def check_shifted_columns(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """L05: where the sums of the table on reviews and litigation fail, its cells have not slipped sideways."""
    parts = ("upheld", "corrected", "other", "pending", "total")
    codes = [f"{kind}.{part}" for kind in ("review", "litigation.direct", "litigation.after_review") for part in parts]
    cells = [ledger.one(code, "total", facts.year) for code in codes]
    values = [cell.value for cell in cells if cell is not None]
    if len(values) < len(codes) or _sums_hold(values):
        return
    shift = next((by for by in (1, -1, 2, -2, 3, -3, 4, -4, 5, -5) if _sums_hold(_shifted(values, by))), None)
    yield finding(
        rule,
        passed=shift is None,
        expected="cells in their own columns",
        observed=f"shifted by {shift}" if shift else "in their own columns",
        explanation="The cells of the table on reviews and litigation do not add up, and "
        + (f"would if they were shifted by {shift} columns." if shift else "no shift makes them."),
        codes=codes,
    )


def _shifted(values: list[float], by: int) -> list[float]:
    """The cells moved to the right; none where a number would fall off the table."""
    if any(values[-by:] if by > 0 else values[:-by]):
        return []
    return [values[index - by] if 0 <= index - by < len(values) else 0.0 for index in range(len(values))]


def _sums_hold(values: list[float]) -> bool:
    return bool(values) and all(sum(values[start : start + 4]) == values[start + 4] for start in (0, 5, 10))


def check_procurement(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """T05: there is an amount of procurement where there are projects, and none where there are none."""
    codes = ("admin.procurement.projects", "admin.procurement.amount")
    projects, total = (ledger.one(code, "total", facts.year) for code in codes)
    if projects and total:
        passed = (projects.value == 0) == (total.value == 0)
        yield finding(
            rule,
            passed=passed,
            expected="both zero or neither",
            observed=f"{written(projects.value)} and {written(total.value)}",
            explanation=f"{printed(codes[0], projects.value)} and {printed(codes[1], total.value)} 万元 "
            f"{'go together' if passed else 'do not go together: one is zero and the other is not'}.",
            codes=codes,
        )


def check_rule_makers(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """T07: only a province or a city with districts makes 规章."""
    codes = [code for code, _ in ledger.columns(facts.year) if code.startswith("documents.rules.")]
    if not codes or facts.level in _MAKES_RULES:
        return
    made = [(code, found.value) for code in codes if (found := ledger.one(code, "total", facts.year)) and found.value]
    yield finding(
        rule,
        passed=not made,
        expected="0",
        observed=joined(written(value) for _, value in made) or "0",
        explanation=f"A {facts.level} makes no 规章, and the report prints "
        + (f"{', '.join(printed(code, value) for code, value in made)}." if made else "none."),
        codes=codes,
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

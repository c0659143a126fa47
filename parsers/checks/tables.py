"""Rules of the official forms: rows and columns of their tables, and the text beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from knowledge.forms import PROCEEDINGS, applicant_names, form_for
from parsers.checks.derived import proceedings_sums
from parsers.checks.gross import CARRIED_IN, RECEIVED
from parsers.checks.ledger import Facts, Ledger, amount, written
from parsers.checks.results import column_note, finding, joined, name, printed
from parsers.checks.rules import Rule
from parsers.knowledge.forms import layout, outcomes
from parsers.model import Figure, Finding

_MAKES_RULES = ("province", "prefecture")


def check_text_and_table(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """C10: the text and the tables of one report print the same numbers.

    A text that states a number in parts (市级8篇，各部门10篇) or once more for something narrower does not contradict a
    table as long as its parts add up to it, or one of its numbers is that of the table; nor does a number that includes
    what was carried in, where the table's does not.
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
        if any(item.value == parts for item in in_table):
            agreeing = in_text
        carried_in = [item.value for item in ledger.amounts(CARRIED_IN, applicant_type, facts.year)]
        gross = {item.value + value for item in in_table for value in carried_in}
        meant = _received(facts, ledger) if code == RECEIVED else {}
        if not agreeing and any(f.value in meant or (f.includes_carried_in and f.value in gross) for f in in_text):
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
        if (figure.code, figure.source, figure.year) != (RECEIVED, "narrative", facts.year) or not readings:
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
            explanation=f"The text prints {name(RECEIVED)} as {figure.printed}; "
            + (f"in the table this is {reading}." if reading else f"the table has {', '.join(readings.values())}."),
            codes=[RECEIVED, CARRIED_IN, "applications.answered.total", "applications.carried_out"],
        )


def _received(facts: Facts, ledger: Ledger) -> dict[float, str]:
    """What the text may mean by the applications received, by the table: with and without those carried in."""

    def cell(code: str) -> float | None:
        found = ledger.amounts(code, "total", facts.year)
        return found[0].value if found and found[0].in_table else None

    received, carried_in = cell(RECEIVED), cell(CARRIED_IN)
    answered, carried_out = cell("applications.answered.total"), cell("applications.carried_out")
    readings: dict[float, str] = {}
    if received is not None:
        readings[received] = f"{name(RECEIVED)} {written(received)}"
        if carried_in is not None:
            total = received + carried_in
            readings.setdefault(total, f"received and carried in, {written(total)}")
        if answered is not None and carried_out is not None:
            total = answered + carried_out
            readings.setdefault(total, f"answered and carried out, {written(total)}")
    return readings


def check_rows(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """M04: the kinds of applicants add up to the total of every row of the matrix.

    Where the matrix has a column that its form does not have, the total counts more than is known.
    """
    form = form_for(facts.form, facts.year)
    if form is None or facts.unknown_columns:
        return
    columns = {kind for _, kind in ledger.columns(facts.year)}
    for code in dict.fromkeys(code for code, _ in ledger.columns(facts.year)):
        total = ledger.one(code, "total", facts.year)
        cells = {kind: ledger.one(code, kind, facts.year) for kind in form.parts}
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
        terms = joined(f"{applicant_names()[kind]} {written(cell.value)}" for kind, cell in known.items())
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
    for code, parts in proceedings_sums(facts.form, facts.year).items():
        total = ledger.one(code, "total", facts.year)
        known = [amount for part in parts if (amount := ledger.one(part, "total", facts.year))]
        if total and len(known) == len(parts) and all(item.exact for item in (total, *known)):
            expected = sum(item.value for item in known)
            passed = total.value == expected
            terms = joined(printed(part, item.value) for part, item in zip(parts, known, strict=True))
            yield finding(
                rule,
                passed=passed,
                expected=expected,
                observed=total.value,
                explanation=f"{printed(code, total.value)} {'equals' if passed else 'is not'} {terms} = "
                f"{written(expected)}.",
                codes=[code, *parts],
            )


def check_shifted_columns(rule: Rule, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
    """L05: where the sums of the table on reviews and litigation fail, its cells have not slipped sideways."""
    form = form_for(facts.form, facts.year)
    if form is None:
        return
    codes, width = [row.code for row in layout(form.form, PROCEEDINGS)], len(outcomes(form.form))
    cells = [ledger.one(code, "total", facts.year) for code in codes]
    values = [cell.value for cell in cells if cell is not None]
    if len(values) < len(codes) or _sums_hold(values, width):
        return
    shifts = (by * sign for by in range(1, width + 1) for sign in (1, -1))
    shift = next((by for by in shifts if _sums_hold(_shifted(values, by), width)), None)
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


def _sums_hold(values: list[float], width: int) -> bool:
    """Whether the last cell of each group of so many is the sum of the others."""
    groups = [values[start : start + width] for start in range(0, len(values), width)]
    return bool(values) and all(sum(group[:-1]) == group[-1] for group in groups)


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

"""What was carried in is counted once, where a number of applications received includes it."""

from __future__ import annotations

import pytest

from parsers.checks.expressions import Expression, Operation, Reference, parse_expression, references
from parsers.checks.gross import CARRIED_IN, RECEIVED, counted_once, of_the_year_alone, without_double
from parsers.checks.ledger import Amount
from parsers.checks.ratios import _quotient

ANSWERED = "applications.answered.total"


def known(expression: Expression, *gross: Reference) -> dict[Reference, Amount]:
    """An amount of each figure of an expression, some of which include what was carried in."""
    return {part: Amount(5, 5, 5, gross=part in gross) for part in references(expression)}


@pytest.mark.parametrize(
    ("written", "gross", "counted"),
    [
        (f"{RECEIVED} + {CARRIED_IN}", True, RECEIVED),
        (f"{CARRIED_IN} + {RECEIVED}", True, RECEIVED),
        (f"{RECEIVED} + {CARRIED_IN}", False, f"{RECEIVED} + {CARRIED_IN}"),
        (f"{RECEIVED} + {ANSWERED}", True, f"{RECEIVED} + {ANSWERED}"),
        (f"{ANSWERED} + {CARRIED_IN}", True, f"{ANSWERED} + {CARRIED_IN}"),
        (f"{RECEIVED} - {CARRIED_IN}", True, f"{RECEIVED} - {CARRIED_IN}"),
        (f"{ANSWERED} / ({RECEIVED} + {CARRIED_IN})", True, f"{ANSWERED} / {RECEIVED}"),
        (f"({RECEIVED} + {CARRIED_IN}) * 2", True, f"{RECEIVED} * 2"),
        (RECEIVED, True, RECEIVED),
        ("2", True, "2"),
    ],
)
def test_nothing_is_added_twice(written: str, gross: bool, counted: str) -> None:
    expression = parse_expression(written)
    reading = known(expression, *([Reference(RECEIVED)] if gross else []))
    assert without_double(expression, reading) == parse_expression(counted)


def test_a_number_of_another_kind_includes_nothing() -> None:
    expression = parse_expression(f"{ANSWERED} + {CARRIED_IN}")
    assert without_double(expression, known(expression, Reference(ANSWERED))) == expression
    parts = (Reference(RECEIVED), Reference(CARRIED_IN))
    assert counted_once(parts, {}) == parts
    assert counted_once(parts, {parts[0]: Amount(5, 5, 5, gross=True)}) == parts[:1]


@pytest.mark.parametrize(
    ("written", "offsets", "alone"),
    [
        (RECEIVED, (0,), f"{RECEIVED} - {CARRIED_IN}"),
        (RECEIVED, (), RECEIVED),
        (f"{RECEIVED}[t] / {RECEIVED}[t-1]", (0,), f"({RECEIVED} - {CARRIED_IN}) / {RECEIVED}[t-1]"),
        (f"{RECEIVED}[t] / {RECEIVED}[t-1]", (-1,), f"{RECEIVED} / ({RECEIVED}[t-1] - {CARRIED_IN}[t-1])"),
        (f"{RECEIVED} / {ANSWERED}", (0,), f"{RECEIVED} / {ANSWERED}"),
    ],
)
def test_of_applications_alone_what_was_carried_in_is_taken_off(
    written: str, offsets: tuple[int, ...], alone: str
) -> None:
    expression = parse_expression(written)
    reading = known(expression, *(Reference(RECEIVED, offset) for offset in offsets))
    assert of_the_year_alone(expression, reading) == expression, "how much was carried in is not known"
    reading |= {Reference(CARRIED_IN, offset): Amount(1, 1, 1) for offset in (0, -1)}
    assert of_the_year_alone(expression, reading) == parse_expression(alone)


@pytest.mark.parametrize(
    ("written", "quotient"),
    [
        (f"{RECEIVED} / {ANSWERED}", f"{RECEIVED} / {ANSWERED}"),
        (f"{RECEIVED} / {ANSWERED} * 100", f"{RECEIVED} / {ANSWERED}"),
        (f"{RECEIVED} / {ANSWERED} - 1", f"{RECEIVED} / {ANSWERED}"),
        (f"({RECEIVED} / {ANSWERED} - 1) * 100", f"{RECEIVED} / {ANSWERED}"),
        (f"{RECEIVED} / {ANSWERED} - {CARRIED_IN}", None),
        (f"{RECEIVED} / {ANSWERED} + {CARRIED_IN} / {ANSWERED}", None),
        (f"{RECEIVED} - 1", None),
        (RECEIVED, None),
    ],
)
def test_which_part_of_a_formula_is_its_quotient(written: str, quotient: str | None) -> None:
    found = _quotient(parse_expression(written))
    assert found == (parse_expression(quotient) if quotient else None)
    assert found is None or isinstance(found, Operation)

"""Applications that are printed together with those carried in (受理648件，含上年结转21件): none is counted twice."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from parsers.checks.expressions import Expression, Operation, Reference, references
from parsers.checks.ledger import Amount

RECEIVED = "applications.received.total"
CARRIED_IN = "applications.carried_in"


def counted_once(parts: Sequence[Reference], reading: Mapping[Reference, Amount]) -> tuple[Reference, ...]:
    """The summands that are added: what was carried in is not, beside a number that includes it.

    Args:
        parts: The summands of one side.
        reading: Their amounts, as far as they are known.
    """
    includes = any(part.code == RECEIVED and part in reading and reading[part].gross for part in parts)
    return tuple(part for part in parts if not (includes and part.code == CARRIED_IN))


def without_double(expression: Expression, reading: Mapping[Reference, Amount]) -> Expression:
    """An expression that does not add what was carried in to a number that includes it."""
    if not isinstance(expression, Operation):
        return expression
    summands = tuple(part for part in expression.parts if isinstance(part, Reference))
    if expression.sign == "+" and len(summands) == len(expression.parts):
        once = counted_once(summands, reading)
        return once[0] if len(once) == 1 else expression
    return dataclasses.replace(expression, parts=tuple(without_double(part, reading) for part in expression.parts))


def of_the_year_alone(expression: Expression, known: Mapping[Reference, Amount]) -> Expression:
    """An expression of nothing but applications received, with what was carried in taken off where it is included.

    Args:
        expression: The expression; one that compares them with anything else is left as it is.
        known: Amounts of its figures, and of those carried in.
    """
    if any(part.code != RECEIVED for part in references(expression)):
        return expression
    if isinstance(expression, Operation):
        parts = tuple(of_the_year_alone(part, known) for part in expression.parts)
        return dataclasses.replace(expression, parts=parts)
    if isinstance(expression, Reference) and known[expression].gross:
        carried_in = dataclasses.replace(expression, code=CARRIED_IN)
        return Operation("-", (expression, carried_in)) if carried_in in known else expression
    return expression

"""Whether numbers of the applicants' matrix prove that they are totals, where no title says so."""

from __future__ import annotations

from collections.abc import Mapping

_ANSWERED = "applications.answered."
_ALL = f"{_ANSWERED}total"
_IN = ("applications.carried_in", "applications.received.total")
_OUT = (_ALL, "applications.carried_out")
_FEWEST = 3
"""Numbers of outcomes without which a sum may hold by chance."""


def are_proven_totals(numbers: Mapping[str, float]) -> bool:
    """Whether the outcomes add up to their total, and what came in to what was answered and what is left.

    Args:
        numbers: The numbers by code, each of a row of the form.
    """
    outcomes = {code: number for code, number in numbers.items() if code.startswith(_ANSWERED) and code != _ALL}
    parts = [number for code, number in outcomes.items() if not any(other.startswith(f"{code}.") for other in outcomes)]
    if sum(part > 0 for part in parts) < _FEWEST or sum(parts) != numbers.get(_ALL):
        return False
    return not numbers.keys() >= {*_IN, *_OUT} or sum(map(numbers.__getitem__, _IN)) == sum(
        map(numbers.__getitem__, _OUT)
    )

"""When a list of numbers without a title is proved to be the totals of the applicants' matrix."""

from __future__ import annotations

import pytest

from parsers.knowledge.proven_totals import are_proven_totals

OUTCOMES = {"granted": 7, "denied": 3, "denied.state_secret": 1, "denied.privacy": 2, "not_exist": 2, "partial": 0}
"""Twelve answers; what is a part of 不予公开 is counted there already."""
FLOW = {"carried_in": 4, "received.total": 11, "answered.total": 12, "carried_out": 3}
"""Fifteen came in, and fifteen are answered or left."""


def of(**changed: float | None) -> dict[str, float]:
    """All numbers, some of them other ones or left out."""
    known = {**{f"answered.{code}": float(number) for code, number in OUTCOMES.items()}, **FLOW} | changed
    return {f"applications.{code}": number for code, number in known.items() if number is not None}


@pytest.mark.parametrize(
    ("numbers", "is_proved"),
    [
        pytest.param(of(), True, id="both sums hold"),
        pytest.param(of(**{"answered.granted": 8}), False, id="the outcomes are more than their total"),
        pytest.param(of(**{"answered.granted": 6}), False, id="the outcomes are fewer"),
        pytest.param(
            of(**{"answered.denied": 0, "answered.granted": 10}),
            False,
            id="the parts of 不予公开 count, not what stands for all of it",
        ),
        pytest.param(of(**{"answered.total": None}), False, id="no total of the answers"),
        pytest.param(of(carried_in=5), False, id="more came in than went out"),
        pytest.param(of(carried_out=5), False, id="more went out than came in"),
        *(
            pytest.param(
                of(**{code: None}, **({} if code == "carried_in" else {"carried_in": 5})), True, id=f"no {code}"
            )
            for code in ("carried_in", "received.total", "carried_out")
        ),
        pytest.param(
            of(**{"answered.denied": 0, "answered.denied.state_secret": 0, "answered.denied.privacy": 0})
            | {"applications.answered.granted": 10},
            False,
            id="two outcomes, whose sum may hold by chance",
        ),
    ],
)
def test_sums_prove_totals(numbers: dict[str, float], is_proved: bool) -> None:
    assert are_proven_totals(numbers) is is_proved

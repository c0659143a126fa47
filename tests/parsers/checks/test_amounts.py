"""How far an inexact number reaches, by data on both sides of each limit."""

from __future__ import annotations

import pytest

from parsers.checks.ledger import Amount, amount
from parsers.checks.report import check_report
from tests.parsers.checks.cases import facts, figure


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        pytest.param("1234", 1234, 1234, id="exact"),
        pytest.param("1234 approx", 1234 - 123.4, 1234 + 123.4, id="约 reaches a tenth"),
        pytest.param("1234 ge", 1234, 1234 + 123.4, id="余 reaches a tenth upwards"),
        pytest.param("1234 le", 1234 - 123.4, 1234, id="近 reaches a tenth downwards"),
        pytest.param("300 approx", 200, 400, id="the last digit is a hundred, more than a tenth"),
        pytest.param("140000 ge", 140000, 154000, id="the last digit is ten thousand, less than a tenth"),
        pytest.param("0 approx", 0, 0, id="nothing has no reach"),
        pytest.param("2.5 approx", 2.25, 2.75, id="a fraction"),
    ],
)
def test_what_a_number_can_mean(written: str, low: float, high: float) -> None:
    reach = amount(figure(f"review.total {written}", 2017, "narrative"))
    assert (reach.low, reach.high) == pytest.approx((low, high))
    assert reach.exact == (low == high)


@pytest.mark.parametrize(("other", "agrees"), [(1110, False), (1111, True), (1357, True), (1358, False)])
def test_amounts_agree_where_they_can_mean_the_same(other: float, agrees: bool) -> None:
    about = amount(figure("review.total 1234 approx", 2017, "narrative"))
    assert about.agrees(Amount(other, other, other)) == agrees
    assert Amount(other, other, other).agrees(about) == agrees


@pytest.mark.parametrize(
    ("received", "concluded", "holds"),
    [
        pytest.param("1230", 1230, True, id="equal"),
        pytest.param("1230", 1231, False, id="one too many"),
        pytest.param("1230 approx", 1353, True, id="within a tenth of an inexact number"),
        pytest.param("1230 approx", 1354, False, id="beyond a tenth"),
        pytest.param("1230 ge", 1353, True, id="within a tenth above 余"),
        pytest.param("1230 ge", 1354, False, id="beyond a tenth above 余"),
        pytest.param("1230 le", 1231, False, id="近 is never more"),
    ],
)
def test_a_rule_bears_with_an_inexact_number_that_far(received: str, concluded: int, holds: bool) -> None:
    """R15: no more requests are concluded than were received."""
    case = {
        "year": 2016,
        "form": "2014",
        "figures": [f"applications.received.total {received}", f"applications.concluded.total {concluded}"],
    }
    (finding,) = [finding for finding in check_report(facts(case)) if finding.rule_id == "R15"]
    assert finding.passed == holds

"""How far an inexact number reaches, by data on both sides of each limit."""

from __future__ import annotations

import dataclasses
import math

import pytest

from parsers.checks.arithmetic import evaluate
from parsers.checks.expressions import parse_expression, references
from parsers.checks.ledger import Amount, Ledger, amount
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
    ("figures", "amounts", "one"),
    [
        pytest.param(["5 narrative", "6"], ["6 table"], 6, id="a table before words"),
        pytest.param(["5 narrative", "6 narrative"], ["5", "6"], None, id="words that differ"),
        pytest.param(["6 narrative", "5 narrative implied"], ["6"], 6, id="printed words before what follows"),
        pytest.param(["5 implied", "6 narrative"], ["5 table"], 5, id="what follows from a table before words"),
        pytest.param(["6 narrative implied"], ["6"], 6, id="what follows where nothing is printed"),
        pytest.param(["5 narrative approx", "7 narrative"], ["7", "5 inexact"], None, id="exact ones first"),
        pytest.param(["5 narrative gross", "5 narrative"], ["5 gross"], 5, id="said once to hold what was carried in"),
        pytest.param(["5 narrative gross", "4 narrative"], ["4", "5 gross"], 4, id="without what was carried in"),
        pytest.param(
            ["5 narrative gross", "4 narrative gross"], ["4 gross", "5 gross"], None, id="all of them with it"
        ),
        pytest.param(["5 narrative other", "6 narrative other", "4 narrative"], ["4"], 4, id="of other bodies"),
        pytest.param(["5 narrative label=教育局", "4 narrative"], ["4"], 4, id="of a part"),
        pytest.param(["5 narrative year=2016", "4 narrative"], ["4"], 4, id="of another year"),
        pytest.param(["5 narrative office", "4 narrative", "4 narrative"], ["4"], 4, id="of the scope that most have"),
        pytest.param(["5 office", "4 narrative", "4 narrative"], ["5 table"], 5, id="a table of any scope"),
        pytest.param([], [], None, id="nothing"),
    ],
)
def test_which_amounts_a_report_prints_under_a_code(figures: list[str], amounts: list[str], one: float | None) -> None:
    ledger = Ledger(figure(f"review.total {written}", 2017, "2014") for written in figures)
    found = ledger.amounts("review.total", "total", 2017)
    assert [
        f"{amount.value:.0f}{' table' * amount.in_table}{' gross' * amount.gross}{' inexact' * (not amount.exact)}"
        for amount in found
    ] == amounts
    only = ledger.one("review.total", "total", 2017)
    assert (only.value if only else None) == one


@pytest.mark.parametrize(
    ("written", "least", "value", "most"),
    [
        ("review.total", 90, 100, 120),
        ("7", 7, 7, 7),
        ("review.total + litigation.total", 98, 110, 132),
        ("review.total - litigation.total", 78, 90, 112),
        ("review.total * litigation.total", 720, 1000, 1440),
        ("review.total / litigation.total", 7.5, 10, 15),
        ("litigation.total / review.total", 8 / 120, 0.1, 12 / 90),
        ("max(litigation.total, review.total)", 90, 100, 120),
        ("max(review.total, litigation.total * 9)", 90, 100, 120),
        ("max(review.total, litigation.total * 11)", 90, 110, 132),
    ],
)
def test_what_an_expression_can_mean(written: str, least: float, value: float, most: float) -> None:
    known = {"review.total": Amount(100, 90, 120), "litigation.total": Amount(10, 8, 12)}
    expression = parse_expression(written)
    reading = {part: known[part.code] for part in references(expression)}
    assert evaluate(expression, reading) == pytest.approx((least, value, most))


def test_a_quotient_has_no_end_where_what_it_is_divided_by_may_be_nothing() -> None:
    quotient = parse_expression("review.total / litigation.total")
    above, below = references(quotient)
    reading = {above: Amount(100, 90, 120), below: Amount(1, 0, 2)}
    assert evaluate(quotient, reading) == (45, 100, math.inf)


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


@pytest.mark.parametrize(
    ("printed", "is_vague"),
    [
        *((words, True) for words in ("14万余", "1200多", "3百余", "近12", "约12", "超12", "逾12", "突破12", "不到12")),
        *((words, True) for words in ("12左右", "12以上", "5亿多", "3千余")),
        *((words, False) for words in ("12", "1.5万", "附近12", "左右12", "以上12")),
    ],
)
def test_a_number_that_the_text_calls_inexact_must_be_marked_so(printed: str, is_vague: bool) -> None:
    """N07 says nothing of others."""
    case = {"year": 2016, "form": "narrative", "figures": ["review.total 12"]}
    for approx in (False, True):
        known = facts(case)
        told = dataclasses.replace(known.figures[0], printed=printed, approx=approx)
        found = check_report(dataclasses.replace(known, figures=(told,)))
        assert [one.passed for one in found if one.rule_id == "N07"] == [approx] * is_vague

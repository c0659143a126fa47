"""The ratios of derived.csv, and the figures that follow from printed ones."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

import pytest

from knowledge.forms import form_of_year
from parsers.checks.derived import derived_figures
from parsers.checks.ratios import RatioValue, compute_ratios, ratios
from parsers.checks.results import finding
from parsers.checks.rules import rules
from parsers.model import Figure, Finding, Flag
from tests.parsers.checks.cases import facts, figure, report

A = "applications.answered"
DENIALS = (
    "state_secret",
    "law_forbids",
    "safety_stability",
    "third_party",
    "internal_affairs",
    "process_info",
    "enforcement_file",
    "admin_query",
)


KINDS = ("natural_person", "business", "research", "nonprofit", "legal_service", "other")


def form_in(year: int) -> str:
    form = form_of_year(year)
    return form.form if form else "narrative"


def derived_of(figures: Sequence[Figure], year: int, *flags: Flag) -> tuple[Figure, ...]:
    """What is derived from the figures of a report on the form of its year."""
    known = dataclasses.replace(facts({"year": year, "form": form_in(year)}), figures=tuple(figures))
    return derived_figures(dataclasses.replace(report(known), flags=flags))


def computed(
    year: int,
    *figures: str,
    before: tuple[str, ...] = (),
    published: str | None = None,
    findings: tuple[Finding, ...] = (),
    flags: tuple[Flag, ...] = (),
) -> dict[str, RatioValue]:
    form = form_in(year)
    case = {"year": year, "form": form, "figures": list(figures)} | ({"published": published} if published else {})
    current = dataclasses.replace(report(facts(case)), flags=flags)
    earlier = report(facts({"year": year - 1, "form": form, "figures": list(before)})) if before else None
    values = compute_ratios(current, derived_figures(current), earlier, findings)
    return {value.ratio.ratio_id: value for value in values}


def test_there_are_32_and_one_needs_data_that_no_report_prints() -> None:
    assert len(ratios()) == 32
    assert [ratio.ratio_id for ratio in ratios().values() if ratio.method == "external"] == ["d.demand_pc"]


@pytest.mark.parametrize(
    ("year", "figures", "ratio_id", "value", "numerator", "denominator"),
    [
        (2017, ("applications.received.total 2338",), "d.demand", 2338, 2338, None),
        (2017, (f"{A}.granted 790", f"{A}.already_public 718"), "d.full_h", 1508, 1508, None),
        (2021, (f"{A}.granted 790", f"{A}.already_public 718"), "d.full_h", 790, 790, None),
        (2017, (f"{A}.total 200", f"{A}.granted 40", f"{A}.partial 10"), "d.disclosure_rate", 0.25, 50, 200),
        (2017, (f"{A}.total 200", f"{A}.denied 40"), "d.denial_rate", 0.2, 40, 200),
        (2022, (f"{A}.total 200", *(f"{A}.denied.{d} 5" for d in DENIALS)), "d.denial_rate", 0.2, 40, 200),
        (2012, ("applications.received.total 10", "applications.received.online 4", "applications.received.email 1"),
         "d.online_share", 0.5, 5, 10),
        (2016, ("applications.received.total 10", "applications.received.online 4"), "d.online_share", 0.4, 4, 10),
        (2017, ("review.total 10", "review.corrected 1"), "d.review_error", 0.1, 1, 10),
        (2021, ("review.total 12", "review.corrected 1", "review.pending 2"), "d.review_error", 0.1, 1, 10),
        (2021, (f"{A}.total 200", "review.total 6", "litigation.direct.total 3", "litigation.after_review.total 1"),
         "d.dispute", 5, 10, 200),
        (2021, ("applications.received.total 10", "applications.received.total@natural_person 8"),
         "d.person_share", 0.8, 8, 10),
        (2021, ("applications.carried_out 2", "applications.received.total 9", "applications.carried_in 1"),
         "d.backlog", 0.2, 2, 10),
        (2021, ("applications.carried_out 2", "applications.received.total 10 narrative gross",
                "applications.carried_in 1 narrative"), "d.backlog", 0.2, 2, 10),
        (2021, ("applications.received.total 10 narrative gross", "applications.carried_in 1 narrative"),
         "d.demand", 9, 9, None),
        (2016, ("applications.received.total 10 narrative gross", "applications.carried_in 1 narrative",
                "applications.received.online 4"), "d.online_share", 0.4, 4, 10),
    ],
)  # fmt: skip
def test_value_numerator_and_denominator(
    year: int, figures: tuple[str, ...], ratio_id: str, value: float, numerator: float, denominator: float | None
) -> None:
    ratio = computed(year, *figures)[ratio_id]
    assert math.isclose(ratio.value, value)
    assert (ratio.numerator, ratio.denominator) == (numerator, denominator)
    assert ratio.numerator_codes
    assert bool(ratio.denominator_codes) == (denominator is not None)


@pytest.mark.parametrize(
    ("year", "figures", "ratio_id"),
    [
        pytest.param(2017, (f"{A}.denied 40",), "d.denial_rate", id="no denominator"),
        pytest.param(2017, (f"{A}.total 0", f"{A}.denied 0"), "d.denial_rate", id="a denominator of zero"),
        pytest.param(
            2022, (f"{A}.total 200", f"{A}.denied.state_secret 5"), "d.denial_rate", id="one of eight grounds"
        ),
        pytest.param(2021, ("review.total 12", "review.corrected 1"), "d.review_error", id="pending cases not printed"),
        pytest.param(2017, ("applications.carried_out 1",), "d.backlog", id="another form's ratio"),
        pytest.param(2017, (f"{A}.total 20", f"{A}.total 21", f"{A}.denied 4"), "d.denial_rate", id="two totals"),
    ],
)
def test_nothing_is_computed_from_what_is_not_printed(year: int, figures: tuple[str, ...], ratio_id: str) -> None:
    assert ratio_id not in computed(year, *figures)


def test_growth_takes_last_years_own_report_first() -> None:
    this = ("applications.received.total 224", "applications.received.total 400 year=2016")
    assert computed(2017, *this)["d.growth"].denominator == 400
    own = computed(2017, *this, before=("applications.received.total 435",))["d.growth"]
    assert own.denominator == 435
    assert math.isclose(own.value, 224 / 435 - 1)


def test_growth_compares_what_came_in_within_each_year() -> None:
    ratio = computed(
        2021,
        "applications.received.total 10 narrative gross",
        "applications.carried_in 1 narrative",
        before=("applications.received.total 6",),
    )["d.growth"]
    assert math.isclose(ratio.value, 0.5)
    assert (ratio.numerator, ratio.denominator) == (9, 6)


def test_concentration_needs_all_six_kinds() -> None:
    kinds = {"natural_person": 6, "business": 4, "research": 0, "nonprofit": 0, "legal_service": 0, "other": 0}
    cells = [f"applications.received.total@{kind} {value}" for kind, value in kinds.items()]
    assert math.isclose(computed(2021, "applications.received.total 10", *cells)["d.hhi"].value, 0.52)
    assert "d.hhi" not in computed(2021, "applications.received.total 10", *cells[:-1])
    beside = (Flag("form_column_unknown", "a column", "新闻媒体"),)
    assert "d.hhi" not in computed(2021, "applications.received.total 10", *cells, flags=beside)


def test_concentration_of_no_applications() -> None:
    cells = [f"applications.received.total@{kind} 0" for kind in KINDS]
    assert "d.hhi" not in computed(2021, "applications.received.total 0", *cells)


def test_concentration_is_as_inexact_as_its_kinds() -> None:
    first, *others = KINDS
    cells = [f"applications.received.total@{kind} 1" for kind in others]
    about = computed(2021, "applications.received.total 12", f"applications.received.total@{first} 7 approx", *cells)
    assert about["d.hhi"].approx
    alone = computed(2021, f"applications.received.total@{first} 7 approx", *cells)
    assert "d.hhi" not in alone


def test_timeliness_counts_days_from_31_march() -> None:
    assert computed(2017, "review.total 1", published="2018-03-08")["d.timeliness"].value == -23
    assert "d.timeliness" not in computed(2017, "review.total 1")


def test_quality_is_the_share_of_grave_rules_that_hold() -> None:
    found = tuple(
        finding(rules()[rule], passed=passed, expected=1, observed=1, explanation="One sentence.")
        for rule, passed in (("R01", True), ("R02", True), ("R02", False), ("C10", False))
    )
    quality = computed(2017, "review.total 1", findings=found)["d.quality"]
    assert (quality.numerator, quality.denominator) == (1, 2)


def test_inexact_figures_make_inexact_ratios() -> None:
    assert computed(2017, "review.total 10 approx ge", "review.corrected 1")["d.review_error"].approx
    assert not computed(2017, "review.total 10", "review.corrected 1")["d.review_error"].approx


def test_the_break_of_2019_is_marked() -> None:
    marked = {ratio.ratio_id for ratio in ratios().values() if ratio.break_2019}
    assert marked == {"d.disclosure_rate", "d.full_rate", "d.denial_rate"}
    assert {ratio.comparability for ratio in ratios().values()} == {"A", "B", "C"}


def test_all_litigation_is_derived_with_its_words() -> None:
    parts = [
        figure(f"litigation.{kind}.upheld {value}", 2021, "2021")
        for kind, value in (("direct", 4), ("after_review", 3))
    ]
    parts[1] = dataclasses.replace(parts[1], span=dataclasses.replace(parts[1].span, start=10, end=12))
    (derived,) = derived_of(parts, 2021)
    assert (derived.code, derived.value, derived.source) == ("litigation.upheld", 7, "derived")
    assert derived.printed == "4 + 3"
    assert (derived.span.start, derived.span.end) == (0, 12)


DIRECT, AFTER = "litigation.direct.total 4", "litigation.after_review.total 3"


@pytest.mark.parametrize(
    ("year", "figures"),
    [
        pytest.param(2021, (DIRECT,), id="one part"),
        pytest.param(2021, (DIRECT, AFTER, "litigation.total 7 narrative"), id="printed"),
        pytest.param(2021, (f"{DIRECT} narrative", f"{AFTER} narrative"), id="running text"),
        pytest.param(2018, (DIRECT, AFTER), id="before 2019"),
        pytest.param(2021, (f"{DIRECT} approx", AFTER), id="an inexact part"),
    ],
)
def test_nothing_is_derived(year: int, figures: tuple[str, ...]) -> None:
    assert derived_of([figure(written, year, "2021") for written in figures], year) == ()


def test_parts_of_agencies_are_neither_the_whole_nor_made_a_sum_of() -> None:
    whole = [figure(written, 2021, "2021") for written in (DIRECT, AFTER)]
    part = dataclasses.replace(figure("litigation.total 2", 2021, "2021"), label="市公安局", scope="other")
    (derived,) = derived_of([*whole, part], 2021)
    assert (derived.code, derived.value) == ("litigation.total", 7)
    in_parts = [dataclasses.replace(one, label="市公安局", scope="other") for one in whole]
    assert derived_of(in_parts, 2021) == ()


def test_a_blank_total_of_a_row_is_the_sum_of_its_six_cells() -> None:
    cells = [figure(f"{A}.granted@{kind} 2", 2022, "2021") for kind in KINDS]
    (total,) = derived_of(cells, 2022)
    assert (total.code, total.applicant_type, total.value) == (f"{A}.granted", "total", 12)
    assert derived_of(cells[:-1], 2022) == ()


def test_nothing_is_derived_beside_a_column_that_the_form_does_not_have() -> None:
    """The total counts that column, too."""
    cells = [figure(f"{A}.granted@{kind} 2", 2022, "2021") for kind in KINDS]
    assert derived_of(cells, 2022, Flag("form_column_unknown", "a column", "新闻媒体")) == ()

"""One row for each government and year: the same values as in the panel and the ratios."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from assembly.government_years import years_without_figures
from assembly.panel import gap_rows
from assembly.reports import assemble
from knowledge.headlines import CODE, headlines
from tests.assembly.test_panel import expected
from tests.assembly.test_reports import parsed
from tests.assembly.test_reports import report as report_of
from tests.support import SEEDS


@pytest.fixture(scope="module")
def rows() -> dict[str, list[Any]]:
    files = sorted(SEEDS.glob("*.txt"))
    return assemble([parsed(f"{number}{file.name}", file.read_bytes()) for number, file in enumerate(files)])


def test_every_value_is_that_of_the_panel_or_the_ratios(rows: dict[str, list[Any]]) -> None:
    panel = {(row.report_id, row.code): row.value for row in rows["panel"]}
    ratios = {(row.report_id, row.ratio_id): row.value for row in rows["ratios"]}
    assert len(rows["government_years"]) == 5
    compared = 0
    for row in rows["government_years"]:
        for headline in headlines():
            source = panel if headline.source == CODE else ratios
            value = getattr(row, headline.column)
            assert value == source.get((row.report_id, headline.id)), (row.report_id, headline.column)
            compared += value is not None
    assert compared > 60


def test_what_is_inexact_or_contradicted_is_told(rows: dict[str, list[Any]]) -> None:
    found = {row.report_id: row for row in rows["government_years"]}
    wuxi = found["320200-2017"]
    assert (wuxi.received, wuxi.answered, wuxi.denial_rate) == (2338, 2320, pytest.approx(174 / 2320))
    assert "answered" in wuxi.contradicted_columns
    assert "received" not in wuxi.contradicted_columns
    known = {(row.report_id, row.code): row for row in rows["panel"]}
    known |= {(row.report_id, row.ratio_id): row for row in rows["ratios"]}
    inexact = {
        (name, headline.column)
        for name in found
        for headline in headlines()
        if (row := known.get((name, headline.id))) and row.approx and row.value is not None
    }
    assert inexact
    assert inexact == {(name, column) for name, row in found.items() for column in row.inexact_columns}


def test_agencies_are_no_governments() -> None:
    agency = (
        "芜湖市教育局2016年政府信息公开工作年度报告\n一、依申请公开情况\n"
        "我局收到政府信息公开申请3件，共答复3件，办理工作有序开展，群众较为满意，没有发生问题。\n"
    )
    rows = assemble([parsed("a", agency.encode()), report_of("x", "芜湖市", 2016, 688, 5, 20)])
    assert {row.agency_kind for row in rows["reports"]} > {"government"}
    (row,) = rows["government_years"]
    assert row.report_id == "340200-2016"


def test_a_year_without_a_report_says_why() -> None:
    gaps = gap_rows([expected("510600", 2017, "blocked"), expected("510600", 2018, "published")])
    gaps += [dataclasses.replace(gap, publisher_id="510600-a1b2c3", agency_kind="department") for gap in gaps]
    (row,) = years_without_figures(gaps)
    assert (row.year, row.status, row.reason) == (2017, "no_report:blocked", "why")
    assert row.received is None
    assert row.denial_rate is None

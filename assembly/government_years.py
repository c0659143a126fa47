"""The table `government_years`: what is asked for first of a government and year, in one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from assembly.panel import common_columns
from knowledge.headlines import CODE, headlines
from parsers.model import Finding, ReportContent
from storage import schema

GOVERNMENT = "government"
_OF_BODY = ("publisher_id", "adcode", "place_id", "province", "city", "county", "level", "agency", "year")


def government_year(
    report: ReportContent, panel: Iterable[schema.Panel], ratios: Iterable[schema.Ratio], findings: Sequence[Finding]
) -> Iterator[Any]:
    """The row of a report, if a government gives it.

    Args:
        report: The report.
        panel: Its rows of the panel.
        ratios: Its ratios.
        findings: Its checks.
    """
    if report.identity.agency_kind != GOVERNMENT:
        return
    figures = {row.code: row for row in panel}
    computed = {row.ratio_id: row for row in ratios}
    values: dict[str, float | None] = {}
    inexact, contradicted, corrected = [], [], []
    for headline in headlines():
        figure = (figures if headline.source == CODE else computed).get(headline.id)
        values[headline.column] = figure.value if figure else None
        if figure and figure.approx:
            inexact.append(headline.column)
        if isinstance(figure, schema.Panel) and figure.contradicted:
            contradicted.append(headline.column)
        if isinstance(figure, schema.Panel) and figure.corrected:
            corrected.append(headline.column)
    common = common_columns(report, findings)
    yield schema.GovernmentYear(
        **{name: common[name] for name in (*_OF_BODY, "report_id", "form", "incomplete", "unread_share")},
        status="report",
        reason=None,
        inexact_columns=tuple(inexact),
        contradicted_columns=tuple(contradicted),
        corrected_columns=tuple(corrected),
        **values,
    )


def years_without_figures(rows: Iterable[schema.Panel]) -> Iterator[Any]:
    """The rows of governments and years of which the panel says in one row why nothing is known."""
    for row in rows:
        if row.agency_kind == GOVERNMENT:
            yield schema.GovernmentYear(
                **{name: getattr(row, name) for name in (*_OF_BODY, "status", "reason", "report_id", "form")},
                incomplete=False,
                unread_share=None,
                inexact_columns=(),
                contradicted_columns=(),
                corrected_columns=(),
                **dict.fromkeys(headline.column for headline in headlines()),
            )

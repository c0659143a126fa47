"""Rows of a snapshot's tables, made from what was read from one report."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import TypedDict

from knowledge import divisions
from parsers.checks.ratios import RatioValue
from parsers.model import Figure, Finding, Identity, ReportContent
from storage import schema


class Place(TypedDict):
    """The columns that say where and of what kind the reporting agency is; the same in every table."""

    adcode: str
    place_id: str
    province: str
    city: str | None
    county: str | None
    level: str
    agency_kind: str


class _OfReport(Place):
    """The columns that a row about a report begins with (`storage.schema.OfReport`)."""

    report_id: str
    report_year: int


def place_of(identity: Identity) -> Place:
    """Where and of what kind a reporting agency is."""
    return {
        "adcode": identity.adcode,
        "place_id": divisions.place_id(identity.adcode, identity.report_year),
        "province": identity.province,
        "city": identity.city,
        "county": identity.county,
        "level": identity.level,
        "agency_kind": identity.agency_kind,
    }


def _of_report(identity: Identity) -> _OfReport:
    return {"report_id": identity.report_id, "report_year": identity.report_year, **place_of(identity)}


def report_row(
    report: ReportContent, document_id: str, source_url: str, revision: int, n_documents: int
) -> schema.Report:
    """The row of a report.

    Args:
        report: The report.
        document_id: Document that it was read from.
        source_url: Address of that document.
        revision: Number of its revision, from 1.
        n_documents: How many documents are this report.
    """
    identity = report.identity
    return schema.Report(
        report_id=identity.report_id,
        **place_of(identity),
        agency=identity.agency,
        township=identity.township,
        report_year=identity.report_year,
        evidence=identity.evidence,
        title=identity.title,
        doc_number=identity.doc_number,
        index_number=identity.index_number,
        published_date=identity.published_date,
        period_start=identity.period.start if identity.period else None,
        period_end=identity.period.end if identity.period else None,
        form=report.form,
        script=report.script,
        scope=report.scope,
        text=report.text,
        document_id=document_id,
        source_url=source_url,
        revision=revision,
        n_documents=n_documents,
        n_numbers=report.n_numbers,
        n_unread=sum(number.kind == "unread" for number in report.unread),
    )


def section_rows(report: ReportContent) -> Iterator[schema.Section]:
    """The rows of a report's headings."""
    for section in report.sections:
        yield schema.Section(
            report_id=report.identity.report_id,
            report_year=report.identity.report_year,
            section_id=section.section_id,
            parent_id=section.parent_id,
            level=section.level,
            number=section.number,
            heading=section.heading,
            topic=section.topic,
            start=section.span.start,
            end=section.span.end,
        )


def unread_rows(report: ReportContent) -> Iterator[schema.Unread]:
    """The rows of the numbers of a report's running text that gave no figure."""
    for number in report.unread:
        yield schema.Unread(
            **_of_report(report.identity),
            section_id=number.section_id,
            kind=number.kind,
            value=number.value,
            unit=number.unit,
            words=number.words,
            sentence=report.text[number.sentence.start : number.sentence.end],
            reason=number.reason,
            start=number.span.start,
            end=number.span.end,
        )


def check_row(report: ReportContent, finding: Finding) -> schema.Check:
    """The row of a rule that was applied to a report."""
    return schema.Check(
        **_of_report(report.identity),
        **{field.name: getattr(finding, field.name) for field in dataclasses.fields(finding)},
    )


def indicator_row(report: ReportContent, figure: Figure) -> schema.Indicator:
    """The row of a figure, with the words it was read from."""
    identity = report.identity
    return schema.Indicator(
        **_of_report(identity),
        code=figure.code,
        applicant_type=figure.applicant_type,
        year=figure.year,
        value=figure.value,
        unit=figure.unit,
        printed=figure.printed,
        approx=figure.approx,
        bound=figure.bound,
        scope=figure.scope,
        source=figure.source,
        stated_zero=figure.stated_zero,
        implied=figure.implied,
        includes_carried_in=figure.includes_carried_in,
        label=figure.label or "",
        quote=report.text[figure.span.start : figure.span.end],
        start=figure.span.start,
        end=figure.span.end,
        section_id=figure.section_id,
        unproved=figure.unproved,
        page=figure.on_page.page if figure.on_page else None,
        box=figure.on_page.box if figure.on_page else (),
        corrected=figure.corrected,
    )


def ratio_row(report: ReportContent, computed: RatioValue) -> schema.Ratio:
    """The row of a ratio."""
    return schema.Ratio(
        **_of_report(report.identity),
        ratio_id=computed.ratio.ratio_id,
        name_zh=computed.ratio.name_zh,
        name_en=computed.ratio.name_en,
        value=computed.value,
        numerator=computed.numerator,
        denominator=computed.denominator,
        numerator_codes=computed.numerator_codes,
        denominator_codes=computed.denominator_codes,
        approx=computed.approx,
        comparability=computed.ratio.comparability,
        break_2019=computed.ratio.break_2019,
    )

"""Parsed documents to the rows of a snapshot: which of them is which report, and what is only another copy."""

from __future__ import annotations

import dataclasses
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from flows.sources import Source
from parsers import PARSER_VERSION, Parsed, ReportContent
from storage import schema


@dataclasses.dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document with what the parsers made of it."""

    source: Source
    n_bytes: int
    parsed: Parsed

    @property
    def report(self) -> ReportContent:
        """The report of a document that is one."""
        if self.parsed.report is None:
            raise ValueError(f"{self.source.document_id} is no report")
        return self.parsed.report


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    """What became of a document among its copies."""

    outcome: str
    reason: str | None
    duplicate_of: str | None = None
    similarity: float | None = None


def assemble(documents: Sequence[ParsedDocument]) -> dict[str, list[Any]]:
    """Makes the rows of every table of a snapshot."""
    copies: dict[str, list[ParsedDocument]] = defaultdict(list)
    for document in sorted(documents, key=lambda document: document.source.order):
        if document.parsed.report:
            copies[document.parsed.report.identity.report_id].append(document)
    rows: dict[str, list[Any]] = {name: [] for name in schema.SNAPSHOT_TABLES}
    for report_id, group in copies.items():
        published, places = _settle(group)
        rows["documents"].extend(
            _document_row(document, place, report_id) for document, place in zip(group, places, strict=True)
        )
        revision = 1 + sum(place.outcome == "revision" for place in places)
        _add_report(rows, published, report_id, revision, len(group))
    rows["documents"].extend(
        _document_row(document, _Place(document.parsed.outcome, document.parsed.reason), None)
        for document in documents
        if document.parsed.report is None
    )
    rows["coverage"] = _coverage(rows["reports"])
    return rows


def _settle(group: Sequence[ParsedDocument]) -> tuple[ParsedDocument, list[_Place]]:
    """Tells copies from revisions; the newest revision is published, from the document that showed it first."""
    first_of_text: dict[str, ParsedDocument] = {}
    places: list[_Place] = []
    for document in group:
        text = re.sub(r"\s+", "", document.report.text)
        original = first_of_text.setdefault(text, document)
        if original is not document:
            reason = f"Same text as {original.source.url}."
            places.append(_Place("duplicate", reason, original.source.document_id, 1.0))
        elif document is group[0]:
            places.append(_Place("report", None))
        else:
            places.append(_Place("revision", f"Same report as {group[0].source.url}, with another text."))
    return list(first_of_text.values())[-1], places


def _document_row(document: ParsedDocument, place: _Place, report_id: str | None) -> schema.Document:
    return schema.Document(
        document_id=document.source.document_id,
        source_url=document.source.url,
        portal=document.source.portal,
        media_type=document.parsed.media_type,
        encoding=document.parsed.encoding,
        n_bytes=document.n_bytes,
        outcome=place.outcome,
        reason=place.reason,
        report_id=report_id,
        duplicate_of=place.duplicate_of,
        similarity=place.similarity,
        repairs=document.parsed.repairs,
        flags=document.parsed.flags,
        provenance=document.parsed.provenance,
        parser_version=PARSER_VERSION,
    )


def _add_report(
    rows: dict[str, list[Any]], document: ParsedDocument, report_id: str, revision: int, n_documents: int
) -> None:
    report = document.report
    identity = report.identity
    year = identity.report_year
    rows["reports"].append(
        schema.Report(
            report_id=report_id,
            **{
                field.name: getattr(identity, field.name)
                for field in dataclasses.fields(identity)
                if field.name != "suffix"
            },
            form=report.form,
            script=report.script,
            scope=report.scope,
            text=report.text,
            document_id=document.source.document_id,
            source_url=document.source.url,
            revision=revision,
            n_documents=n_documents,
        )
    )
    rows["sections"].extend(
        schema.Section(
            report_id=report_id,
            report_year=year,
            section_id=section.section_id,
            parent_id=section.parent_id,
            level=section.level,
            number=section.number,
            heading=section.heading,
            topic=section.topic,
            start=section.span.start,
            end=section.span.end,
        )
        for section in report.sections
    )
    rows["indicators"].extend(
        schema.Indicator(
            report_id=report_id,
            adcode=identity.adcode,
            city=identity.city,
            report_year=year,
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
            quote=report.text[figure.span.start : figure.span.end],
            start=figure.span.start,
            end=figure.span.end,
            section_id=figure.section_id,
        )
        for figure in report.figures
    )
    rows["checks"].extend(
        schema.Check(report_id=report_id, report_year=year, **dataclasses.asdict(finding))
        for finding in report.findings
    )


def _coverage(reports: Iterable[schema.Report]) -> list[schema.Coverage]:
    return [
        schema.Coverage(
            adcode=report.adcode,
            city=report.county or report.city or report.province,
            year=report.report_year,
            status="published",
            report_id=report.report_id,
            reason=None,
        )
        for report in reports
        if report.report_id == f"{report.adcode}-{report.report_year}"
    ]

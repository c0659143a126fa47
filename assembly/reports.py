"""Parsed documents to the rows of a snapshot: which of them is which report, and what is only another copy."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assembly.copies import Copy, Version, differences, nearest, versions
from assembly.sources import Source
from parsers.checks.derived import derived_figures
from parsers.checks.ratios import RatioValue, compute_ratios
from parsers.checks.years import check_copies, check_years
from parsers.model import Figure, Parsed, ReportContent
from parsers.version import PARSER_VERSION
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


def assemble(documents: Sequence[ParsedDocument]) -> dict[str, list[Any]]:
    """Makes the rows of every table of a snapshot but `coverage`, which needs more than its documents."""
    by_id = {document.source.document_id: document for document in documents}
    rows: dict[str, list[Any]] = {name: [] for name in schema.SNAPSHOT_TABLES}
    copies = _copies_of_unknown(documents)
    published: list[ReportContent] = []
    for report_id, group in _by_report(documents).items():
        states = versions([_copy(document) for document in group])
        n_documents = len(group) + sum(
            by_id[original].report.identity.report_id == report_id for original, _ in copies.values()
        )
        _add_report(rows, by_id[states[-1].original.document_id], len(states), n_documents)
        published.append(by_id[states[-1].original.document_id].report)
        _add_earlier(rows, states, by_id)
        rows["documents"].extend(_document_rows(states, by_id))
    _add_comparisons(rows, published)
    rows["documents"].extend(
        _document_row(document, _end(document, copies, by_id))
        for document in documents
        if document.parsed.report is None
    )
    rows["flags"].extend(flag for row in rows["documents"] for flag in _flags(row, by_id))
    return rows


def _by_report(documents: Iterable[ParsedDocument]) -> Mapping[str, list[ParsedDocument]]:
    groups: dict[str, list[ParsedDocument]] = defaultdict(list)
    for document in documents:
        if document.parsed.report:
            groups[document.report.identity.report_id].append(document)
    return groups


def _copies_of_unknown(documents: Sequence[ParsedDocument]) -> dict[str, tuple[str, float]]:
    """Documents that were turned away for not saying whose they are, and are copies of one that does."""
    known = {d.source.document_id: d.parsed.fingerprint for d in documents if d.parsed.report}
    unknown = {d.source.document_id: d.parsed.fingerprint for d in documents if d.parsed.outcome == "rejected"}
    return nearest({name: sketch for name, sketch in unknown.items() if sketch}, known)


def _copy(document: ParsedDocument) -> Copy:
    identity = document.report.identity
    return Copy(
        document_id=document.source.document_id,
        report_id=identity.report_id,
        text=document.report.text,
        provenance=document.parsed.provenance,
        damaged="\ufffd" in document.report.text,
        published_date=identity.published_date,
        order=document.source.order,
    )


@dataclasses.dataclass(frozen=True, slots=True)
class _End:
    """What became of a document."""

    outcome: str
    reason: str | None
    report_id: str | None = None
    duplicate_of: str | None = None
    similarity: float | None = None


def _document_rows(states: Sequence[Version], by_id: Mapping[str, ParsedDocument]) -> Iterable[schema.Document]:
    newest = states[-1]
    for number, state in enumerate(states, start=1):
        original = by_id[state.original.document_id]
        report_id = state.original.report_id
        url = original.source.url
        if state is newest:
            yield _document_row(original, _End("report", None, report_id))
        else:
            reason = (
                f"Revision {number} of {len(states)}; the newest is at {by_id[newest.original.document_id].source.url}."
            )
            yield _document_row(original, _End("revision", reason, report_id))
        for copy, similarity in state.copies:
            reason = f"Same figures as {url}." if similarity < 1 else f"Same text as {url}."
            end = _End("duplicate", reason, report_id, state.original.document_id, similarity)
            yield _document_row(by_id[copy.document_id], end)


def _end(
    document: ParsedDocument, copies: Mapping[str, tuple[str, float]], by_id: Mapping[str, ParsedDocument]
) -> _End:
    if document.source.document_id not in copies:
        return _End(document.parsed.outcome, document.parsed.reason)
    original_id, similarity = copies[document.source.document_id]
    original = by_id[original_id]
    reason = f"Does not say whose report it is, but has the text of {original.source.url}."
    return _End("duplicate", reason, original.report.identity.report_id, original_id, round(similarity, 4))


def _document_row(document: ParsedDocument, end: _End) -> schema.Document:
    return schema.Document(
        document_id=document.source.document_id,
        source_url=document.source.url,
        portal=document.source.portal,
        media_type=document.parsed.media_type,
        encoding=document.parsed.encoding,
        n_bytes=document.n_bytes,
        outcome=end.outcome,
        reason=end.reason,
        report_id=end.report_id,
        duplicate_of=end.duplicate_of,
        similarity=end.similarity,
        repairs=document.parsed.repairs,
        flags=tuple(flag.sentence for flag in document.parsed.flags),
        provenance=document.parsed.provenance,
        parser_version=PARSER_VERSION,
    )


def _flags(row: schema.Document, by_id: Mapping[str, ParsedDocument]) -> Iterable[schema.Flag]:
    """The flags of a document; offsets only where its text is published."""
    own = by_id[row.document_id].parsed
    whose = own.report or (by_id[row.duplicate_of].report if row.duplicate_of else None)
    for sequence, flag in enumerate(own.flags, start=1):
        span = flag.span if row.outcome in ("report", "revision") else None
        yield schema.Flag(
            document_id=row.document_id,
            sequence=sequence,
            report_id=row.report_id,
            report_year=whose.identity.report_year if whose else None,
            kind=flag.kind,
            subject=flag.subject,
            start=span.start if span else None,
            end=span.end if span else None,
            sentence=flag.sentence,
        )


def _add_earlier(rows: dict[str, list[Any]], states: Sequence[Version], by_id: Mapping[str, ParsedDocument]) -> None:
    for number, (state, following) in enumerate(itertools.pairwise(states), start=1):
        document = by_id[state.original.document_id]
        changes = differences(state.original.text, following.original.text)
        rows["revisions"].append(
            schema.Revision(
                report_id=state.original.report_id,
                report_year=document.report.identity.report_year,
                revision=number,
                document_id=document.source.document_id,
                source_url=document.source.url,
                published_date=state.original.published_date,
                text=state.original.text,
                changes=tuple(schema.Change(before=change.before, after=change.after) for change in changes),
            )
        )


def _add_report(rows: dict[str, list[Any]], document: ParsedDocument, revision: int, n_documents: int) -> None:
    report = document.report
    identity = report.identity
    report_id, year = identity.report_id, identity.report_year
    described = {field.name: getattr(identity, field.name) for field in dataclasses.fields(identity)}
    del described["suffix"]
    period = described.pop("period")
    rows["reports"].append(
        schema.Report(
            report_id=report_id,
            **described,
            period_start=period.start if period else None,
            period_end=period.end if period else None,
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


def _add_comparisons(rows: dict[str, list[Any]], reports: Sequence[ReportContent]) -> None:
    """Figures, checks and ratios: what follows from a report's own figures, its year before, and all other reports."""
    by_year = {_series(report, report.identity.report_year): report for report in reports}
    copies = check_copies(reports)
    for report in reports:
        identity = report.identity
        before = by_year.get(_series(report, identity.report_year - 1))
        derived = derived_figures(report)
        findings = (
            *report.findings,
            *(check_years(report, before) if before else ()),
            *copies.get(identity.report_id, ()),
        )
        rows["indicators"].extend(_indicator(report, figure) for figure in (*report.figures, *derived))
        rows["checks"].extend(
            schema.Check(
                report_id=identity.report_id,
                report_year=identity.report_year,
                **{field.name: getattr(finding, field.name) for field in dataclasses.fields(finding)},
            )
            for finding in findings
        )
        rows["ratios"].extend(_ratio(report, value) for value in compute_ratios(report, derived, before, findings))


def _series(report: ReportContent, year: int) -> tuple[str, str, int]:
    return report.identity.adcode, report.identity.suffix, year


def _indicator(report: ReportContent, figure: Figure) -> schema.Indicator:
    identity = report.identity
    return schema.Indicator(
        report_id=identity.report_id,
        adcode=identity.adcode,
        city=identity.city,
        report_year=identity.report_year,
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
        label=figure.label or "",
        quote=report.text[figure.span.start : figure.span.end],
        start=figure.span.start,
        end=figure.span.end,
        section_id=figure.section_id,
    )


def _ratio(report: ReportContent, computed: RatioValue) -> schema.Ratio:
    return schema.Ratio(
        report_id=report.identity.report_id,
        report_year=report.identity.report_year,
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

"""A report's journey, second half: all parsed documents together to the rows of a snapshot.

parsed documents (`parsers.pipeline`) -> grouped by report -> copies and revisions told apart (`assembly.copies`) ->
derived figures, comparisons with the year before and with other places, ratios -> rows of `storage.schema`, which
`storage.dataset` publishes. `assemble` shows the order.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assembly.copies import Copy, Sketch, Version, differences, nearest, same_reports, versions
from assembly.former_ids import former_id
from assembly.rows import check_row, indicator_row, place_of, ratio_row, report_row, section_rows
from assembly.sources import Source
from parsers.checks.derived import derived_figures
from parsers.checks.ratios import compute_ratios
from parsers.checks.years import check_conflict, check_copies, check_years
from parsers.model import Flag, Parsed, ReportContent
from parsers.version import PARSER_VERSION
from storage import schema

_PROOF = ("title", "lead", "author", "signature", "publisher", "link", "breadcrumb", "portal")
"""Kinds of evidence for a publisher, the strongest first."""
_SERIAL_DIGITS = 7
"""Digits from which an index number names one report and not only its agency."""


@dataclasses.dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document and what the parsers read from it."""

    source: Source
    n_bytes: int
    parsed: Parsed

    @property
    def report(self) -> ReportContent:
        """The report of a document that is one."""
        if self.parsed.report is None:
            raise ValueError(f"{self.source.document_id} is not a report")
        return self.parsed.report


def assemble(documents: Sequence[ParsedDocument]) -> dict[str, list[Any]]:
    """Makes the rows of every table of a snapshot except `coverage`, which needs the registry and the log, too."""
    by_id = {document.source.document_id: document for document in documents}
    rows: dict[str, list[Any]] = {name: [] for name in schema.SNAPSHOT_TABLES}
    copies = _copies_of_unknown(documents)
    published: list[ReportContent] = []
    conflicts: dict[str, list[str]] = {}
    for report_id, group in _by_report(documents).items():
        claimed, *others = same_reports([_copy(document) for document in group])
        states = versions(claimed)
        _flag_conflicts(states[-1].original, others, by_id)
        n_documents = len(claimed) + sum(
            by_id[original].report.identity.report_id == report_id for original, _ in copies.values()
        )
        _add_report(rows, by_id[states[-1].original.document_id], len(states), n_documents)
        published.append(by_id[states[-1].original.document_id].report)
        _add_earlier(rows, states, by_id)
        rows["documents"].extend(_document_rows(states, by_id))
        conflicts[report_id] = list(_add_conflicts(rows, states[-1].original, others, by_id))
    _add_comparisons(rows, published, conflicts)
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
    """Documents that were rejected because they do not say whose report they are, and are copies of one that does."""
    known = {d.source.document_id: _sketch(d.parsed) for d in documents if d.parsed.report}
    unknown = {d.source.document_id: _sketch(d.parsed) for d in documents if d.parsed.outcome == "rejected"}
    return nearest({name: sketch for name, sketch in unknown.items() if sketch.hashes}, known)


def _sketch(parsed: Parsed) -> Sketch:
    return Sketch(parsed.fingerprint, parsed.own_numbers)


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
        addresses=frozenset(_addresses(document)),
        proof=_PROOF.index(identity.evidence[0].kind) if identity.evidence else len(_PROOF),
        speaks_for=frozenset(flag.subject for flag in document.report.flags if flag.kind == "other_publisher"),
    )


def _addresses(document: ParsedDocument) -> Iterator[str]:
    """What names the report that a document holds: its address on the web, its index and document number."""
    identity = document.report.identity
    if document.source.url.startswith(("http:", "https:")):
        yield document.source.url
    if identity.index_number and len(re.sub(r"\D", "", identity.index_number)) >= _SERIAL_DIGITS:
        yield identity.index_number
    if identity.doc_number:
        yield identity.doc_number


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


def _flag_conflicts(published: Copy, others: Sequence[Sequence[Copy]], by_id: dict[str, ParsedDocument]) -> None:
    """Flags the documents that contradict each other, each with the address of what it contradicts."""
    conflicting = [copy for group in others for copy in group]
    for copy in (published, *conflicting) if conflicting else ():
        against = conflicting[0] if copy is published else published
        address = by_id[against.document_id].source.url
        flag = Flag("conflict", f"another report has the same place, year and agency: {address}", address)
        document = by_id[copy.document_id]
        parsed = dataclasses.replace(document.parsed, flags=(*document.parsed.flags, flag))
        by_id[copy.document_id] = dataclasses.replace(document, parsed=parsed)


def _add_conflicts(
    rows: dict[str, list[Any]], published: Copy, others: Sequence[Sequence[Copy]], by_id: Mapping[str, ParsedDocument]
) -> Iterator[str]:
    """Adds the documents that would get the id of a published report but are different reports, with their text.

    Yields:
        Their addresses.
    """
    address = by_id[published.document_id].source.url
    for copy in (copy for group in others for copy in group):
        document = by_id[copy.document_id]
        reason = f"Has the same place, year and agency as {address}, and is another report; that one is published."
        rows["documents"].append(_document_row(document, _End("conflict", reason, copy.report_id)))
        rows["conflicts"].append(
            schema.Conflict(
                report_id=copy.report_id,
                report_year=document.report.identity.report_year,
                document_id=copy.document_id,
                source_url=document.source.url,
                title=document.report.identity.title,
                agency=document.report.identity.agency,
                published_date=copy.published_date,
                text=copy.text,
            )
        )
        yield document.source.url


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
        rows["revisions"].append(
            schema.Revision(
                report_id=state.original.report_id,
                report_year=document.report.identity.report_year,
                revision=number,
                document_id=document.source.document_id,
                source_url=document.source.url,
                published_date=state.original.published_date,
                text=state.original.text,
                changes=differences(state.original.text, following.original.text),
            )
        )


def _add_report(rows: dict[str, list[Any]], document: ParsedDocument, revision: int, n_documents: int) -> None:
    source = document.source
    rows["reports"].append(report_row(document.report, source.document_id, source.url, revision, n_documents))
    rows["sections"].extend(section_rows(document.report))
    identity = document.report.identity
    if (former := former_id(identity)) != identity.report_id:
        rows["former_ids"].append(
            schema.FormerId(report_id=identity.report_id, report_year=identity.report_year, former_id=former)
        )


def _add_comparisons(
    rows: dict[str, list[Any]], reports: Sequence[ReportContent], conflicts: Mapping[str, Sequence[str]]
) -> None:
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
            *((check_conflict(others),) if (others := conflicts.get(identity.report_id)) else ()),
        )
        rows["indicators"].extend(indicator_row(report, figure) for figure in (*report.figures, *derived))
        rows["checks"].extend(check_row(report, finding) for finding in findings)
        rows["ratios"].extend(ratio_row(report, value) for value in compute_ratios(report, derived, before, findings))


def _series(report: ReportContent, year: int) -> tuple[str, str, int]:
    return place_of(report.identity)["place_id"] or "", report.identity.suffix, year

"""Statistics tables that stand alone in a document: the annex of the report of the same publisher and year."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from knowledge.titles import read_title
from parsers.model import Figure, ReportContent, Span
from parsing.sources import ParsedDocument


def with_tables_apart(
    documents: Sequence[ParsedDocument],
) -> tuple[Sequence[ParsedDocument], Sequence[ParsedDocument]]:
    """The documents that would hold one report, and those of them that are its table; a table alone is the report."""
    tables = [document for document in documents if _is_table(document.report)]
    if len(tables) == len(documents):
        return documents, ()
    return [document for document in documents if document not in tables], tables


def _is_table(report: ReportContent) -> bool:
    """Whether a report is titled as a statistics table, and nothing else."""
    title = report.identity.title or ""
    return read_title(title) is None and read_title(title, of_table=True) is not None


def with_table(report: ReportContent, table: ReportContent) -> ReportContent:
    """A report with the text and the figures of its table behind its own.

    A figure that the report states itself, in the same words or others, stays as it is and is not taken twice.

    Args:
        report: The report.
        table: What was read of the document that holds its table.
    """
    known = {(figure.code, figure.applicant_type, figure.year, figure.value) for figure in report.figures}
    shift = len(report.text) + 1
    added = [
        _moved(figure, shift)
        for figure in table.figures
        if (figure.code, figure.applicant_type, figure.year, figure.value) not in known
    ]
    codes = {figure.code for figure in table.figures}
    applied = {(finding.rule_id, finding.applicant_type) for finding in report.findings}
    findings = (
        finding
        for finding in table.findings
        if finding.codes
        and codes.issuperset(finding.codes)
        and (finding.rule_id, finding.applicant_type) not in applied
    )
    return dataclasses.replace(
        report,
        form=table.form if report.form == "narrative" else report.form,
        text=f"{report.text}\n{table.text}",
        figures=(*report.figures, *added),
        findings=(*report.findings, *findings),
    )


def _moved(figure: Figure, shift: int) -> Figure:
    return dataclasses.replace(figure, span=Span(figure.span.start + shift, figure.span.end + shift), section_id=None)

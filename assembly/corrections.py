"""Figures that a person has read again: reviewed overrides, each bound to a document and to words in it.

They are applied when all reports are chosen, before sums, ratios and the panel are made of the figures. A correction
that no longer fits what is read is not applied, and told by a flag.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Final

from knowledge.fields import Among, Fault, Reader
from knowledge.forms import applicant_names
from knowledge.loading import read_rows
from parsers.knowledge.codebook import codebook
from parsers.model import Figure, Flag, ReportContent, Span
from parsers.text.sections import section_at

CORRECTED: Final = "corrected"
NOT_APPLIED: Final = "correction_not_applied"
_HASH = re.compile(r"[0-9a-f]{64}")
_CELL = " | "


def document_hash(text: str) -> str:
    """The id of a document.

    Raises:
        ValueError: It is none.
    """
    if not _HASH.fullmatch(text):
        raise ValueError(text)
    return text


HASH_READER = Reader("a document_id: a SHA-256 of 64 hexadecimal digits in lower case", document_hash)
DAY_READER = Reader("a day such as 2026-11-26", dt.date.fromisoformat)


@dataclasses.dataclass(frozen=True, slots=True)
class Correction:
    """A row of `corrections.csv`.

    Attributes:
        document_id: Document that the report is read from, or a part of it.
        code: What is counted.
        applicant_type: Column of the applicants' matrix, or `total`.
        year: Year that the figure is about.
        words: The words of the document that say so.
        reason: What went wrong, for a person.
        reviewed_by: Who has read it again.
        reviewed_on: When.
        read: What the program reads; None where it reads nothing.
        value: What the document says, in the unit of the codebook; None where the figure is none.
    """

    document_id: Annotated[str, HASH_READER]
    code: Annotated[str, Among("a code of the codebook", codebook)]
    applicant_type: Annotated[str, Among("a column of the applicants' matrix", applicant_names)]
    year: int
    words: str
    reason: str
    reviewed_by: str
    reviewed_on: Annotated[dt.date, DAY_READER]
    read: float | None = None
    value: float | None = None

    @classmethod
    def check(cls, rows: Sequence[Correction]) -> Iterator[Fault]:
        """A row changes something, and no two say what to make of the same figure."""
        seen: set[tuple[str, str, str, int, float | None]] = set()
        for index, row in enumerate(rows):
            if row.read == row.value:
                yield Fault((index, "value"), "the correction changes nothing", "Write what is read, or what is right.")
            key = (row.document_id, row.code, row.applicant_type, row.year, row.read)
            if key in seen:
                yield Fault((index, "code"), f"{row.code} of {row.year} is corrected twice", "Keep one of the rows.")
            seen.add(key)


Corrections = Mapping[str, Sequence[Correction]]
"""Corrections by their document."""


def by_document(rows: Sequence[Correction]) -> Corrections:
    """Corrections by their document."""
    found: defaultdict[str, list[Correction]] = defaultdict(list)
    for row in rows:
        found[row.document_id].append(row)
    return found


@functools.cache
def corrections() -> Corrections:
    """The corrections of the project, by document.

    Raises:
        KnowledgeError: The file has a mistake.
    """
    return by_document(read_rows("assembly", "corrections.csv", Correction))


def correct(report: ReportContent, rows: Sequence[Correction]) -> tuple[ReportContent, tuple[Flag, ...]]:
    """A report with corrections applied, and a flag for each of them.

    What the report's own checks said about a corrected figure is left out: they judged another number.

    Args:
        report: The report.
        rows: The corrections of its documents.
    """
    flags: list[Flag] = []
    figures, changed = list(report.figures), set()
    for row in rows:
        why_not = _apply(row, report, figures)
        was = "nothing" if row.read is None else f"{row.read:.10g}"
        told = "no figure" if row.value is None else f"{row.value:.10g}"
        what = f"{row.code} ({row.applicant_type}) of {row.year}: {was} was read, and the document says {told}"
        by = f"reviewed by {row.reviewed_by} on {row.reviewed_on}"
        if why_not:
            flags.append(Flag(NOT_APPLIED, f"a correction is not applied, because {why_not}: {what}; {by}", row.words))
        else:
            changed.add(row.code)
            start = report.text.find(row.words)
            span = Span(start, start + len(row.words))
            flags.append(Flag(CORRECTED, f"{what} ({row.reason}); {by}", row.words, span))
    findings = tuple(finding for finding in report.findings if not changed.intersection(finding.codes))
    return dataclasses.replace(report, figures=tuple(figures), findings=findings), tuple(flags)


def _apply(row: Correction, report: ReportContent, figures: list[Figure]) -> str:
    """Applies a correction to the figures; returns why it cannot be applied, or nothing."""
    start = report.text.find(row.words)
    if start < 0:
        return "its words do not stand in the text"
    places = [
        place
        for place, figure in enumerate(figures)
        if (figure.code, figure.applicant_type, figure.year) == (row.code, row.applicant_type, row.year)
        and not figure.label
        and (row.read is None or figure.value == row.read)
    ]
    if row.read is not None and not places:
        return f"{row.read:.10g} is not read any more"
    if any(figures[place].value == row.value for place in places):
        return "the figure is read by itself"
    if row.value is None:
        for place in reversed(places):
            del figures[place]
        return ""
    right = _figure(row, row.value, report, Span(start, start + len(row.words)))
    if row.read is None:
        figures.append(right)
    else:
        # One figure stands for all that were read alike, in a table and in the text.
        figures[places[0]] = dataclasses.replace(right, scope=figures[places[0]].scope)
        for place in reversed(places[1:]):
            del figures[place]
    return ""


def _figure(row: Correction, value: float, report: ReportContent, span: Span) -> Figure:
    section = section_at(report.sections, span.start)
    plain = f"{value:.10g}"
    return Figure(
        code=row.code,
        applicant_type=row.applicant_type,
        year=row.year,
        value=value,
        unit=codebook()[row.code].unit,
        printed=plain if plain in row.words else row.words,
        scope=report.scope,
        source="table" if _CELL in row.words else "narrative",
        span=span,
        section_id=section.section_id if section else None,
        corrected=True,
    )

"""A report's journey, first half: one document, from its bytes to what it says.

bytes -> page (decode, blocks) -> repaired page -> tables rebuilt -> body -> identity, text, sections -> figures ->
findings of the checks. A document that is no report leaves on the way, as `rejected` or `failed`, with the reason.

The second half, all documents together to the rows of a snapshot, is `assembly.reports`; `storage.dataset` publishes
them. `docs/how-it-reads.md` follows one report through every step.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from knowledge.personal_numbers import blanked, mask
from parsers.blocks.flattened.rebuild import rebuild_tables
from parsers.blocks.reader import read_page
from parsers.blocks.text_rows import with_text_rows_apart
from parsers.body.bundle import unpacked
from parsers.body.finding import Body, find_body
from parsers.body.parts import PART, with_parts
from parsers.body.pictures import is_picture, with_pictures
from parsers.body.provenance import provenance
from parsers.body.rejection import reject_body, reject_page, reject_role, reject_without_figures
from parsers.checks.blanks import blank_rows
from parsers.checks.completeness import missing_pages, missing_parts
from parsers.checks.derived import has_unknown_columns
from parsers.checks.ledger import Facts
from parsers.checks.report import check_report
from parsers.errors import TITLE, NotAReport, Unreadable
from parsers.figures.forms.joined_rows import with_rows_parted
from parsers.figures.forms.other_holders import territory_of
from parsers.figures.forms.reading import FormReading, read_forms
from parsers.figures.own_tables.reading import read_own_tables
from parsers.identify.identity import identify
from parsers.model import (
    Block,
    Document,
    Figure,
    Flag,
    Identity,
    Narrative,
    Page,
    Paragraph,
    Parsed,
    ReportContent,
    ReportText,
    Section,
)
from parsers.prose.reading import read_prose
from parsers.prose.sentences.reporter import reporter_of
from parsers.repair.page import repair, restored
from parsers.scans.figures import Settled, in_scans, is_recognized, placed, settle
from parsers.scans.model import is_scanned
from parsers.text.fingerprint import fingerprint, own_numbers
from parsers.text.layout import in_other_words, lay_out, shortened
from parsers.text.sections import find_sections, section_id_at


def parse(document: Document) -> Parsed:
    """Reads a document: a report with its text and figures, or the reason why it is none.

    The same document gives the same result on every machine. Nothing is raised for bad input.
    """
    page: Page | None = None
    is_open = False
    try:
        reject_role(document.role)
        document, left_out = unpacked(document)
        page = read_page(document)
        page = dataclasses.replace(page, flags=(*page.flags, *left_out))
        if document.role == PART:
            return _ended(PART, None, repair(page)[0])
        n_pictures = len(page.pictures)
        page, document = with_pictures(page, document)
        reject_page(page)
        page, script = repair(page)
        before = page.flags
        blocks = with_text_rows_apart(page.blocks)
        rebuilt = rebuild_tables(blocks)
        blocks, parted = with_rows_parted(rebuilt.blocks)
        flags = tuple(flag for flag in page.flags if not _is_settled(flag, parted))
        page = dataclasses.replace(page, blocks=blocks, flags=(*flags, *rebuilt.flags))
        body, page = with_parts(find_body(page), page, document)
        is_open = reject_body(body, page)
        wrong = [flag for flag in page.flags if flag not in before]
        further = sum(not is_picture(part) for part in document.parts)
        pages = missing_pages(page, further + document.missing_parts)
        report = read_report(body, script, document, wrong, tuple(pages), n_pictures)
        if is_open:
            reject_without_figures(report.figures)
    except NotAReport as rejection:
        # Whatever else is missing, what has no more of a report than its title is none for that reason.
        return _ended("rejected", TITLE if is_open else rejection.reason, page)
    except Unreadable as failure:
        return _ended("failed", failure.reason, page)
    return Parsed(
        outcome="report",
        media_type=page.media_type,
        encoding=page.encoding,
        repairs=page.repairs,
        flags=tuple(dict.fromkeys((*page.flags, *report.flags, *_flags(body)))),
        provenance=provenance(document, page, script),
        report=report,
        fingerprint=fingerprint(report.text),
        own_numbers=own_numbers(report.text),
    )


def _is_settled(flag: Flag, parted: frozenset[str]) -> bool:
    """Whether a flag says that the numbers of a cell were not taken which are cells of their own now."""
    return flag.kind == "several_numbers" and any(f": {words}" in flag.sentence for words in parted if words)


def read_report(
    body: Body,
    script: str,
    document: Document,
    flags: Sequence[Flag] = (),
    missing: Sequence[Flag] = (),
    n_pictures: int = 0,
) -> ReportContent:
    """Reads what a report says of itself, its sections and its figures.

    Args:
        body: The report.
        script: Script that it was written in.
        document: The document that it stands in.
        flags: What is wrong with its tables.
        missing: Pages of it that are not there.
        n_pictures: Pictures in its text.
    """
    identity, disagreements = identify(body, document)
    blocks, settled = _with_scans_settled(restored(body.blocks), identity)
    laid_out = lay_out(blocks)
    # Quotes and headings are cut from the masked text; nothing that counts sees a digit of a personal number.
    published = in_other_words(laid_out, mask(laid_out.text))
    text = laid_out if published is laid_out else in_other_words(laid_out, blanked(laid_out.text))
    sections = find_sections(published)
    scope = "citywide" if identity.covers_a_place else "office"
    forms, unproved = _read_forms(text, identity, flags, scope, sections, settled)
    own = [table for table in text.tables if table not in forms.tables]
    in_own_tables = read_own_tables(
        text, own, sections, identity.report_year, identity.level, scope, read=forms.of_others
    )
    tables = (*forms.figures, *in_own_tables.figures)
    reporter = reporter_of(identity)
    narrative = read_prose(text, sections, identity.report_year, identity.level, scope, tables, reporter)
    if settled is not None:
        narrative = in_scans(narrative, text, blocks)
    in_tables = {(f.code, f.applicant_type, f.year, f.value) for f in tables}
    in_prose = [f for f in narrative.figures if (f.code, f.applicant_type, f.year, f.value) not in in_tables]
    missing = (*missing, *missing_parts(identity.report_year, forms.form, text, sections, n_pictures))
    return ReportContent(
        identity=identity,
        form=forms.form,
        script=script,
        scope=scope,
        text=published.text,
        sections=sections,
        figures=(*tables, *in_prose, *unproved),
        findings=check_report(_facts(body, identity, text, forms, tables, narrative, missing)),
        flags=(*disagreements, *forms.flags, *missing),
        unread=tuple(sorted((*narrative.unread, *in_own_tables.unread), key=lambda one: one.span.start)),
        n_numbers=narrative.n_numbers + in_own_tables.n_numbers,
    )


def _with_scans_settled(blocks: tuple[Block, ...], identity: Identity) -> tuple[tuple[Block, ...], Settled | None]:
    """Blocks with the numbers of recognised tables as they are settled, and what is known of them; None without any."""
    if not any(map(is_scanned, blocks)):
        return blocks, None
    return settle(blocks, identity.report_year, territory_of(identity))


def _read_forms(
    text: ReportText,
    identity: Identity,
    flags: Sequence[Flag],
    scope: str,
    sections: Sequence[Section],
    settled: Settled | None,
) -> tuple[FormReading, tuple[Figure, ...]]:
    """What the tables of a report give, and figures of recognised ones that nothing proves."""
    year, territory = identity.report_year, territory_of(identity)
    if settled is None:
        return read_forms(text, year, flags, scope, sections, territory), ()
    recognized = [table for table in text.tables if is_recognized(table)]
    printed = dataclasses.replace(text, tables=tuple(table for table in text.tables if table not in recognized))
    read = read_forms(printed, year, flags, scope, sections, territory)
    found, open_cells = placed(settled, recognized)
    figures = [_in_section(dataclasses.replace(figure, scope=scope), sections) for figure in found]
    whole = FormReading(
        form=settled.reading.form if read.form == "narrative" else read.form,
        figures=(*read.figures, *(figure for figure in figures if not figure.unproved)),
        tables=read.tables | frozenset(recognized),
        flags=(*read.flags, *settled.reading.flags, *open_cells),
        beside_unknown=read.beside_unknown | settled.reading.beside_unknown,
        of_others=read.of_others,
    )
    return whole, tuple(figure for figure in figures if figure.unproved)


def _facts(
    body: Body,
    identity: Identity,
    text: ReportText,
    forms: FormReading,
    tables: Sequence[Figure],
    narrative: Narrative,
    missing: Sequence[Flag],
) -> Facts:
    """What the checks need to know; figures that stand in the text and in a table are compared here in both places."""
    return Facts(
        year=identity.report_year,
        form=forms.form,
        level=identity.level,
        text=text.text,
        figures=tuple(figure for figure in (*tables, *narrative.figures) if not figure.unproved),
        lumps=narrative.lumps,
        blank_rows=blank_rows(text.tables, forms.form),
        fully_read=not forms.flags,
        unknown_columns=has_unknown_columns(forms.flags),
        beside_unknown=forms.beside_unknown,
        title=identity.title,
        published=identity.published_date,
        period=identity.period,
        second_body=body.second.share if body.second else None,
        second_differences=tuple(map(shortened, body.second.differences)) if body.second else (),
        missing=tuple(flag.sentence for flag in missing),
    )


def _ended(outcome: str, reason: str | None, page: Page | None) -> Parsed:
    if page is None:
        return Parsed(outcome=outcome, reason=reason)
    text = "".join(block.text for block in page.blocks if isinstance(block, Paragraph) and not block.aside)
    return Parsed(
        outcome=outcome,
        reason=reason,
        media_type=page.media_type,
        encoding=page.encoding,
        repairs=page.repairs,
        flags=page.flags,
        fingerprint=fingerprint(text),
        own_numbers=own_numbers(text),
    )


def _flags(body: Body) -> Iterator[Flag]:
    if body.other:
        words = shortened(body.other)
        yield Flag("other_report", f"another report stands in the document and was left out: {words}", words)
    if body.second is not None:
        yield Flag("second_body", "the body stands twice; the second copy was left out")
        for text in map(shortened, body.second.differences):
            yield Flag("second_body_differs", f"the second copy of the body differs: {text}", text)


def _in_section(figure: Figure, sections: Sequence[Section]) -> Figure:
    return dataclasses.replace(figure, section_id=section_id_at(sections, figure.span.start))

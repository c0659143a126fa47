"""A report's journey, second half: all parsed documents together to the rows of a snapshot.

parsed documents (`parsing.store`), place by place -> grouped by report -> copies and revisions told apart
(`assembly.copies`) -> derived figures, comparisons with the year before, ratios -> comparisons with other places ->
rows of `storage.schema`, which `storage.dataset` publishes. `assemble_by_place` shows the order.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from assembly import corrections as reviewed
from assembly import withheld as listed
from assembly.annexed_tables import with_table, with_tables_apart
from assembly.copies import Copy, Sketch, Version, differences, nearest, same_reports, versions
from assembly.former_ids import former_id
from assembly.government_years import government_year, years_without_figures
from assembly.panel import conflict_row, panel_rows
from assembly.revised import changed_figures
from assembly.rows import check_row, indicator_row, place_of, ratio_row, report_row, section_rows, unread_rows
from parsers.body.parts import PART
from parsers.checks.derived import derived_figures
from parsers.checks.ratios import compute_ratios
from parsers.checks.years import check_conflict, check_copies, check_years, figures_key
from parsers.model import Flag, ReportContent
from parsers.version import PARSER_VERSION
from parsing.sources import ParsedDocument, Source
from storage import schema

_PROOF = tuple(schema.EVIDENCE_MEANINGS)
"""Kinds of evidence for a publisher, the strongest first, as the schema lists them."""
_SERIAL_DIGITS = 7
"""Digits from which an index number names one report and not only its agency."""
TOGETHER = 500
"""Documents that are in memory together: about half a megabyte each. A place that has more is not divided."""


Rows = dict[str, list[Any]]
"""Rows of the tables of a snapshot, by the name of the table."""
Load = Callable[[Sequence["Key"]], Sequence[ParsedDocument]]
"""What reads parsed documents back by their keys, in the same order."""


@dataclasses.dataclass(frozen=True, slots=True)
class Review:
    """What persons have decided about documents.

    Attributes:
        corrections: Figures that were read again, by document.
        withheld: Documents whose words are not published.
    """

    corrections: reviewed.Corrections
    withheld: Mapping[str, listed.Withheld]


@dataclasses.dataclass(frozen=True, slots=True)
class Key:
    """The little of a parsed document that questions across places need.

    Attributes:
        source: The document.
        outcome: What the parsers made of it.
        report_id: Report that it holds, if it is one.
        report_year: Year of that report.
        place: Id of the place that reports.
        sketch: What copies of it are found by.
        figures: What copied figures are found by (`parsers.checks.years.figures_key`).
    """

    source: Source
    outcome: str
    report_id: str | None
    report_year: int | None
    place: str | None
    sketch: Sketch
    figures: str | None


def key_of(document: ParsedDocument) -> Key:
    """The key of a parsed document."""
    report = document.parsed.report
    return Key(
        source=document.source,
        outcome=document.parsed.outcome,
        report_id=report.identity.report_id if report else None,
        report_year=report.identity.report_year if report else None,
        place=place_of(report.identity)["place_id"] if report else None,
        sketch=Sketch.of(document.parsed.fingerprint, document.parsed.own_numbers),
        figures=figures_key(report) if report else None,
    )


def assemble(documents: Sequence[ParsedDocument], review: Review | None = None) -> Rows:
    """Makes the rows of every table of a snapshot except `coverage`, which needs the registry and the log, too.

    Args:
        documents: All documents.
        review: What persons have decided; by default the project's own files.
    """
    by_id = {document.source.document_id: document for document in documents}
    rows: Rows = {name: [] for name in schema.SNAPSHOT_TABLES}
    parts = assemble_by_place(
        [key_of(document) for document in documents],
        lambda keys: [by_id[key.source.document_id] for key in keys],
        review,
    )
    for part in parts:
        for name, some in part.items():
            rows[name].extend(some)
    return rows


def assemble_by_place(keys: Sequence[Key], load: Load, review: Review | None = None) -> Iterator[Rows]:
    """Makes the rows of a snapshot, some places at a time, so that never more than these are in memory.

    All years of one government and of its agencies come together: what belongs to one report, and the year before.
    What is compared across places is answered from the keys.

    Args:
        keys: Keys of all documents.
        load: What reads the documents themselves.
        review: What persons have decided; by default the project's own files.

    Yields:
        Rows, by table; never those of `coverage`.
    """
    by_id = {key.source.document_id: key for key in keys}
    copies = _copies_of_unknown(keys)
    review = review or Review(reviewed.corrections(), listed.withheld())
    across = _Across(by_id, copies, review.corrections, *_silenced(by_id, copies, review.withheld))
    figures: dict[str, str | None] = {}
    published: dict[str, ReportContent] = {}
    for group in some_places(keys):
        part = _Part(across, load(group))
        for report, key in part.published:
            figures[report.identity.report_id] = key
            published[report.identity.report_id] = dataclasses.replace(
                report, text="", sections=(), figures=(), findings=(), flags=(), unread=()
            )
        yield part.rows
        # Gone before the next are read.
        del part
    copied = check_copies(figures)
    yield {"checks": [check_row(published[report_id], finding) for report_id, finding in copied.items()]}


@dataclasses.dataclass(frozen=True, slots=True)
class _Across:
    """What is known of all documents.

    Attributes:
        keys: Their keys, by document.
        copies: Document and likeness of what those that do not say whose they are repeat.
        corrections: What persons have read again, by document.
        silent_reports: Why the words of a report are not published, by its id.
        silent_documents: The same by document.
    """

    keys: Mapping[str, Key]
    copies: Mapping[str, tuple[str, float]]
    corrections: reviewed.Corrections
    silent_reports: Mapping[str, str]
    silent_documents: Mapping[str, str]


def _silenced(
    keys: Mapping[str, Key], copies: Mapping[str, tuple[str, float]], rows: Mapping[str, listed.Withheld]
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Reports and documents whose words are withheld, each with the sentence that says why."""
    reports, documents = {}, {}
    for document_id, row in rows.items():
        if key := keys.get(document_id):
            documents[document_id] = row.sentence
            original = copies[document_id][0] if document_id in copies else key.source.part_of
            report_id = key.report_id or (keys[original].report_id if original else None)
            if report_id:
                reports[report_id] = row.sentence
    return reports, documents


def some_places(keys: Sequence[Key]) -> Iterator[list[Key]]:
    """The documents of whole places, as many as may be in memory together; then those of none."""
    places: dict[str, list[Key]] = defaultdict(list)
    others: list[Key] = []
    for key in sorted(keys, key=lambda key: key.source.order):
        if key.place is None:
            others.append(key)
        else:
            places[key.place].append(key)
    group: list[Key] = []
    for place in sorted(places):
        if group and len(group) + len(places[place]) > TOGETHER:
            yield group
            group = []
        group.extend(places[place])
    if group:
        yield group
    for start in range(0, len(others), TOGETHER):
        yield others[start : start + TOGETHER]


class _Part:
    """The rows of some places.

    Attributes:
        rows: The rows.
        published: The reports that are published, each with what copied figures are found by.
    """

    def __init__(self, across: _Across, documents: Sequence[ParsedDocument]) -> None:
        documents = [_marked(document, across) for document in documents]
        by_id = {document.source.document_id: document for document in documents}
        self.rows: Rows = {name: [] for name in schema.SNAPSHOT_TABLES if name != "coverage"}
        self.published: list[tuple[ReportContent, str | None]] = []
        conflicts: dict[str, list[str]] = {}
        n_copies = Counter(across.keys[original].report_id for original, _ in across.copies.values())
        for report_id, group in _by_report(documents).items():
            reports, tables = with_tables_apart(group)
            claimed, *others = same_reports([_copy(document) for document in reports])
            states = versions(claimed)
            newest = states[-1].original
            _flag_conflicts(newest, others, by_id)
            # What a revision changed is told of the documents themselves, before others are read together with one.
            _add_earlier(self.rows, states, by_id)
            self.rows["documents"].extend(_add_tables(newest, tables, by_id))
            _correct(newest, tables, by_id, across.corrections)
            n_documents = len(claimed) + n_copies[report_id] + len(tables)
            _add_report(self.rows, by_id[newest.document_id], len(states), n_documents)
            self.published.append((by_id[newest.document_id].report, across.keys[newest.document_id].figures))
            self.rows["documents"].extend(_document_rows(states, by_id))
            conflicts[report_id] = list(_add_conflicts(self.rows, newest, others, by_id))
        _add_comparisons(self.rows, [report for report, _ in self.published], conflicts)
        self.rows["documents"].extend(
            _document_row(document, _end(document, across)) for document in documents if document.parsed.report is None
        )
        self.rows["flags"].extend(flag for row in self.rows["documents"] for flag in _flags(row, by_id, across))
        if across.silent_documents:
            self.rows = dict(listed.without_words(self.rows, across.silent_reports, across.silent_documents))


def _marked(document: ParsedDocument, across: _Across) -> ParsedDocument:
    """A document with a flag that says why its words are withheld, where they are."""
    key = across.keys[document.source.document_id]
    why = across.silent_documents.get(document.source.document_id) or across.silent_reports.get(key.report_id or "")
    if not why:
        return document
    parsed = dataclasses.replace(document.parsed, flags=(*document.parsed.flags, Flag(listed.WITHHELD, why)))
    return dataclasses.replace(document, parsed=parsed)


def _add_tables(
    published: Copy, tables: Sequence[ParsedDocument], by_id: dict[str, ParsedDocument]
) -> Iterator[schema.Document]:
    """Puts tables that stand alone behind the report that they belong to, and yields the rows of their documents."""
    for document in tables:
        whole = by_id[published.document_id]
        report = with_table(whole.report, document.report)
        by_id[published.document_id] = dataclasses.replace(
            whole, parsed=dataclasses.replace(whole.parsed, report=report)
        )
        source = dataclasses.replace(document.source, part_of=published.document_id)
        by_id[source.document_id] = part = dataclasses.replace(document, source=source)
        yield _document_row(part, _End(PART, f"Read together with {whole.source.url}.", published.report_id))


def _correct(
    published: Copy,
    tables: Sequence[ParsedDocument],
    by_id: dict[str, ParsedDocument],
    corrections: reviewed.Corrections,
) -> None:
    """Applies the corrections of a published document and of what is read together with it; each leaves a flag."""
    whole = by_id[published.document_id]
    read = (whole.source, *whole.source.parts, *(table.source for table in tables))
    rows = [row for source in read for row in corrections.get(source.document_id, ())]
    if rows:
        report, flags = reviewed.correct(whole.report, rows)
        parsed = dataclasses.replace(whole.parsed, report=report, flags=(*whole.parsed.flags, *flags))
        by_id[published.document_id] = dataclasses.replace(whole, parsed=parsed)


def _by_report(documents: Iterable[ParsedDocument]) -> Mapping[str, list[ParsedDocument]]:
    groups: dict[str, list[ParsedDocument]] = defaultdict(list)
    for document in documents:
        if document.parsed.report:
            groups[document.report.identity.report_id].append(document)
    return groups


def _copies_of_unknown(keys: Sequence[Key]) -> dict[str, tuple[str, float]]:
    """Documents that were rejected because they do not say whose report they are, and are copies of one that does."""
    known = {key.source.document_id: key.sketch for key in keys if key.report_id}
    unknown = {key.source.document_id: key.sketch for key in keys if key.outcome == "rejected" and key.sketch.packed}
    return nearest(unknown, known)


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


def _end(document: ParsedDocument, across: _Across) -> _End:
    if document.source.part_of and document.parsed.outcome == PART:
        whole = across.keys[document.source.part_of]
        return _End(PART, f"Read together with {whole.source.url}.", whole.report_id)
    if document.source.document_id not in across.copies:
        return _End(document.parsed.outcome, document.parsed.reason)
    original_id, similarity = across.copies[document.source.document_id]
    original = across.keys[original_id]
    reason = f"Does not say whose report it is, but has the text of {original.source.url}."
    return _End("duplicate", reason, original.report_id, original_id, round(similarity, 4))


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
        part_of=document.source.part_of,
        report_id=end.report_id,
        duplicate_of=end.duplicate_of,
        similarity=end.similarity,
        repairs=document.parsed.repairs,
        flags=tuple(flag.sentence for flag in document.parsed.flags),
        provenance=document.parsed.provenance,
        parser_version=PARSER_VERSION,
    )


def _flags(row: schema.Document, by_id: Mapping[str, ParsedDocument], across: _Across) -> Iterable[schema.Flag]:
    """The flags of a document; offsets only where its text is published."""
    own = by_id[row.document_id].parsed
    year = across.keys[row.document_id].report_year
    whose = row.duplicate_of or row.part_of
    if year is None and whose:
        year = across.keys[whose].report_year
    for sequence, flag in enumerate(own.flags, start=1):
        span = flag.span if row.outcome in ("report", "revision") else None
        yield schema.Flag(
            document_id=row.document_id,
            sequence=sequence,
            report_id=row.report_id,
            report_year=year,
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
                figures=tuple(changed_figures(document.report, by_id[following.original.document_id].report)),
            )
        )


def _add_report(rows: dict[str, list[Any]], document: ParsedDocument, revision: int, n_documents: int) -> None:
    source = document.source
    rows["reports"].append(report_row(document.report, source.document_id, source.url, revision, n_documents))
    rows["sections"].extend(section_rows(document.report))
    rows["unread"].extend(unread_rows(document.report))
    identity = document.report.identity
    if (former := former_id(identity)) != identity.report_id:
        rows["former_ids"].append(
            schema.FormerId(report_id=identity.report_id, report_year=identity.report_year, former_id=former)
        )


def _add_comparisons(
    rows: dict[str, list[Any]], reports: Sequence[ReportContent], conflicts: Mapping[str, Sequence[str]]
) -> None:
    """Figures, the panel, checks and ratios: what follows from a report's own figures and from its year before."""
    by_year = {_series(report, report.identity.report_year): report for report in reports}
    of_year: dict[tuple[str, str, int], list[ReportContent]] = defaultdict(list)
    for report in reports:
        of_year[_series(report, report.identity.report_year)].append(report)
    for report in reports:
        identity = report.identity
        others = conflicts.get(identity.report_id, ())
        before = by_year.get(_series(report, identity.report_year - 1))
        derived = derived_figures(report)
        findings = (
            *report.findings,
            *(check_years(report, before) if before else ()),
            *((check_conflict(others),) if others else ()),
        )
        rows["indicators"].extend(indicator_row(report, figure) for figure in (*report.figures, *derived))
        claims = of_year[_series(report, identity.report_year)]
        ratios = [ratio_row(report, value) for value in compute_ratios(report, derived, before, findings)]
        if not others and len(claims) == 1:
            panel = list(panel_rows(report, derived, findings))
            rows["panel"].extend(panel)
            rows["government_years"].extend(government_year(report, panel, ratios, findings))
        elif report is claims[0]:
            addresses = [url for one in claims for url in conflicts[one.identity.report_id]]
            conflict = conflict_row(claims, addresses)
            rows["panel"].append(conflict)
            rows["government_years"].extend(years_without_figures([conflict]))
        rows["checks"].extend(check_row(report, finding) for finding in findings)
        rows["ratios"].extend(ratios)


def _series(report: ReportContent, year: int) -> tuple[str, str, int]:
    return place_of(report.identity)["place_id"] or "", report.identity.suffix, year

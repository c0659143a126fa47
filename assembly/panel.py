"""The table `panel`: of all figures of a report the one to use of each code, or why there is none.

The rule of choice stands in `storage.schema.Panel`; consumers read it in the data dictionary.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from assembly.rows import place_of
from knowledge.forms import TOTAL, form_for
from parsers.checks.completeness import COMPLETENESS
from parsers.checks.ledger import amount
from parsers.knowledge.codebook import codebook
from parsers.knowledge.definitions import comparability
from parsers.knowledge.forms import FormRow, label_key, layout, official_key
from parsers.knowledge.units import units
from parsers.model import Figure, Finding, Flag, ReportContent, Unread
from parsers.text.sections import areas_of_topics
from storage.schema import ALL_CODES, SOURCES, Coverage, Panel

_GRAVE = ("error", "warn")
_ROW_FLAGS = (
    "form_row_unread",
    "form_cell_unread",
    "form_unit_unknown",
    "several_numbers",
    "contested_row",
    "scan_cell_unread",
)
_TABLE_FLAG = "form_table_unread"
_NO_FIGURE: dict[str, Any] = {
    "value": None,
    "printed": None,
    "approx": False,
    "bound": None,
    "stated_zero": False,
    "implied": False,
    "includes_carried_in": False,
    "scope": None,
    "source": None,
    "quote": None,
    "start": None,
    "end": None,
    "corrected": False,
}
_NO_REPORT: dict[str, Any] = {
    **_NO_FIGURE,
    "code": ALL_CODES,
    "name_zh": None,
    "name_en": None,
    "unit": None,
    "comparability": None,
    "comparable_from": None,
    "comparable_to": None,
    "other_values": (),
    "contradicted": False,
    "failed_checks": (),
    "incomplete": False,
    "unread_share": None,
    "form": None,
}


def panel_rows(report: ReportContent, derived: Sequence[Figure], findings: Sequence[Finding]) -> Iterator[Panel]:
    """The rows of a report: one for each code that it gives or that the form of its year asks for.

    Args:
        report: The report.
        derived: Figures that follow from its own.
        findings: Its checks, those against the year before included.
    """
    candidates: dict[str, list[Figure]] = defaultdict(list)
    for figure in (*report.figures, *derived):
        if _is_of_the_whole(figure, report):
            candidates[figure.code].append(figure)
    common, failed = common_columns(report, findings), _failed_checks(findings)

    def row(code: str, status: str, figure: dict[str, Any], others: tuple[float, ...] = ()) -> Panel:
        of_code = {
            **_of_code(code, report.identity.report_year),
            "other_values": others,
            "contradicted": code in failed,
            "failed_checks": tuple(failed.get(code, ())),
        }
        return Panel(**{**common, **figure, **of_code}, code=code, status=status)

    for code, figures in candidates.items():
        chosen, others = _choose(figures)
        if chosen is None:
            yield row(code, "several", _NO_FIGURE, others)
        else:
            yield row(code, "stated", _figure(chosen, report), others)
    form = form_for(report.form, report.identity.report_year)
    asked = [line for line in layout(form.form) if line.kind == "value"] if form else []
    unproved = {figure.code for figure in report.figures if figure.unproved}
    flagged = {*_flagged(asked, report.flags, form.form if form else ""), *unproved}
    waiting = _waiting(report)
    for code in dict.fromkeys(line.code for line in asked if line.code not in candidates):
        if code in flagged:
            status = "row_flagged"
        elif any(_may_be(code, areas, unit) for areas, unit in waiting):
            status = "unread"
        else:
            status = "not_found"
        yield row(code, status, _NO_FIGURE)


def conflict_row(reports: Sequence[ReportContent], addresses: Sequence[str]) -> Panel:
    """The row of a body and year that different reports claim.

    Args:
        reports: Those that are published, at least one.
        addresses: Addresses of the documents that are not (table `conflicts`).
    """
    identity = reports[0].identity
    others = [report.identity.report_id for report in reports[1:]]
    return Panel(
        **{**_NO_REPORT, **_body(reports[0]), "form": reports[0].form},
        report_id=identity.report_id,
        status="conflict",
        reason=f"also claimed by {', '.join((*others, *addresses))}",
    )


def gap_rows(coverage: Iterable[Coverage]) -> list[Panel]:
    """One row for each year without a report of governments that are known: by another report, or by a crawl.

    For all others, which no crawl has looked for, the table `coverage` says the same, and they would be most of a small
    data set. No code is repeated: what is not there at all is one fact, not 150.
    """
    coverage = list(coverage)
    known = {row.place_id for row in coverage if row.status == "published"}
    found: dict[tuple[str, int], Panel] = {}
    for row in sorted(coverage, key=lambda row: (row.adcode, row.year)):
        if row.status != "published" and (row.status != "not_crawled" or row.place_id in known):
            found.setdefault(
                (row.place_id, row.year),
                Panel(
                    publisher_id=row.place_id,
                    adcode=row.adcode,
                    place_id=row.place_id,
                    province=row.province,
                    city=row.city,
                    county=row.county,
                    level=row.level,
                    agency_kind=row.agency_kind,
                    agency=None,
                    year=row.year,
                    **_NO_REPORT,
                    status=f"no_report:{row.status}",
                    reason=row.reason,
                    report_id=None,
                ),
            )
    return list(found.values())


def _is_of_the_whole(figure: Figure, report: ReportContent) -> bool:
    return (
        figure.year == report.identity.report_year
        and figure.applicant_type == TOTAL
        and figure.scope == report.scope
        and not figure.label
        and not figure.unproved
    )


def _choose(figures: Sequence[Figure]) -> tuple[Figure | None, tuple[float, ...]]:
    """The figure to use of those of one code, None where several are as good, and what the others say."""
    best = min(map(_rank, figures))
    first = [figure for figure in figures if _rank(figure) == best]
    net = [figure for figure in first if not figure.includes_carried_in] or first
    exact = [figure for figure in net if amount(figure).exact]
    # 14万余 and 140213 are one figure, of which one says more.
    told = exact if exact and all(amount(one).agrees(amount(exact[0])) for one in net) else net
    chosen = min(told, key=lambda figure: (figure.span.start, figure.span.end))
    values = {figure.value for figure in figures}
    if len({(figure.value, figure.bound) for figure in told}) > 1:
        return None, tuple(sorted(values))
    others = {figure.value for figure in figures if not amount(figure).agrees(amount(chosen))}
    return chosen, tuple(sorted(others))


def _rank(figure: Figure) -> int:
    if figure.implied:
        return len(SOURCES)
    return SOURCES.index(figure.source)


def _failed_checks(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """Rules that fail on the figures of all applicants, by the codes that they compare."""
    failed: dict[str, list[str]] = defaultdict(list)
    for finding in findings:
        if not finding.passed and finding.severity in _GRAVE and finding.applicant_type == TOTAL:
            for code in finding.codes:
                if finding.rule_id not in failed[code]:
                    failed[code].append(finding.rule_id)
    return {code: sorted(rules) for code, rules in failed.items()}


@functools.cache
def _of_code(code: str, year: int) -> Mapping[str, Any]:
    """What the codebook says of a code, and which years may be compared with one."""
    known, compared = codebook()[code], comparability(code)
    first, last = compared.years(year)
    return {
        "name_zh": known.name_zh,
        "name_en": known.name_en,
        "unit": known.unit,
        "comparability": compared.grade,
        "comparable_from": first,
        "comparable_to": last,
    }


def _body(report: ReportContent) -> dict[str, Any]:
    identity = report.identity
    place = place_of(identity)
    return {
        "publisher_id": "-".join(filter(None, (place["place_id"], identity.suffix))),
        **place,
        "agency": identity.agency,
        "year": identity.report_year,
    }


def common_columns(report: ReportContent, findings: Iterable[Finding]) -> dict[str, Any]:
    """What all rows of a report say alike."""
    n_unread = sum(number.kind == "unread" for number in report.unread)
    return {
        **_body(report),
        "report_id": report.identity.report_id,
        "reason": None,
        "form": report.form,
        "incomplete": any(finding.rule_id == COMPLETENESS and not finding.passed for finding in findings),
        "unread_share": n_unread / report.n_numbers if report.n_numbers else None,
    }


def _figure(figure: Figure, report: ReportContent) -> dict[str, Any]:
    return {
        "value": figure.value,
        "printed": figure.printed,
        "approx": figure.approx,
        "bound": figure.bound,
        "stated_zero": figure.stated_zero,
        "implied": figure.implied,
        "includes_carried_in": figure.includes_carried_in,
        "scope": figure.scope,
        "source": figure.source,
        "quote": report.text[figure.span.start : figure.span.end],
        "start": figure.span.start,
        "end": figure.span.end,
        "corrected": figure.corrected,
    }


def _flagged(asked: Sequence[FormRow], flags: Iterable[Flag], form: str) -> Collection[str]:
    """Codes of the rows of a form that are there, and that flags say were not read."""
    codes: set[str] = set()
    for flag in flags:
        if flag.kind in _ROW_FLAGS:
            codes.update(row.code for row in asked if _is_about(flag.subject, row, form))
        elif flag.kind == _TABLE_FLAG:
            tables = {row.table for row in asked if _is_about(flag.subject, row, form)}
            # A title does not tell which table it was.
            codes.update(row.code for row in asked if not tables or row.table in tables)
    return codes


def _is_about(subject: str, row: FormRow, form: str) -> bool:
    return official_key(subject, (form,)) == row.key or label_key(subject) == label_key(f"{row.label} {row.column}")


def _waiting(report: ReportContent) -> Collection[tuple[tuple[str, ...], str]]:
    """What the numbers of a report that are not understood may be about: areas of codes, and their unit."""
    topics = {section.section_id: section.topic for section in report.sections}
    return {(_areas(number, topics), number.unit) for number in report.unread if number.kind == "unread"}


def _areas(number: Unread, topics: Mapping[int, str]) -> tuple[str, ...]:
    return areas_of_topics().get(topics.get(number.section_id or 0, ""), ())


@functools.cache
def _may_be(code: str, areas: tuple[str, ...], unit: str) -> bool:
    """Whether a number in a section about these areas, with this unit, may be the figure of a code."""
    known = units().get(unit)
    counts = known.stands_for | {unit} if known else None
    return (counts is None or codebook()[code].unit in counts) and (
        not areas or any(code == area or code.startswith(f"{area}.") for area in areas)
    )

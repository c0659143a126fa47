"""Finds what a person means: a snapshot, a report by its place and year, the figures of a code."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from cli.errors import UnknownReport
from knowledge.place_names import spellings
from parsers.knowledge.codebook import codebook
from storage import dataset, schema
from storage.dataset import Snapshot
from storage.root import open_root

_FEW = 5
_GOVERNMENT = "government"
_NAME = re.compile(r"(?P<place>.*?)\s*(?P<year>(?:19|20)\d{2})?年?", re.ASCII)


def open_snapshot(data: str) -> Snapshot:
    """Opens the current snapshot of a data root.

    Raises:
        StorageError: Nothing has been published there.
    """
    return dataset.current(open_root(data))


def find_report(snapshot: Snapshot, name: str) -> schema.Report:
    """Finds one report by its id, or by place and year such as `无锡2017`.

    Raises:
        UnknownReport: No report, or more than one, has this name.
    """
    found = find_reports(snapshot, name)
    if len(found) > 1:
        listed = ", ".join(report.report_id for report in found[:_FEW])
        more = f" and {len(found) - _FEW} more" if len(found) > _FEW else ""
        raise UnknownReport(
            f"{name!r} names several reports: {listed}{more}",
            where=f"snapshot {snapshot.snapshot_id}",
            remedy=f"`nianbao show {name}` lists them.",
        )
    return found[0]


def find_reports(snapshot: Snapshot, name: str) -> Sequence[schema.Report]:
    """Finds what a person may mean: one report, or those of a place, of a province and year, or of a year.

    The government goes before its agencies, and a place before those that lie in it: `江苏 2017` is the province's own
    report where there is one, else all of the province in that year.

    Args:
        snapshot: The snapshot.
        name: An id, or a place, a division code or nothing, and a year or nothing.

    Returns:
        At least one report, in the order of their ids.

    Raises:
        UnknownReport: No report has this name.
    """
    reports: list[schema.Report] = snapshot.rows("reports")
    exact = [report for report in reports if report.report_id == name]
    if exact:
        return exact
    match = _NAME.fullmatch(name.strip())
    place, year = (match["place"], match["year"]) if match else (name, None)
    of_year = [report for report in reports if year is None or report.report_year == int(year)]
    if not place and of_year:
        return of_year
    for means in (_is_of, _lies_in):
        found = [report for report in of_year if means(report, place)]
        governments = [report for report in found if report.agency_kind == _GOVERNMENT]
        if found:
            return governments if year and means is _is_of and len(governments) == 1 else found
    known = {alias: row for row in reports for alias in (row.report_id, f"{row.place}{row.report_year}")}
    near = dict.fromkeys(
        known[alias].report_id for alias in difflib.get_close_matches(name, known, n=_FEW, cutoff=0.75)
    )
    raise UnknownReport(
        f"there is no report {name!r}",
        where=f"snapshot {snapshot.snapshot_id}",
        remedy=(f"Perhaps {', '.join(near)}? " if near else "") + "`nianbao show` lists all of them.",
    )


def _is_of(report: schema.Report, place: str) -> bool:
    """Whether a report is of a place, which may be named without the word for its kind (无锡, 江苏)."""
    return place == report.adcode or place in spellings(report.place)


def _lies_in(report: schema.Report, place: str) -> bool:
    return any(place in spellings(unit) for unit in (report.province, report.city, report.county) if unit)


def find_figures(
    report: schema.Report, stated: Sequence[schema.Indicator], code: str, applicant_type: str = ""
) -> list[schema.Indicator]:
    """Finds the figures of a code, those of the report's own year first.

    Args:
        report: The report.
        stated: All figures that it states.
        code: Code of the codebook.
        applicant_type: Column of the applicants' matrix; all of them where it is empty.

    Raises:
        UnknownReport: The report states no such figure.
    """
    named = (figure for figure in stated if figure.code == code and applicant_type in ("", figure.applicant_type))
    found = sorted(named, key=lambda figure: figure.year != report.report_year)
    if not found:
        raise UnknownReport(
            f"the report states no {' of '.join(filter(None, (code, applicant_type)))}"
            if code in codebook()
            else f"there is no code {code!r}",
            where=report.report_id,
            remedy=_near(code, stated) + f"`nianbao show {report.report_id}` lists what it states.",
        )
    return found


def _near(code: str, stated: Sequence[schema.Indicator]) -> str:
    """Codes of a report that a person may have meant: by their letters, or by a Chinese name."""
    codes = sorted({figure.code for figure in stated})
    named = [known for known in codes if code in codebook()[known].name_zh or code in codebook()[known].aliases]
    near = dict.fromkeys([*named, *difflib.get_close_matches(code, codes, n=_FEW, cutoff=0.5)])
    return f"Perhaps {', '.join(list(near)[:_FEW])}? " if near else ""

"""Finds what a person means: a snapshot, a report by its place and year, the figures of a code."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

from cli.errors import UnknownReport
from parsers.knowledge.codebook import codebook
from storage import dataset, schema
from storage.dataset import Snapshot
from storage.root import open_root

_FEW = 5


def open_snapshot(data: str) -> Snapshot:
    """Opens the current snapshot of a data root.

    Raises:
        StorageError: Nothing has been published there.
    """
    return dataset.current(open_root(data))


def find_report(snapshot: Snapshot, name: str) -> schema.Report:
    """Finds a report by its id, or by place and year such as `无锡市2017`.

    Raises:
        UnknownReport: No report, or more than one, has this name.
    """
    reports: list[schema.Report] = snapshot.rows("reports")
    exact = [report for report in reports if report.report_id == name]
    if exact:
        return exact[0]
    match = re.fullmatch(r"(?P<place>.*?)\s*(?P<year>\d{4})年?", name)
    found = [
        report
        for report in reports
        if match and report.report_year == int(match["year"]) and match["place"] in (report.adcode, report.place)
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownReport(f"{name!r} names several reports: {', '.join(report.report_id for report in found)}")
    known = {alias: row for row in reports for alias in (row.report_id, f"{row.place}{row.report_year}")}
    near = dict.fromkeys(
        known[alias].report_id for alias in difflib.get_close_matches(name, known, n=_FEW, cutoff=0.75)
    )
    raise UnknownReport(
        f"there is no report {name!r}",
        where=f"snapshot {snapshot.snapshot_id}",
        remedy=(f"Perhaps {', '.join(near)}? " if near else "") + "`nianbao show` lists all of them.",
    )


def find_figures(
    report: schema.Report, stated: Sequence[schema.Indicator], code: str, applicant_type: str = ""
) -> list[schema.Indicator]:
    """Finds the figures of a code.

    Args:
        report: The report.
        stated: All figures that it states.
        code: Code of the codebook.
        applicant_type: Column of the applicants' matrix; all of them where it is empty.

    Raises:
        UnknownReport: The report states no such figure.
    """
    found = [figure for figure in stated if figure.code == code and applicant_type in ("", figure.applicant_type)]
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

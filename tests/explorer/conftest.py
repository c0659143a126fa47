"""A site of the seeds, of forms of 2019 and 2021, and of a report that wants to do harm."""

from __future__ import annotations

import dataclasses
import pathlib
from typing import Any

import pytest

from assembly.knowledge_tables import knowledge_tables
from assembly.panel import gap_rows
from assembly.reports import assemble
from explorer import site
from storage import dataset
from storage.dataset import Snapshot
from storage.root import open_root
from storage.schema import Coverage
from tests.assembly.test_conflicts import document
from tests.assembly.test_panel import expected
from tests.assembly.test_reports import parsed
from tests.support import EXAMPLES, SEEDS

HOSTILE = "</script><script>window.harmed = 1</script><img src=x onerror='window.harmed = 1'>"
HARMED_REPORT = "510500-2017"
RECOGNIZED = ("320200-2017", "applications.answered.total")
"""Report and code of a figure that is as if it had been recognised on page 3 and nothing proved it."""
FACTS = site.Facts(built="2026-04-02", written="2026-04-01", contact="data@example.org")


def _covered(row: Any) -> Coverage:
    place = {name: getattr(row, name) for name in ("adcode", "place_id", "province", "city", "county", "level")}
    return Coverage(
        **place,
        agency_kind="government",
        year=row.report_year,
        status="published",
        report_id=row.report_id,
        reason=None,
    )


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    files = [*sorted(SEEDS.glob("*.txt")), EXAMPLES / "forms" / "01.html", EXAMPLES / "forms" / "08.txt"]
    documents = [parsed(f"{number}{file.name}", file.read_bytes()) for number, file in enumerate(files)]
    # Two reports of one body and year, of which nobody can tell which is whose.
    documents += [
        document("石门县人民政府2020年政府信息公开工作年度报告", 8124, 61),
        document("石门县2020年政府信息公开工作年度报告", 233, 4, lead="本报告由石门县人民政府办公室编制。"),
    ]
    rows = {name: list(of_table) for name, of_table in assemble(documents).items()}
    rows["reports"] = [_harmed(row) if row.report_id == HARMED_REPORT else row for row in rows["reports"]]
    rows["sections"] = [
        dataclasses.replace(row, heading=HOSTILE) if (row.report_id, row.section_id) == (HARMED_REPORT, 1) else row
        for row in rows["sections"]
    ]
    rows["indicators"] = [
        dataclasses.replace(row, unproved=True, page=3) if (row.report_id, row.code) == RECOGNIZED else row
        for row in rows["indicators"]
    ]
    rows["coverage"] = [_covered(row) for row in rows["reports"] if row.agency_kind == "government"]
    rows["coverage"] += [expected("510600", 2017, "blocked"), expected("320500", 2018, "not_crawled")]
    rows["panel"].extend(gap_rows(rows["coverage"]))
    rows |= knowledge_tables([])
    root = open_root(tmp_path_factory.mktemp("explored"))
    dataset.publish(root, rows)
    return dataset.current(root)


def _harmed(row: Any) -> Any:
    return dataclasses.replace(
        row,
        title=HOSTILE,
        source_url="javascript:window.harmed=1",
        doc_number=HOSTILE,
        text=f"{row.text}\n{HOSTILE}\u2028{HOSTILE}",
    )


@pytest.fixture(scope="session")
def folder(snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """The folder of the site."""
    target = tmp_path_factory.mktemp("written") / "site"
    site.write(snapshot, target, FACTS)
    return target

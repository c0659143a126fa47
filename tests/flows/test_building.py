"""From archived bytes to a published snapshot, without a crawl."""

from __future__ import annotations

import asyncio
import pathlib

import pytest

from assembly.sources import distinct_documents
from flows.annual import annual, build, crawl
from flows.errors import CrawlFailed, NothingToBuild
from spiders.errors import RegistryError
from storage import dataset
from storage.fetch_log import FetchLog
from storage.ingesting import ingest
from storage.root import DataRoot, open_root
from tests.storage.rows import fetch
from tests.support import SEEDS

pytestmark = pytest.mark.usefixtures("prefect_server")

REPORT = """芜湖市人民政府2016年政府信息公开工作年度报告
一、依申请公开情况
全市收到政府信息公开申请688件，共答复682件，办理工作有序开展，群众较为满意，没有发生问题。
"""


def build_from(root: DataRoot, folder: pathlib.Path, **files: bytes) -> dataset.Snapshot:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    ingest(root, [folder])
    asyncio.run(build(root.location))
    return dataset.current(root)


def test_the_main_job(root: DataRoot) -> None:
    result = asyncio.run(annual(data=root.location))
    assert result.changed
    assert result.outcomes == {"rejected": 1, "report": 5}
    snapshot = dataset.current(root)
    reports = {report.report_id: report for report in snapshot.rows("reports")}
    assert sorted(reports) == ["150100-2014", "320200-2017", "320700-2018", "330483-2017", "510500-2017"]
    for indicator in snapshot.rows("indicators"):
        text = reports[indicator.report_id].text
        assert text[indicator.start : indicator.end] == indicator.quote

    again = asyncio.run(annual(data=root.location))
    assert not again.changed
    assert again.snapshot_id == result.snapshot_id
    assert len(FetchLog(root).read()) == 14, "a crawl that brings nothing new still logs its requests"


def test_two_builds_are_the_same_bytes(root: DataRoot, tmp_path: pathlib.Path) -> None:
    other = open_root(tmp_path / "other")
    for place in (root, other):
        ingest(place, [SEEDS])
        asyncio.run(build(place.location))
    one, two = dataset.current(root), dataset.current(other)
    assert one.snapshot_id == two.snapshot_id
    files = root.files(one.folder)
    assert files == other.files(two.folder)
    assert all(root.read(path) == other.read(path) for path in files)


def test_bad_input_costs_a_row_and_nothing_else(root: DataRoot, tmp_path: pathlib.Path) -> None:
    asyncio.run(annual(data=root.location))
    before = {row.report_id for row in dataset.current(root).rows("reports")}
    snapshot = build_from(
        root,
        tmp_path / "bad",
        empty=b"",
        binary=b"\x00\xff\xfe\x80" * 500,
        junk=b"<p>lorem ipsum dolor</p>\n" * 200_000,
        report=REPORT.encode(),
    )
    documents = {row.source_url: row for row in snapshot.rows("documents")}
    for name in ("empty", "binary", "junk"):
        assert documents[f"file:{name}"].outcome in ("rejected", "failed")
        assert documents[f"file:{name}"].reason
    assert documents["file:report"].outcome == "report"
    assert {row.report_id for row in snapshot.rows("reports")} == before | {"340200-2016"}


def test_copies_are_duplicates_and_changed_texts_revisions(root: DataRoot, tmp_path: pathlib.Path) -> None:
    build_from(root, tmp_path / "one", first=REPORT.encode())
    build_from(root, tmp_path / "two", second=REPORT.encode("gb18030"))
    snapshot = build_from(root, tmp_path / "three", third=REPORT.replace("688", "868").encode())
    documents = {row.source_url: row for row in snapshot.rows("documents")}
    assert {url: row.outcome for url, row in documents.items()} == {
        "file:first": "revision",
        "file:second": "duplicate",
        "file:third": "report",
    }
    assert documents["file:second"].duplicate_of == documents["file:first"].document_id
    (report,) = snapshot.rows("reports")
    assert (report.revision, report.n_documents, report.document_id) == (2, 3, documents["file:third"].document_id)
    (revision,) = snapshot.rows("revisions")
    assert (revision.revision, revision.document_id) == (1, documents["file:first"].document_id)
    assert "688件" in revision.changes[0].before
    assert "868件" in revision.changes[0].after
    assert "688件" in revision.text


def test_an_empty_archive_is_no_success(root: DataRoot) -> None:
    with pytest.raises(NothingToBuild, match="nianbao crawl"):
        asyncio.run(build(root.location))


def test_a_damaged_archive_stops_the_build_and_keeps_the_snapshot(root: DataRoot, tmp_path: pathlib.Path) -> None:
    first = build_from(root, tmp_path / "one", first=REPORT.encode())
    ingest(root, [SEEDS])
    victim = next(path for path in root.files("archive/objects") if path.rpartition("/")[2].startswith("5cba"))
    pathlib.Path(root.full(victim)).write_bytes(b"torn")
    with pytest.raises(Exception, match="not those that were archived"):
        asyncio.run(build(root.location))
    assert dataset.current(root).snapshot_id == first.snapshot_id


def test_a_crawl_for_years_that_no_report_has_is_no_failure(root: DataRoot) -> None:
    assert asyncio.run(crawl(["seeds"], [2001], root.location)).portals["seeds"].found == 5


def test_an_unknown_portal_fails_before_anything_is_fetched(root: DataRoot) -> None:
    with pytest.raises(RegistryError, match="no portal"):
        asyncio.run(annual(["nowhere"], data=root.location))
    assert FetchLog(root).read() == []


def test_a_portal_that_yields_nothing_is_a_failure(root: DataRoot, tmp_path: pathlib.Path) -> None:
    registry = tmp_path / "portals.csv"
    registry.write_text(
        "portal,adcode,name,level,home_url,family,floor\nhollow,,空,,seeds://offline/absent.csv,seeds,1\n",
        encoding="utf-8",
    )
    with pytest.raises(CrawlFailed, match="found 0 reports where at least 1 must be"):
        asyncio.run(crawl(["hollow"], data=root.location, portals_file=str(registry)))
    assert [row.outcome for row in FetchLog(root).read()] == ["not_found", "not_found"]


def test_only_first_fetches_count() -> None:
    import datetime as dt

    log = [
        fetch(document_id="a" * 64, role="page", sequence=0),
        fetch(document_id="b" * 64, sequence=1, url="http://127.0.0.1/b"),
        fetch(document_id="a" * 64, role="report", sequence=2, url="http://127.0.0.1/a2"),
        fetch(
            document_id="b" * 64,
            run_id="later",
            url="http://127.0.0.1/b2",
            fetched_at=dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
        ),
        fetch(document_id=None, outcome="not_found", sequence=4),
    ]
    sources = distinct_documents(log)
    assert [(source.document_id[0], source.role, source.url) for source in sources] == [
        ("a", "report", "http://127.0.0.1/a2"),
        ("b", "report", "http://127.0.0.1/b"),
    ]

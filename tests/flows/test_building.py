"""From archived bytes to a published snapshot, without a crawl."""

from __future__ import annotations

import asyncio
import pathlib
import sys
from collections import Counter
from typing import Any

import pytest

from assembly import reports
from flows import annual as jobs
from flows import building
from flows.annual import annual, build, crawl
from flows.errors import CrawlFailed, NothingToBuild
from flows.forms import due_year
from parsing import batch, cage
from parsing.limits import REASONS
from parsing.sources import distinct_documents
from parsing.standing import DAMAGED, MISSING, UNKNOWN
from spiders.errors import RegistryError
from storage import dataset
from storage.fetch_log import FetchLog
from storage.ingesting import ingest
from storage.root import DataRoot, open_root
from tests.parsing.hostile_worker import COMMAND
from tests.storage.rows import fetch
from tests.support import EXAMPLES, SEEDS

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


@pytest.mark.parametrize(
    ("wanted", "years"), [({"due_only": True}, [due_year()]), ({"years": [2017, 2018]}, [2017, 2018]), ({}, [])]
)
def test_the_years_that_are_crawled_are_completed(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch, wanted: dict[str, Any], years: list[int]
) -> None:
    asked: list[tuple[str, list[int]]] = []

    async def crawled(*arguments: Any) -> None:
        asked.append(("crawl", arguments[2]))

    async def completed(_: object, of_years: list[int], *__: object) -> None:
        asked.append(("complete", of_years))

    async def built(_: object) -> None:
        """Nothing has been fetched that could be built."""

    for name, stage in (("crawl", crawled), ("complete", completed), ("build", built)):
        monkeypatch.setattr(jobs, name, stage)
    asyncio.run(annual(data=root.location, **wanted))
    assert asked == [("crawl", years), ("complete", years)]


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


def flip(root: DataRoot, path: str) -> bytes:
    """Flips one bit in the middle of a file, and returns what it held."""
    file = pathlib.Path(root.full(path))
    good = file.read_bytes()
    file.write_bytes(good[: len(good) // 2] + bytes([good[len(good) // 2] ^ 1]) + good[len(good) // 2 + 1 :])
    return good


@pytest.mark.parametrize("parsed_before", [False, True])
def test_a_damaged_object_costs_its_row_until_its_bytes_are_given_again(
    root: DataRoot, tmp_path: pathlib.Path, *, parsed_before: bool
) -> None:
    ingest(root, sorted(SEEDS.glob("0*.txt")))
    if parsed_before:
        asyncio.run(build(root.location))
    victim = next(path for path in root.files("archive/objects") if path.rpartition("/")[2].startswith("5cba"))
    good = flip(root, victim)
    result = asyncio.run(build(root.location))
    assert result.outcomes == {"failed": 1, "report": 4}
    assert [victim in error for error in result.damage] == [True]
    (row,) = [row for row in dataset.current(root).rows("documents") if row.outcome == "failed"]
    assert (row.document_id, row.reason) == (victim.rpartition("/")[2], DAMAGED)
    again = asyncio.run(build(root.location))
    assert (again.changed, again.damage) == (False, result.damage), "an unchanged build still tells"

    build_from(root, tmp_path / "good", again=good)
    assert Counter(row.outcome for row in dataset.current(root).rows("documents")) == {"report": 5}


def test_a_missing_object_costs_its_row(root: DataRoot) -> None:
    ingest(root, sorted(SEEDS.glob("0*.txt")))
    victim = next(path for path in root.files("archive/objects") if path.rpartition("/")[2].startswith("5cba"))
    root.remove_file(victim)
    asyncio.run(build(root.location))
    (row,) = [row for row in dataset.current(root).rows("documents") if row.outcome == "failed"]
    assert (row.document_id, row.reason) == (victim.rpartition("/")[2], MISSING)


def test_a_damaged_file_of_the_log_costs_its_documents_until_it_is_as_it_was(
    root: DataRoot, tmp_path: pathlib.Path
) -> None:
    ingest(root, sorted(SEEDS.glob("0*.txt")))
    whole = build_from(root, tmp_path / "one", report=REPORT.encode())
    second = root.files("archive/fetches")[-1]
    good = flip(root, second)
    result = asyncio.run(build(root.location))
    assert [second in error for error in result.damage] == [True]
    (row,) = [row for row in dataset.current(root).rows("documents") if row.outcome == "failed"]
    assert (row.reason, row.n_bytes) == (UNKNOWN, len(REPORT.encode()))
    pathlib.Path(root.full(second)).write_bytes(good)
    assert asyncio.run(build(root.location)).snapshot_id == whole.snapshot_id


def test_a_damaged_snapshot_is_never_called_unchanged(root: DataRoot) -> None:
    ingest(root, [next(SEEDS.glob("003*"))])
    asyncio.run(build(root.location))
    folder = dataset.current(root).folder
    for path in root.files(folder):
        good = flip(root, path)
        result = asyncio.run(build(root.location))
        assert (result.repaired, result.parsed) == (True, 0), path
        assert root.read(path) == good
    assert not asyncio.run(build(root.location)).repaired


def test_documents_that_end_the_worker_cost_a_row_each_and_are_not_tried_again(
    root: DataRoot, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-m", "tests.parsing.hostile_worker", "5"))
    commands = {"signal SIGSEGV": "crashed", "loop": "cpu", "grow": "memory"}
    hostile = {f"hostile{number}": COMMAND + command.encode() for number, command in enumerate(commands)}
    snapshot = build_from(root, tmp_path / "hostile", report=REPORT.encode(), **hostile)
    documents = {row.source_url: row for row in snapshot.rows("documents")}
    assert documents.pop("file:report").outcome == "report"
    assert {row.outcome for row in documents.values()} == {"failed"}
    assert [documents[f"file:{name}"].reason for name in hostile] == [REASONS[kind] for kind in commands.values()]

    root.remove_folder("parsed")
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-m", "parsing.worker"))
    result = asyncio.run(build(root.location))
    assert (result.parsed, result.snapshot_id) == (1, snapshot.snapshot_id)


def test_the_snapshot_is_the_same_whatever_the_order_batches_and_workers(
    root: DataRoot, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = sorted([*SEEDS.glob("0*.txt"), *(EXAMPLES / "forms").glob("0*.html")])
    ids = set()
    for number, (order, few, together, unwritten) in enumerate(
        [(paths, 100, 500, 250), (paths[::-1], 0, 1, 1), (paths[5:] + paths[:5], 0, 4, 2)]
    ):
        monkeypatch.setattr(building, "FEW", few)
        monkeypatch.setattr(reports, "TOGETHER", together)
        monkeypatch.setattr(batch, "_MOST_UNWRITTEN", unwritten)
        place = open_root(tmp_path / str(number))
        for path in order:
            ingest(place, [path])
        ids.add(asyncio.run(build(place.location)).snapshot_id)
    assert len(ids) == 1


def test_a_crawl_for_some_years_is_asked_for_no_floor(root: DataRoot) -> None:
    assert asyncio.run(crawl(portals=["seeds"], years=[2014], data=root.location)).portals["seeds"].found == 1


def test_a_crawl_for_years_that_no_report_has_says_so(root: DataRoot) -> None:
    with pytest.raises(CrawlFailed, match="found no report of 2010"):
        asyncio.run(crawl(portals=["seeds"], years=[2010], data=root.location))


def test_an_unknown_portal_fails_before_anything_is_fetched(root: DataRoot) -> None:
    with pytest.raises(RegistryError, match="no portal"):
        asyncio.run(annual(portals=["nowhere"], data=root.location))
    assert FetchLog(root).read() == []


def test_a_portal_that_yields_nothing_is_a_failure(root: DataRoot, tmp_path: pathlib.Path) -> None:
    registry = tmp_path / "portals.csv"
    registry.write_text(
        "portal,adcode,name,level,home_url,family,floor\nhollow,,空,,seeds://offline/absent.csv,seeds,1\n",
        encoding="utf-8",
    )
    with pytest.raises(CrawlFailed, match="found 0 reports where at least 1 must be"):
        asyncio.run(crawl(portals=["hollow"], data=root.location, portals_file=str(registry)))
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

"""Builds and crawls that meet each other, are overtaken, interrupted, or run where there is no server."""

from __future__ import annotations

import asyncio
import gc
import pathlib
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine

import pytest

from flows import building, direct
from flows.building import Threads, run_build
from flows.crawling import run_crawl
from flows.errors import NothingToBuild
from parsing import cage
from parsing.batch import Counts, kept_batch
from parsing.sources import distinct_documents
from spiders.portals import Portal
from storage import dataset, lease
from storage.errors import DamagedData, Occupied, StorageError
from storage.fetch_log import FetchLog, keep_view
from storage.ingesting import ingest
from storage.root import DataRoot, LocalRoot
from tests.parsing.hostile_worker import COMMAND
from tests.storage.rows import fetch
from tests.support import REPOSITORY, SEEDS

REPORT = """芜湖市人民政府2016年政府信息公开工作年度报告
一、依申请公开情况
全市收到政府信息公开申请688件，共答复682件，办理工作有序开展，群众较为满意，没有发生问题。
"""


@pytest.fixture
def page(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "page.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


class Watched(Threads):
    """Threads that say how many builds publish at the same time, and do something before one does."""

    def __init__(self, before: object = None) -> None:
        super().__init__()
        self.before = before
        self.at_once = self.most = 0

    def publish(self, data: str, state: str, log: str) -> building.BuildResult:
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        if callable(self.before):
            self.before()
        time.sleep(0.2)
        try:
            return super().publish(data, state, log)
        finally:
            self.at_once -= 1


def test_a_second_build_of_a_root_waits_for_the_first(root: DataRoot) -> None:
    ingest(root, sorted(SEEDS.glob("0*.txt")))
    work = Watched()

    async def two() -> list[building.BuildResult]:
        return await asyncio.gather(run_build(root.location, work), run_build(root.location, work))

    first, second = asyncio.run(two())
    assert first.snapshot_id == second.snapshot_id
    assert sorted((first.changed, second.changed)) == [False, True]
    assert sorted((first.parsed, second.parsed)) == [0, 5]
    assert work.most == 1
    assert root.read(lease.HELD) == b"{}"


def test_nothing_is_published_while_a_document_waits_to_be_parsed(root: DataRoot, page: pathlib.Path) -> None:
    """As where another process has changed the archive meanwhile; what is parsed by then is published."""
    ingest(root, [page, next(SEEDS.glob("003*"))])
    log = keep_view(root, FetchLog(root))
    with pytest.raises(DamagedData) as raised:
        building.publish(root.location, "state", log)
    assert str(raised.value) == (
        f"{root.location}: 2 documents changed while the others were parsed. "
        "Run `nianbao build` again; it parses only these."
    )
    assert not root.exists(dataset.FOLDER)
    asyncio.run(building.run_parsing(root.location))
    result = building.publish(root.location, "state", log)
    assert (dict(result.outcomes), result.changed, result.parsed) == ({"report": 2}, True, 0)


@pytest.mark.parametrize("work", [run_build, building.run_parsing])
def test_where_there_is_no_archive_nothing_is_made(
    tmp_path: pathlib.Path, work: Callable[[str], Coroutine[None, None, object]]
) -> None:
    """Somebody has mistyped the name of their folder."""
    with pytest.raises(NothingToBuild):
        asyncio.run(work(str(tmp_path / "typo")))
    assert not (tmp_path / "typo").exists()


def test_an_archive_without_documents_is_nothing_and_one_that_lost_all_of_them_is_not(root: DataRoot) -> None:
    """What a crawl of nothing but errors leaves; and what is damaged, which each build names."""
    FetchLog(root).append([fetch(document_id=None, outcome="timeout")])
    with pytest.raises(NothingToBuild):
        asyncio.run(building.run_parsing(root.location))
    FetchLog(root).append([fetch(sequence=1)])
    asyncio.run(building.run_parsing(root.location))


@pytest.mark.parametrize(("most", "in_place", "at_once"), [(3, [3], []), (2, [], [1, 2])])
def test_few_documents_are_parsed_in_place_and_many_in_several_batches_at_once(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch, most: int, in_place: list[int], at_once: list[int]
) -> None:
    sizes: dict[str, list[int]] = {"in place": [], "at once": []}

    def noted(how: str, batch: str) -> Counts:
        sizes[how].append(len(kept_batch(root, batch)))
        return Counts(parsed=sizes[how][-1])

    class Two(Threads):
        def n_batches(self, count: int) -> int:
            return 2

        def start(self, data: str, batch: str) -> Callable[[], Counts]:
            return lambda: noted("at once", batch)

    monkeypatch.setattr(building, "FEW", most)
    monkeypatch.setattr(building, "parse_documents", lambda data, batch, cages: noted("in place", batch))
    FetchLog(root).append([fetch(sequence=number, document_id=f"{number}" * 64) for number in range(3)])
    waiting = distinct_documents(FetchLog(root).read())
    assert asyncio.run(building._parse(root, root.location, waiting, Two())) == Counts(parsed=3)
    assert sizes == {"in place": in_place, "at once": at_once}


@pytest.mark.parametrize("enabled", [True, False])
def test_garbage_is_looked_for_afterwards_only_if_it_was_before(enabled: bool) -> None:
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with building._garbage_left():
            assert not gc.isenabled()
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_nothing_is_built_of_nothing(root: DataRoot) -> None:
    for work in (run_build, building.run_parsing):
        with pytest.raises(NothingToBuild):
            asyncio.run(work(root.location))


def test_what_comes_while_a_build_runs_is_for_the_next_one(root: DataRoot, page: pathlib.Path) -> None:
    ingest(root, [next(SEEDS.glob("003*"))])
    first = asyncio.run(run_build(root.location, Watched(lambda: ingest(root, [page]))))
    assert first.outcomes == {"report": 1}
    assert len(root.files("archive/fetches")) == 2
    second = asyncio.run(run_build(root.location))
    assert (second.parsed, second.outcomes) == (1, {"report": 2})


def test_a_build_that_lost_its_lease_does_not_put_itself_over_a_newer_snapshot(
    root: DataRoot, page: pathlib.Path
) -> None:
    ingest(root, [next(SEEDS.glob("003*"))])

    def overtake() -> None:
        root.remove_file(lease.HELD)
        ingest(root, [page])
        newer = asyncio.run(run_build(root.location))
        assert newer.outcomes == {"report": 2}

    with pytest.raises(StorageError, match="another build of this data root has ended meanwhile"):
        asyncio.run(run_build(root.location, Watched(overtake)))
    assert len(dataset.current(root).rows("reports")) == 2


def test_a_build_removes_what_was_left_unfinished(root: LocalRoot) -> None:
    ingest(root, [next(SEEDS.glob("003*"))])
    left = [root.folder / folder / ".partial-left" for folder in ("archive/objects", "dataset/a", "parsed")]
    for path in left:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    asyncio.run(run_build(root.location))
    assert [path for path in left if path.exists()] == []


def test_a_crawl_of_a_portal_that_is_being_crawled_is_refused(root: DataRoot) -> None:
    portal = Portal("a", "420600", "襄阳市", "prefecture", "http://127.0.0.1/")
    other = Portal("b", "420600", "襄阳市", "prefecture", "http://127.0.0.1/")
    with (
        lease.lease(root, [lease.portal("a")], "a crawl of 1 portals"),
        pytest.raises(Occupied, match=r"portal a: a crawl of 1 portals, process \d+ .* is at work on it"),
    ):
        asyncio.run(run_crawl([other, portal], root.location))
    assert root.files("archive") == []


def test_an_interrupted_build_ends_at_once(
    root: DataRoot, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What hangs in a worker does not hold up who wants to stop."""
    monkeypatch.setattr(building, "FEW", 0)
    monkeypatch.setattr(cage, "WORKER", (sys.executable, "-m", "tests.parsing.hostile_worker", "600"))
    for number in range(4):
        (tmp_path / f"{number}.txt").write_bytes(COMMAND + b"loop" + b" " * number)
    ingest(root, sorted(tmp_path.glob("*.txt")))

    async def interrupted() -> None:
        task = asyncio.create_task(run_build(root.location))
        await asyncio.sleep(3)
        task.cancel()
        await task

    started = time.monotonic()
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(interrupted())
    assert time.monotonic() - started < 20
    assert root.files("archive/verdicts") == [], "who was interrupted says nothing of the documents"
    assert root.read(lease.HELD) == b"{}"


def test_without_a_server_prefect_is_not_needed(root: DataRoot) -> None:
    ingest(root, [next(SEEDS.glob("003*"))])
    code = (
        "import asyncio, sys; from flows import direct; "
        f"print(asyncio.run(direct.build({root.location!r})).outcomes); print('prefect' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert ran.stdout.split("\n")[:2] == ["{'report': 1}", "False"]


def test_the_main_job_is_the_same_with_and_without_a_server(root: DataRoot) -> None:
    result = asyncio.run(direct.annual(["seeds"], [], root.location, ""))
    assert result.changed
    assert result.outcomes == {"rejected": 1, "report": 5}


@pytest.mark.usefixtures("prefect_server")
def test_tasks_are_given_keys_and_return_counts(root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import tasks
    from flows.annual import build

    monkeypatch.setattr(building, "FEW", 0)
    given: list[tuple[tuple[object, ...], object]] = []

    def watch(name: str) -> None:
        function = getattr(building, name)

        def called(*arguments: object) -> object:
            result = function(*arguments)
            given.append((arguments, result))
            return result

        monkeypatch.setattr(tasks.building, name, called)

    watch("parse_documents")
    watch("publish")
    ingest(root, sorted(SEEDS.glob("0*.txt")))
    asyncio.run(build(root.location))
    *parsed, (arguments, _) = given
    assert all(isinstance(argument, str) for argument in arguments)
    assert len(parsed) == 5
    for keys, result in parsed:
        assert all(isinstance(key, str) and len(key) < 300 for key in keys)
        assert isinstance(result, Counts)

"""Builds a snapshot from the archive: parse what is new, assemble, publish."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import functools
import gc
import math
import os
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from assembly.coverage import LOG_COLUMNS, Runs, coverage
from assembly.government_years import years_without_figures
from assembly.inputs import inputs
from assembly.knowledge_tables import knowledge_tables
from assembly.loading import assemble_kept
from assembly.panel import gap_rows
from assembly.reports import Rows
from flows.errors import NothingToBuild
from flows.leasing import leased
from flows.progress import Bar
from parsers.checks.completeness import COMPLETENESS
from parsing.batch import Counts, cut, keep_batch, kept_batch, parse_batch
from parsing.cage import Cages
from parsing.sources import Source
from parsing.standing import Standing, standing
from parsing.store import Store
from spiders import portals as registry
from storage import archive, dataset, history, lease, runs
from storage.errors import DamagedData, StorageError
from storage.fetch_log import FetchLog, keep_view, kept_view
from storage.last_build import LastBuild, last_build
from storage.root import DataRoot, open_root
from storage.schema import Report

FEW = 20
"""Documents up to which a build does not divide its work: less than a second worker needs to start."""
TOGETHER = 200
"""Documents that are parsed by one task: so few that all workers end at about the same time, and so many that what a
task costs is little beside parsing them."""
FEWEST_BATCHES = 16
"""Into how many batches documents are divided at least, so that as many workers of a cluster have something to do."""
WORKERS = os.cpu_count() or 1
"""Workers that parse at the same time: parsing is bound by the processor."""


@dataclasses.dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made.

    Attributes:
        snapshot_id: The current snapshot.
        changed: False if it was current before the build, too.
        outcomes: How many documents ended how.
        parsed: How many documents were parsed; all others were known.
        damage: What of the archive is damaged, and what to do about it.
        repaired: True if the snapshot was there before, damaged, and has been written again.
    """

    snapshot_id: str
    changed: bool
    outcomes: Mapping[str, int]
    parsed: int = 0
    damage: Sequence[str] = ()
    repaired: bool = False


class Work(Protocol):
    """Who does the work of a build: threads of this process, or Prefect with whatever runs its tasks.

    Attributes:
        cages: Where documents are parsed, as far as this process does it.
    """

    cages: Cages

    def n_batches(self, count: int) -> int:
        """Into how many batches so many documents are divided."""

    def start(self, data: str, batch: str) -> Callable[[], Counts]:
        """Starts `parse_documents`, and returns what waits for its result."""

    def publish(self, data: str, state: str, log: str) -> BuildResult:
        """Does what `publish` does."""

    def cancel(self) -> None:
        """Ends what was started, and begins nothing more of it."""


def n_batches(count: int) -> int:
    """Into how many batches so many documents are divided, where a batch costs little."""
    return max(FEWEST_BATCHES, math.ceil(count / TOGETHER))


class Threads:
    """Work in threads of this process; each waits for the process that parses, and watches it."""

    def __init__(self) -> None:
        self.cages = Cages()
        self._pool = ThreadPoolExecutor(WORKERS, "parse")

    def n_batches(self, count: int) -> int:
        return n_batches(count)

    def start(self, data: str, batch: str) -> Callable[[], Counts]:
        return self._pool.submit(parse_documents, data, batch, self.cages).result

    def publish(self, data: str, state: str, log: str) -> BuildResult:
        return publish(data, state, log)

    def cancel(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.cages.stop()


_cages = Cages()


def renew_cages() -> Cages:
    """New cages for tasks of this process that are given none."""
    global _cages  # noqa: PLW0603  (tasks may run in other processes, and are given keys only)
    _cages = Cages()
    return _cages


def close_cages() -> None:
    """Ends the processes that parse for tasks of this process."""
    _cages.close()


def parse_documents(data: str, batch: str, cages: Cages | None = None) -> Counts:
    """Parses some documents; one that cannot be read costs only itself.

    Args:
        data: Location of the data root.
        batch: Key of their list, as `parsing.batch.keep_batch` gives it.
        cages: Where they are parsed; by default in those of this process.
    """
    root = open_root(data)
    sources = kept_batch(root, batch)
    with (cages or _cages).lent() as cage:
        return parse_batch(root, cage, sources)


def publish(data: str, state: str, log: str) -> BuildResult:
    """Settles which document is which report, and publishes the snapshot.

    Args:
        data: Location of the data root.
        state: State of the archive that the build is noted for.
        log: Key of the files of the fetch log that the build reads.
    """
    root = open_root(data)
    fetches, store = kept_view(root, log), Store(root)
    found = standing(root, fetches)
    if found.waiting:
        raise DamagedData(
            f"{len(found.waiting)} documents changed while the others were parsed",
            where=data,
            remedy="Run `nianbao build` again; it parses only these.",
        )
    outcomes: Counter[str] = Counter()
    with _garbage_left():
        published = dataset.publish_parts(root, _parts(root, fetches, found, store, outcomes), fetches.files())
    store.remove_others()
    damage = tuple(str(error) for error in found.damage)
    result = BuildResult(
        snapshot_id=published.snapshot_id,
        changed=published.changed,
        outcomes=dict(sorted(outcomes.items())),
        damage=damage,
        repaired=published.repaired,
    )
    LastBuild(state, result.snapshot_id, result.outcomes, damage).save(root)
    return result


async def run_build(data: str, work: Work | None = None) -> BuildResult:
    """Builds and publishes the snapshot of an archive, as it is when the build begins.

    A second build of the same data root waits until the first has ended.

    Args:
        data: Location of the data root.
        work: Who does the work; threads of this process by default.

    Raises:
        NothingToBuild: The archive is empty.
        StorageError: The snapshot cannot be written.
    """
    root = open_root(data)
    if not root.exists(archive.FOLDER):
        raise _nothing(data)
    async with leased(root, [lease.BUILD], "a build", wait=True):
        started = history.now()
        try:
            result = await _build(root, data, work or Threads())
        except Exception as error:
            # A disk that is full, say, can keep no record either.
            with contextlib.suppress(StorageError):
                _keep(root, started, history.FAILED, reason=str(error))
            raise
        _keep(
            root,
            started,
            history.DONE,
            snapshot=result.snapshot_id,
            changed=result.changed,
            outcomes=result.outcomes,
        )
        return result


def _keep(root: DataRoot, started: str, result: str, **what: Any) -> None:
    """Keeps a record of a build that began at some time and has just ended."""
    history.keep(
        root,
        history.RunRecord(
            run=uuid.uuid4().hex[:12],
            kind=history.BUILD,
            started_at=started,
            ended_at=history.now(),
            result=result,
            **what,
        ),
    )


async def run_parsing(data: str, work: Work | None = None) -> None:
    """Parses what waits in an archive, and publishes nothing.

    Args:
        data: Location of the data root.
        work: Who does the work; threads of this process by default.

    Raises:
        NothingToBuild: The archive is empty.
        StorageError: What was parsed cannot be written.
    """
    root = open_root(data)
    if not root.exists(archive.FOLDER):
        raise _nothing(data)
    async with leased(root, [lease.BUILD], "a build", wait=True):
        fetches = FetchLog(root, FetchLog(root).files())
        await _parse_all(root, data, fetches, work or Threads())


async def _build(root: DataRoot, data: str, work: Work) -> BuildResult:
    await asyncio.to_thread(_tidy, root)
    # What a crawl adds meanwhile is for the next build.
    fetches = FetchLog(root, FetchLog(root).files())
    state = await asyncio.to_thread(inputs, root, fetches.files())
    known = await asyncio.to_thread(last_build, root, state)
    if known is not None:
        return BuildResult(known.snapshot_id, changed=False, outcomes=known.outcomes, damage=tuple(known.damage))
    log = keep_view(root, fetches)
    parsed = await _parse_all(root, data, fetches, work)
    # What was decided while parsing is a part of the archive, too.
    state = await asyncio.to_thread(inputs, root, fetches.files())
    return dataclasses.replace(await asyncio.to_thread(work.publish, data, state, log), parsed=parsed)


def _tidy(root: DataRoot) -> None:
    """Removes what killed processes have left."""
    root.remove_partials()
    lease.remove_dead(root)
    dataset.remove_unfinished(root)


async def _parse_all(root: DataRoot, data: str, fetches: FetchLog, work: Work) -> int:
    """Parses until nothing waits, and returns how many documents were read.

    Raises:
        NothingToBuild: The archive is empty.
    """
    parsed = 0
    while True:
        found = await asyncio.to_thread(standing, root, fetches, unread=False)
        if not (found.kept or found.failed or found.waiting):
            raise _nothing(data)
        done = await _parse(root, data, found.waiting, work)
        parsed += done.parsed
        # Documents with parts wait for these.
        if not (found.held and done.parsed + done.given_up):
            return parsed


async def _parse(root: DataRoot, data: str, waiting: Sequence[Source], work: Work) -> Counts:
    """Parses what waits; several batches are worked on at the same time, a single one is done in place."""
    if not waiting:
        return Counts()
    few = len(waiting) <= FEW
    batches = await asyncio.to_thread(_kept_batches, root, waiting, 1 if few else work.n_batches(len(waiting)))
    try:
        bar = Bar("parse", len(waiting))
        pending: list[Callable[[], Counts]]
        if few:
            pending = [functools.partial(parse_documents, data, batch, work.cages) for batch in batches]
        else:
            pending = [work.start(data, batch) for batch in batches]
        done = Counts()
        for result in pending:
            done += await asyncio.to_thread(result)
            bar.update(done.total)
    except BaseException:
        work.cancel()
        raise
    finally:
        work.cages.close()
    return done


def _kept_batches(root: DataRoot, sources: Sequence[Source], number: int) -> list[str]:
    return [keep_batch(root, some) for some in cut(sources, number)]


def _nothing(data: str) -> NothingToBuild:
    return NothingToBuild(
        "the archive holds no documents",
        where=data,
        remedy="Fetch some with `nianbao crawl`, or take files with `nianbao ingest`.",
    )


@contextlib.contextmanager
def _garbage_left() -> Iterator[None]:
    """Looks for no garbage meanwhile: rows form no circles, and to walk through them takes a tenth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _parts(root: DataRoot, fetches: FetchLog, found: Standing, store: Store, outcomes: Counter[str]) -> Iterator[Rows]:
    """The rows of a snapshot, some places at a time, then coverage and knowledge; counts how documents ended."""
    reports: list[Report] = []
    lacking: dict[str, str] = {}
    for part in assemble_kept(found, store):
        outcomes.update(row.outcome for row in part.get("documents", ()))
        reports.extend(dataclasses.replace(report, text="", evidence=()) for report in part.get("reports", ()))
        lacking.update(
            (check.report_id, check.explanation)
            for check in part.get("checks", ())
            if check.rule_id == COMPLETENESS and not check.passed
        )
        yield part
        # Gone before the next is made.
        del part
    ends = Runs(runs.unfinished(root), runs.continued(root))
    portals = registry.load()
    expected = coverage(reports, portals, fetches.table(LOG_COLUMNS), lacking, ends)
    gaps = gap_rows(expected)
    yield {"coverage": expected, "panel": gaps, "government_years": list(years_without_figures(gaps))}
    yield knowledge_tables(portals)

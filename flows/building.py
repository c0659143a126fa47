"""Builds a snapshot from the archive: parse what is new, assemble, publish."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import os
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

from assembly.coverage import LOG_COLUMNS, Runs, coverage
from assembly.inputs import inputs
from assembly.loading import assemble_kept
from assembly.panel import gap_rows
from assembly.reports import Rows
from flows.errors import NothingToBuild
from flows.leasing import leased
from flows.progress import Bar
from parsers.checks.completeness import COMPLETENESS
from parsing import store as parsed_store
from parsing.batch import Counts, by_digit, parse_batch
from parsing.cage import Cages
from parsing.sources import Source
from parsing.standing import Standing, standing
from parsing.store import Store
from spiders import portals as registry
from storage import archive, dataset, history, lease, runs
from storage.errors import DamagedData
from storage.fetch_log import FetchLog, keep_view, kept_view
from storage.last_build import LastBuild, last_build
from storage.root import DataRoot, open_root
from storage.schema import Report

FEW = 20
"""Documents up to which a build does not divide its work: less than a second worker needs to start."""
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

    def start(self, data: str, digit: str, state: str, log: str) -> Callable[[], Counts]:
        """Starts `parse_documents`, and returns what waits for its result."""

    def publish(self, data: str, state: str, log: str) -> BuildResult:
        """Does what `publish` does."""

    def cancel(self) -> None:
        """Ends what was started, and begins nothing more of it."""


class Threads:
    """Work in threads of this process; each waits for the process that parses, and watches it."""

    def __init__(self) -> None:
        self.cages = Cages()
        self._pool = ThreadPoolExecutor(WORKERS, "parse")

    def start(self, data: str, digit: str, state: str, log: str) -> Callable[[], Counts]:
        return self._pool.submit(parse_documents, data, digit, state, log, self.cages).result

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


def parse_documents(data: str, digit: str, state: str, log: str, cages: Cages | None = None) -> Counts:
    """Parses the documents that wait and whose hash begins with a digit; one that cannot be read costs only itself.

    Args:
        data: Location of the data root.
        digit: First digit of their hashes; empty for all documents.
        state: State of the archive and of the store that the build has seen.
        log: Key of the files of the fetch log that the build reads.
        cages: Where they are parsed; by default in those of this process.
    """
    root = open_root(data)
    batches = _waiting(data, state, log)
    sources = batches.get(digit, []) if digit else [source for batch in batches.values() for source in batch]
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
    fetches = kept_view(root, log)
    found, store = standing(root, fetches), Store(root)
    if found.waiting:
        raise DamagedData(
            f"{len(found.waiting)} documents changed while the others were parsed",
            where=data,
            remedy="Run `nianbao build` again; it parses only these.",
        )
    outcomes: Counter[str] = Counter()
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
        result = await _build(root, data, work or Threads())
        history.keep(
            root,
            history.RunRecord(
                run=uuid.uuid4().hex[:12],
                kind=history.BUILD,
                started_at=started,
                ended_at=history.now(),
                result=history.DONE,
                snapshot=result.snapshot_id,
                changed=result.changed,
                outcomes=result.outcomes,
            ),
        )
        return result


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
        await _parse_all(data, fetches, keep_view(root, fetches), work or Threads())


async def _build(root: DataRoot, data: str, work: Work) -> BuildResult:
    await asyncio.to_thread(_tidy, root)
    # What a crawl adds meanwhile is for the next build.
    fetches = FetchLog(root, FetchLog(root).files())
    state = await asyncio.to_thread(inputs, root, fetches.files())
    known = await asyncio.to_thread(last_build, root, state)
    if known is not None:
        return BuildResult(known.snapshot_id, changed=False, outcomes=known.outcomes, damage=tuple(known.damage))
    log = keep_view(root, fetches)
    parsed = await _parse_all(data, fetches, log, work)
    # What was decided while parsing is a part of the archive, too.
    state = await asyncio.to_thread(inputs, root, fetches.files())
    return dataclasses.replace(await asyncio.to_thread(work.publish, data, state, log), parsed=parsed)


def _tidy(root: DataRoot) -> None:
    """Removes what killed processes have left."""
    root.remove_partials()
    lease.remove_dead(root)
    dataset.remove_unfinished(root)


async def _parse_all(data: str, fetches: FetchLog, log: str, work: Work) -> int:
    """Parses until nothing waits, and returns how many documents were read: those with parts wait for these."""
    parsed = 0
    while (done := await _parse(data, fetches, log, work)).total:
        parsed += done.parsed
    return parsed


async def _parse(data: str, fetches: FetchLog, log: str, work: Work) -> Counts:
    """Parses what waits; several batches are worked on at the same time, a single one is done in place."""
    state = await asyncio.to_thread(inputs, open_root(data), fetches.files(), parsed_store.FOLDER)
    batches = await asyncio.to_thread(_waiting, data, state, log)
    count = sum(map(len, batches.values()))
    try:
        bar = Bar("parse", count)
        pending: list[Callable[[], Counts]]
        if count <= FEW:
            pending = [functools.partial(parse_documents, data, "", state, log, work.cages)] if count else []
        else:
            pending = [work.start(data, digit, state, log) for digit in batches]
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


@functools.lru_cache(maxsize=1)
def _waiting(data: str, state: str, log: str) -> Mapping[str, list[Source]]:  # noqa: ARG001  (it names what is kept)
    """The documents that wait, by digit. Worked out once for a state of archive and store in each process."""
    root = open_root(data)
    found = standing(root, kept_view(root, log))
    if not (found.kept or found.failed or found.waiting):
        raise _nothing(data)
    return by_digit(found.waiting)


def _nothing(data: str) -> NothingToBuild:
    return NothingToBuild(
        "the archive holds no documents",
        where=data,
        remedy="Fetch some with `nianbao crawl`, or take files with `nianbao ingest`.",
    )


def _parts(root: DataRoot, fetches: FetchLog, found: Standing, store: Store, outcomes: Counter[str]) -> Iterator[Rows]:
    """The rows of a snapshot, some places at a time, and at last those of coverage; counts how documents ended."""
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
    ends = Runs(runs.unfinished(root), runs.continued(root))
    expected = coverage(reports, registry.load(), fetches.table(LOG_COLUMNS), lacking, ends)
    yield {"coverage": expected, "panel": gap_rows(expected)}

"""Builds a snapshot from the archive: parse what is new, assemble, publish."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from prefect import task

from assembly.coverage import LOG_COLUMNS, Runs, coverage
from assembly.inputs import inputs
from assembly.loading import assemble_kept
from assembly.reports import Rows
from flows.errors import NothingToBuild
from flows.progress import Bar
from parsers.checks.completeness import COMPLETENESS
from parsing import store as parsed_store
from parsing.batch import Counts, by_digit, parse_batch
from parsing.cage import Cages
from parsing.sources import Source
from parsing.standing import Standing, standing
from parsing.store import Store
from spiders import portals as registry
from storage import dataset, runs
from storage.errors import DamagedData
from storage.fetch_log import FetchLog
from storage.last_build import LastBuild, last_build
from storage.root import DataRoot, open_root
from storage.schema import Report

FEW = 20
"""Documents up to which a build does not divide its work: less than a second worker needs to start."""
WORKERS = os.cpu_count() or 1
"""Workers that parse at the same time: parsing is bound by the processor."""
_cages = Cages()


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


@task(name="parse documents", task_run_name="parse documents {digit}", persist_result=False)
def parse_documents(data: str, digit: str, state: str) -> Counts:
    """Parses the documents that wait and whose hash begins with a digit; one that cannot be read costs only itself.

    Args:
        data: Location of the data root.
        digit: First digit of their hashes; empty for all documents.
        state: State of the archive and of the store that the flow has seen.
    """
    root = open_root(data)
    batches = _waiting(data, state)
    sources = batches.get(digit, []) if digit else [source for batch in batches.values() for source in batch]
    with _cages.lent() as cage:
        return parse_batch(root, cage, sources)


@task(name="assemble and publish", persist_result=False)
def publish(data: str, state: str) -> BuildResult:
    """Settles which document is which report, and publishes the snapshot.

    Args:
        data: Location of the data root.
        state: State of the archive that the build is noted for.
    """
    root = open_root(data)
    found, store = standing(root), Store(root)
    if found.waiting:
        raise DamagedData(
            f"{len(found.waiting)} documents came while the others were parsed",
            where=data,
            remedy="Run `nianbao build` again; it parses only these.",
        )
    outcomes: Counter[str] = Counter()
    published = dataset.publish_parts(root, _parts(root, found, store, outcomes))
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


async def run_build(data: str) -> BuildResult:
    """Builds and publishes the snapshot of an archive.

    Raises:
        NothingToBuild: The archive is empty.
        StorageError: The snapshot cannot be written.
    """
    root = open_root(data)
    state = await asyncio.to_thread(inputs, root)
    known = await asyncio.to_thread(last_build, root, state)
    if known is not None:
        return BuildResult(known.snapshot_id, changed=False, outcomes=known.outcomes, damage=tuple(known.damage))
    parsed = 0
    # Documents with parts wait for these.
    while (done := await _parse(data)).total:
        parsed += done.parsed
    # What was decided while parsing is a part of the archive, too.
    state = await asyncio.to_thread(inputs, root)
    return dataclasses.replace(await asyncio.to_thread(publish, data, state), parsed=parsed)


async def _parse(data: str) -> Counts:
    """Parses what waits; several batches go to the flow's task runner, a single one is done in place."""
    state = await asyncio.to_thread(inputs, open_root(data), parsed_store.FOLDER)
    batches = await asyncio.to_thread(_waiting, data, state)
    count = sum(map(len, batches.values()))
    try:
        bar = Bar("parse", count)
        pending: list[Callable[[], Counts]]
        if count <= FEW:
            pending = [functools.partial(parse_documents, data, "", state)] if count else []
        else:
            pending = [parse_documents.submit(data, digit, state).result for digit in batches]
        done = Counts()
        for result in pending:
            done += await asyncio.to_thread(result)
            bar.update(done.total)
    finally:
        _cages.close()
    return done


@functools.lru_cache(maxsize=1)
def _waiting(data: str, state: str) -> Mapping[str, list[Source]]:  # noqa: ARG001  (what is remembered is of this state)
    """The documents that wait, by digit. Worked out once for a state of archive and store in each process."""
    root = open_root(data)
    found = standing(root)
    if not (found.kept or found.failed or found.waiting):
        raise NothingToBuild(
            "the archive holds no documents",
            where=data,
            remedy="Fetch some with `nianbao crawl`, or take files with `nianbao ingest`.",
        )
    return by_digit(found.waiting)


def _parts(root: DataRoot, found: Standing, store: Store, outcomes: Counter[str]) -> Iterator[Rows]:
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
    yield {"coverage": coverage(reports, registry.load(), FetchLog(root).table(LOG_COLUMNS), lacking, ends)}

"""The parts of a build as Prefect's tasks, which are given keys and return counts, never documents or rows."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from prefect import task
from prefect.deployments import arun_deployment
from prefect.exceptions import ObjectNotFound

from flows import building
from flows.building import BuildResult
from flows.errors import ParsingFailed, WrongSetting
from flows.settings import TASKS
from parsing.batch import Counts, kept_counts
from storage.root import open_root

DEPLOYMENT = "parse/batch"
"""The deployment whose runs the workers of a pool take."""
FEWEST_RUNS = 2
MOST_IN_RUN = 2_000
"""Documents of one run of a pool: a process that starts for it takes some seconds."""
_MOST_WAITED_FOR = 64
"""Runs that are begun at the same time; the others follow as these end."""
_LOOK_SECONDS = 1.0
"""Time between two looks at whether a run has ended."""


@task(name="parse documents", task_run_name="parse documents {batch}", persist_result=False)
def parse_documents(data: str, batch: str) -> Counts:
    """Parses the documents of a batch; arguments as in `flows.building.parse_documents`."""
    return building.parse_documents(data, batch)


@task(name="assemble and publish", persist_result=False)
def publish(data: str, state: str, log: str) -> BuildResult:
    """Publishes the snapshot; arguments as in `flows.building.publish`."""
    return building.publish(data, state, log)


class PrefectWork:
    """Work as tasks of the flow that runs, done by whatever runs its tasks."""

    def __init__(self) -> None:
        self.cages = building.renew_cages()

    def n_batches(self, count: int) -> int:
        return building.n_batches(count)

    def start(self, data: str, batch: str) -> Callable[[], Counts]:
        return parse_documents.submit(data, batch).result

    def publish(self, data: str, state: str, log: str) -> BuildResult:
        return publish(data, state, log)

    def cancel(self) -> None:
        self.cages.stop()


class PoolWork(PrefectWork):
    """Work as flow runs that the workers of a Prefect work pool take; each is a process, on whatever machine.

    Args:
        runs: Into how many runs the documents are divided; by default as many as their number asks for.
    """

    def __init__(self, runs: int | None = None) -> None:
        super().__init__()
        self._runs = runs
        self._waiting: ThreadPoolExecutor | None = None

    def n_batches(self, count: int) -> int:
        return self._runs or max(FEWEST_RUNS, math.ceil(count / MOST_IN_RUN))

    def start(self, data: str, batch: str) -> Callable[[], Counts]:
        if self._waiting is None:
            self._waiting = ThreadPoolExecutor(_MOST_WAITED_FOR, "pool")
        run: Future[Counts] = self._waiting.submit(_parsed_by_pool, data, batch)
        return run.result

    def cancel(self) -> None:
        super().cancel()
        if self._waiting is not None:
            self._waiting.shutdown(wait=False, cancel_futures=True)


def _parsed_by_pool(data: str, batch: str) -> Counts:
    """Has a batch parsed by whatever worker takes it, and waits for it.

    Raises:
        ParsingFailed: The run has not come to a good end.
        WrongSetting: Nothing is deployed that the workers could take.
    """
    try:
        run = asyncio.run(
            arun_deployment(
                DEPLOYMENT,
                parameters={"data": data, "batch": batch},
                flow_run_name=f"parse {batch}",
                poll_interval=_LOOK_SECONDS,
                as_subflow=False,
            )
        )
    except ObjectNotFound as error:
        raise WrongSetting(
            f"the server knows no deployment {DEPLOYMENT}, whose runs the workers of a pool take",
            where=f"the environment's {TASKS}",
            remedy="Deploy what deployments/prefect.yaml names (docs/operator.md).",
        ) from error
    if run.state is None or not run.state.is_completed():
        raise ParsingFailed(
            f"a run that parses documents has ended as {run.state.name if run.state else 'unknown'}",
            where=run.name,
            remedy="See its log in Prefect's UI; then build again: what the other runs have parsed is kept.",
        )
    return kept_counts(open_root(data), batch)

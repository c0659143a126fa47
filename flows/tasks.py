"""The parts of a build as Prefect's tasks, which are given keys and return counts, never documents or rows."""

from __future__ import annotations

from collections.abc import Callable

from prefect import task

from flows import building
from flows.building import BuildResult
from parsing.batch import Counts


@task(name="parse documents", task_run_name="parse documents {digit}", persist_result=False)
def parse_documents(data: str, digit: str, state: str, log: str) -> Counts:
    """Parses the documents of a digit; arguments as in `flows.building.parse_documents`."""
    return building.parse_documents(data, digit, state, log)


@task(name="assemble and publish", persist_result=False)
def publish(data: str, state: str, log: str) -> BuildResult:
    """Publishes the snapshot; arguments as in `flows.building.publish`."""
    return building.publish(data, state, log)


class PrefectWork:
    """Work as tasks of the flow that runs, done by whatever runs its tasks."""

    def __init__(self) -> None:
        self.cages = building.renew_cages()

    def start(self, data: str, digit: str, state: str, log: str) -> Callable[[], Counts]:
        return parse_documents.submit(data, digit, state, log).result

    def publish(self, data: str, state: str, log: str) -> BuildResult:
        return publish(data, state, log)

    def cancel(self) -> None:
        self.cages.stop()

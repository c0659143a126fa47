"""Who parses in a flow: threads of its process, a Dask cluster or the workers of a work pool, by a setting."""

from __future__ import annotations

import multiprocessing
import os
from typing import Any, cast

from prefect.futures import PrefectFuture
from prefect.settings import PREFECT_API_URL
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.building import WORKERS
from flows.errors import WrongSetting
from flows.settings import POOL, TASKS, THREADS
from flows.tasks import PoolWork, PrefectWork

_LOCAL = "dask"


def work() -> PrefectWork:
    """The work that `NIANBAO_TASKS` asks for: tasks of the flow, or runs for the workers of a pool.

    `pool`: flow runs of the deployment `parse/batch`; `pool:8` divides the documents into eight of them.

    Raises:
        WrongSetting: The setting names nothing of these, or there is no server that a pool could belong to.
    """
    kind, number = _setting()
    if kind != POOL:
        return PrefectWork()
    _need_server()
    return PoolWork(number)


def task_runner() -> TaskRunner[PrefectFuture[Any]]:
    """The task runner that `NIANBAO_TASKS` names.

    `threads`, the default: a thread for each worker process that parses. `dask`: a Dask cluster on this machine with a
    worker for each core, `dask:2` with two. `tcp://host:8786`: the Dask cluster whose scheduler answers there. `pool`:
    see `work`.

    Raises:
        WrongSetting: The setting names nothing of these, or Dask is not installed.
    """
    kind, number = _setting()
    if kind in (THREADS, POOL):
        return cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=WORKERS))
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415  (an optional part)
    except ImportError as error:
        raise WrongSetting(
            "Dask is not installed",
            where=f"the environment's {TASKS}",
            remedy="Install it with `pip install 'nianbao[cluster]'`, also where the workers run.",
        ) from error
    _need_server()
    if kind == _LOCAL:
        cluster = {"n_workers": number or WORKERS, "threads_per_worker": 1, "dashboard_address": None}
        return cast("TaskRunner[PrefectFuture[Any]]", DaskTaskRunner(cluster_kwargs=cluster))
    return cast("TaskRunner[PrefectFuture[Any]]", DaskTaskRunner(address=kind))


def _setting() -> tuple[str, int | None]:
    """What the setting names, and how many of it, where it says so.

    Raises:
        WrongSetting: It names nothing that could run tasks.
    """
    setting = os.environ.get(TASKS) or THREADS
    if setting == THREADS or "://" in setting:
        return setting, None
    kind, colon, number = setting.partition(":")
    if kind not in (_LOCAL, POOL) or (colon and not (number.isdecimal() and int(number))):
        raise WrongSetting(
            f"{setting!r} names nothing that could run tasks",
            where=f"the environment's {TASKS}",
            remedy="Write threads, dask, dask:2 (workers on this machine), tcp://host:8786 (a Dask scheduler), pool or "
            "pool:8 (runs for the workers of a work pool).",
        )
    return kind, int(number) if number else None


def _need_server() -> None:
    # A worker that a cluster has started loads the flows too, and is told the server with each task.
    if multiprocessing.parent_process() is None and not PREFECT_API_URL.value():
        raise WrongSetting(
            "the processes of a cluster or pool need a Prefect server that all of them reach",
            where="the environment's PREFECT_API_URL",
            remedy="Start one (docs/operator.md) and name it there.",
        )

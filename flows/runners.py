"""What runs the tasks of a flow: threads of its process, or a Dask cluster, by a setting."""

from __future__ import annotations

import os
from typing import Any, cast

from prefect.futures import PrefectFuture
from prefect.settings import PREFECT_API_URL
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.building import WORKERS
from flows.errors import WrongSetting
from flows.settings import TASKS, THREADS

_LOCAL = "dask"


def task_runner() -> TaskRunner[PrefectFuture[Any]]:
    """The task runner that `NIANBAO_TASKS` names.

    `threads`, the default: a thread for each worker process that parses. `dask`: a Dask cluster on this machine with a
    worker for each core, `dask:2` with two. `tcp://host:8786`: the Dask cluster whose scheduler answers there.

    Raises:
        WrongSetting: The setting names nothing of these, or Dask is not installed.
    """
    setting = os.environ.get(TASKS) or THREADS
    if setting == THREADS:
        return cast("TaskRunner[PrefectFuture[Any]]", ThreadPoolTaskRunner(max_workers=WORKERS))
    kind, _, number = setting.partition(":")
    if not (setting == _LOCAL or (kind == _LOCAL and number.isdecimal() and int(number)) or "://" in setting):
        raise WrongSetting(
            f"{setting!r} names nothing that could run tasks",
            where=f"the environment's {TASKS}",
            remedy="Write threads, dask, dask:2 (workers on this machine) or tcp://host:8786 (a Dask scheduler).",
        )
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415  (an optional part)
    except ImportError as error:
        raise WrongSetting(
            "Dask is not installed",
            where=f"the environment's {TASKS}",
            remedy="Install it with `pip install 'nianbao[cluster]'`, also where the workers run.",
        ) from error
    if not PREFECT_API_URL.value():
        raise WrongSetting(
            "the processes of a cluster need a Prefect server that all of them reach",
            where="the environment's PREFECT_API_URL",
            remedy="Start one (docs/operator.md) and name it there.",
        )
    if kind == _LOCAL:
        workers = int(number) if number else WORKERS
        cluster = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
        return cast("TaskRunner[PrefectFuture[Any]]", DaskTaskRunner(cluster_kwargs=cluster))
    return cast("TaskRunner[PrefectFuture[Any]]", DaskTaskRunner(address=setting))

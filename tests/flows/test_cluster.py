"""The same build by a setting on a Dask cluster, without a change of code."""

from __future__ import annotations

import asyncio
import pathlib
import sys

import pytest

from flows import building, direct
from flows.errors import WrongSetting
from flows.settings import TASKS
from storage import dataset
from storage.ingesting import ingest
from storage.root import DataRoot, open_root
from tests.support import SEEDS


@pytest.mark.usefixtures("prefect_server")
def test_two_workers_of_a_cluster_give_the_same_bytes(
    root: DataRoot, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.annual import build
    from flows.runners import task_runner

    monkeypatch.setattr(building, "FEW", 0)
    monkeypatch.setenv(TASKS, "dask:2")
    other = open_root(tmp_path / "other")
    for place in (root, other):
        ingest(place, sorted(SEEDS.glob("0*.txt")))
    result = asyncio.run(build.with_options(task_runner=task_runner())(root.location))
    assert (result.parsed, result.outcomes) == (5, {"report": 5})
    asyncio.run(direct.build(other.location))
    one, two = dataset.current(root), dataset.current(other)
    files = root.files(one.folder)
    assert files == other.files(two.folder)
    assert all(root.read(path) == other.read(path) for path in files)


def test_the_snapshot_is_the_same_however_documents_are_divided(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(building, "FEW", 0)
    snapshots = []
    for number in (1, 2, 100):
        monkeypatch.setattr(building, "FEWEST_BATCHES", number)
        place = open_root(tmp_path / str(number))
        ingest(place, sorted(SEEDS.glob("0*.txt")))
        assert asyncio.run(direct.build(place.location)).parsed == 5
        folder = dataset.current(place).folder
        snapshots.append({path: place.read(path) for path in place.files(folder)})
    assert snapshots[0] == snapshots[1] == snapshots[2]


@pytest.mark.parametrize("setting", ["cluster", "dask:", "dask:0", "dask:many", "pool:", "pool:0", "threads:2"])
def test_a_setting_that_names_nothing_is_told(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    from flows.runners import task_runner, work

    monkeypatch.setenv(TASKS, setting)
    for asked in (task_runner, work):
        with pytest.raises(WrongSetting, match=f"NIANBAO_TASKS: '{setting}' names nothing.*dask:2.*pool:8"):
            asked()


def test_what_a_cluster_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.runners import task_runner, work

    with temporary_settings(restore_defaults={PREFECT_API_URL}):
        for setting, asked in (("tcp://127.0.0.1:1", task_runner), ("pool", work)):
            monkeypatch.setenv(TASKS, setting)
            with pytest.raises(WrongSetting, match="Prefect server"):
                asked()
    monkeypatch.setenv(TASKS, "tcp://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
    with pytest.raises(WrongSetting, match=r"pip install 'nianbao\[cluster\]'"):
        task_runner()


@pytest.mark.parametrize(
    ("setting", "count", "batches"),
    [("pool", 21, 2), ("pool", 9_000, 5), ("pool:8", 9_000, 8), ("threads", 9_000, 45), ("threads", 21, 16)],
)
@pytest.mark.usefixtures("prefect_server")
def test_a_pool_gets_few_runs_and_a_cluster_many_tasks(
    monkeypatch: pytest.MonkeyPatch, setting: str, count: int, batches: int
) -> None:
    from flows.runners import work

    monkeypatch.setenv(TASKS, setting)
    assert work().n_batches(count) == batches


@pytest.mark.usefixtures("prefect_server")
def test_a_pool_that_nothing_was_deployed_for_is_told(root: DataRoot) -> None:
    from flows.tasks import PoolWork

    with pytest.raises(WrongSetting, match=r"parse/batch.*docs/operator\.md"):
        PoolWork().start(root.location, "key")()

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


@pytest.mark.parametrize("setting", ["cluster", "dask:", "dask:0", "dask:many"])
def test_a_setting_that_names_nothing_is_told(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    from flows.runners import task_runner

    monkeypatch.setenv(TASKS, setting)
    with pytest.raises(WrongSetting, match=f"NIANBAO_TASKS: '{setting}' names nothing.*dask:2"):
        task_runner()


def test_what_a_cluster_lacks_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.settings import PREFECT_API_URL, temporary_settings

    from flows.runners import task_runner

    monkeypatch.setenv(TASKS, "tcp://127.0.0.1:1")
    with temporary_settings(restore_defaults={PREFECT_API_URL}), pytest.raises(WrongSetting, match="Prefect server"):
        task_runner()
    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
    with pytest.raises(WrongSetting, match=r"pip install 'nianbao\[cluster\]'"):
        task_runner()

"""What all tests share: sample data, a data root of their own, and a temporary Prefect server."""

from __future__ import annotations

import pathlib
from collections.abc import Iterator

import pytest
from hypothesis import settings

from storage.root import DataRoot, open_root
from tests.object_store import S3Server, served

# How long a test takes says how busy the machine is; benchmarks/ does the timing.
settings.register_profile("nianbao", deadline=None)
settings.load_profile("nianbao")

WAITING = ("flows", "spiders", "cli", "storage", "explorer", "parsing")
"""Rooms whose tests wait for servers, browsers and processes."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that wait begin first: of two processes, each gets another file, and none is left alone with a long one."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    room = item.path.relative_to(pathlib.Path(__file__).parent).parts[0]
    return WAITING.index(room) if room in WAITING else len(WAITING)


@pytest.fixture(autouse=True)
def own_surroundings(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the data of the person who runs it, or depends on how wide their terminal is."""
    monkeypatch.setenv("NIANBAO_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def root(tmp_path: pathlib.Path) -> DataRoot:
    return open_root(tmp_path / "data")


@pytest.fixture(scope="session")
def s3() -> Iterator[S3Server]:
    """An S3 server on loopback."""
    with served() as server:
        yield server


@pytest.fixture(params=["folder", "object store"])
def any_root(request: pytest.FixtureRequest, tmp_path: pathlib.Path) -> DataRoot:
    """An empty data root of each kind."""
    if request.param == "folder":
        return open_root(tmp_path / "data")
    server: S3Server = request.getfixturevalue("s3")
    return open_root(server.bucket())


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """One temporary Prefect server for all tests that run flows."""
    from prefect.settings import PREFECT_LOCAL_STORAGE_PATH, temporary_settings
    from prefect.testing.utilities import prefect_test_harness

    import flows  # noqa: F401  switches Prefect's analytics off before it is imported

    with (
        prefect_test_harness(server_startup_timeout=120),
        temporary_settings({PREFECT_LOCAL_STORAGE_PATH: tmp_path_factory.mktemp("results")}),
    ):
        yield

"""What is set up on a Prefect server that has none of it, a part of it, or all of it: told by a played client."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import types
import uuid
from collections.abc import AsyncIterator
from typing import Any

import pytest
from prefect.exceptions import ObjectNotFound
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows import deploying
from flows.errors import WrongSetting
from tests.support import REPOSITORY


class Client:
    """A server with or without a work pool, and with a queue of some limit or none (0)."""

    def __init__(self, *, has_pool: bool, limit: int | None) -> None:
        self._has_pool, self._limit = has_pool, limit
        self.done: list[object] = []
        self.queue = uuid.uuid4()

    async def read_work_pool(self, name: str) -> object:
        assert name == "nianbao"
        if not self._has_pool:
            raise ObjectNotFound(KeyError(name))
        return object()

    async def create_work_pool(self, pool: Any) -> None:
        self.done.append((pool.name, pool.type))

    async def read_work_queue_by_name(self, name: str, pool: str) -> object:
        assert (name, pool) == ("one-at-a-time", "nianbao")
        if self._limit == 0:
            raise ObjectNotFound(KeyError(name))
        return types.SimpleNamespace(id=self.queue, concurrency_limit=self._limit)

    async def create_work_queue(self, name: str, *, concurrency_limit: int, work_pool_name: str) -> object:
        self.done.append((name, concurrency_limit, work_pool_name))
        return object()

    async def update_work_queue(self, queue: uuid.UUID, *, concurrency_limit: int) -> None:
        self.done.append((queue, concurrency_limit))


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> types.SimpleNamespace:
    """How `prefect deploy` ends, and how it was called."""
    told = types.SimpleNamespace(returncode=0, stdout="", stderr="", calls=[])

    def run(command: list[str], **options: object) -> types.SimpleNamespace:
        told.calls.append((command, options["cwd"]))
        return told

    monkeypatch.setattr(subprocess, "run", run)
    return told


def deployed(monkeypatch: pytest.MonkeyPatch, client: Client, notify: str = "") -> list[str]:
    @contextlib.asynccontextmanager
    async def given() -> AsyncIterator[Client]:
        yield client

    async def notification(url: str) -> str:
        return f"tells {url}"

    async def lines() -> list[str]:
        return [line async for line in deploying.deploy(notify)]

    monkeypatch.setattr(deploying, "get_client", given)
    monkeypatch.setattr(deploying, "_notification", notification)
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:1/api"}):
        return asyncio.run(lines())


def test_what_is_missing_is_created(monkeypatch: pytest.MonkeyPatch, ran: types.SimpleNamespace) -> None:
    ran.stdout = "Deployment 'crawl/crawl' successfully created with id 'x'\nView 'it'\nDeployment 'no' failed\n"
    client = Client(has_pool=False, limit=0)
    assert deployed(monkeypatch, client, "http://127.0.0.1/told") == [
        "work pool nianbao: created, its workers run flows as processes",
        "queue one-at-a-time: created; one run of it at a time, the others wait",
        "deployment crawl/crawl: deployed",
        "tells http://127.0.0.1/told",
    ]
    assert client.done == [("nianbao", "process"), ("one-at-a-time", 1, "nianbao")]
    ((command, folder),) = ran.calls
    assert command[:3] == [sys.executable, "-m", "prefect"]
    assert command[3:] == ["--no-prompt", "deploy", "--all", "--prefect-file", "deployments/prefect.yaml"]
    assert folder == REPOSITORY


@pytest.mark.parametrize(
    ("limit", "done"), [(1, "is there"), (None, "limited to one run at a time"), (2, "limited to")]
)
def test_what_is_there_stays_and_a_queue_is_limited(
    monkeypatch: pytest.MonkeyPatch, ran: types.SimpleNamespace, limit: int | None, done: str
) -> None:
    client = Client(has_pool=True, limit=limit)
    pool, queue = deployed(monkeypatch, client)
    assert pool == "work pool nianbao: is there"
    assert queue.startswith(f"queue one-at-a-time: {done}")
    assert client.done == ([] if limit == 1 else [(client.queue, 1)])


@pytest.mark.parametrize(
    ("stdout", "stderr", "told"), [("x", f"{'a' * 600} the end\n", "a" * 492 + " the end"), ("said", "", "said")]
)
def test_what_prefect_says_of_a_deployment_that_fails_is_told(
    monkeypatch: pytest.MonkeyPatch, ran: types.SimpleNamespace, stdout: str, stderr: str, told: str
) -> None:
    ran.returncode, ran.stdout, ran.stderr = 1, stdout, stderr
    with pytest.raises(WrongSetting) as failed:
        deployed(monkeypatch, Client(has_pool=True, limit=1))
    assert f"Prefect could not deploy: {told}" in str(failed.value)
    assert str(REPOSITORY / "deployments" / "prefect.yaml") in str(failed.value)


def test_nothing_is_deployed_where_no_server_is_named() -> None:
    async def first() -> str:
        return await anext(deploying.deploy())

    with (
        temporary_settings(restore_defaults={PREFECT_API_URL}),
        pytest.raises(WrongSetting, match="prefect server start"),
    ):
        asyncio.run(first())

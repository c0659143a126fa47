"""Sets a Prefect server up for nianbao: work pool, queue, deployments, and a message where a run fails."""

from __future__ import annotations

import pathlib
import subprocess
import sys
from collections.abc import AsyncIterator

from prefect.automations import Automation
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.events.actions import CallWebhook
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.exceptions import ObjectNotFound
from prefect.settings import PREFECT_API_URL
from prefect.types import SecretDict
from pydantic import SecretStr

from flows.errors import WrongSetting

POOL, QUEUE = "nianbao", "one-at-a-time"
FAILURES = "nianbao: tell of failed runs"
_BLOCK = "nianbao-failures"
_HOME = pathlib.Path(__file__).resolve().parent.parent
"""Where deployments/ lies; the entry points of flows are relative to it."""
_FILE = "deployments/prefect.yaml"
_BAD_ENDS = {"prefect.flow-run.Failed", "prefect.flow-run.Crashed"}
_PAYLOAD = '{"text": {{ (flow_run.name ~ ": " ~ flow_run.state.name ~ ". " ~ flow_run.state.message) | tojson }}}'


async def deploy(notify: str = "") -> AsyncIterator[str]:
    """Creates what is missing on the server, and deploys everything.

    Args:
        notify: Address that is told of each failed run by a POST of JSON (`{"text": ...}`); empty for none.

    Yields:
        What was done, a line at a time.

    Raises:
        WrongSetting: No server is named, or deploying failed.
    """
    if not PREFECT_API_URL.value():
        raise WrongSetting(
            "no Prefect server is named",
            where="the environment's PREFECT_API_URL",
            remedy="Start one with `prefect server start`, and name it there (docs/operator.md).",
        )
    async with get_client() as client:
        yield await _pool(client)
        yield await _queue(client)
        for line in _deployments():
            yield line
        if notify:
            yield await _notification(notify)


async def _pool(client: PrefectClient) -> str:
    try:
        await client.read_work_pool(POOL)
    except ObjectNotFound:
        await client.create_work_pool(WorkPoolCreate(name=POOL, type="process"))
        return f"work pool {POOL}: created, its workers run flows as processes"
    return f"work pool {POOL}: is there"


async def _queue(client: PrefectClient) -> str:
    try:
        queue = await client.read_work_queue_by_name(QUEUE, POOL)
    except ObjectNotFound:
        queue = await client.create_work_queue(QUEUE, concurrency_limit=1, work_pool_name=POOL)
        return f"queue {QUEUE}: created; one run of it at a time, the others wait"
    if queue.concurrency_limit != 1:
        await client.update_work_queue(queue.id, concurrency_limit=1)
        return f"queue {QUEUE}: limited to one run at a time"
    return f"queue {QUEUE}: is there"


def _deployments() -> list[str]:
    command = [sys.executable, "-m", "prefect", "--no-prompt", "deploy", "--all", "--prefect-file", _FILE]
    ran = subprocess.run(command, cwd=_HOME, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise WrongSetting(
            f"Prefect could not deploy: {(ran.stderr or ran.stdout).strip()[-500:]}", where=str(_HOME / _FILE)
        )
    names = [line.split("'")[1] for line in ran.stdout.splitlines() if "Deployment '" in line and "created" in line]
    return [f"deployment {name}: deployed" for name in names]


async def _notification(url: str) -> str:
    block = Webhook(method="POST", url=SecretStr(url), headers=SecretDict({"Content-Type": "application/json"}))
    block_id = await block.save(_BLOCK, overwrite=True)
    wanted = Automation(
        name=FAILURES,
        description="Tells an address of each run that fails or crashes.",
        trigger=EventTrigger(
            expect=_BAD_ENDS,
            match={"prefect.resource.id": "prefect.flow-run.*"},
            posture=Posture.Reactive,
            threshold=1,
        ),
        actions=[CallWebhook(block_document_id=block_id, payload=_PAYLOAD)],
    )
    try:
        known = await Automation.aread(name=FAILURES)
    except ValueError:
        await wanted.acreate()
        return f"automation {FAILURES!r}: created"
    wanted.id = known.id
    await wanted.aupdate()
    return f"automation {FAILURES!r}: updated"

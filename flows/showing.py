"""Shows artifacts where an operator looks for them: at the run that was started, and at its part that made them."""

from __future__ import annotations

from uuid import UUID

from prefect.artifacts import Artifact
from prefect.runtime import flow_run


async def show(artifact: Artifact) -> list[UUID]:
    """Creates an artifact at the run that makes it and, where this is a part of another, at the one that was started.

    Returns:
        Ids of what was created.
    """
    own = flow_run.get_id()
    started = flow_run.get_root_flow_run_id()
    created = [(await artifact.acreate()).id]
    if started and started != own:
        created.append((await artifact.model_copy(update={"flow_run_id": UUID(started)}).acreate()).id)
    return created

"""Where an artifact is shown: at the run that made it, and at the one that an operator started."""

from __future__ import annotations

import asyncio
import uuid
from types import SimpleNamespace

import pytest
from prefect.artifacts import Artifact, MarkdownArtifact

from flows import showing

STARTED, PART = str(uuid.UUID(int=1)), str(uuid.UUID(int=2))


@pytest.mark.parametrize(
    ("own", "started", "shown_at"),
    [
        pytest.param(None, None, [None], id="outside of any run"),
        pytest.param(STARTED, STARTED, [None], id="in the run that was started"),
        pytest.param(PART, STARTED, [None, STARTED], id="in a part of it"),
    ],
)
def test_an_artifact_is_shown_at_its_own_run_and_once_more_at_another_that_was_started(
    monkeypatch: pytest.MonkeyPatch, own: str | None, started: str | None, shown_at: list[str | None]
) -> None:
    """Its own run is the one that Prefect takes by itself."""
    created: list[str | None] = []

    async def create(artifact: Artifact) -> SimpleNamespace:
        created.append(str(artifact.flow_run_id) if artifact.flow_run_id else None)
        return SimpleNamespace(id=uuid.UUID(int=10 + len(created)))

    runs = SimpleNamespace(get_id=lambda: own, get_root_flow_run_id=lambda: started)
    monkeypatch.setattr(showing, "flow_run", runs)
    monkeypatch.setattr(Artifact, "acreate", create)
    ids = asyncio.run(showing.show(MarkdownArtifact(markdown="words")))
    assert created == shown_at
    assert ids == [uuid.UUID(int=11 + number) for number in range(len(shown_at))]

"""How far a crawl is, as a progress artifact in Prefect's UI while it runs."""

from __future__ import annotations

import asyncio
import contextlib
import types
from collections.abc import Awaitable, Sequence
from typing import Self, TypeVar
from uuid import UUID

from prefect.artifacts import ProgressArtifact, aupdate_progress_artifact

from flows.progress import Bar
from flows.showing import show

SECONDS = 5.0
"""Between two updates: each is a request to Prefect's server."""
_Result = TypeVar("_Result")


class LiveProgress:
    """Shows the share of portals that are done, and the requests and reports so far.

    Args:
        key: Key of the artifact.
        total: Portals that are crawled.
    """

    def __init__(self, key: str, total: int) -> None:
        self._key = key
        self._total = total
        self._done = 0
        self._requests: dict[int, int] = {}
        self._reports: dict[int, int] = {}
        self._shown: Sequence[UUID] = ()
        self._updates: asyncio.Task[None] | None = None
        self._display_before = Bar.display

    async def __aenter__(self) -> Self:
        self._shown = await show(ProgressArtifact(progress=0.0, key=self._key, description=self._described()))
        if Bar.display is None:
            Bar.display = self
        self._updates = asyncio.create_task(self._keep_updating())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: types.TracebackType | None
    ) -> None:
        Bar.display = self._display_before
        if self._updates is not None:
            self._updates.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._updates
        if kind is None:
            await self._update()

    async def counting(self, work: Awaitable[_Result], portals: int) -> _Result:
        """Waits for the crawl of some portals, and counts them as done, however it ends."""
        try:
            return await work
        finally:
            self._done += portals

    def add(self, description: str, total: int | None) -> int:  # noqa: ARG002  (of all displays)
        """Adds a line of a crawl."""
        line = len(self._requests)
        self._requests[line] = 0
        return line

    def update(self, line: int, completed: int, detail: str, total: int | None, found: int) -> None:  # noqa: ARG002
        """Notes what a crawl tells of itself."""
        self._requests[line] = completed
        self._reports[line] = found

    async def _keep_updating(self) -> None:
        while True:
            await asyncio.sleep(SECONDS)
            await self._update()

    async def _update(self) -> None:
        percent = 100.0 * self._done / self._total if self._total else 100.0
        for artifact in self._shown:
            await aupdate_progress_artifact(artifact, progress=percent, description=self._described())

    def _described(self) -> str:
        requests, reports = sum(self._requests.values()), sum(self._reports.values())
        return f"{self._done} of {self._total} portals; {requests:,} requests so far, {reports:,} reports"

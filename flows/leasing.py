"""Holds a lease while something runs, and shows whom it waits for."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence

from flows.progress import Bar
from storage import lease
from storage.lease import Lease
from storage.root import DataRoot


@contextlib.asynccontextmanager
async def leased(root: DataRoot, names: Sequence[str], purpose: str, *, wait: bool = False) -> AsyncIterator[None]:
    """Holds some names while the context lasts.

    Args:
        root: Data root.
        names: What is to be held, all or nothing.
        purpose: What for, in words that others are shown.
        wait: Whether to wait while somebody else holds one of them.

    Raises:
        Occupied: Somebody else holds one of them, and is not waited for.
        StorageError: The root cannot be read or written.
    """
    wanted = Lease(root, names, purpose)
    bar: Bar | None = None
    try:
        while (busy := await asyncio.to_thread(wanted.attempt)) is not None:
            if busy.alive and not wait:
                raise busy.error(root)
            bar = bar or Bar("wait for")
            bar.update(0, busy.holder)
            await asyncio.sleep(lease.PAUSE_SECONDS)
        if bar is not None:
            bar.update(1, total=1)
        yield
    finally:
        wanted.release()

"""Locks on open files, which the system gives back when a process ends, however it ends.

Only who writes needs them: a snapshot can be read on systems that have none.
"""

from __future__ import annotations

import sys

from storage.errors import StorageError


def lock(descriptor: int, *, shared: bool = False, wait: bool = True) -> bool:
    """Locks an open file until its last descriptor is closed.

    Args:
        descriptor: The file.
        shared: Whether others may hold the lock in the same way.
        wait: Whether to wait for others who hold it.

    Returns:
        Whether the lock is held; always, if it is waited for.

    Raises:
        StorageError: The system has no such locks.
    """
    try:
        import fcntl  # noqa: PLC0415  (there is none on Windows)
    except ImportError as error:
        raise StorageError(
            "the system has no locks that end with a process, and nothing may be written without them",
            where=sys.platform,
            remedy="Crawl, ingest and build on Linux or macOS; snapshots can be read here.",
        ) from error
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        return False
    return True

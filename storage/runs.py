"""Crawls that have started and not ended: what an interrupted one had fetched is not fetched again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable

from storage.errors import DamagedData
from storage.root import DataRoot

FOLDER = "archive/unfinished"
FULL_RUN = "crawl-"
"""What the id of a run begins with that looked for reports of all years."""
PARTIAL_RUN = "years-"
"""What the id of a run begins with that looked for some years only, and so says nothing of the others."""
PATIENCE = dt.timedelta(hours=24)
"""A crawl that was interrupted longer ago is started again from the beginning: what it fetched may have changed."""


class UnfinishedRun:
    """The crawl of some portals for some years, from its beginning to its end.

    Args:
        root: Data root.
        portals: Ids of the portals.
        years: Report years wanted; empty for all.
    """

    def __init__(self, root: DataRoot, portals: Iterable[str], years: Iterable[int]) -> None:
        self._root = root
        key = json.dumps([sorted(portals), sorted(years)])
        self._folder = f"{FOLDER}/{hashlib.sha256(key.encode()).hexdigest()[:16]}"

    @property
    def _path(self) -> str:
        return f"{self._folder}/runs.json"

    def begin(self, run_id: str, now: dt.datetime, *, resume: bool = True) -> tuple[str, ...]:
        """Notes that a run begins.

        Args:
            run_id: Id of the run.
            now: The time.
            resume: Whether to continue the same crawl if it was interrupted less than `PATIENCE` ago.

        Returns:
            Ids of the runs that it continues: those of the same crawl that did not end.

        Raises:
            StorageError: The note cannot be read or written.
        """
        before = self._read() if resume else None
        started, runs = before if before is not None and now - before[0] <= PATIENCE else (now, ())
        content = {"started_at": started.isoformat(), "runs": [*runs, run_id]}
        self._root.replace(self._path, json.dumps(content).encode())
        return runs

    def end(self) -> None:
        """Notes that the crawl has ended."""
        self._root.remove_folder(self._folder)

    def _read(self) -> tuple[dt.datetime, tuple[str, ...]] | None:
        if not self._root.exists(self._path):
            return None
        try:
            content = json.loads(self._root.read(self._path))
            return dt.datetime.fromisoformat(content["started_at"]), tuple(content["runs"])
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedData(
                f"not the note of a crawl: {error}",
                where=f"{self._root.location}/{self._path}",
                remedy="Remove it; the crawl then starts from the beginning.",
            ) from error

"""Crawls that have started and not ended: what an interrupted one had fetched is not fetched again."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import pathlib
from collections.abc import Iterable, Mapping

from storage.errors import DamagedData
from storage.root import DataRoot

FOLDER = "archive/unfinished"
CONTINUED = "archive/continued"
FULL_RUN = "crawl-"
"""What the id of a run begins with that looked for reports of all years."""
PARTIAL_RUN = "years-"
"""What the id of a run begins with that looked for some years only, and so says nothing of the others."""
ORDERED_RUN = "orders-"
"""What the id of a run begins with that fetched what the parsers had missed in the pages of a crawl."""
PATIENCE = dt.timedelta(hours=24)
"""A crawl that was interrupted longer ago is started again from the beginning: what it fetched may have changed."""


def unfinished(root: DataRoot) -> frozenset[str]:
    """Ids of the runs that still go on, or were interrupted and not continued: what they did not see says nothing.

    Raises:
        StorageError: A note cannot be read.
    """
    notes = (_note(root, path) for path in root.files(FOLDER, ".json"))
    return frozenset(run for note in notes if note is not None for run in note[1])


def continued(root: DataRoot) -> Mapping[str, str]:
    """Runs that were interrupted, each with the run that continued it and ended: together they are one crawl.

    Raises:
        StorageError: A note cannot be read.
    """
    found: dict[str, str] = {}
    for path in root.files(CONTINUED, ".json"):
        try:
            found.update(dict.fromkeys(json.loads(root.read(path))["runs"], pathlib.PurePosixPath(path).stem))
        except (ValueError, KeyError, TypeError) as error:
            raise DamagedData(
                f"not the note of a crawl that was continued: {error}",
                where=f"{root.location}/{path}",
                remedy="Remove it; what its interrupted runs met is then not counted.",
            ) from error
    return found


def _note(root: DataRoot, path: str) -> tuple[dt.datetime, tuple[str, ...]] | None:
    """When a crawl began, and its runs; None where there is no note."""
    if not root.exists(path):
        return None
    try:
        content = json.loads(root.read(path))
        return dt.datetime.fromisoformat(content["started_at"]), tuple(content["runs"])
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedData(
            f"not the note of a crawl: {error}",
            where=f"{root.location}/{path}",
            remedy="Remove it; the crawl then starts from the beginning.",
        ) from error


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
        before = _note(self._root, self._path) if resume else None
        started, runs = before if before is not None and now - before[0] <= PATIENCE else (now, ())
        content = {"started_at": started.isoformat(), "runs": [*runs, run_id]}
        self._root.replace(self._path, json.dumps(content).encode())
        return runs

    def end(self) -> None:
        """Notes that the crawl has ended, and which runs it took."""
        note = _note(self._root, self._path)
        if note is not None and len(note[1]) > 1:
            *earlier, last = note[1]
            self._root.replace(f"{CONTINUED}/{last}.json", json.dumps({"runs": earlier}).encode())
        self._root.remove_folder(self._folder)

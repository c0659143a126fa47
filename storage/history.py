"""The history of a data root: a record of each crawl and each build, below `archive/runs`, never part of a snapshot."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from storage.errors import DamagedData
from storage.root import DataRoot

FOLDER = "archive/runs"
CRAWL, BUILD = "crawl", "build"
DONE, TOO_LITTLE, FAILED = "done", "too little", "failed"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """One crawl or build that has ended.

    Attributes:
        run: Its id.
        kind: `crawl` or `build`.
        flow_run: Id of the Prefect run that it was a part of; empty where it was none.
        started_at: When it began, ISO 8601 in UTC.
        ended_at: When it ended.
        result: `done`; `too little`: it ended well and found too little; `failed`.
        reason: Why it is not done.
        about: What it was for, in words for people.
        years: Report years that were wanted; empty for all.
        portals: Of a crawl, by the ids of its portals, how each of them stands (`standing`: `done` or a reason) and
            what it gave, in the fields of `spiders.job.PortalResult`.
        requests: Requests that a crawl made.
        found: Reports that a crawl received or confirmed.
        snapshot: Snapshot that is current behind a build.
        changed: Whether the build has made it.
        outcomes: Of a build, how many documents ended how.
    """

    run: str
    kind: str
    flow_run: str = ""
    started_at: str
    ended_at: str
    result: str
    reason: str = ""
    about: str = ""
    years: tuple[int, ...] = ()
    portals: Mapping[str, Mapping[str, Any]] = dataclasses.field(default_factory=dict)
    requests: int = 0
    found: int = 0
    snapshot: str = ""
    changed: bool = False
    outcomes: Mapping[str, int] = dataclasses.field(default_factory=dict)


def now() -> str:
    """The time, as records write it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")


def keep(root: DataRoot, record: RunRecord) -> None:
    """Adds a record; those before it are never touched.

    Raises:
        StorageError: It cannot be written.
    """
    stamp = record.started_at.replace(":", "").replace("-", "").partition(".")[0]
    content = json.dumps(dataclasses.asdict(record), ensure_ascii=False, indent=1).encode()
    root.write_once(f"{FOLDER}/{stamp}-{record.run}{_suffix(record.flow_run)}", content)


def read(root: DataRoot, flow_run: str = "") -> list[RunRecord]:
    """The records of a data root, the first begun first.

    Args:
        root: Data root.
        flow_run: Id of the Prefect run whose records are wanted; empty for all.

    Raises:
        StorageError: One cannot be read.
    """
    return [_record(root, path) for path in sorted(root.files(FOLDER, _suffix(flow_run)))]


def _suffix(flow_run: str) -> str:
    """How the names of the records of a Prefect run end, so that no others need to be read."""
    return f".{flow_run}.json" if flow_run else ".json"


def _record(root: DataRoot, path: str) -> RunRecord:
    try:
        content: dict[str, Any] = json.loads(root.read(path))
        return RunRecord(**{**content, "years": tuple(content.get("years", ()))})
    except (ValueError, TypeError) as error:
        raise DamagedData(
            f"not the record of a run: {error}",
            where=f"{root.location}/{path}",
            remedy="Remove it; only the history of runs knows it.",
        ) from error

"""What people are shown of a data root's runs and snapshots."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from storage import history
from storage.history import RunRecord
from storage.snapshots import StoredSnapshot

_STYLES = {history.DONE: "green", history.TOO_LITTLE: "yellow", history.FAILED: "red"}
_LONGEST_REASON = 120


def runs_table(records: Sequence[RunRecord]) -> RenderableType:
    """Crawls and builds, the earliest first."""
    if not records:
        return Text("no crawl and no build has ended here yet")
    # Wide enough that the id of a snapshot is not broken.
    table = Table("began", "took", "what", "result", Column("gave", min_width=17), "why")
    for record in records:
        style = _STYLES.get(record.result, "red")
        table.add_row(
            record.started_at[:16].replace("T", " "),
            _took(record),
            escape(_what(record)),
            f"[{style}]{escape(record.result)}[/{style}]",
            escape(_gave(record)),
            escape(record.reason[:_LONGEST_REASON]),
        )
    return table


def snapshots_table(snapshots: Sequence[StoredSnapshot]) -> RenderableType:
    """Snapshots, the latest first, and what they take."""
    if not snapshots:
        return Text("nothing has been published here yet")
    table = Table(Column("snapshot", no_wrap=True), "written", "MB", "", "pinned")
    for one in snapshots:
        table.add_row(
            one.snapshot_id,
            f"{one.written:%Y-%m-%d %H:%M}",
            f"{one.n_bytes / 1e6:.1f}",
            "[green]current[/green]" if one.is_current else "",
            escape(one.pin),
        )
    table.caption = f"{len(snapshots)} snapshots, {sum(one.n_bytes for one in snapshots) / 1e6:.1f} MB"
    return table


def _took(record: RunRecord) -> str:
    began, ended = (dt.datetime.fromisoformat(stamp) for stamp in (record.started_at, record.ended_at))
    return str(dt.timedelta(seconds=round((ended - began).total_seconds())))


def _what(record: RunRecord) -> str:
    years = f" {min(record.years)}-{max(record.years)}" if record.years else ""
    return f"{record.kind} {record.about}{years}".strip()


def _gave(record: RunRecord) -> str:
    if record.kind == history.BUILD:
        if not record.snapshot:
            return "nothing: readers keep the snapshot before"
        news = "new snapshot" if record.changed else "unchanged"
        return f"{news} {record.snapshot}, {sum(record.outcomes.values())} documents"
    stands = Counter(str(told["standing"]).partition(":")[0] for told in record.portals.values())
    told = ", ".join(f"{count} {name}" for name, count in stands.most_common())
    return f"{record.found} reports, {record.requests} requests" + (f"; portals: {told}" if told else "")

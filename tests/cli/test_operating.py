"""Commands for operators: what has run, the snapshots of a data root, and what a person fetches by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from rich.console import Console, RenderableType
from rich.table import Table
from typer.testing import CliRunner

from cli.main import app
from cli.views.history import runs_table, snapshots_table
from storage import dataset, history, snapshots
from storage.history import RunRecord
from storage.root import DataRoot
from tests.storage.rows import document, fetch, report, snapshot


def record(**columns: Any) -> RunRecord:
    values: dict[str, Any] = {
        "run": "crawl-1",
        "kind": history.CRAWL,
        "started_at": "2026-04-01T08:00:59.500+00:00",
        "ended_at": "2026-04-01T09:30:00.000+00:00",
        "result": history.DONE,
    }
    return RunRecord(**values | columns)


def plain(content: RenderableType) -> str:
    target = io.StringIO()
    Console(file=target, width=200, force_terminal=False).print(content)
    return target.getvalue()


def cells(table: RenderableType) -> list[list[str]]:
    """The rows of a table, from left to right."""
    assert isinstance(table, Table)
    return [[str(cell) for cell in row] for row in zip(*(column.cells for column in table.columns), strict=True)]


def invoke(root: DataRoot, *arguments: str) -> str:
    result = CliRunner().invoke(app, [*arguments, "--data", root.location])
    assert result.exit_code == 0, result.output or result.exception
    return result.output


@pytest.mark.parametrize(
    ("one", "took", "what", "gave"),
    [
        (record(found=3, requests=40), "1:29:00", "crawl", "3 reports, 40 requests"),
        (
            record(
                about="无锡市",
                years=(2018, 2016),
                portals={
                    "a": {"standing": "done"},
                    "b": {"standing": "blocked: 412"},
                    "c": {"standing": "done"},
                },
            ),
            "1:29:00",
            "crawl 无锡市 2016-2018",
            "0 reports, 0 requests; portals: 2 done, 1 blocked",
        ),
        (
            record(kind=history.BUILD, snapshot="3f2a", changed=True, outcomes={"report": 5, "rejected": 2}),
            "1:29:00",
            "build",
            "new snapshot 3f2a, 7 documents",
        ),
        (record(kind=history.BUILD, snapshot="3f2a"), "1:29:00", "build", "unchanged 3f2a, 0 documents"),
        (record(kind=history.BUILD), "1:29:00", "build", "nothing: readers keep the snapshot before"),
        (record(ended_at="2026-04-01T08:01:01.100+00:00"), "0:00:02", "crawl", "0 reports, 0 requests"),
    ],
)
def test_a_run_is_told_with_its_time_its_purpose_and_what_it_gave(
    one: RunRecord, took: str, what: str, gave: str
) -> None:
    ((began, *told),) = cells(runs_table([one]))
    assert began == "2026-04-01 08:00"
    assert (told[0], told[1], told[3]) == (took, what, gave)


@pytest.mark.parametrize(
    ("result", "style"),
    [(history.DONE, "green"), (history.TOO_LITTLE, "yellow"), (history.FAILED, "red"), ("unheard of", "red")],
)
def test_how_a_run_ended_has_its_colour_and_the_reason_is_cut(result: str, style: str) -> None:
    (row,) = cells(runs_table([record(result=result, reason="x" * 200)]))
    assert row[3] == f"[{style}]{result}[/{style}]"
    assert row[5] == "x" * 120


def test_what_has_not_happened_is_said() -> None:
    assert plain(runs_table([])).strip() == "no crawl and no build has ended here yet"
    assert plain(snapshots_table([])).strip() == "nothing has been published here yet"


def test_the_latest_runs_are_shown(root: DataRoot) -> None:
    for number in range(1, 23):
        stamp = f"2026-04-{number:02}T08:00:00.000+00:00"
        history.keep(root, record(run=f"crawl-{number}", started_at=stamp, ended_at=stamp))
    shown = json.loads(invoke(root, "runs", "--json"))
    assert [row["run"] for row in shown] == [f"crawl-{number}" for number in range(3, 23)]
    (last,) = csv.DictReader(io.StringIO(invoke(root, "runs", "--last", "1", "--csv")))
    assert (last["run"], last["result"]) == ("crawl-22", "done")
    assert "2026-04-22 08:00" in invoke(root, "runs", "--last", "1")
    assert "2026-04-21" not in invoke(root, "runs", "--last", "1")
    assert CliRunner().invoke(app, ["runs", "--last", "0", "--data", root.location]).exit_code == 2


def published(root: DataRoot, count: int) -> list[str]:
    """Snapshots, the earliest first; the last one is current."""
    ids = []
    for number in range(count):
        dataset.publish(root, snapshot(documents=[document(n_bytes=number)]))
        ids.append(dataset.current(root).snapshot_id)
    return ids


def test_snapshots_are_listed_pinned_used_and_removed(root: DataRoot) -> None:
    first, second, third = published(root, 3)
    listed = {row["snapshot_id"]: row for row in json.loads(invoke(root, "snapshots", "list", "--json"))}
    assert {name: row["is_current"] for name, row in listed.items()} == {first: False, second: False, third: True}
    table = invoke(root, "snapshots", "list")
    assert all(name in table for name in listed)
    assert f"3 snapshots, {sum(row['n_bytes'] for row in listed.values()) / 1e6:.1f} MB" in table

    assert invoke(root, "snapshots", "pin", first, "--why", "cited in a paper") == "pinned\n"
    assert "cited in a paper" in invoke(root, "snapshots", "list")
    assert invoke(root, "snapshots", "prune", "--keep", "1", "--dry-run").startswith(f"would remove {second} (")
    assert len(snapshots.listed(root)) == 3
    assert invoke(root, "snapshots", "prune") == ""
    assert invoke(root, "snapshots", "use", first[:8]) == f"current snapshot: {first}\n"
    assert dataset.current(root).snapshot_id == first
    assert invoke(root, "snapshots", "use", third) == f"current snapshot: {third}\n"
    gone = invoke(root, "snapshots", "prune", "--keep", "1")
    assert gone.startswith(f"removed {second} (")
    assert gone.endswith(" MB)\n")
    assert gone.count("\n") == 1
    assert invoke(root, "snapshots", "unpin", first) == "no longer pinned\n"
    assert invoke(root, "snapshots", "prune", "--keep", "1").startswith(f"removed {first} (")
    assert [one.snapshot_id for one in snapshots.listed(root)] == [third]
    assert CliRunner().invoke(app, ["snapshots", "prune", "--keep", "0", "--data", root.location]).exit_code == 2


def test_what_is_listed_of_snapshots_is_right(root: DataRoot) -> None:
    published(root, 2)
    rows = cells(snapshots_table(snapshots.listed(root)))
    assert [row[3] for row in rows] == ["[green]current[/green]", ""]
    for one, row in zip(snapshots.listed(root), rows, strict=True):
        assert row[:3] == [one.snapshot_id, f"{one.written:%Y-%m-%d %H:%M}", f"{one.n_bytes / 1e6:.1f}"]


def test_what_a_person_fetches_by_hand_is_a_table(root: DataRoot) -> None:
    from assembly.worklist import COLUMNS
    from storage.fetch_log import FetchLog
    from storage.schema import Coverage
    from tests.storage.rows import PLACE

    hole = Coverage(**PLACE, year=2018, status="blocked", report_id=None, reason="a block")
    dataset.publish(root, snapshot(reports=[report()], coverage=[hole]))
    FetchLog(root).append([fetch(portal="320200", outcome="blocked:412", link_text="2018年年报", document_id=None)])
    header, *rows = csv.reader(io.StringIO(invoke(root, "worklist")))
    assert tuple(header) == COLUMNS
    assert [row[:6] for row in rows] == [["江苏省", "无锡市", "2018", "blocked", "a block", "http://127.0.0.1/a"]]


def test_a_server_is_set_up_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    from flows import deploying

    async def deploy(notify: str) -> AsyncIterator[str]:
        yield "work pool nianbao"
        yield f"told: {notify}"

    monkeypatch.setattr(deploying, "deploy", deploy)
    result = CliRunner().invoke(app, ["deploy", "--notify", "http://127.0.0.1/hook"])
    assert result.output.splitlines() == [
        "work pool nianbao",
        "told: http://127.0.0.1/hook",
        "next: start a worker with `prefect worker start --pool nianbao`",
    ]
    assert "told: \n" in CliRunner().invoke(app, ["deploy"]).output

"""Commands for operators: what a Prefect server needs, what has run, and the snapshots of a data root."""

from __future__ import annotations

from dataclasses import fields
from typing import Annotated

import typer

from cli.options import Data
from cli.printing import AsCsv, AsJson, printed
from storage.root import DEFAULT_LOCATION

app = typer.Typer()


@app.command(epilog="Example: PREFECT_API_URL=http://127.0.0.1:4200/api nianbao deploy")
def deploy(
    notify: Annotated[
        str, typer.Option(help="Address that is told of each failed run, by a POST of JSON with a `text`.")
    ] = "",
) -> None:
    """Set a Prefect server up: work pool, queue, deployments and their calendar; says what it did."""
    import asyncio

    from flows import deploying

    async def show() -> None:
        async for line in deploying.deploy(notify):
            typer.echo(line)

    asyncio.run(show())
    typer.echo("next: start a worker with `prefect worker start --pool nianbao`")


@app.command(epilog="Example: nianbao runs --data ./wuxi")
def runs(
    data: Data = DEFAULT_LOCATION,
    last: Annotated[int, typer.Option(help="How many, the latest.", min=1)] = 20,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show the latest crawls and builds of a data root, and how they ended."""
    from cli.terminal import to_terminal
    from cli.views.history import runs_table
    from storage import history
    from storage.root import open_root

    records = history.read(open_root(data))[-last:]
    columns = [field.name for field in fields(history.RunRecord)]
    if not printed(records, as_json=as_json, as_csv=as_csv, columns=columns):
        to_terminal(runs_table(records))


snapshots = typer.Typer(help="The snapshots of a data root: list, pin, go back to an earlier one, remove old ones.")
app.add_typer(snapshots, name="snapshots")
_Snapshot = Annotated[str, typer.Argument(help="Id of a snapshot, or a beginning of it.")]


@snapshots.command(name="list")
def list_snapshots(as_json: AsJson = False, as_csv: AsCsv = False, data: Data = DEFAULT_LOCATION) -> None:
    """Show all snapshots, the latest first, and the disk space that they take."""
    from cli.terminal import to_terminal
    from cli.views.history import snapshots_table
    from storage import snapshots as of_root
    from storage.root import open_root

    found = of_root.listed(open_root(data))
    columns = [field.name for field in fields(of_root.StoredSnapshot)]
    if not printed(found, as_json=as_json, as_csv=as_csv, columns=columns):
        to_terminal(snapshots_table(found))


@snapshots.command(epilog="Example: nianbao snapshots pin 3f2a --why 'cited in a paper'")
def pin(
    snapshot: _Snapshot,
    why: Annotated[str, typer.Option(help="Who needs it, and what for.")],
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Keep a snapshot that somebody cites: `prune` never removes it."""
    from storage import snapshots as of_root
    from storage.root import open_root

    of_root.pin(open_root(data), snapshot, why)
    typer.echo("pinned")


@snapshots.command()
def unpin(snapshot: _Snapshot, data: Data = DEFAULT_LOCATION) -> None:
    """Take a pin back."""
    from storage import snapshots as of_root
    from storage.root import open_root

    of_root.unpin(open_root(data), snapshot)
    typer.echo("no longer pinned")


@snapshots.command(name="use", epilog="Example: nianbao snapshots use 3f2a")
def use_snapshot(snapshot: _Snapshot, data: Data = DEFAULT_LOCATION) -> None:
    """Let readers use this snapshot, also an earlier one, until a build brings something new."""
    from storage import snapshots as of_root
    from storage.root import open_root

    typer.echo(f"current snapshot: {of_root.make_current(open_root(data), snapshot)}")


@snapshots.command()
def prune(
    keep: Annotated[int, typer.Option(help="How many of the latest stay.", min=1)] = 3,
    dry_run: Annotated[bool, typer.Option(help="Only say which ones would go.")] = False,
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Remove the snapshots that are neither current nor pinned nor among the latest."""
    from storage import snapshots as of_root
    from storage.root import open_root

    for one in of_root.prune(open_root(data), keep, dry_run=dry_run):
        typer.echo(f"{'would remove' if dry_run else 'removed'} {one.snapshot_id} ({one.n_bytes / 1e6:.1f} MB)")


@app.command(epilog="Example: nianbao worklist --data ./data > todo.csv")
def worklist(data: Data = DEFAULT_LOCATION) -> None:
    """Print what only a person can fetch, as CSV: reports that are blocked, refused or failed, with their addresses.

    Open an address in a browser, save the page, and take it with `nianbao ingest` and a manifest.
    """
    import csv
    import sys

    from assembly.worklist import COLUMNS, LOG_COLUMNS
    from assembly.worklist import worklist as rows_of
    from cli import lookup
    from spiders import portals as registry
    from storage.fetch_log import FetchLog
    from storage.root import open_root

    snapshot = lookup.open_snapshot(data)
    writer = csv.writer(sys.stdout)
    writer.writerow(COLUMNS)
    writer.writerows(rows_of(snapshot.rows("coverage"), registry.load(), FetchLog(open_root(data)).table(LOG_COLUMNS)))

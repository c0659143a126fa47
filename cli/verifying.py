"""The command that checks a data root."""

from __future__ import annotations

import typer

from cli.options import Data
from storage.root import DEFAULT_LOCATION

app = typer.Typer()


@app.command(epilog="Example: nianbao verify --data ./wuxi")
def verify(data: Data = DEFAULT_LOCATION) -> None:
    """Check archive, log, store and snapshots against their hashes, and say what to do about damage.

    Exits with 1 if anything is damaged or missing.
    """
    from parsing.verifying import verify as verify_root
    from storage.errors import StorageError
    from storage.root import open_root

    root = open_root(data)
    if not root.files("archive") and not root.folders("dataset"):
        raise StorageError("there is no data here", where=root.location, remedy="Name another place with --data.")
    n_damaged = 0
    for part in verify_root(root):
        n_damaged += len(part.damage)
        typer.echo(f"{part.name}: {f'{len(part.damage)} damaged or missing' if part.damage else 'as written'}")
        for error in part.damage:
            typer.echo(f"  {error}")
    raise typer.Exit(1 if n_damaged else 0)

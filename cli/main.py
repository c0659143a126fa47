"""The command line, `nianbao`. Commands import what they need when they run, so that each of them starts quickly."""

from __future__ import annotations

import importlib.metadata
import sys
from typing import Annotated

import typer

from cli import knowledge, operating, portals, producing, reading, stopping, verifying
from cli.terminal import as_called, survive_any_encoding
from knowledge.errors import NianbaoError

app = typer.Typer(
    name="nianbao",
    help="China's yearly government-disclosure reports (政府信息公开工作年度报告) as data with evidence.",
    epilog="Exit codes: 0 done; 1 the work failed, and the message says why; 2 the command was not "
    "understood; 130 it was stopped.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
app.add_typer(producing.app)
app.add_typer(reading.app)
app.add_typer(verifying.app)
app.add_typer(operating.app)
app.add_typer(portals.app, name="portals")
app.add_typer(knowledge.app, name="knowledge")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"nianbao {importlib.metadata.version('nianbao')}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Options of nianbao itself."""


def main() -> None:
    """Entry point: an error that nianbao raises on purpose is a message, not a traceback."""
    stopping.obey()
    survive_any_encoding()
    try:
        app()
    except stopping.Stopped:
        stopping.leave()
    except NianbaoError as error:
        typer.secho("error: ", fg=typer.colors.RED, err=True, nl=False)
        typer.echo(as_called(str(error)), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()

"""Commands of the registry of portals: `nianbao portals …`."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.options import PortalsFile
from cli.printing import AsCsv, AsJson, printed
from cli.running import run_async

app = typer.Typer(help="The registry of portals.", no_args_is_help=True)


@app.command("list", epilog="Example: nianbao portals list 江苏省")
def list_portals(
    text: Annotated[str, typer.Argument(help="Only portals whose id, place or address contains this.")] = "",
    portals_file: PortalsFile = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List portals."""
    from cli.terminal import to_terminal
    from cli.views import portals as views
    from spiders import portals as registry

    found = [
        portal
        for portal in registry.load(portals_file)
        if any(text in value for value in (portal.portal, portal.name, portal.home_url))
    ]
    if not printed(found, as_json=as_json, as_csv=as_csv, columns=list(registry.Portal.__dataclass_fields__)):
        to_terminal(views.portals(found))
        typer.echo(f"{len(found)} portals")


@app.command("show", epilog="Example: nianbao portals show 桐乡市")
def show_portal(
    name: Annotated[str, typer.Argument(help="Id, division code or name of the place.")],
    portals_file: PortalsFile = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show everything that the registry knows about a portal."""
    from cli.terminal import to_terminal
    from cli.views import portals as views
    from spiders import portals as registry

    found = registry.load(portals_file).find(name)
    if not printed([found], as_json=as_json, as_csv=as_csv):
        to_terminal(views.portal(found))


@app.command("check", epilog="Examples: nianbao portals check; nianbao portals check 无锡市 泸州市")
def check_portals(
    names: Annotated[
        list[str] | None, typer.Argument(help="Portals to visit; if none is named, only the rows are checked.")
    ] = None,
    portals_file: PortalsFile = None,
) -> None:
    """Check all rows of the registry, and visit the portals that are named."""
    from cli.terminal import to_terminal
    from cli.views import portals as views
    from flows.surveying import survey
    from spiders import portals as registry
    from spiders import registering

    known = registry.load(portals_file)
    chosen = [known.find(name) for name in names or []]
    problems = registering.lint(known)
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{len(known)} rows, {len(problems)} problems")
    surveys = run_async(survey, chosen) if chosen else []
    if surveys:
        to_terminal(views.surveys(surveys))
    if problems or any(not survey.links for survey in surveys):
        raise typer.Exit(1)


@app.command("add", epilog="Example: nianbao portals add http://www.example.gov.cn/ --write")
def add_portal(
    home_url: Annotated[str, typer.Argument(help="Address of a government's home page.")],
    write: Annotated[bool, typer.Option("--write", help="Add the row to the registry; otherwise it is only shown.")] = (
        False
    ),
    portals_file: PortalsFile = None,
) -> None:
    """Visit a portal, find its reports, and propose its row."""
    from cli.terminal import to_terminal
    from cli.views import portals as views
    from flows.surveying import survey
    from spiders import portals as registry
    from spiders import registering

    known = registry.load(portals_file)
    new = registry.unnamed(home_url)
    (found,) = run_async(survey, [new])
    to_terminal(views.surveys([found]))
    proposed = registering.propose(found, known)
    to_terminal(views.portal(proposed))
    typer.echo(registering.row(proposed), nl=False)
    if not found.links:
        typer.echo("no reports were found, so no row was added")
        raise typer.Exit(1)
    if write:
        registering.append(proposed, portals_file or registry.own_file())
        typer.echo(f"added to {portals_file or registry.own_file()}")

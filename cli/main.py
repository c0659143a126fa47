"""The command line, `nianbao`: thin, so that every command does what the flow of its name does."""

from __future__ import annotations

import asyncio
import importlib.metadata
import os
import pathlib
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from cli import knowledge, progress
from knowledge.errors import NianbaoError
from storage.root import DEFAULT_LOCATION, ENVIRONMENT_VARIABLE

app = typer.Typer(
    name="nianbao",
    help="China's yearly government-disclosure reports (政府信息公开工作年度报告) as data with evidence.",
    epilog="Exit codes: 0 done; 1 the work failed, and why is said; 2 the command was not understood.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
portals_app = typer.Typer(help="The registry of portals.", no_args_is_help=True)
app.add_typer(portals_app, name="portals")
app.add_typer(knowledge.app, name="knowledge")

Data = Annotated[
    str,
    typer.Option(
        "--data",
        envvar=ENVIRONMENT_VARIABLE,
        help="Data root: a folder, or an address such as s3://bucket/prefix.",
        show_default=True,
    ),
]
PortalNames = Annotated[
    list[str] | None,
    typer.Argument(help="Portals: ids, division codes or names of places; by default the offline portal `seeds`."),
]
Years = Annotated[str, typer.Option("--years", help="Report years to fetch, such as 2019 or 2014-2018,2021.")]
PortalsFile = Annotated[
    pathlib.Path | None,
    typer.Option("--portals-file", help="Another registry (CSV with portal, adcode, name, level, home_url)."),
]


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


@app.command(epilog="Example: nianbao run 320200 --years 2017-2020 --data ./wuxi")
def run(
    portals: PortalNames = None, years: Years = "", data: Data = DEFAULT_LOCATION, portals_file: PortalsFile = None
) -> None:
    """Crawl, build and publish: the main job. With no arguments, the five real reports in seeds/."""
    from flows.annual import annual

    names, chosen_years = _chosen(portals, years, portals_file)
    result = _flow(annual, names, chosen_years, data, str(portals_file or ""))
    _tell_published(data, result)


@app.command(
    name="crawl",
    epilog="Examples: nianbao crawl 桐乡市 --years 2017; nianbao crawl --all --portals-file my.csv",
)
def crawl_command(
    portals: PortalNames = None,
    years: Years = "",
    data: Data = DEFAULT_LOCATION,
    portals_file: PortalsFile = None,
    everything: Annotated[bool, typer.Option("--all", help="All portals of the registry.")] = False,
    resume: Annotated[
        bool, typer.Option(help="Continue the same crawl, if it was interrupted less than a day ago.")
    ] = True,
) -> None:
    """Fetch the reports of some portals into the archive, and build nothing yet.

    Each host gets one request a second, all hosts at once, and what robots.txt does not permit is not fetched. A
    portal that blocks is told as blocked. Set NIANBAO_CONTACT to an address that portals can write to.
    """
    from cli import maps
    from cli.terminal import to_terminal
    from flows.annual import crawl
    from spiders import portals as registry

    if everything and portals:
        raise typer.BadParameter("give names of portals, or --all")
    known = registry.load(portals_file)
    wanted = [portal.portal for portal in known if portal.portal != "seeds"] if everything else portals
    names, chosen_years = _chosen(wanted, years, portals_file)
    result = _flow(crawl, names, chosen_years, data, str(portals_file or ""), resume)
    to_terminal(maps.crawl_table([known.find(name) for name in names], result))


@app.command(name="build", epilog="Example: nianbao build --data ./wuxi")
def build_command(data: Data = DEFAULT_LOCATION) -> None:
    """Build the data set anew from everything in the archive, and publish it."""
    from flows.annual import build

    _tell_published(data, _flow(build, data))


@app.command(epilog="Example: nianbao ingest ./downloads --manifest ./downloads/manifest.csv")
def ingest(
    paths: Annotated[list[pathlib.Path], typer.Argument(help="Files, or folders of files.")],
    manifest: Annotated[
        pathlib.Path | None,
        typer.Option(help="CSV with the columns file and url, and if known city and fetched_at."),
    ] = None,
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Take files that you already have into the archive, then build and publish."""
    from flows.annual import build
    from flows.progress import Bar
    from storage import ingesting
    from storage.root import open_root

    with progress.shown():
        bar = Bar("archive")
        count = ingesting.ingest(open_root(data), paths, manifest, lambda done, total: bar.update(done, total=total))
    typer.echo(f"{count} files archived")
    _tell_published(data, _flow(build, data))


@app.command(epilog="Examples: nianbao show; nianbao show 无锡市2017; nianbao show 320200-2017")
def show(
    report: Annotated[str | None, typer.Argument(help="A report's id, or its place and year.")] = None,
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Show all reports, or one at a glance."""
    from cli import views
    from cli.terminal import to_terminal

    snapshot = _snapshot(data)
    if report is None:
        to_terminal(views.summary(snapshot))
    else:
        to_terminal(views.report(snapshot, views.find_report(snapshot, report)))


@app.command(epilog="Example: nianbao explain 无锡市2017 applications.received.total")
def explain(
    report: Annotated[str, typer.Argument(help="A report's id, or its place and year.")],
    code: Annotated[str, typer.Argument(help="A code of the codebook.")],
    applicant: Annotated[
        str, typer.Option(help="Column of the applicants' matrix: natural_person, business, ... or total.")
    ] = "",
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Show a figure with its words, where they stand and came from, and the checks and ratios it takes part in."""
    from cli import views
    from cli.terminal import to_terminal
    from storage.schema import APPLICANT_TYPES

    if applicant and applicant not in APPLICANT_TYPES:
        raise typer.BadParameter(f"--applicant must be one of {', '.join(APPLICANT_TYPES)}")
    snapshot = _snapshot(data)
    to_terminal(views.explanation(snapshot, views.find_report(snapshot, report), code, applicant))


@app.command(epilog="Example: nianbao diff 20fd9b5fd98cf874 acf5e8e9ec575167")
def diff(
    older: Annotated[str, typer.Argument(help="Id of a snapshot, or its beginning.")],
    newer: Annotated[str, typer.Argument(help="Id of another one; the current one if it is left out.")] = "",
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Show which reports and figures differ between two snapshots."""
    from assembly import comparison
    from cli import differences
    from cli.terminal import to_terminal
    from storage import dataset
    from storage.root import open_root

    root = open_root(data)
    compared = dataset.opened(root, newer) if newer else dataset.current(root)
    to_terminal(differences.view(comparison.compare(dataset.opened(root, older), compared)))


@app.command()
def coverage(data: Data = DEFAULT_LOCATION) -> None:
    """Show which years are published, by province, why the others are not, and what to do about it."""
    from cli import maps
    from cli.terminal import to_terminal
    from spiders import portals as registry

    to_terminal(maps.coverage(_snapshot(data).rows("coverage"), maps.provinces(registry.load())))


@app.command(epilog="Example: nianbao export nianbao.xlsx")
def export(
    target: Annotated[pathlib.Path, typer.Argument(help="NAME.xlsx, NAME.duckdb, or a folder for CSV files.")],
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Write the data set for other tools: Excel, DuckDB or CSV, by the target's suffix."""
    from storage.export import FORMATS
    from storage.export import export as write

    kind = target.suffix.lstrip(".") or "csv"
    if kind not in FORMATS:
        raise typer.BadParameter(f"the suffix must be one of {', '.join(FORMATS)}, or none for a folder of CSV files")
    write(_snapshot(data), target, kind)
    typer.echo(f"written to {target}")


@portals_app.command("list", epilog="Example: nianbao portals list 江苏省")
def list_portals(
    text: Annotated[str, typer.Argument(help="Only portals whose id, place or address contains this.")] = "",
    portals_file: PortalsFile = None,
) -> None:
    """List portals."""
    from cli import portal_views
    from cli.terminal import to_terminal
    from spiders import portals as registry

    found = [
        portal
        for portal in registry.load(portals_file)
        if any(text in value for value in (portal.portal, portal.name, portal.home_url))
    ]
    to_terminal(portal_views.portals(found))
    typer.echo(f"{len(found)} portals")


@portals_app.command("show", epilog="Example: nianbao portals show 桐乡市")
def show_portal(
    name: Annotated[str, typer.Argument(help="Id, division code or name of the place.")],
    portals_file: PortalsFile = None,
) -> None:
    """Show all that the registry knows of a portal."""
    from cli import portal_views
    from cli.terminal import to_terminal
    from spiders import portals as registry

    to_terminal(portal_views.portal(registry.load(portals_file).find(name)))


@portals_app.command("check", epilog="Examples: nianbao portals check; nianbao portals check 无锡市 泸州市")
def check_portals(
    names: Annotated[
        list[str] | None, typer.Argument(help="Portals to ask how they answer; none for a look at the rows alone.")
    ] = None,
    portals_file: PortalsFile = None,
) -> None:
    """Check all rows of the registry; of the portals named, also how they answer."""
    from cli import portal_views
    from cli.terminal import to_terminal
    from flows.surveying import survey
    from spiders import portals as registry
    from spiders import registering

    known = registry.load(portals_file)
    chosen = [known.find(name) for name in names or []]
    problems = registering.lint(known)
    for problem in problems:
        typer.echo(problem)
    typer.echo(f"{len(known)} rows, {len(problems)} problems")
    surveys = _flow(survey, chosen) if chosen else []
    if surveys:
        to_terminal(portal_views.surveys(surveys))
    if problems or any(not survey.links for survey in surveys):
        raise typer.Exit(1)


@portals_app.command("add", epilog="Example: nianbao portals add http://www.example.gov.cn/ --write")
def add_portal(
    home_url: Annotated[str, typer.Argument(help="Address of a government's home page.")],
    write: Annotated[bool, typer.Option("--write", help="Add the row to the registry; otherwise it is only shown.")] = (
        False
    ),
    portals_file: PortalsFile = None,
) -> None:
    """Visit a portal, find its reports, and propose its row."""
    from cli import portal_views
    from cli.terminal import to_terminal
    from flows.surveying import survey
    from spiders import portals as registry
    from spiders import registering

    known = registry.load(portals_file)
    new = registry.unnamed(home_url)
    (found,) = _flow(survey, [new])
    to_terminal(portal_views.surveys([found]))
    proposed = registering.propose(found, known)
    to_terminal(portal_views.portal(proposed))
    typer.echo(registering.row(proposed), nl=False)
    if not found.links:
        typer.echo("no reports were found, so no row is added")
        raise typer.Exit(1)
    if write:
        registering.append(proposed, portals_file or registry.own_file())
        typer.echo(f"added to {portals_file or registry.own_file()}")


def main() -> None:
    """Entry point: an error that nianbao raises on purpose is a message, not a traceback."""
    try:
        app()
    except NianbaoError as error:
        typer.secho("error: ", fg=typer.colors.RED, err=True, nl=False)
        typer.echo(str(error), err=True)
        sys.exit(1)


def _chosen(names: list[str] | None, years: str, portals_file: pathlib.Path | None) -> tuple[list[str], list[int]]:
    """Looks portals and years up before anything is started, so that a slip of the hand is told at once."""
    from spiders import portals as registry

    known = registry.load(portals_file)
    return [known.find(name).portal for name in names or ["seeds"]], list(registry.years(years, "--years"))


def _flow(flow: Callable[..., Any], *arguments: Any) -> Any:
    """Runs a flow with progress bars; Prefect's own log, with its tracebacks, is for its UI."""
    with progress.shown():
        return asyncio.run(flow(*arguments))


def _snapshot(data: str) -> Any:
    from storage import dataset
    from storage.root import open_root

    return dataset.current(open_root(data))


def _tell_published(data: str, result: Any) -> None:
    from cli import views
    from cli.terminal import to_terminal

    snapshot = _snapshot(data)
    to_terminal(views.summary(snapshot))
    outcomes = ", ".join(f"{outcome} {count}" for outcome, count in result.outcomes.items())
    typer.echo(f"documents: {outcomes}")
    to_terminal(views.turned_away(snapshot))
    typer.echo(
        "published a new snapshot" if result.changed else "nothing changed: the snapshot is the one published before"
    )
    to_terminal(views.reading_examples(snapshot))


os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")

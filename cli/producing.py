"""Commands that add to the archive, or publish a snapshot; each does what the flow of its name does."""

from __future__ import annotations

import pathlib
from typing import Annotated, Any

import typer

from cli.errors import NoReports
from cli.options import Data, PortalNames, PortalsFile, Years
from cli.running import run_named
from storage.root import DEFAULT_LOCATION

app = typer.Typer()


@app.command(epilog="Example: nianbao run 320200 --years 2017-2020 --data ./wuxi")
def run(
    portals: PortalNames = None, years: Years = "", data: Data = DEFAULT_LOCATION, portals_file: PortalsFile = None
) -> None:
    """Crawl, build and publish: the main job. With no arguments, the five real reports in seeds/."""
    names, chosen_years = _chosen(portals, years, portals_file)
    result = run_named("annual", portals=names, years=chosen_years, data=data, portals_file=str(portals_file or ""))
    _show_published(data, result)


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
    portal that blocks is reported as blocked. Set NIANBAO_CONTACT to an address that portals can write to.
    """
    from cli.terminal import to_terminal
    from cli.views.crawls import crawl_table
    from flows.selection import measured
    from spiders import portals as registry

    if everything and portals:
        raise typer.BadParameter("give names of portals, or --all")
    known = registry.load(portals_file)
    wanted = [portal.portal for portal in known if portal.portal != "seeds"] if everything else portals
    names, chosen_years = _chosen(wanted, years, portals_file)
    result = run_named(
        "crawl", portals=names, years=chosen_years, data=data, portals_file=str(portals_file or ""), resume=resume
    )
    to_terminal(crawl_table(measured([known.find(name) for name in names], chosen_years), result))


@app.command(name="complete", epilog="Example: nianbao complete 桐乡市 --data ./tongxiang")
def complete_command(
    portals: PortalNames = None,
    years: Years = "",
    data: Data = DEFAULT_LOCATION,
    portals_file: PortalsFile = None,
    everything: Annotated[bool, typer.Option("--all", help="All portals of the registry.")] = False,
) -> None:
    """Fetch what the last crawl missed in its own pages, by what the parsers say of them; a part of `run`.

    A report whose tables are missing gives its files and pictures, a list that was taken for a report its rows: each
    page once, and so many addresses at most. The pages themselves come from the archive.
    """
    from cli.terminal import harmless
    from spiders import portals as registry

    if everything and portals:
        raise typer.BadParameter("give names of portals, or --all")
    wanted = [portal.portal for portal in registry.load(portals_file)] if everything else portals
    names, chosen_years = _chosen(wanted, years, portals_file)
    completed = run_named(
        "complete", portals=names, years=chosen_years, data=data, portals_file=str(portals_file or "")
    )
    for order in completed.orders:
        typer.echo(harmless(f"{order.portal}: {order.wants} of {order.url}: {order.why}"))
    for portal, count in completed.left.items():
        typer.echo(f"{portal}: {count} more pages lack something; they are left for a person")
    typer.echo(f"{len(completed.orders)} pages were read once more")


@app.command(name="build", epilog="Example: nianbao build --data ./wuxi")
def build_command(data: Data = DEFAULT_LOCATION) -> None:
    """Build the data set from everything in the archive, and publish it."""
    _show_published(data, run_named("build", data=data))


@app.command(epilog="Example: nianbao ingest ./downloads --manifest ./downloads/manifest.csv")
def ingest(
    paths: Annotated[list[pathlib.Path], typer.Argument(help="Files, or folders of files.")],
    manifest: Annotated[
        pathlib.Path | None,
        typer.Option(
            help="CSV with the columns file and url, and if known city, fetched_at and part_of (the url of the "
            "document that the file is a part of)."
        ),
    ] = None,
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Take files that you already have into the archive, then build and publish."""
    from cli import bars
    from flows.progress import Bar
    from storage import ingesting
    from storage.root import open_root

    with bars.shown():
        bar = Bar("archive")
        count = ingesting.ingest(open_root(data), paths, manifest, lambda done, total: bar.update(done, total=total))
    typer.echo(f"{count} files archived")
    _show_published(data, run_named("build", data=data))


def _chosen(names: list[str] | None, years: str, portals_file: pathlib.Path | None) -> tuple[list[str], list[int]]:
    """Looks portals and years up before anything is started, so that a mistyped name is reported at once."""
    from spiders import portals as registry

    known = registry.load(portals_file)
    return [known.find(name).portal for name in names or ["seeds"]], list(registry.years(years, "--years"))


def _show_published(data: str, result: Any) -> None:
    from cli import lookup
    from cli.terminal import to_terminal
    from cli.views import snapshot as views

    snapshot = lookup.open_snapshot(data)
    to_terminal(views.published(snapshot))
    outcomes = ", ".join(f"{outcome} {count}" for outcome, count in result.outcomes.items())
    typer.echo(f"documents: {outcomes}")
    to_terminal(views.rejected(snapshot))
    for error in result.damage:
        typer.secho(f"damaged: {error}", fg=typer.colors.YELLOW, err=True)
    typer.echo(_news(result))
    if not snapshot.arrow("reports", columns=["report_id"]).num_rows:
        raise NoReports
    to_terminal(views.reading_examples(snapshot))


def _news(result: Any) -> str:
    if result.repaired:
        return "the snapshot was damaged, and is written again"
    return "published a new snapshot" if result.changed else "nothing changed: the snapshot is the one published before"

"""Commands that read a published snapshot."""

from __future__ import annotations

import pathlib
from dataclasses import fields
from typing import Annotated

import typer

from cli.options import Data
from cli.printing import AsCsv, AsJson, printed
from storage.root import DEFAULT_LOCATION

app = typer.Typer()


@app.command(epilog="Examples: nianbao show; nianbao show 无锡2017; nianbao show 江苏 2017; nianbao show 320200-2017")
def show(
    report: Annotated[
        list[str] | None, typer.Argument(help="A report's id, or a place, a year, or both: 无锡2017, 无锡, 江苏 2017.")
    ] = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Show all reports, those of a place or year, or one at a glance.

    As JSON or CSV: the list of reports, or the figures of one.
    """
    from cli import lookup
    from cli.terminal import program, to_terminal
    from cli.views import snapshot as views
    from cli.views.report import report_at_a_glance
    from storage.schema import Indicator

    snapshot, name = lookup.open_snapshot(data), " ".join(report or ())
    found = lookup.find_reports(snapshot, name) if name else snapshot.rows("reports")
    if name and len(found) == 1:
        figures, columns = snapshot.rows("indicators", of=found[0]), [field.name for field in fields(Indicator)]
        if not printed(figures, as_json=as_json, as_csv=as_csv, columns=columns):
            to_terminal(report_at_a_glance(snapshot, found[0]))
        return
    rows = views.report_rows(snapshot, found)
    if not printed(rows, as_json=as_json, as_csv=as_csv, columns=views.REPORT_COLUMNS):
        hint = f"{len(found)} reports; `{program()} show {found[0].report_id}` shows one" if name else ""
        to_terminal(views.listed(snapshot, found, hint or f"snapshot {snapshot.snapshot_id}"))


@app.command(epilog="Example: nianbao documents --failed")
def documents(
    failed: Annotated[bool, typer.Option("--failed", help="Only those that could not be read.")] = False,
    rejected: Annotated[bool, typer.Option("--rejected", help="Only those that were taken for no report.")] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Show what became of each document of the archive, and why it was not read."""
    from cli import lookup
    from cli.terminal import to_terminal
    from cli.views import snapshot as views

    outcomes = ["failed"] * failed + ["rejected"] * rejected
    rows = views.documents(lookup.open_snapshot(data), outcomes)
    if not printed(rows, as_json=as_json, as_csv=as_csv, columns=views.DOCUMENT_COLUMNS):
        to_terminal(views.documents_listed(rows))


@app.command(epilog="Example: nianbao explain 无锡市2017 applications.received.total")
def explain(
    report: Annotated[str, typer.Argument(help="A report's id, or its place and year.")],
    code: Annotated[str, typer.Argument(help="A code of the codebook.")],
    applicant: Annotated[
        str, typer.Option(help="Column of the applicants' matrix: natural_person, business, ... or total.")
    ] = "",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Show a figure with its words, where they stand and came from, and the checks and ratios it takes part in."""
    from cli import lookup
    from cli.terminal import to_terminal
    from cli.views.explanation import explanation
    from storage.schema import APPLICANT_TYPES

    if applicant and applicant not in APPLICANT_TYPES:
        raise typer.BadParameter(f"--applicant must be one of {', '.join(APPLICANT_TYPES)}")
    snapshot = lookup.open_snapshot(data)
    found = lookup.find_report(snapshot, report)
    figures = lookup.find_figures(found, snapshot.rows("indicators", of=found), code, applicant)
    if not printed(figures, as_json=as_json, as_csv=as_csv):
        to_terminal(explanation(snapshot, found, code, applicant))


@app.command(epilog="Example: nianbao diff 20fd9b5fd98cf874 acf5e8e9ec575167")
def diff(
    older: Annotated[str, typer.Argument(help="Id of a snapshot, or its beginning.")],
    newer: Annotated[str, typer.Argument(help="Id of another one; the current one if it is left out.")] = "",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Show which reports and figures differ between two snapshots, each figure with its words and why it differs.

    The cause: the source was revised (other bytes), the reader changed (same bytes, other version of the parsers), or
    the publisher was reassigned (a document is taken for the report of another body or year).
    """
    from assembly import comparison
    from cli.terminal import to_terminal
    from cli.views import differences as views
    from storage import dataset
    from storage.root import open_root

    root = open_root(data)
    compared = dataset.opened(root, newer) if newer else dataset.current(root)
    found = comparison.compare(dataset.opened(root, older), compared)
    if not printed(views.rows(found), as_json=as_json, as_csv=as_csv, columns=views.COLUMNS):
        to_terminal(views.differences(found))


@app.command()
def coverage(as_json: AsJson = False, as_csv: AsCsv = False, data: Data = DEFAULT_LOCATION) -> None:
    """Show which years are published, by province, why the others are not, and what to do about it."""
    from cli import lookup
    from cli.terminal import to_terminal
    from cli.views import coverage as views
    from spiders import portals as registry
    from storage.schema import Coverage

    rows = lookup.open_snapshot(data).rows("coverage")
    if not printed(rows, as_json=as_json, as_csv=as_csv, columns=[field.name for field in fields(Coverage)]):
        to_terminal(views.coverage(rows, views.provinces(registry.load())))


@app.command(epilog="Examples: nianbao unread; nianbao unread --kind no_code --csv > wordings.csv")
def unread(
    kind: Annotated[str, typer.Option(help="Numbers of this kind: unread, no_code or look_alike.")] = "unread",
    top: Annotated[int, typer.Option(min=1, help="How many wordings to show in the terminal.")] = 40,
    as_json: Annotated[bool, typer.Option("--json", help="Print all of them as JSON.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print all of them as CSV.")] = False,
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Show which wordings of running text gave no figure, the most frequent first, and what was missing."""
    from assembly.wordings import rank
    from cli import lookup
    from cli.terminal import to_terminal
    from cli.views import wordings as views
    from storage.schema import UNREAD_MEANINGS

    if kind not in UNREAD_MEANINGS:
        raise typer.BadParameter(f"--kind must be one of {', '.join(UNREAD_MEANINGS)}")
    if as_json and as_csv:
        raise typer.BadParameter("--json and --csv exclude each other")
    found = rank(lookup.open_snapshot(data), kind)
    if as_json or as_csv:
        typer.echo(views.as_json(found) if as_json else views.as_csv(found), nl=False)
    else:
        to_terminal(views.wordings(found, top))


@app.command(
    epilog="Example: nianbao why 全年收到政府信息公开申请386件，其中网上申请12件。 --year 2017 --topic applications"
)
def why(
    text: Annotated[str, typer.Argument(help="One or more sentences of a report.")],
    year: Annotated[int, typer.Option(help="Year of the report; by default the latest that the text names.")] = 0,
    topic: Annotated[str, typer.Option(help="What their section is about: applications, fees, overview, ...")] = "",
    level: Annotated[str, typer.Option(help="Level of the reporting agency.")] = "prefecture",
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Show which figures sentences state, which words named each, and what is missing for numbers that are unread."""
    from cli.terminal import to_terminal
    from cli.views import reasons as views
    from parsers.prose.passages import read_passage
    from parsers.text.sections import topics
    from storage.schema import LEVELS

    if topic and topic not in topics():
        raise typer.BadParameter(f"--topic must be one of {', '.join(topics())}")
    if level not in LEVELS:
        raise typer.BadParameter(f"--level must be one of {', '.join(LEVELS)}")
    found = read_passage(text, year, topic, level)
    if not printed(views.rows(*found), as_json=as_json, as_csv=as_csv, columns=views.COLUMNS):
        to_terminal(views.reasons(*found))


@app.command(epilog="Examples: nianbao explore; nianbao explore ./site --contact data@example.org")
def explore(
    target: Annotated[
        pathlib.Path, typer.Argument(help="Folder of the site; an earlier site there is replaced.")
    ] = pathlib.Path("site"),
    contact: Annotated[
        str,
        typer.Option(envvar="NIANBAO_CONTACT", help="Where people report a wrong number: a mail or web address."),
    ] = "",
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Write a site to look at the data in a browser: coverage, comparisons, and each number within its sentence.

    It needs no server: open index.html from the folder, or put the folder on any host of static pages.
    """
    import datetime as dt

    from cli import bars, lookup
    from explorer import site
    from flows.progress import Bar
    from storage import snapshots

    snapshot = lookup.open_snapshot(data)
    written = next(one.written for one in snapshots.listed(snapshot.root) if one.snapshot_id == snapshot.snapshot_id)
    facts = site.Facts(dt.datetime.now(dt.UTC).date().isoformat(), written.date().isoformat(), contact)
    with bars.shown():
        bar = Bar("years")
        result = site.write(snapshot, target, facts, lambda done, total: bar.update(done, total=total))
    typer.echo(f"{result.n_reports} reports in {result.n_files} files; open {result.index}")


@app.command(epilog="Examples: nianbao export nianbao.xlsx; nianbao export panel.xlsx --table panel --table codebook")
def export(
    target: Annotated[
        pathlib.Path,
        typer.Argument(help="NAME.xlsx, NAME.duckdb, NAME.sqlite, NAME.parquet.zip, or a folder for CSV files."),
    ],
    table: Annotated[list[str] | None, typer.Option(help="Write this table only; may be given several times.")] = None,
    data: Data = DEFAULT_LOCATION,
) -> None:
    """Write the data set for other tools, by the target's suffix: Excel, DuckDB, SQLite (Datasette), Parquet, CSV."""
    from cli import lookup
    from storage.export import FORMATS, kind_of
    from storage.export import export as write

    kind = kind_of(target)
    if not kind:
        raise typer.BadParameter(f"the suffix must be one of {', '.join(FORMATS)}, or none for a folder of CSV files")
    written = write(lookup.open_snapshot(data), target, kind, table or ())
    for path in written:
        typer.echo(f"written to {path}")
    if kind == "sqlite":
        typer.echo(f"to browse it: datasette {written[0]} --metadata {written[1]}")

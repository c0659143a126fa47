"""What people are shown: reports, figures with their evidence, coverage, portals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import pyarrow.dataset
from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from flows.errors import UnknownReport
from flows.registering import Survey
from parsers.codebook import codebook
from spiders.portals import Portal
from storage import schema
from storage.dataset import Snapshot

_CONTEXT = 60
_FEW = 5
_TITLE_WIDTH = 44


def summary(snapshot: Snapshot) -> RenderableType:
    """All reports of a snapshot, one a line."""
    figures = Counter(snapshot.arrow("indicators")["report_id"].to_pylist())
    failed = Counter(check.report_id for check in snapshot.rows("checks") if not check.passed)
    table = Table(title=f"snapshot {snapshot.snapshot_id}", title_justify="left")
    for name in ("report", "city", "year", "form", "title"):
        table.add_column(name, overflow="fold")
    table.add_column("indicators", justify="right")
    table.add_column("checks failed", justify="right")
    for report in snapshot.rows("reports"):
        table.add_row(
            report.report_id,
            _place(report),
            str(report.report_year),
            report.form,
            _shortened(report.title) if report.title else "[dim]none[/dim]",
            str(figures[report.report_id]),
            str(failed[report.report_id]),
        )
    return table


def turned_away(snapshot: Snapshot) -> RenderableType:
    """Documents that are no report, with the reason; of many, the first."""
    found = [row for row in snapshot.rows("documents") if row.outcome in ("rejected", "failed")]
    lines = [f"{row.outcome}: {row.source_url}: {row.reason}" for row in found[:_FEW]]
    if len(found) > _FEW:
        lines.append(f"and {len(found) - _FEW} more in the table documents")
    return Text("\n".join(lines), style="dim")


def reading_examples(snapshot: Snapshot) -> RenderableType:
    """Where the data is, and one line for each of three tools that reads it."""
    folder = f"{snapshot.root.location}/dataset/current/indicators"
    return Text(
        f"data:   {snapshot.root.location}/dataset/current\n"
        f'pandas: pd.read_parquet("{folder}")\n'
        f"duckdb: SELECT * FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true)\n"
        f'polars: pl.read_parquet("{folder}/**/*.parquet", hive_partitioning=True)'
    )


def find_report(snapshot: Snapshot, name: str) -> schema.Report:
    """Finds a report by its id, or by place and year such as `无锡市2017`.

    Raises:
        UnknownReport: None, or more than one, answers to the name.
    """
    reports: list[schema.Report] = snapshot.rows("reports")
    exact = [report for report in reports if report.report_id == name]
    if exact:
        return exact[0]
    match = re.fullmatch(r"(?P<place>.*?)\s*(?P<year>\d{4})年?", name)
    found = [
        report
        for report in reports
        if match and report.report_year == int(match["year"]) and match["place"] in (report.adcode, _place(report))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownReport(f"{name!r} names several reports: {', '.join(report.report_id for report in found)}")
    raise UnknownReport(
        f"there is no report {name!r}",
        where=f"snapshot {snapshot.snapshot_id}",
        remedy="`nianbao show` lists all of them.",
    )


def report(snapshot: Snapshot, found: schema.Report) -> RenderableType:
    """A whole report at a glance."""
    only = pyarrow.dataset.field("report_id") == found.report_id
    document = next(row for row in snapshot.rows("documents") if row.document_id == found.document_id)
    parts: list[RenderableType] = [_facts(found), _section_tree(snapshot.rows("sections", only))]
    parts.append(_figures(snapshot.rows("indicators", only)))
    failing = [check for check in snapshot.rows("checks", only) if not check.passed]
    parts.append(_checks(failing) if failing else Text("no check fails"))
    parts.extend(_revision(revision) for revision in snapshot.rows("revisions", only))
    if document.repairs:
        parts.append(_repairs(document.repairs))
    parts.extend(Text(f"flag: {flag}") for flag in document.flags)
    return Group(*parts)


def explanation(snapshot: Snapshot, found: schema.Report, code: str) -> RenderableType:
    """One figure of a report: value, words, place, source and checks.

    Raises:
        UnknownReport: The report states no such figure.
    """
    only = pyarrow.dataset.field("report_id") == found.report_id
    figures = [figure for figure in snapshot.rows("indicators", only) if figure.code == code]
    if not figures:
        known = code in codebook()
        raise UnknownReport(
            f"the report states no {code}" if known else f"there is no code {code!r}",
            where=found.report_id,
            remedy=f"`nianbao show {found.report_id}` lists what it states.",
        )
    sections = {section.section_id: section for section in snapshot.rows("sections", only)}
    checks = [check for check in snapshot.rows("checks", only) if code in check.explanation]
    return Group(*(_explained(found, figure, sections) for figure in figures), *([_checks(checks)] if checks else []))


def portals(found: Iterable[Portal]) -> RenderableType:
    """Portals, one a line."""
    table = Table()
    for name in ("portal", "place", "home page", "family", "notes"):
        table.add_column(name, overflow="fold")
    for portal in found:
        table.add_row(portal.portal, portal.name, portal.home_url, portal.family, portal.notes)
    return table


def portal(found: Portal) -> RenderableType:
    """One portal with all that the registry knows."""
    table = Table(show_header=False, box=None)
    for name in Portal.__dataclass_fields__:
        value = getattr(found, name)
        table.add_row(name, "" if value is None else str(value))
    return table


def surveys(found: Iterable[Survey]) -> RenderableType:
    """How portals answer, one a line."""
    table = Table()
    for name in ("portal", "place", "home page", "families", "column"):
        table.add_column(name, overflow="fold")
    table.add_column("links to reports", justify="right")
    table.add_column("requests", overflow="fold")
    for survey in found:
        outcomes = ", ".join(f"{outcome} {count}" for outcome, count in sorted(survey.outcomes.items()))
        table.add_row(
            survey.portal.portal,
            survey.portal.name,
            survey.home,
            ", ".join(survey.families),
            escape(survey.column_url),
            str(survey.links),
            outcomes,
        )
    return table


def to_terminal(content: RenderableType) -> None:
    """Prints to standard output, at full width where that is no terminal."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    console.print(content)


def _place(found: schema.Report) -> str:
    return found.county or found.city or found.province


def _shortened(title: str) -> str:
    return escape(title if len(title) <= _TITLE_WIDTH else f"{title[: _TITLE_WIDTH - 1]}…")


def _facts(found: schema.Report) -> Table:
    table = Table(title=found.title or found.report_id, title_justify="left", show_header=False, box=None)
    period = f"{found.period_start} to {found.period_end}" if found.period_start else None
    for name, value in {
        "report": found.report_id,
        "agency": found.agency,
        "place": " ".join(filter(None, dict.fromkeys((found.province, found.city, found.county)))),
        "period": period,
        "published": found.published_date,
        "document number": found.doc_number,
        "index number": found.index_number,
        "form": found.form,
        "script": found.script,
        "source": found.source_url,
        "document": found.document_id,
        "revision": found.revision,
        "documents": found.n_documents,
        "characters": len(found.text),
    }.items():
        if value is not None:
            table.add_row(name, escape(str(value)))
    return table


def _section_tree(sections: Sequence[schema.Section]) -> Tree:
    tree = Tree("sections")
    branches: dict[int | None, Tree] = {None: tree}
    for section in sections:
        label = f"{escape(section.number or '')}{escape(section.heading)} [dim]{section.topic}[/dim]"
        branches[section.section_id] = branches[section.parent_id].add(label)
    return tree


def _figures(figures: Sequence[schema.Indicator]) -> Table:
    table = Table(title=f"{len(figures)} figures", title_justify="left")
    for name in ("code", "applicants", "year"):
        table.add_column(name)
    table.add_column("value", justify="right")
    for name in ("unit", "scope", "source", "words"):
        table.add_column(name, overflow="fold")
    for figure in figures:
        table.add_row(
            figure.code,
            figure.applicant_type if figure.applicant_type != "total" else "",
            str(figure.year),
            f"{_BOUNDS[figure.bound]}{figure.value:g}" if figure.value < 1e6 else f"{figure.value:.0f}",
            figure.unit,
            figure.scope,
            figure.source,
            escape(figure.quote),
        )
    return table


_BOUNDS = {None: "", "ge": "≥", "le": "≤"}


def _checks(checks: Sequence[schema.Check]) -> Table:
    table = Table(title="checks", title_justify="left")
    for name in ("rule", "severity", "holds", "explanation"):
        table.add_column(name, overflow="fold")
    for check in checks:
        table.add_row(check.rule_id, check.severity, "yes" if check.passed else "no", escape(check.explanation))
    return table


def _repairs(repairs: Sequence[schema.Repair]) -> Table:
    table = Table(title="repairs", title_justify="left")
    table.add_column("kind")
    table.add_column("places", justify="right")
    table.add_column("before", overflow="fold")
    table.add_column("after", overflow="fold")
    for repair in repairs:
        table.add_row(repair.kind, str(repair.count), escape(repair.before), escape(repair.after))
    return table


def _revision(revision: schema.Revision) -> Table:
    title = f"revision {revision.revision} ({revision.source_url}), and what the next one changed"
    table = Table(title=escape(title), title_justify="left")
    table.add_column("before", overflow="fold")
    table.add_column("after", overflow="fold")
    for change in revision.changes:
        table.add_row(escape(change.before), escape(change.after))
    return table


def _explained(found: schema.Report, figure: schema.Indicator, sections: dict[int, schema.Section]) -> RenderableType:
    start, end = max(0, figure.start - _CONTEXT), min(len(found.text), figure.end + _CONTEXT)
    words = Text("…" + found.text[start : figure.start].replace("\n", " "))
    words.append(found.text[figure.start : figure.end].replace("\n", " "), style="bold reverse")
    words.append(found.text[figure.end : end].replace("\n", " ") + "…")
    section = sections.get(figure.section_id) if figure.section_id is not None else None
    heading = f"{section.number or ''}{section.heading}" if section else "none"
    table = Table(show_header=False, box=None)
    name = codebook()[figure.code].name_zh if figure.code in codebook() else ""
    for label, value in {
        "figure": f"{figure.code} {name}, {figure.year}, {figure.applicant_type}",
        "value": f"{_BOUNDS[figure.bound]}{figure.value:g} {figure.unit}, printed {figure.printed!r}",
        "scope": f"{figure.scope}, {figure.source}",
        "section": heading,
        "words": words,
        "offsets": f"{figure.start} to {figure.end}",
        "source": found.source_url,
        "document": found.document_id,
    }.items():
        table.add_row(label, value if isinstance(value, Text) else escape(str(value)))
    return table

"""What people are shown of one report."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from cli.views import figures
from cli.views.checks import checks_table, ratios_table
from storage import schema
from storage.dataset import Snapshot


def report_at_a_glance(snapshot: Snapshot, found: schema.Report) -> RenderableType:
    """A whole report at a glance: what contradicts itself comes before what it says."""
    document = next(row for row in snapshot.rows("documents") if row.document_id == found.document_id)
    checks: list[schema.Check] = snapshot.rows("checks", of=found)
    failing = [check for check in checks if not check.passed]
    held = Text(f"{len(checks) - len(failing)} of {len(checks)} checks hold", style="dim")
    parts: list[RenderableType] = [_facts(found)]
    parts.extend(Text(f"flag: {flag}", style="yellow") for flag in document.flags)
    parts.extend([checks_table(failing), held] if failing else [held])
    parts.append(_section_tree(snapshot.rows("sections", of=found)))
    parts.extend(figures.tables(snapshot.rows("indicators", of=found), found))
    ratios = snapshot.rows("ratios", of=found)
    if ratios:
        parts.append(ratios_table(ratios))
    parts.extend(_revision(revision) for revision in snapshot.rows("revisions", of=found))
    if document.repairs:
        parts.append(_repairs(document.repairs))
    return Group(*(part for block in parts for part in (block, Text())))


def _facts(found: schema.Report) -> Table:
    table = Table(
        title=Text(found.title or found.report_id, style="table.title"),
        title_justify="left",
        show_header=False,
        box=None,
    )
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    period = f"{found.period_start} to {found.period_end}" if found.period_start else None
    for name, value in {
        "report": found.report_id,
        "agency": f"{found.agency} ({found.agency_kind}, level {found.level})",
        "publisher by": "; ".join(f"{words.kind}: {words.words}" for words in found.evidence) or None,
        "place": " ".join(filter(None, dict.fromkeys((found.province, found.city, found.county, found.township)))),
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
        label = f"{escape(heading(section))} [dim]{section.topic}[/dim]"
        branches[section.section_id] = branches[section.parent_id].add(label)
    return tree


def heading(section: schema.Section) -> str:
    """A heading with its number, as it is usually printed."""
    mark = "、" if section.number and section.number.isalnum() else ""
    return f"{section.number or ''}{mark}{section.heading}"


def _revision(revision: schema.Revision) -> Table:
    title = f"revision {revision.revision} ({revision.source_url}), and what the next one changed"
    table = Table(title=escape(title), title_justify="left")
    table.add_column("before", overflow="fold")
    table.add_column("after", overflow="fold")
    for change in revision.changes:
        table.add_row(escape(change.before), escape(change.after))
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

"""What people are shown: reports, figures with their evidence, coverage, portals."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

import pyarrow.dataset
from rich.console import Group, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from flows.errors import UnknownReport
from knowledge.forms import applicant_names
from parsers.body.rejection import FOLLOWED_LIST
from parsers.knowledge.codebook import codebook
from storage import schema
from storage.dataset import Snapshot

_CONTEXT = 120
_FEW = 5
_TITLE_WIDTH = 44
_SHORT = 2
"""Characters of a column of the matrix that are enough to know it by: 自然, 商业, 科研, 社会, 法律, 其他, 总计."""
_CODE_WIDTH = 26
"""Characters of a code that fit beside the seven columns of the matrix on a narrow terminal."""
_ACROSS_COLUMNS = "M04"
"""Rule that compares all columns of the matrix with each other."""
_ORDER = {code: order for order, code in enumerate(codebook())}


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
    """Documents that are no report, with the reason; of many, the first. Lists that a crawl followed are left out."""
    found = [
        row
        for row in snapshot.rows("documents")
        if row.outcome in ("rejected", "failed") and row.reason != FOLLOWED_LIST
    ]
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
    known = {alias: row for row in reports for alias in (row.report_id, f"{_place(row)}{row.report_year}")}
    near = dict.fromkeys(
        known[alias].report_id for alias in difflib.get_close_matches(name, known, n=_FEW, cutoff=0.75)
    )
    raise UnknownReport(
        f"there is no report {name!r}",
        where=f"snapshot {snapshot.snapshot_id}",
        remedy=(f"Perhaps {', '.join(near)}? " if near else "") + "`nianbao show` lists all of them.",
    )


def report(snapshot: Snapshot, found: schema.Report) -> RenderableType:
    """A whole report at a glance: what contradicts itself comes before what it says."""
    only = pyarrow.dataset.field("report_id") == found.report_id
    document = next(row for row in snapshot.rows("documents") if row.document_id == found.document_id)
    checks: list[schema.Check] = snapshot.rows("checks", only)
    failing = [check for check in checks if not check.passed]
    held = Text(f"{len(checks) - len(failing)} of {len(checks)} checks hold", style="dim")
    parts: list[RenderableType] = [_facts(found)]
    parts.extend(Text(f"flag: {flag}", style="yellow") for flag in document.flags)
    parts.extend([_checks(failing), held] if failing else [held])
    parts.append(_section_tree(snapshot.rows("sections", only)))
    parts.extend(_figures(snapshot.rows("indicators", only), found))
    ratios = snapshot.rows("ratios", only)
    if ratios:
        parts.append(_ratios(ratios))
    parts.extend(_revision(revision) for revision in snapshot.rows("revisions", only))
    if document.repairs:
        parts.append(_repairs(document.repairs))
    return Group(*(part for block in parts for part in (block, Text())))


def explanation(snapshot: Snapshot, found: schema.Report, code: str, applicant_type: str = "") -> RenderableType:
    """One figure of a report: value, words, place, source, the checks it takes part in and its ratios.

    Args:
        snapshot: The snapshot.
        found: The report.
        code: Code of the figure.
        applicant_type: Column of the matrix; all of them where it is empty.

    Raises:
        UnknownReport: The report states no such figure.
    """
    only = pyarrow.dataset.field("report_id") == found.report_id
    stated: list[schema.Indicator] = snapshot.rows("indicators", only)
    figures = [f for f in stated if f.code == code and applicant_type in ("", f.applicant_type)]
    if not figures:
        raise UnknownReport(
            f"the report states no {' of '.join(filter(None, (code, applicant_type)))}"
            if code in codebook()
            else f"there is no code {code!r}",
            where=found.report_id,
            remedy=_near(code, stated) + f"`nianbao show {found.report_id}` lists what it states.",
        )
    sections = {section.section_id: section for section in snapshot.rows("sections", only)}
    checks = [
        check
        for check in snapshot.rows("checks", only)
        if code in check.codes and (applicant_type in ("", check.applicant_type) or check.rule_id == _ACROSS_COLUMNS)
    ]
    ratios = [r for r in snapshot.rows("ratios", only) if code in (*r.numerator_codes, *r.denominator_codes)]
    in_full = [f for f in figures if f.applicant_type == (applicant_type or "total")] or figures[:1]
    rest = [f for f in figures if f not in in_full]
    parts: list[RenderableType] = [_explained(found, figure, sections) for figure in in_full]
    if rest:
        parts.append(_columns(rest, {figure.quote for figure in in_full}))
    parts.append(_checks(checks) if checks else Text("it takes part in no check", style="dim"))
    if ratios:
        parts.append(_ratios(ratios))
    return Group(*(part for block in parts for part in (block, Text())))


def _place(found: schema.Report) -> str:
    return found.county or found.city or found.province


def _shortened(title: str) -> str:
    return escape(title if len(title) <= _TITLE_WIDTH else f"{title[: _TITLE_WIDTH - 1]}…")


def _facts(found: schema.Report) -> Table:
    table = Table(title=found.title or found.report_id, title_justify="left", show_header=False, box=None)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
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
        label = f"{escape(_heading(section))} [dim]{section.topic}[/dim]"
        branches[section.section_id] = branches[section.parent_id].add(label)
    return tree


def _figures(figures: Sequence[schema.Indicator], found: schema.Report) -> Iterable[Table]:
    """One table for each group of codes; rows of the applicants' matrix have a column for each kind of applicant."""
    by_column = {figure.code for figure in figures if figure.applicant_type != "total"}
    groups: dict[str, list[schema.Indicator]] = defaultdict(list)
    for figure in figures:
        groups[figure.code.partition(".")[0]].append(figure)
    for group in sorted(groups, key=lambda name: min(_ORDER.get(f.code, 0) for f in groups[name])):
        rows = sorted(groups[group], key=lambda figure: (_ORDER.get(figure.code, 0), -figure.year, figure.start))
        plain = [figure for figure in rows if figure.code not in by_column or not _in_matrix(figure)]
        if plain:
            yield _group(group, plain, found)
        if len(plain) < len(rows):
            yield _matrix(group, [figure for figure in rows if figure not in plain])


def _in_matrix(figure: schema.Indicator) -> bool:
    return figure.source != "narrative" and not figure.label


def _group(group: str, figures: Sequence[schema.Indicator], found: schema.Report) -> Table:
    table = Table(title=f"{group} ({len(figures)})", title_justify="left", expand=False)
    table.add_column("code", no_wrap=True)
    table.add_column("what", overflow="fold", ratio=1)
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("notes", overflow="fold")
    for figure in figures:
        notes = (
            str(figure.year) if figure.year != found.report_year else "",
            figure.label,
            figure.scope if figure.scope != "citywide" else "",
            {"table": "table", "derived": "derived"}.get(figure.source, ""),
            "implied" if figure.implied else "",
            applicant_names()[figure.applicant_type] if figure.applicant_type != "total" else "",
        )
        table.add_row(
            figure.code,
            _name(figure.code),
            f"{_value(figure)} {figure.unit}",
            escape(", ".join(filter(None, notes))),
        )
    return table


def _matrix(group: str, figures: Sequence[schema.Indicator]) -> Table:
    table = Table(title=f"{group} by applicants ({len(figures)})", title_justify="left")
    table.add_column("code", overflow="fold")
    kinds = [kind for kind in schema.APPLICANT_TYPES if any(figure.applicant_type == kind for figure in figures)]
    for kind in kinds:
        table.add_column(applicant_names()[kind][:_SHORT], justify="right", no_wrap=True)
    for code in dict.fromkeys(figure.code for figure in figures):
        cells = {figure.applicant_type: _value(figure) for figure in figures if figure.code == code}
        table.add_row(f"{_name(code)}\n[dim]{_in_two_lines(code)}[/dim]", *(cells.get(kind, "") for kind in kinds))
    return table


def _in_two_lines(code: str) -> str:
    """A code broken behind its second part where it does not fit on one line."""
    first, second, *rest = code.split(".")
    return f"{first}.{second}.\n{'.'.join(rest)}" if rest and len(code) > _CODE_WIDTH else code


def _columns(figures: Sequence[schema.Indicator], shown: Collection[str]) -> Table:
    """The other columns and years of a code, one a line; words that are shown already are not repeated."""
    table = Table(title="in the other columns", title_justify="left")
    for name in ("applicants", "year", "value", "words"):
        table.add_column(name, overflow="fold")
    for figure in sorted(figures, key=lambda f: (-f.year, schema.APPLICANT_TYPES.index(f.applicant_type))):
        words = "the same row" if figure.quote in shown else escape(figure.quote)
        table.add_row(applicant_names()[figure.applicant_type], str(figure.year), _value(figure), words)
    return table


def _ratios(ratios: Sequence[schema.Ratio]) -> Table:
    table = Table(title="ratios", title_justify="left")
    table.add_column("ratio", no_wrap=True)
    table.add_column("what", overflow="fold")
    table.add_column("value", justify="right", no_wrap=True)
    table.add_column("from", overflow="fold")
    for ratio in ratios:
        source = f"{ratio.numerator:.10g}"
        if ratio.denominator is not None:
            source += f" / {ratio.denominator:.10g}"
        notes = ["inexact"] * ratio.approx + ["not comparable across 2019"] * ratio.break_2019
        table.add_row(
            ratio.ratio_id,
            ratio.name_zh,
            f"{ratio.value:.4g}" if ratio.denominator is not None else f"{ratio.value:.10g}",
            "; ".join((source, *notes)),
        )
    return table


def _near(code: str, stated: Sequence[schema.Indicator]) -> str:
    """Codes of a report that somebody may have meant: by their letters, or by a Chinese name."""
    codes = sorted({figure.code for figure in stated})
    named = [known for known in codes if code in codebook()[known].name_zh or code in codebook()[known].aliases]
    near = dict.fromkeys([*named, *difflib.get_close_matches(code, codes, n=_FEW, cutoff=0.5)])
    return f"Perhaps {', '.join(list(near)[:_FEW])}? " if near else ""


def _name(code: str) -> str:
    return codebook()[code].name_zh if code in codebook() else ""


def _value(figure: schema.Indicator) -> str:
    sign = _BOUNDS[figure.bound] or ("≈" if figure.approx else "")
    return f"{sign}{figure.value:.10g}"


_BOUNDS = {None: "", "ge": "≥", "le": "≤"}


def _checks(checks: Sequence[schema.Check]) -> Table:
    """Checks, one a line: those that fail first, the gravest of them on top."""
    table = Table(title=f"checks ({len(checks)})", title_justify="left")
    table.add_column("rule", no_wrap=True)
    table.add_column("severity", no_wrap=True)
    table.add_column("holds", no_wrap=True)
    table.add_column("explanation", overflow="fold")
    for check in sorted(checks, key=lambda check: (check.passed, schema.SEVERITIES.index(check.severity))):
        style = "" if check.passed else {"error": "red", "warn": "yellow"}.get(check.severity, "")
        table.add_row(
            check.rule_id, check.severity, "yes" if check.passed else "no", escape(check.explanation), style=style
        )
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
    table = Table(show_header=False, box=None)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    column = "" if figure.applicant_type == "total" else f", {applicant_names()[figure.applicant_type]}"
    origin = {"table": "in a table", "narrative": "in running text", "derived": "computed from other figures"}
    notes = (
        figure.scope,
        origin[figure.source],
        figure.label,
        "follows from words such as 均 or 全部" if figure.implied else "",
        "said in words" if figure.stated_zero else "",
    )
    for label, value in {
        "figure": f"{figure.code} {_name(figure.code)}, {figure.year}{column}",
        "value": f"{_value(figure)} {figure.unit}, printed {figure.printed!r}",
        "scope": ", ".join(filter(None, notes)),
        "section": _path(figure.section_id, sections),
        "words": _sentence(found.text, figure),
        "offsets": f"{figure.start} to {figure.end}",
        "source": found.source_url,
        "document": f"{found.document_id}, revision {found.revision}",
    }.items():
        table.add_row(label, value if isinstance(value, Text) else escape(str(value)))
    return table


def _heading(section: schema.Section) -> str:
    """A heading with its number, as it is usually printed."""
    mark = "、" if section.number and section.number.isalnum() else ""
    return f"{section.number or ''}{mark}{section.heading}"


def _path(section_id: int | None, sections: dict[int, schema.Section]) -> str:
    """The headings that a figure stands under, from the top."""
    headings: list[str] = []
    while section_id is not None and section_id in sections:
        section = sections[section_id]
        headings.insert(0, _heading(section))
        section_id = section.parent_id
    return " › ".join(headings) or "none"


def _sentence(text: str, figure: schema.Indicator) -> Text:
    """The sentence or table row around a figure, its words marked; a long one is cut to what stands near by."""
    begins = max(text.rfind(mark, 0, figure.start) for mark in "。\n") + 1
    ends = min((end for mark in "。\n" if (end := text.find(mark, figure.end)) >= 0), default=len(text) - 1) + 1
    start, end = max(begins, figure.start - _CONTEXT), min(ends, figure.end + _CONTEXT)
    words = Text("…" if start > begins else "")
    words.append(text[start : figure.start])
    words.append(figure.quote, style="bold reverse")
    if figure.quote.count(figure.printed) == 1:
        number = len(words) - len(figure.quote) + figure.quote.index(figure.printed)
        words.stylize("underline", number, number + len(figure.printed))
    words.append(text[figure.end : end].rstrip("\n"))
    words.append("…" if end < ends else "")
    return words

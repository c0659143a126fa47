"""What people are shown of a report's figures: tables by group, and the matrix by kind of applicant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from rich.markup import escape
from rich.table import Table

from knowledge.forms import applicant_names
from parsers.knowledge.codebook import codebook
from storage import schema

_SHORT = 2
"""Characters of a column of the matrix that are enough to know it by: 自然, 商业, 科研, 社会, 法律, 其他, 总计."""
_CODE_WIDTH = 26
"""Characters of a code that fit beside the seven columns of the matrix on a narrow terminal."""
_BOUNDS = {None: "", "ge": "≥", "le": "≤"}


def tables(figures: Sequence[schema.Indicator], found: schema.Report) -> Iterable[Table]:
    """One table for each group of codes; rows of the applicants' matrix have a column for each kind of applicant.

    Args:
        figures: Figures of one report.
        found: The report.
    """
    by_column = {figure.code for figure in figures if figure.applicant_type != "total"}
    groups: dict[str, list[schema.Indicator]] = defaultdict(list)
    for figure in figures:
        groups[figure.code.partition(".")[0]].append(figure)
    order = {code: place for place, code in enumerate(codebook())}
    for group in sorted(groups, key=lambda name: min(order.get(figure.code, 0) for figure in groups[name])):
        rows = sorted(groups[group], key=lambda figure: (order.get(figure.code, 0), -figure.year, figure.start))
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
            {"table": "table", "scan": "scan", "derived": "derived"}.get(figure.source, ""),
            "unproved" if figure.unproved else "",
            "implied" if figure.implied else "",
            "with those carried in" if figure.includes_carried_in else "",
            applicant_names()[figure.applicant_type] if figure.applicant_type != "total" else "",
        )
        table.add_row(
            figure.code,
            name(figure.code),
            f"{value(figure)} {figure.unit}",
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
        cells = {figure.applicant_type: value(figure) for figure in figures if figure.code == code}
        table.add_row(f"{name(code)}\n[dim]{_in_two_lines(code)}[/dim]", *(cells.get(kind, "") for kind in kinds))
    return table


def _in_two_lines(code: str) -> str:
    """A code broken behind its second part where it does not fit on one line."""
    first, second, *rest = code.split(".")
    return f"{first}.{second}.\n{'.'.join(rest)}" if rest and len(code) > _CODE_WIDTH else code


def other_columns(figures: Sequence[schema.Indicator], shown: Collection[str]) -> Table:
    """The other columns and years of a code, one a line.

    Args:
        figures: Figures of one code.
        shown: Quotes that are shown already, and are not repeated.
    """
    table = Table(title="in the other columns", title_justify="left")
    for name in ("applicants", "year", "value", "words"):
        table.add_column(name, overflow="fold")
    for figure in sorted(figures, key=lambda f: (-f.year, schema.APPLICANT_TYPES.index(f.applicant_type))):
        words = "the same row" if figure.quote in shown else escape(figure.quote)
        table.add_row(applicant_names()[figure.applicant_type], str(figure.year), value(figure), words)
    return table


def name(code: str) -> str:
    """Chinese name of a code; empty where the codebook does not know it."""
    return codebook()[code].name_zh if code in codebook() else ""


def value(figure: schema.Indicator) -> str:
    """A value as a person reads it: with ≥, ≤ or ≈ where it is inexact."""
    sign = _BOUNDS[figure.bound] or ("≈" if figure.approx else "")
    return f"{sign}{figure.value:.10g}"

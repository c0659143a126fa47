"""Figures that no report prints and that follow from what it prints: totals of the forms of several tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from knowledge.forms import PROCEEDINGS, TOTAL, form_for
from parsers.checks.ledger import IN_TABLES
from parsers.knowledge.codebook import codebook
from parsers.knowledge.forms import layout, outcomes
from parsers.model import Figure, Flag, ReportContent, Span


def derived_figures(report: ReportContent) -> tuple[Figure, ...]:
    """All litigation as the sum of its kinds (L04), and blank totals of matrix rows (M04).

    A sum is made only of numbers that are all printed in the tables, and only where its total is not printed. Its words
    are those from the first part to the last. The columns of a matrix with one that its form does not have make no sum.
    """
    figures, year = report.figures, report.identity.report_year
    of_the_whole = [figure for figure in figures if figure.year == year and not figure.label]
    printed = {(figure.code, figure.applicant_type) for figure in of_the_whole}
    cells = {(figure.code, figure.applicant_type): figure for figure in of_the_whole if figure.source in IN_TABLES}
    found = []
    for code, parts in proceedings_sums(report.form, year).items():
        if (code, TOTAL) not in printed:
            found.append(_sum(code, [cells.get((part, TOTAL)) for part in parts]))
    form = form_for(report.form, year)
    kinds = form.parts if form and not has_unknown_columns(report.flags) else ()
    found.extend(
        _sum(code, [cells.get((code, kind)) for kind in kinds])
        for code in sorted({code for code, _ in cells})
        if kinds and (code, TOTAL) not in printed
    )
    return tuple(figure for figure in found if figure is not None)


def has_unknown_columns(flags: Iterable[Flag]) -> bool:
    """Whether a table of a report has a column that its form does not have."""
    return any(flag.kind == "form_column_unknown" for flag in flags)


def proceedings_sums(form: str, year: int) -> Mapping[str, tuple[str, ...]]:
    """Codes that no column of a table of proceedings counts, each with those that it is the sum of.

    Kinds of proceedings whose totals are parts of one code make it together: all litigation is direct suits and suits
    after reconsideration, outcome by outcome.

    Args:
        form: Form of a report.
        year: Its year, by whose form it is judged where it follows none.
    """
    known = form_for(form, year)
    rows = layout(known.form, PROCEEDINGS) if known else ()
    width = len(outcomes(known.form)) if known else 0
    kinds = [rows[start : start + width] for start in range(0, len(rows), width)] if width else []
    wholes: dict[str, list[tuple[str, ...]]] = {}
    for kind in kinds:
        whole = codebook()[kind[-1].code].parent
        if whole:
            wholes.setdefault(whole, []).append(tuple(row.code for row in kind))
    return {
        f"{whole.rpartition('.')[0]}.{outcome[0].rpartition('.')[2]}": outcome
        for whole, codes in wholes.items()
        for outcome in zip(*codes, strict=True)
    }


def _sum(code: str, parts: Sequence[Figure | None]) -> Figure | None:
    known = [part for part in parts if part is not None]
    if len(known) < len(parts) or any(part.approx for part in known):
        return None
    first = known[0]
    return Figure(
        code=code,
        year=first.year,
        value=round(sum(part.value for part in known), 8),
        unit=first.unit,
        printed=" + ".join(part.printed for part in known),
        scope=first.scope,
        source="derived",
        span=Span(min(part.span.start for part in known), max(part.span.end for part in known)),
        section_id=first.section_id,
    )

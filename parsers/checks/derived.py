"""Figures that no report prints and that follow from what it prints: totals of the forms since 2019."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parsers.checks.tables import APPLICANT_TYPES
from parsers.model import Figure, Span

_RESULTS = ("total", "upheld", "corrected", "other", "pending")
_FIRST_YEAR = 2019


def derived_figures(figures: Iterable[Figure], year: int) -> tuple[Figure, ...]:
    """All litigation as direct suits and suits after reconsideration (L04), and blank totals of matrix rows (M04).

    A sum is made only of numbers that are all printed in the tables, and only where its total is not printed. Its words
    are those from the first part to the last.
    """
    figures = tuple(figures)
    printed = {(figure.code, figure.applicant_type) for figure in figures if figure.year == year and not figure.label}
    cells = {
        (figure.code, figure.applicant_type): figure
        for figure in figures
        if figure.source == "table" and figure.year == year
    }
    found = []
    if year >= _FIRST_YEAR:
        for result in _RESULTS:
            code = f"litigation.{result}"
            parts = [cells.get((f"litigation.{kind}.{result}", "total")) for kind in ("direct", "after_review")]
            if (code, "total") not in printed:
                found.append(_sum(code, parts))
    found.extend(
        _sum(code, [cells.get((code, kind)) for kind in APPLICANT_TYPES])
        for code in sorted({code for code, _ in cells})
        if (code, "total") not in printed
    )
    return tuple(figure for figure in found if figure is not None)


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

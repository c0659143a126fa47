"""What people are shown of checks and ratios."""

from __future__ import annotations

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from storage import schema


def checks_table(checks: Sequence[schema.Check]) -> Table:
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


def ratios_table(ratios: Sequence[schema.Ratio]) -> Table:
    """Ratios, one a line, with what each was computed from."""
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

"""What people are shown of the difference between two snapshots."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from assembly.comparison import Difference

_SHOWN = 40


def differences(difference: Difference) -> RenderableType:
    """A difference, for people; of many changed figures, the first."""
    parts: list[RenderableType] = []
    for names, words in (
        (difference.came, "new reports"),
        (difference.went, "reports that are gone"),
        (difference.reworded, "reports whose text has changed"),
    ):
        if names:
            parts.append(Text(f"{len(names)} {words}: {', '.join(names[:_SHOWN])}{' …' * (len(names) > _SHOWN)}"))
    if difference.changes:
        parts.append(_table(difference))
    return Group(*parts) if parts else Text("no report and no figure differs")


def _table(difference: Difference) -> Table:
    count = len(difference.changes)
    table = Table(title=f"{count} figures" + f", the first {_SHOWN}" * (count > _SHOWN), title_justify="left")
    for name in ("report", "figure", "year", "before", "after"):
        table.add_column(name, overflow="fold", justify="right" if name in ("before", "after") else "left")
    for change in difference.changes[:_SHOWN]:
        report_id, code, applicant_type, year, _, _, label = change.key
        named = " ".join(filter(None, (code, applicant_type if applicant_type != "total" else "", label)))
        table.add_row(report_id, named, str(year), _values(change.before), _values(change.after))
    return table


def _values(values: tuple[float, ...]) -> str:
    return " and ".join(f"{value:.10g}" for value in values) or "none"

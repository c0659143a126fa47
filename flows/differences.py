"""What differs between two snapshots: reports that came or went, and figures that changed."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from storage.dataset import Snapshot
from storage.schema import Indicator, Report

_SHOWN = 40
Key = tuple[str, str, str, int, str, str, str]
"""What a figure is of: report, code, applicant type, year, scope, source and label."""


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A figure that differs.

    Attributes:
        key: What it is a figure of.
        before: The values that the older snapshot has; none if it has no such figure.
        after: The values that the newer one has.
    """

    key: Key
    before: tuple[float, ...]
    after: tuple[float, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two snapshots.

    Attributes:
        came: Ids of reports that only the newer one has.
        went: Ids of reports that only the older one has.
        reworded: Ids of reports that both have, in different words.
        changes: Figures of the reports that both have.
    """

    came: tuple[str, ...]
    went: tuple[str, ...]
    reworded: tuple[str, ...]
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.reworded or self.changes)


def compare(older: Snapshot, newer: Snapshot) -> Difference:
    """Compares the reports and the figures of two snapshots."""
    before, after = _reports(older), _reports(newer)
    both = before.keys() & after.keys()
    figures = _figures(older), _figures(newer)
    changes = (
        Change(key, figures[0].get(key, ()), figures[1].get(key, ()))
        for key in sorted(figures[0].keys() | figures[1].keys())
        if key[0] in both
    )
    return Difference(
        came=tuple(sorted(after.keys() - before.keys())),
        went=tuple(sorted(before.keys() - after.keys())),
        reworded=tuple(sorted(name for name in both if before[name].text != after[name].text)),
        changes=tuple(change for change in changes if change.before != change.after),
    )


def view(difference: Difference) -> RenderableType:
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


def _reports(snapshot: Snapshot) -> Mapping[str, Report]:
    return {report.report_id: report for report in snapshot.rows("reports")}


def _figures(snapshot: Snapshot) -> Mapping[Key, tuple[float, ...]]:
    found: dict[Key, list[float]] = defaultdict(list)
    rows: list[Indicator] = snapshot.rows("indicators")
    for row in rows:
        found[row.report_id, row.code, row.applicant_type, row.year, row.scope, row.source, row.label].append(row.value)
    return {key: tuple(sorted(values)) for key, values in found.items()}

"""What differs between two snapshots: reports that are new or gone, and figures that changed."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping

from storage.dataset import Snapshot

Key = tuple[str, str, str, int, str, str, str]
"""What a figure is of, as `_KEY` names it."""
_KEY = ("report_id", "code", "applicant_type", "year", "scope", "source", "label")


@dataclasses.dataclass(frozen=True, slots=True)
class FigureChange:
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
    changes: tuple[FigureChange, ...]

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.reworded or self.changes)


def compare(older: Snapshot, newer: Snapshot) -> Difference:
    """Compares the reports and the figures of two snapshots."""
    before, after = _reports(older), _reports(newer)
    both = before.keys() & after.keys()
    figures = _figures(older), _figures(newer)
    changes = (
        FigureChange(key, figures[0].get(key, ()), figures[1].get(key, ()))
        for key in sorted(figures[0].keys() | figures[1].keys())
        if key[0] in both
    )
    return Difference(
        came=tuple(sorted(after.keys() - before.keys())),
        went=tuple(sorted(before.keys() - after.keys())),
        reworded=tuple(sorted(name for name in both if before[name] != after[name])),
        changes=tuple(change for change in changes if change.before != change.after),
    )


# Only columns that every release has had are read, so that older snapshots can be compared, too.


def _reports(snapshot: Snapshot) -> Mapping[str, str]:
    """Text of each report."""
    columns = snapshot.arrow("reports", columns=("report_id", "text"))
    return dict(zip(columns["report_id"].to_pylist(), columns["text"].to_pylist(), strict=True))


def _figures(snapshot: Snapshot) -> Mapping[Key, tuple[float, ...]]:
    found: dict[Key, list[float]] = defaultdict(list)
    for row in snapshot.arrow("indicators", columns=(*_KEY, "value")).to_pylist():
        report_id, code, applicant_type, year, scope, source, label = (row[name] for name in _KEY)
        found[report_id, code, applicant_type, year, scope, source, label].append(row["value"])
    return {key: tuple(sorted(values)) for key, values in found.items()}

"""What differs between two snapshots, and why: reports that are new or gone, and figures that changed."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Mapping

from storage.dataset import Snapshot

Key = tuple[str, str, str, int, str, str, str]
"""What a figure is of, as `KEY` names it."""
KEY = ("report_id", "code", "applicant_type", "year", "scope", "source", "label")

SOURCE_REVISED, READER_CHANGED, REASSIGNED, OTHERWISE = "source", "reader", "publisher", "other"
CAUSES: Mapping[str, str] = {
    SOURCE_REVISED: "source revised: the report was read from other bytes",
    READER_CHANGED: "reader changed: the same bytes, read by another version of the parsers",
    REASSIGNED: "publisher reassigned: a document was taken for the report of another body or year",
    OTHERWISE: "neither the bytes nor the parsers have changed: the assembly has, or a package that it needs",
}
"""Why a figure differs."""


@dataclasses.dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure that differs.

    Attributes:
        key: What it is a figure of.
        before: The values that the older snapshot has; none if it has no such figure.
        after: The values that the newer one has.
        cause: Why they differ, of `CAUSES`.
        quotes_before: The words of the older values, in their order.
        quotes_after: The words of the newer ones.
    """

    key: Key
    before: tuple[float, ...]
    after: tuple[float, ...]
    cause: str
    quotes_before: tuple[str, ...]
    quotes_after: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Difference:
    """What differs between two snapshots.

    Attributes:
        came: Ids of reports that only the newer one has.
        went: Ids of reports that only the older one has.
        reworded: Ids of reports that both have, in different words.
        reassigned: Of each document that is now taken for another report: the report before, and the report now.
        changes: Figures of the reports that both have.
    """

    came: tuple[str, ...]
    went: tuple[str, ...]
    reworded: tuple[str, ...]
    reassigned: Mapping[str, tuple[str, str]]
    changes: tuple[FigureChange, ...]

    def __bool__(self) -> bool:
        return bool(self.came or self.went or self.reworded or self.reassigned or self.changes)


@dataclasses.dataclass(frozen=True, slots=True)
class _State:
    """What is known of the reports and documents of a snapshot.

    Attributes:
        reports: Document and text of each report.
        owners: Report of each document, of those that belong to one.
        readers: Version of the parsers by document.
        parts: Documents that are read together with another one, by that one.
    """

    reports: Mapping[str, tuple[str, str]]
    owners: Mapping[str, str]
    readers: Mapping[str, str]
    parts: Mapping[str, Collection[str]]


def compare(older: Snapshot, newer: Snapshot) -> Difference:
    """Compares the reports and the figures of two snapshots, some years at a time."""
    before, after = _state(older), _state(newer)
    both = before.reports.keys() & after.reports.keys()
    changes: list[FigureChange] = []
    # The id of a report names its year, so those that both have are of years that the newer one has.
    for year in _years(newer):
        was, now = _figures(older, year), _figures(newer, year)
        for key in was.keys() | now.keys():
            first, second = was.get(key, []), now.get(key, [])
            values = _values(first), _values(second)
            if key[0] in both and values[0] != values[1]:
                changes.append(
                    FigureChange(key, *values, _cause(key[0], before, after), _quotes(first), _quotes(second))
                )
    return Difference(
        came=tuple(sorted(after.reports.keys() - before.reports.keys())),
        went=tuple(sorted(before.reports.keys() - after.reports.keys())),
        reworded=tuple(sorted(name for name in both if before.reports[name][1] != after.reports[name][1])),
        reassigned={
            document_id: (owner, after.owners[document_id])
            for document_id, owner in sorted(before.owners.items())
            if after.owners.get(document_id, owner) != owner
        },
        changes=tuple(sorted(changes, key=lambda change: change.key)),
    )


def _cause(report_id: str, before: _State, after: _State) -> str:
    """Why the figures of a report differ, the first of the causes that applies."""
    was, now = before.reports[report_id][0], after.reports[report_id][0]
    same_reader = before.readers.get(was) == after.readers.get(now)
    if was == now:
        if before.parts.get(was, set()) != after.parts.get(now, set()):
            return SOURCE_REVISED
        return OTHERWISE if same_reader else READER_CHANGED
    if after.owners.get(was, report_id) != report_id or before.owners.get(now, report_id) != report_id:
        return REASSIGNED
    known = now in before.readers and was in after.readers
    return READER_CHANGED if known and not same_reader else SOURCE_REVISED


# Only columns that every release has had are needed, so that older snapshots can be compared, too.


def _state(snapshot: Snapshot) -> _State:
    reports = snapshot.arrow("reports", columns=("report_id", "document_id", "text")).to_pylist()
    columns = ("document_id", "report_id", "part_of", "parser_version")
    parts: defaultdict[str, set[str]] = defaultdict(set)
    owners, readers = {}, {}
    for row in snapshot.arrow("documents", columns=columns).to_pylist():
        readers[row["document_id"]] = row["parser_version"]
        if row["report_id"]:
            owners[row["document_id"]] = row["report_id"]
        if row["part_of"]:
            parts[row["part_of"]].add(row["document_id"])
    return _State({row["report_id"]: (row["document_id"], row["text"]) for row in reports}, owners, readers, parts)


def _years(snapshot: Snapshot) -> Collection[int]:
    return set(snapshot.arrow("reports", columns=("report_year",))["report_year"].to_pylist())


def _figures(snapshot: Snapshot, year: int) -> Mapping[Key, list[tuple[float, str]]]:
    """Values and words of the figures of one year's reports."""
    found: dict[Key, list[tuple[float, str]]] = defaultdict(list)
    for row in snapshot.arrow("indicators", columns=(*KEY, "value", "quote"), year=year).to_pylist():
        report_id, code, applicant_type, of, scope, source, label = (row[name] for name in KEY)
        found[report_id, code, applicant_type, of, scope, source, label].append((row["value"], row["quote"]))
    return {key: sorted(figures) for key, figures in found.items()}


def _values(figures: Collection[tuple[float, str]]) -> tuple[float, ...]:
    return tuple(value for value, _ in figures)


def _quotes(figures: Collection[tuple[float, str]]) -> tuple[str, ...]:
    return tuple(quote for _, quote in figures)

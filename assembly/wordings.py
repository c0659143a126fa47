"""Which wordings of running text gave no figure, the most frequent first: the next words worth learning."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter, defaultdict
from typing import Any

from knowledge.divisions import without_places
from storage.dataset import Snapshot

_NUMBER = re.compile(r"\d[\d,，.]*[年月日]*")
_COLUMNS = ("report_id", "kind", "unit", "words", "sentence", "reason", "start")


@dataclasses.dataclass(frozen=True, slots=True)
class Wording:
    """Numbers that have the same words and the same measure word.

    Attributes:
        words: The words in front of the number, without digits and places.
        unit: The measure word.
        count: How many numbers there are.
        reports: In how many reports.
        reason: What was missing most often.
        example: One sentence, the shortest.
        report_id: The report that it stands in.
    """

    words: str
    unit: str
    count: int
    reports: int
    reason: str
    example: str
    report_id: str


def rank(snapshot: Snapshot, kind: str = "unread") -> list[Wording]:
    """The wordings of a kind of numbers that gave no figure, the most frequent first.

    Args:
        snapshot: The snapshot.
        kind: One of `storage.schema.UNREAD_MEANINGS`.
    """
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in snapshot.arrow("unread", columns=_COLUMNS).to_pylist():
        if row["kind"] == kind:
            groups[_NUMBER.sub("", without_places(row["words"])), row["unit"]].append(row)
    found = [_wording(words, unit, rows) for (words, unit), rows in groups.items()]
    return sorted(found, key=lambda wording: (-wording.count, wording.words, wording.unit))


def _wording(words: str, unit: str, rows: list[dict[str, Any]]) -> Wording:
    example = min(rows, key=lambda row: (len(row["sentence"]), row["report_id"], row["start"]))
    reasons = Counter(row["reason"] for row in rows)
    return Wording(
        words=words,
        unit=unit,
        count=len(rows),
        reports=len({row["report_id"] for row in rows}),
        reason=min(reasons, key=lambda reason: (-reasons[reason], reason)),
        example=example["sentence"],
        report_id=example["report_id"],
    )

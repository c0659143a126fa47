"""Keeps account of what was repaired."""

from __future__ import annotations

from storage.schema import Repair

_EXAMPLE_LENGTH = 40


class RepairLog:
    """Collects repairs by kind, with the first example of each."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._examples: dict[str, tuple[str, str]] = {}

    def add(self, kind: str, before: str, after: str, count: int = 1) -> None:
        """Records that `before` became `after`, in `count` places."""
        self._counts[kind] = self._counts.get(kind, 0) + count
        self._examples.setdefault(kind, (before[:_EXAMPLE_LENGTH], after[:_EXAMPLE_LENGTH]))

    def entries(self) -> tuple[Repair, ...]:
        return tuple(
            Repair(kind=kind, count=count, before=self._examples[kind][0], after=self._examples[kind][1])
            for kind, count in self._counts.items()
        )

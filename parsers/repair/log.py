"""Keeps account of what was repaired."""

from __future__ import annotations

from knowledge.personal_numbers import mask
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
        if kind not in self._examples:
            self._examples[kind] = (_example(before), _example(after))

    def entries(self) -> tuple[Repair, ...]:
        return tuple(
            Repair(kind=kind, count=count, before=self._examples[kind][0], after=self._examples[kind][1])
            for kind, count in self._counts.items()
        )


def _example(text: str) -> str:
    """The beginning of a text; masked before it is cut, as half a number would not be known for one."""
    return mask(text[: 2 * _EXAMPLE_LENGTH])[:_EXAMPLE_LENGTH]

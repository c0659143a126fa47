"""How far long work is, told to whoever watches; nobody does unless the command line shows it."""

from __future__ import annotations

from typing import ClassVar, Protocol


class Display(Protocol):
    """What shows lines of progress, each known by a number."""

    def add(self, description: str, total: int | None) -> int:
        """Adds a line and returns its number."""

    def update(self, line: int, completed: int, detail: str, total: int | None) -> None:
        """Says how far a line is."""


class Bar:
    """One line of progress.

    Args:
        description: What is being done.
        total: How many steps it has, where that is known.
    """

    display: ClassVar[Display | None] = None
    """Where bars are shown; None while nobody watches."""

    def __init__(self, description: str, total: int | None = None) -> None:
        self._total = total
        self._line = self.display.add(description, total) if self.display else None

    def update(self, completed: int, detail: str = "", total: int | None = None) -> None:
        self._total = total or self._total
        if self.display and self._line is not None:
            self.display.update(self._line, completed, detail, self._total)

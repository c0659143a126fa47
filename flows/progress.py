"""How far long work is. The command line shows it; without one, nothing is shown."""

from __future__ import annotations

from typing import ClassVar, Protocol


class Display(Protocol):
    """What shows lines of progress, each known by a number."""

    def add(self, description: str, total: int | None) -> int:
        """Adds a line and returns its number."""

    def update(self, line: int, completed: int, detail: str, total: int | None, found: int) -> None:
        """Says how far a line is.

        Args:
            line: Number of the line.
            completed: Steps that are done.
            detail: What to show beside the bar.
            total: Steps that there are; None where that is not known.
            found: How many reports the work has found.
        """


class Bar:
    """One line of progress.

    Args:
        description: What is being done.
        total: How many steps it has, where that is known.
    """

    display: ClassVar[Display | None] = None
    """Where bars are shown; None where they are not."""

    def __init__(self, description: str, total: int | None = None) -> None:
        self._total = total
        self._line = self.display.add(description, total) if self.display else None

    def update(self, completed: int, detail: str = "", total: int | None = None, found: int = 0) -> None:
        """Says how far the work is.

        Args:
            completed: Steps that are done.
            detail: What to show beside the bar.
            total: Steps that there are, where that was not known before.
            found: How many reports the work has found, as far as it finds any.
        """
        self._total = total or self._total
        if self.display and self._line is not None:
            self.display.update(self._line, completed, detail, self._total, found)

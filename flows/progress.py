"""Progress bars on a terminal, and nothing anywhere else."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import ClassVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn


class Bar:
    """One line of progress.

    Args:
        description: What is being done.
        total: How many steps it has, where that is known.
    """

    display: ClassVar[Progress | None] = None
    """Where bars are shown; None while nobody watches."""

    def __init__(self, description: str, total: int | None = None) -> None:
        self._task = self.display.add_task(description, total=total, detail="") if self.display else None

    def update(self, completed: int, detail: str = "") -> None:
        if self.display and self._task is not None:
            self.display.update(self._task, completed=completed, detail=detail)

    def advance(self) -> None:
        if self.display and self._task is not None:
            self.display.advance(self._task)


@contextlib.contextmanager
def shown() -> Iterator[None]:
    """Shows bars on standard error for as long as the context lasts."""
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[detail]}"),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
    ) as display:
        Bar.display = display
        try:
            yield
        finally:
            Bar.display = None

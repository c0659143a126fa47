"""Progress bars on a terminal, and nothing anywhere else."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

_active: Progress | None = None


@contextlib.contextmanager
def shown() -> Iterator[None]:
    """Shows bars on standard error for as long as the context lasts."""
    global _active
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[detail]}"),
        TimeElapsedColumn(),
        console=Console(file=sys.stderr),
    ) as _active:
        try:
            yield
        finally:
            _active = None


class Bar:
    """One line of progress.

    Args:
        description: What is being done.
        total: How many steps it has, where that is known.
    """

    def __init__(self, description: str, total: int | None = None) -> None:
        self._task = _active.add_task(description, total=total, detail="") if _active else None

    def update(self, completed: int, detail: str = "", total: int | None = None) -> None:
        if _active and self._task is not None:
            _active.update(self._task, completed=completed, detail=detail, total=total)

    def advance(self) -> None:
        if _active and self._task is not None:
            _active.advance(self._task)

"""Progress bars on a terminal, and nothing anywhere else."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from flows.progress import Bar

_DRAWN_PER_SECOND = 4


class _Bars:
    """Lines of progress as bars."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def add(self, description: str, total: int | None) -> int:
        return int(self._progress.add_task(description, total=total, detail=""))

    def update(self, line: int, completed: int, detail: str, total: int | None, found: int) -> None:  # noqa: ARG002
        self._progress.update(TaskID(line), completed=completed, detail=detail, total=total)


@contextlib.contextmanager
def shown() -> Iterator[None]:
    """Shows bars on standard error while the context lasts."""
    console = Console(file=sys.stderr)
    with Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[detail]}"),
        TimeElapsedColumn(),
        console=console,
        # A file gets the last state alone, which needs no drawing before.
        auto_refresh=console.is_terminal,
        refresh_per_second=_DRAWN_PER_SECOND,
    ) as display:
        Bar.display = _Bars(display)
        try:
            yield
        finally:
            Bar.display = None

"""How anything is shown in a terminal."""

from __future__ import annotations

from rich.console import Console, RenderableType


def to_terminal(content: RenderableType) -> None:
    """Prints to standard output, and at a fixed width of 200 columns where that is not a terminal."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    console.print(content)

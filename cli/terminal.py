"""How anything is shown in a terminal."""

from __future__ import annotations

from rich.console import Console, RenderableType


def to_terminal(content: RenderableType) -> None:
    """Prints to standard output, at full width where that is no terminal."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    console.print(content)

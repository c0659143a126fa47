"""How anything is shown in a terminal."""

from __future__ import annotations

import unicodedata

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment

_HARMFUL = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Categories of characters that a terminal may take for orders, or that change the order of others."""


def harmless(text: str) -> str:
    """A text that no terminal takes for orders: control and invisible characters become U+FFFD, line ends blanks."""
    return "".join(
        " " if character in "\n\r\t" else "\ufffd" if unicodedata.category(character) in _HARMFUL else character
        for character in text
    )


class Harmless:
    """Shows something without letting its words give orders to the terminal; its own styles and line ends stay.

    Args:
        content: What is shown.
    """

    def __init__(self, content: RenderableType) -> None:
        self._content = content

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._content, options):
            if segment.control:
                yield segment
            else:
                lines = (harmless(line) for line in segment.text.split("\n"))
                yield Segment("\n".join(lines), segment.style)


def to_terminal(content: RenderableType) -> None:
    """Prints to standard output, and at a fixed width of 200 columns where that is not a terminal."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=200)
    console.print(Harmless(content))

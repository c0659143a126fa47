"""How anything is shown in a terminal."""

from __future__ import annotations

import contextlib
import io
import os
import pathlib
import shutil
import sys
import unicodedata

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.segment import Segment

NAME = "nianbao"
_PIPED_WIDTH = 200
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
            lines = (harmless(line) for line in segment.text.split("\n"))
            yield Segment("\n".join(lines), segment.style)


def to_terminal(content: RenderableType) -> None:
    """Prints to standard output; where that is no terminal at the width that COLUMNS says, else at 200 columns."""
    console = Console()
    if not console.is_terminal and not os.environ.get("COLUMNS", "").isdecimal():
        console = Console(width=_PIPED_WIDTH)
    console.print(Harmless(content))


def survive_any_encoding() -> None:
    """Lets standard output and error show what their encoding lacks as escapes instead of failing at it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def program() -> str:
    """How this program is called: by its name where the system finds it so, else by the path that was typed."""
    called = pathlib.Path(sys.argv[0])
    if called.name != NAME or shutil.which(NAME):
        return NAME
    with contextlib.suppress(ValueError):
        called = called.absolute().relative_to(pathlib.Path.cwd())
    return str(called)


def as_called(text: str) -> str:
    """A text whose hints call the program as it was called."""
    return text.replace(f"`{NAME} ", f"`{program()} ")

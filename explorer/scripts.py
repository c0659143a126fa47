"""Data as scripts: a page that was opened from a disk may load a script, but may not read a file."""

from __future__ import annotations

import pathlib
import re
from typing import Any

import msgspec

from explorer.errors import ExplorerError

_SAFE_KEY = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]*(/[0-9A-Za-z][0-9A-Za-z._-]*)*")
_ESCAPES = ((b"<", b"\\u003c"), ("\u2028".encode(), b"\\u2028"), ("\u2029".encode(), b"\\u2029"))
"""What could end a script, and what older browsers take for the end of a line."""


def encoded(payload: Any) -> bytes:
    """JSON that is also JavaScript, whatever the strings in it hold."""
    content = msgspec.json.encode(payload)
    for character, escape in _ESCAPES:
        content = content.replace(character, escape)
    return content


class Scripts:
    """Writes the data of a site, one script for each key that a page may ask for.

    Args:
        folder: Folder of the site's data.
    """

    def __init__(self, folder: pathlib.Path) -> None:
        self._folder = folder
        self._made: set[pathlib.Path] = set()

    def write(self, key: str, payload: Any) -> None:
        """Writes one script.

        Args:
            key: Its name and place, such as `reports/32/320200-2017`.
            payload: Anything that JSON holds; `msgspec.Raw` for what is encoded already.

        Raises:
            ExplorerError: The key is no name of a file.
        """
        if not _SAFE_KEY.fullmatch(key):
            raise ExplorerError(f"{key!r} is not a name that a file may have", remedy="Check the ids of the snapshot.")
        file = self._folder / f"{key}.js"
        if file.parent not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(file.parent)
        file.write_bytes(b"nianbao.loaded(" + encoded(key) + b"," + encoded(payload) + b");\n")

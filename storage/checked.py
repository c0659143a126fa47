"""Small files of the data root that carry a hash of their content in their name, so that damage shows."""

from __future__ import annotations

import hashlib
import re

from storage.errors import DamagedData
from storage.root import DataRoot

_DIGITS = 16
_NAME = re.compile(rf"\.([0-9a-f]{{{_DIGITS}}})\.\w+$")


def checked_name(stem: str, content: bytes, suffix: str) -> str:
    """The name of a file that says what it must hold."""
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:_DIGITS]}{suffix}"


def read_checked(root: DataRoot, path: str, remedy: str) -> bytes:
    """The content of a file; one that has no hash in its name is taken as it is.

    Args:
        root: Data root.
        path: Path of the file.
        remedy: What to do if it is damaged.

    Raises:
        DamagedData: It is not what was written.
    """
    content = root.read(path)
    named = _NAME.search(path)
    if named and hashlib.sha256(content).hexdigest()[:_DIGITS] != named[1]:
        raise DamagedData("not what was written", where=f"{root.location}/{path}", remedy=remedy)
    return content

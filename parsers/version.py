"""The parsers' version: the package's, and a hash of the code and data that decide what is read.

What the parsers know stands in their own room and in `knowledge`, so both are hashed.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import pathlib

_ROOMS = ("knowledge", "parsers")
_SUFFIXES = (".py", ".csv", ".toml")


def _fingerprint() -> str:
    house = pathlib.Path(__file__).parent.parent
    paths = [path for room in _ROOMS for path in (house / room).rglob("*")]
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.relative_to(house).as_posix()):
        if path.suffix in _SUFFIXES:
            digest.update(path.relative_to(house).as_posix().encode())
            digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


PARSER_VERSION = f"{importlib.metadata.version('nianbao')}+{_fingerprint()}"

"""What a snapshot follows from, as one hash: as long as it is the same, nothing needs to be built."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import pathlib
import re
from collections.abc import Collection

from storage.root import DataRoot

_ROOMS = ("assembly", "knowledge", "parsers", "parsing", "spiders", "storage")
_ADDED_TO = ("archive/fetches/", "archive/runs/")
"""What crawls and builds add to: of the log, only what is read counts, and of the history of runs nothing."""
_SUFFIXES = (".py", ".csv", ".toml")
_NAME = re.compile(r"[A-Za-z0-9._-]+")


def inputs(root: DataRoot, log: Collection[str], *others: str) -> str:
    """A hash of the archive, as its files' names, lengths and times tell, and of the program with what it needs.

    Args:
        root: Data root.
        log: Files of the fetch log that are read; others, which were added meanwhile, do not count.
        others: Folders beside the archive that the hash is of, too.
    """
    digest = hashlib.sha256(json.dumps(_packages()).encode())
    house = pathlib.Path(__file__).parent.parent
    for path in sorted(path for room in _ROOMS for path in (house / room).rglob("*") if path.suffix in _SUFFIXES):
        digest.update(path.relative_to(house).as_posix().encode())
        digest.update(path.read_bytes())
    read = set(log)
    for folder in ("archive", *others):
        stamps = root.stamps(folder).items()
        counting = [stamp for stamp in stamps if stamp[0] in read or not stamp[0].startswith(_ADDED_TO)]
        digest.update(json.dumps(sorted(counting)).encode())
    return digest.hexdigest()


def _packages() -> list[tuple[str, str]]:
    """The packages that the program names, with their versions: they decide the bytes of a snapshot, too."""
    named = {match[0] for line in importlib.metadata.requires("nianbao") or () if (match := _NAME.match(line))}
    installed = {}
    for name in sorted(named):
        try:
            installed[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            installed[name] = ""
    return sorted(installed.items())

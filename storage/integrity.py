"""Whether what lies under a data root is what was once written, and what to do where it is not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping

from storage.archive import Archive, object_path
from storage.collecting import Listed
from storage.errors import DamagedData, StorageError
from storage.root import DataRoot
from storage.schema import SNAPSHOT_TABLES

SUMS = "SHA256SUMS"
"""File of a snapshot that lists the hashes of all others, as `sha256sum --check` reads it."""
_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")
_REBUILD = "Run `nianbao build`: it writes the snapshot again, if the archive is as it was."


def snapshot_id(files: Mapping[str, Listed]) -> str:
    """The id of a snapshot with some table files: a hash of their names and contents."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path} {files[path].sha256}\n".encode())
    return digest.hexdigest()[:16]


def sums(files: Mapping[str, Listed]) -> bytes:
    """The content of `SHA256SUMS`."""
    return "".join(f"{files[path].sha256}  {path}\n" for path in sorted(files)).encode()


def damage_of_snapshot(root: DataRoot, folder: str) -> Iterator[DamagedData]:
    """What of a snapshot is not as it was published.

    Its id is a hash of its tables, so it proves them by itself; the list of hashes tells which file is wrong.

    Args:
        root: Data root.
        folder: Folder of the snapshot, named by its id.
    """
    start = len(folder) + 1
    found = {path[start:]: Listed.of(root.read(path)) for path in root.files(folder)}
    tables = {path: listed for path, listed in found.items() if path.partition("/")[0] in SNAPSHOT_TABLES}
    proved = snapshot_id(tables) == folder.rpartition("/")[2]
    named = list(_wrong(root, folder, found, proved=proved))
    yield from named
    if not proved and not named:
        yield DamagedData(
            "its tables are not those that its id was computed from",
            where=f"{root.location}/{folder}",
            remedy=_REBUILD,
        )


def _wrong(root: DataRoot, folder: str, found: Mapping[str, Listed], *, proved: bool) -> Iterator[DamagedData]:
    """Files that differ from the list; a snapshot of an earlier release has none."""
    if SUMS not in found:
        return
    lines = root.read(f"{folder}/{SUMS}").decode("utf-8", errors="replace").splitlines()
    matches = [_LINE.fullmatch(line) for line in lines]
    listed = {match[2]: match[1] for match in matches if match}
    where = f"{root.location}/{folder}"
    others = {path: file for path, file in found.items() if path != SUMS}
    wrong = sorted(
        path for path in listed.keys() | others.keys() if path not in others or others[path].sha256 != listed.get(path)
    )
    if not all(matches) or (proved and any(path.endswith(".parquet") for path in wrong)):
        yield DamagedData("the list of hashes is damaged", where=f"{where}/{SUMS}", remedy=_REBUILD)
        return
    for path in wrong:
        what = (
            "is missing"
            if path not in others
            else "is not what was published"
            if path in listed
            else "is not of the snapshot"
        )
        yield DamagedData(f"the file {what}", where=f"{where}/{path}", remedy=_REBUILD)


def damage_of_archive(root: DataRoot) -> Iterator[StorageError]:
    """Objects of the archive whose bytes are not those that were archived."""
    archive = Archive(root)
    for name in sorted(archive.stamps()):
        try:
            archive.get(name)
        except StorageError as error:
            yield error


def missing_object(root: DataRoot, name: str) -> DamagedData:
    """The error of an object that the fetch log names and the archive lacks."""
    return DamagedData(
        "the log names this object, and the archive does not hold it",
        where=f"{root.location}/{object_path(name)}",
        remedy="Restore the file from a backup, or give the document again: `nianbao ingest`, `nianbao crawl`.",
    )

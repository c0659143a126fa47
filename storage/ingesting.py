"""Takes files that a person already has into the archive."""

from __future__ import annotations

import collections
import csv
import dataclasses
import datetime as dt
import pathlib
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from storage.archive import Archive
from storage.errors import ManifestError
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.schema import Fetch

PORTAL = "ingest"
REQUIRED_COLUMNS = ("file", "url")
OPTIONAL_COLUMNS = ("city", "fetched_at", "part_of")


@dataclasses.dataclass(frozen=True, slots=True)
class ManifestEntry:
    """What a manifest says of a file.

    Attributes:
        file: Path of the file, relative to the manifest or to a folder that is ingested.
        url: Address it came from; empty if that is not known.
        city: Place it is about: a division code or a name; empty if that is not known.
        fetched_at: When it was fetched; None if that is not known.
        part_of: Address of the document that it is a part of; empty if it is none.
    """

    file: str
    url: str
    city: str
    fetched_at: dt.datetime | None
    part_of: str = ""


def read_manifest(path: pathlib.Path) -> dict[str, ManifestEntry]:
    """Reads a manifest: a CSV file with the columns file and url, and if known city, fetched_at and part_of.

    Returns:
        Entries by the path of their file.

    Raises:
        ManifestError: The file is missing, lacks a column, or has a row that cannot be right.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"cannot be read: {error}", where=str(path), remedy="Give a CSV file in UTF-8.") from error
    reader = csv.DictReader(text.splitlines())
    missing = [name for name in REQUIRED_COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise ManifestError(
            f"lacks the column{'s' * (len(missing) > 1)} {', '.join(missing)}",
            where=str(path),
            remedy=f"It needs {' and '.join(REQUIRED_COLUMNS)}, and may have {' and '.join(OPTIONAL_COLUMNS)}.",
        )
    entries: dict[str, ManifestEntry] = {}
    for row in reader:
        entry = _entry(row, f"{path}, line {reader.line_num}")
        if entry.file in entries:
            raise ManifestError(f"lists {entry.file} twice", where=str(path))
        entries[entry.file] = entry
    return entries


def ingest(
    root: DataRoot,
    paths: Sequence[pathlib.Path],
    manifest: pathlib.Path | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Archives files, and logs each as if it had been fetched.

    Args:
        root: Data root.
        paths: Files, and folders whose files are taken, too.
        manifest: Table of where the files came from.
        progress: Called after each file with the number of files that are done and the number of all.

    Returns:
        How many files were archived.

    Raises:
        ManifestError: The manifest cannot be used, or lists a file that is not there.
        StorageError: A file cannot be read, or the archive not written.
    """
    entries = read_manifest(manifest) if manifest else {}
    files = _distinct(_files(paths))
    if manifest:
        files = {name: path for name, path in files.items() if path.resolve() != manifest.resolve()}
    absent = sorted(entries.keys() - files.keys())
    if absent:
        raise ManifestError(
            f"lists files that are not among those given: {', '.join(absent[:5])}",
            where=str(manifest),
            remedy="Names in a manifest are relative to the folder that is ingested.",
        )
    if not files:
        raise ManifestError(
            "there are no files here", where=", ".join(map(str, paths)), remedy="Give files or folders."
        )
    archive, run_id, now = Archive(root), f"ingest-{uuid.uuid4().hex[:12]}", dt.datetime.now(dt.UTC)
    rows = []
    for sequence, (name, path) in enumerate(_by_time(files, entries)):
        rows.append(_archive(archive, path, name, entries.get(name), run_id, sequence, now))
        if progress is not None:
            progress(len(rows), len(files))
    FetchLog(root).append(rows)
    return len(rows)


def _by_time(files: Mapping[str, pathlib.Path], entries: Mapping[str, ManifestEntry]) -> list[tuple[str, pathlib.Path]]:
    """Files in the order in which their manifest says that they were fetched; those of no known time come last."""
    latest = dt.datetime.max.replace(tzinfo=dt.UTC)
    times = {name: (entries[name].fetched_at if name in entries else None) or latest for name in files}
    return sorted(files.items(), key=lambda item: times[item[0]])


def _entry(row: Mapping[str, str | None], where: str) -> ManifestEntry:
    value = {name: (row.get(name) or "").strip() for name in (*REQUIRED_COLUMNS, *OPTIONAL_COLUMNS)}
    if not value["file"]:
        raise ManifestError("column file is empty", where=where)
    try:
        fetched_at = dt.datetime.fromisoformat(value["fetched_at"]) if value["fetched_at"] else None
    except ValueError as error:
        raise ManifestError(
            f"fetched_at {value['fetched_at']!r} is not a time",
            where=where,
            remedy="Write 2018-03-09 or 2018-03-09T08:00.",
        ) from error
    if fetched_at and fetched_at.tzinfo is None:
        fetched_at = fetched_at.replace(tzinfo=dt.UTC)
    return ManifestEntry(value["file"], value["url"], value["city"], fetched_at, value["part_of"])


def _files(paths: Sequence[pathlib.Path]) -> Iterator[tuple[str, pathlib.Path]]:
    """Files by name: relative to the folder they were found in; hidden ones are left out."""
    for path in paths:
        if not path.exists():
            raise ManifestError("there is no such file or folder", where=str(path))
        if path.is_file():
            yield path.name, path
            continue
        for file in sorted(path.rglob("*")):
            name = file.relative_to(path)
            if file.is_file() and not any(part.startswith(".") for part in name.parts):
                yield name.as_posix(), file


def _distinct(files: Iterable[tuple[str, pathlib.Path]]) -> dict[str, pathlib.Path]:
    """Every file once; a name that several folders have is preceded by as much of its path as makes it unique."""
    paths: dict[pathlib.Path, str] = {}
    for name, path in files:
        paths.setdefault(path.resolve(), name)
    counts = collections.Counter(paths.values())
    named: dict[str, pathlib.Path] = {}
    for path, given in paths.items():
        name, parts = given, len(pathlib.PurePath(given).parts)
        while counts[name] > 1 or name in named:
            parts += 1
            name = pathlib.PurePath(*path.parts[-parts:]).as_posix()
        named[name] = path
    return named


def _archive(
    archive: Archive,
    path: pathlib.Path,
    name: str,
    entry: ManifestEntry | None,
    run_id: str,
    sequence: int,
    now: dt.datetime,
) -> Fetch:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ManifestError(f"cannot be read: {error.strerror}", where=str(path)) from error
    return Fetch(
        run_id=run_id,
        sequence=sequence,
        url=(entry.url if entry else "") or f"file:{name}",
        portal=PORTAL,
        place=(entry.city if entry else "") or None,
        role="part" if entry and entry.part_of else "file",
        referrer=(entry.part_of if entry else "") or None,
        link_text=None,
        fetched_at=(entry.fetched_at if entry else None) or now,
        status=None,
        outcome="ok",
        reason=None,
        document_id=archive.put(content),
        bytes=len(content),
        media_type=None,
        charset=None,
        etag=None,
        last_modified=None,
    )

"""What was parsed, kept in the data root: a document is parsed once by each version of the parsers.

    parsed/<version>/<first digit of the document's hash>/part.<hash>.parquet

Nothing here is the only copy of anything: a file that is damaged or missing is parsed again. What a version has written
is removed when a build with another one has been published (`remove_others`): no build with that one can use it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import io
import pathlib
import re
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from parsers.version import PARSER_VERSION
from parsing.codec import LAYOUT, Answer
from storage import arrow_tables
from storage.checked import checked_name, read_checked
from storage.errors import StorageError
from storage.root import DataRoot

FOLDER = "parsed"
SUFFIX = ".parquet"
REMEDY = "Remove it; the next build parses its documents again."
MOST_PARTS = 8
"""Files to a digit from which the small ones are put together."""
SMALL = 100
"""Documents below which a file is small."""
_COLUMNS = pa.schema(
    [
        pa.field("key", pa.string(), nullable=False),
        pa.field("document_id", pa.string(), nullable=False),
        pa.field("n_bytes", pa.int64(), nullable=False),
        pa.field("modified", pa.int64(), nullable=False),
        pa.field("outcome", pa.string(), nullable=False),
        pa.field("report_id", pa.string()),
        pa.field("report_year", pa.int64()),
        pa.field("place", pa.string()),
        pa.field("fingerprint", pa.binary(), nullable=False),
        pa.field("own_numbers", pa.string(), nullable=False),
        pa.field("figures", pa.string()),
        pa.field("payload", pa.binary(), nullable=False),
    ]
)
_KEYS = [name for name in _COLUMNS.names if name != "payload"]
_OWN = ("key", "document_id", "n_bytes", "modified")
"""Columns that are not of the answer."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A document that was parsed.

    Attributes:
        key: `Source.key`.
        document_id: Id of the document.
        n_bytes: Its length.
        modified: When its file in the archive was last changed (nanoseconds); its bytes were right then.
        answer: What was read; without its payload where only keys were asked for.
    """

    key: str
    document_id: str
    n_bytes: int
    modified: int
    answer: Answer


class Store:
    """What one version of the parsers has parsed.

    Args:
        root: Data root.
        version: Version of the parsers.
    """

    def __init__(self, root: DataRoot, version: str = PARSER_VERSION) -> None:
        self._root = root
        self._name = f"{re.sub(r'[^0-9A-Za-z.]', '-', version)}-{LAYOUT}"
        self._folder = f"{FOLDER}/{self._name}"

    def add(self, documents: Sequence[Kept]) -> None:
        """Keeps documents whose hashes begin with the same digit.

        Raises:
            StorageError: They cannot be written.
        """
        if not documents:
            return
        folder = f"{self._folder}/{documents[0].document_id[0]}"
        paths = self._root.files(folder, SUFFIX)
        parts = self._parts(paths, None) if len(paths) >= MOST_PARTS else ()
        merged = [part for part in parts if part.rows.num_rows < SMALL]
        known = {kept.key: kept for part in merged for kept in _kept(part.rows)}
        self._write(folder, list({**known, **{document.key: document for document in documents}}.values()))
        for part in merged:
            self._root.remove_file(part.path)

    def keys(self) -> dict[str, Kept]:
        """All documents by key, without their payloads. A file that is damaged counts as absent."""
        parts = self._parts(self._root.files(self._folder, SUFFIX), _KEYS)
        return {kept.key: kept for part in parts for kept in _kept(part.rows)}

    def documents(self, keys: Collection[str]) -> Iterator[Kept]:
        """Documents with their payloads, in no order; those that are not in the store are left out."""
        for part in self._parts(self._root.files(self._folder, SUFFIX), None) if keys else ():
            yield from _kept(part.rows.filter(pc.is_in(part.rows["key"], pa.array(list(keys), pa.string()))))

    @contextlib.contextmanager
    def scattered(self, groups: Mapping[str, int]) -> Iterator[Callable[[int], dict[str, Kept]]]:
        """Gives documents group by group, while every file of the store is read only once.

        Documents of a group lie in many files; to read these for each group would take time that grows with the square
        of their number. So they are laid out on the disk by group first.

        Args:
            groups: Numbers of groups, by key.

        Yields:
            What reads the documents of a group with their payloads, by key; those that are not in the store are left
            out.
        """
        with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
            for part in self._parts(self._root.files(self._folder, SUFFIX), None):
                places: dict[int, list[int]] = {}
                for place, key in enumerate(part.rows["key"].to_pylist()):
                    if key in groups:
                        places.setdefault(groups[key], []).append(place)
                for group, of_group in places.items():
                    with pathlib.Path(folder, str(group)).open("ab") as file:
                        rows = part.rows.take(pa.array(of_group, pa.int64()))
                        with pa.ipc.new_stream(file, rows.schema) as writer:
                            writer.write_table(rows)
            yield lambda group: _laid_out(pathlib.Path(folder, str(group)))

    def remove_others(self) -> None:
        """Removes what other versions of the parsers have written: no build with this one can use it."""
        for name in self._root.folders(FOLDER):
            if name != self._name:
                self._root.remove_folder(f"{FOLDER}/{name}")

    def _parts(self, paths: Iterable[str], columns: Sequence[str] | None) -> Iterator[_Part]:
        for path in paths:
            try:
                content = read_checked(self._root, path, REMEDY)
                source = arrow_tables.in_arrow_memory(content)
                yield _Part(path, pq.ParquetFile(source).read(columns=columns, use_threads=False))
            except (StorageError, pa.ArrowException):
                continue

    def _write(self, folder: str, documents: Sequence[Kept]) -> None:
        ordered = sorted(documents, key=lambda document: document.key)
        columns = [
            pa.array([_value(document, name) for document in ordered], _COLUMNS.field(name).type)
            for name in _COLUMNS.names
        ]
        sink = io.BytesIO()
        compressions = {name: "zstd" if name != "payload" else "none" for name in _COLUMNS.names}
        pq.write_table(
            pa.Table.from_arrays(columns, schema=_COLUMNS), sink, compression=compressions, use_dictionary=False
        )
        content = sink.getvalue()
        self._root.replace(f"{folder}/{checked_name('part', content, SUFFIX)}", content)


@dataclasses.dataclass(frozen=True, slots=True)
class _Part:
    """One file of the store."""

    path: str
    rows: pa.Table


def _laid_out(path: pathlib.Path) -> dict[str, Kept]:
    """The documents of a group, from the streams that follow each other in its file."""
    found: dict[str, Kept] = {}
    if path.exists():
        with path.open("rb") as file:
            while file.peek(1):
                with pa.ipc.open_stream(file) as stream:
                    found.update((kept.key, kept) for kept in _kept(stream.read_all()))
        path.unlink()
    return found


def _value(document: Kept, name: str) -> Any:
    return getattr(document if name in _OWN else document.answer, name)


def _kept(rows: pa.Table) -> Iterator[Kept]:
    for row in rows.to_pylist():
        own = {name: row.pop(name) for name in _OWN}
        yield Kept(answer=Answer(**{"payload": b"", **row}), **own)


def damaged(root: DataRoot) -> Iterator[StorageError]:
    """Files of the store, of whatever version, that are not what was written."""
    for path in root.files(FOLDER, SUFFIX):
        try:
            read_checked(root, path, REMEDY)
        except StorageError as error:
            yield error

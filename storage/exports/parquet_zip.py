"""One ZIP file with the Parquet files of a snapshot, and what describes them."""

from __future__ import annotations

import pathlib
import zipfile
from collections.abc import Sequence

from storage.dataset import Snapshot

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""A ZIP file knows no earlier time; the same snapshot gives the same bytes."""


def write(snapshot: Snapshot, file: pathlib.Path, tables: Sequence[str]) -> None:
    """Packs tables, as they are, with the descriptions of the snapshot; Parquet is compressed already."""
    start = len(snapshot.folder) + 1
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as target:
        for path in sorted(snapshot.root.files(snapshot.folder)):
            inner = path[start:]
            if "/" not in inner or inner.partition("/")[0] in tables:
                entry = zipfile.ZipInfo(f"nianbao-{snapshot.snapshot_id}/{inner}", _EARLIEST)
                entry.external_attr = 0o644 << 16
                target.writestr(entry, snapshot.root.read(path))

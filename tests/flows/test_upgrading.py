"""A data root of release 0.1.0 goes on: its archive is built, and its snapshot stays readable."""

from __future__ import annotations

import asyncio
import pathlib
import tarfile

import pytest

from flows.building import run_build
from parsing.verifying import verify
from storage import dataset, snapshots
from storage.errors import StorageError
from storage.root import open_root
from storage.schema import SCHEMA_VERSION, SNAPSHOT_TABLES
from tests.support import DATA

OLD = "f14589471dbbd7c8"
"""Id of the snapshot that 0.1.0 published."""


def test_a_data_root_of_the_first_release_is_upgraded_by_a_build(tmp_path: pathlib.Path) -> None:
    with tarfile.open(DATA / "roots" / "0.1.0.tar.xz") as archive:
        archive.extractall(tmp_path, filter="data")
    root = open_root(tmp_path)
    result = asyncio.run(run_build(root.location))
    assert result.changed
    assert result.outcomes == {"rejected": 1, "report": 5}
    assert {one.snapshot_id for one in snapshots.listed(root)} == {OLD, result.snapshot_id}
    old, new = dataset.opened(root, OLD), dataset.opened(root, result.snapshot_id)
    assert old.arrow("documents", columns=["document_id", "outcome"]).num_rows == 6
    assert (old.schema_version, new.schema_version) == (1, SCHEMA_VERSION)
    assert set(new.tables) == set(SNAPSHOT_TABLES) > set(old.tables)
    assert all(new.arrow(name).num_rows for name in ("codebook", "rules", "ratio_definitions", "forms", "portals"))
    assert new.arrow("government_years").num_rows >= 5
    for name in old.tables:
        assert len(old.rows(name)) == old.arrow(name).num_rows, name
    assert {row.place_id for row in old.rows("reports")} == {None}, "a column that it does not have is null"
    assert {row.report_id for row in old.rows("reports")} == {row.report_id for row in new.rows("reports")}
    with pytest.raises(StorageError, match="of an earlier release; `nianbao build`"):
        old.arrow("panel")
    assert not [error for part in verify(root) for error in part.damage]
    assert not asyncio.run(run_build(root.location)).changed

"""Snapshots that are listed, pinned, taken back and removed."""

from __future__ import annotations

import os
import pathlib

import pytest

from storage import dataset, lease, snapshots
from storage.errors import StorageError
from storage.root import DataRoot, open_root
from tests.storage.rows import document, report, snapshot


@pytest.fixture
def ids(root: DataRoot) -> list[str]:
    """Ids of five snapshots, the first published first."""
    names = [format(number, "x") * 64 for number in range(5)]
    return [
        dataset.publish(root, snapshot(documents=[document(document_id=name)], reports=[report()])).snapshot_id
        for name in names
    ]


def test_all_are_listed_with_what_they_take(root: DataRoot, ids: list[str]) -> None:
    listed = snapshots.listed(root)
    assert {one.snapshot_id for one in listed} == set(ids)
    assert [one.snapshot_id for one in listed if one.is_current] == ids[-1:]
    assert all(one.n_bytes > 1000 for one in listed)


def test_the_latest_comes_first_also_of_those_of_one_second(tmp_path: pathlib.Path) -> None:
    root = open_root(tmp_path)
    names = [format(number, "x") * 64 for number in range(5)]
    ids = [dataset.publish(root, snapshot(documents=[document(document_id=name)])).snapshot_id for name in names]
    written = dict(zip(ids, (3, 1, 4, 0, 2), strict=True))
    for name, tenths in written.items():
        for path in pathlib.Path(root.full(f"{dataset.FOLDER}/{name}")).rglob("*"):
            os.utime(path, ns=(0, 1_800_000_000 * 10**9 + tenths * 10**8))
    latest_first = sorted(ids, key=lambda name: -written[name])
    assert [one.snapshot_id for one in snapshots.listed(root)] == latest_first
    assert snapshots.listed(root)[0].written.isoformat() == "2027-01-15T08:00:00.400000+00:00"
    assert {one.snapshot_id for one in snapshots.prune(root, 2)} == set(latest_first[2:]) - {ids[-1]}


def test_an_earlier_one_is_used_again(root: DataRoot, ids: list[str]) -> None:
    assert snapshots.make_current(root, ids[1][:10]) == ids[1]
    assert dataset.current(root).snapshot_id == ids[1]
    with pytest.raises(StorageError, match="no snapshots"):
        snapshots.make_current(root, "ffff0000ffff")


def test_what_is_old_goes_and_what_is_needed_stays(root: DataRoot, ids: list[str]) -> None:
    snapshots.pin(root, ids[0], "cited in a paper")
    snapshots.make_current(root, ids[1])
    latest = {one.snapshot_id for one in snapshots.listed(root)[:1]}
    expected = set(ids) - {ids[0], ids[1]} - latest
    assert {one.snapshot_id for one in snapshots.prune(root, 1, dry_run=True)} == expected
    assert {one.snapshot_id for one in snapshots.listed(root)} == set(ids), "a dry run removes nothing"
    snapshots.prune(root, 1)
    assert {one.snapshot_id for one in snapshots.listed(root)} == set(ids) - expected


def test_three_stay_where_nothing_else_is_said(root: DataRoot, ids: list[str]) -> None:
    latest = [one.snapshot_id for one in snapshots.listed(root)]
    assert [one.snapshot_id for one in snapshots.prune(root)] == [name for name in latest[3:] if name != ids[-1]]
    assert {*latest[:3], ids[-1]} == {one.snapshot_id for one in snapshots.listed(root)}


def test_a_pin_needs_a_reason_and_can_be_taken_back(root: DataRoot, ids: list[str]) -> None:
    with pytest.raises(StorageError, match="needs a reason"):
        snapshots.pin(root, ids[0], " ")
    snapshots.pin(root, ids[0], "a talk")
    assert [one.pin for one in snapshots.listed(root) if one.pin] == ["a talk"]
    snapshots.unpin(root, ids[0])
    assert not any(one.pin for one in snapshots.listed(root))


def test_nothing_is_removed_or_taken_back_under_a_build(root: DataRoot, ids: list[str]) -> None:
    with lease.lease(root, [lease.BUILD], "a build"), pytest.raises(StorageError, match="a build"):
        snapshots.prune(root, 1)
    with lease.lease(root, [lease.BUILD], "a build"), pytest.raises(StorageError, match="a build"):
        snapshots.make_current(root, ids[0])
    assert len(snapshots.listed(root)) == len(ids)
    assert dataset.current(root).snapshot_id == ids[-1]


def test_what_was_never_finished_is_not_listed_and_counts_for_nothing(root: DataRoot, ids: list[str]) -> None:
    (unfinished,) = {one.snapshot_id for one in snapshots.listed(root)[:1]}
    for name in ("SHA256SUMS", dataset.PACKAGE):
        root.remove_file(f"dataset/{unfinished}/{name}")
    whole = [one.snapshot_id for one in snapshots.listed(root)]
    assert set(whole) == set(ids) - {unfinished}
    snapshots.prune(root, 2)
    assert set(whole[:2]) <= {one.snapshot_id for one in snapshots.listed(root)}


def test_a_snapshot_of_the_first_release_stays(root: DataRoot, ids: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Releases before 0.2.0 wrote no list of hashes."""
    root.remove_file(f"dataset/{ids[0]}/SHA256SUMS")
    monkeypatch.setattr(dataset, "_ABANDONED_NS", -1)
    dataset.remove_unfinished(root)
    assert dataset.opened(root, ids[0]).rows("reports") == [report()]
    assert ids[0] in {one.snapshot_id for one in snapshots.listed(root)}

"""Damage of snapshots and of the archive is found, named with its file, and mended."""

from __future__ import annotations

import pathlib
from collections.abc import Callable

import pytest

from storage import dataset
from storage.archive import Archive, object_path
from storage.integrity import (
    SUMS,
    Listed,
    damage_of_archive,
    damage_of_snapshot,
    missing_object,
    snapshot_id,
    sums,
)
from storage.root import LocalRoot
from tests.storage.rows import document, report, snapshot

ROWS = snapshot(documents=[document()], reports=[report()])
TABLE = "documents/part-0.parquet"
PACKAGE = "datapackage.json"


@pytest.fixture
def folder(root: LocalRoot) -> str:
    return f"{dataset.FOLDER}/{dataset.publish(root, ROWS).snapshot_id}"


def damage(root: LocalRoot, folder: str) -> list[str]:
    """What is damaged: files, or the folder as a whole."""
    return [error.where.removeprefix(f"{root.location}/") for error in damage_of_snapshot(root, folder)]


def change(path: pathlib.Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def swap_sums(path: pathlib.Path) -> None:
    """Gives the first file of the list the hash of the second, as a line that is well formed."""
    first, second, *others = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([second[:64] + first[64:], second, *others]), encoding="utf-8")


DAMAGES: dict[str, tuple[str, Callable[[pathlib.Path], object], bool]] = {
    "a table is changed": (TABLE, change, True),
    "a table is missing": (TABLE, pathlib.Path.unlink, True),
    "a description is changed": (PACKAGE, change, True),
    "a file is added": ("more.txt", pathlib.Path.touch, True),
    "the list has a line that is none": (SUMS, change, True),
    "the list names other hashes of tables": (SUMS, swap_sums, True),
    "an earlier release listed nothing": (SUMS, pathlib.Path.unlink, False),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_damage_of_a_snapshot_is_named_and_mended_by_publishing_again(root: LocalRoot, folder: str, name: str) -> None:
    path, spoil, is_damage = DAMAGES[name]
    assert damage(root, folder) == []
    before = {file: root.read(file) for file in root.files(folder)}
    spoil(root.folder / folder / path)
    assert damage(root, folder) == [f"{folder}/{path}"] * is_damage
    published = dataset.publish(root, ROWS)
    assert (published.changed, published.repaired) == (False, is_damage)
    assert damage(root, folder) == []
    after = {file: root.read(file) for file in root.files(folder)}
    assert after == before if is_damage else after == {file: before[file] for file in after}


def test_a_table_is_proved_by_the_id_of_its_snapshot_also_where_nothing_is_listed(root: LocalRoot, folder: str) -> None:
    (root.folder / folder / SUMS).unlink()
    change(root.folder / folder / TABLE)
    assert damage(root, folder) == [folder]


def test_damaged_objects_of_the_archive_are_named(root: LocalRoot) -> None:
    archive = Archive(root)
    names = sorted(archive.put(content) for content in (b"one", b"two", b"three"))
    for name in names[1:]:
        change(root.folder / object_path(name))
    assert [error.where for error in damage_of_archive(root)] == [
        f"{root.location}/{object_path(name)}" for name in names[1:]
    ]
    assert missing_object(root, names[0]).where == f"{root.location}/{object_path(names[0])}"


def test_the_list_of_hashes_and_the_id_depend_on_the_files_alone_not_on_their_order() -> None:
    files = {name: Listed.of(name.encode()) for name in ("b/2", "a/1", "c/3")}
    backwards = dict(reversed(files.items()))
    assert sums(files) == sums(backwards)
    assert snapshot_id(files) == snapshot_id(backwards)
    assert [line.partition("  ")[2] for line in sums(files).decode().splitlines()] == ["a/1", "b/2", "c/3"]
    assert snapshot_id(files) != snapshot_id({**files, "a/1": Listed.of(b"another")})

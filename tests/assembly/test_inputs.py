"""The hash of what a snapshot follows from changes with each of these things, and with nothing else."""

from __future__ import annotations

import importlib.metadata
import pathlib

import pytest

import assembly.inputs
from assembly.inputs import inputs
from storage.archive import Archive
from storage.root import DataRoot

FILES = {
    "assembly/inputs.py": True,
    "knowledge/dates.py": True,
    "parsers/data/units.csv": True,
    "parsers/README.md": False,
    "parsing/worker.py": True,
    "spiders/data/discovery.toml": True,
    "storage/schema.py": True,
    "cli/main.py": False,
    "explorer/site.py": False,
    "flows/building.py": False,
}
"""Files of a program, and whether each of them decides what a snapshot says."""


@pytest.fixture
def house(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A copy of the program, of a few files."""
    house = tmp_path / "house"
    for path in FILES:
        (house / path).parent.mkdir(parents=True, exist_ok=True)
        (house / path).write_text(path, encoding="utf-8")
    monkeypatch.setattr(assembly.inputs, "__file__", str(house / "assembly" / "inputs.py"))
    return house


@pytest.mark.parametrize(
    ("path", "counts"),
    [*FILES.items(), ("parsers/data/new.toml", True)],
)
def test_the_program_that_makes_snapshots_counts(house: pathlib.Path, root: DataRoot, path: str, counts: bool) -> None:
    before = inputs(root, ())
    assert inputs(root, ()) == before
    (house / path).write_text("changed", encoding="utf-8")
    assert (inputs(root, ()) != before) == counts


def test_a_file_that_is_moved_counts(house: pathlib.Path, root: DataRoot) -> None:
    before = inputs(root, ())
    (house / "parsers/data/units.csv").rename(house / "parsers/data/other.csv")
    assert inputs(root, ()) != before


def test_the_archive_and_the_folders_named_beside_it_count(house: pathlib.Path, root: DataRoot) -> None:
    before, with_notes = inputs(root, ()), inputs(root, (), "notes")
    root.replace("notes/a", b"1")
    assert inputs(root, ()) == before
    assert inputs(root, (), "notes") != with_notes
    Archive(root).put(b"report")
    assert inputs(root, ()) != before


def test_the_history_of_runs_does_not_count(house: pathlib.Path, root: DataRoot) -> None:
    """Each run adds to it, also one that builds nothing new."""
    before = inputs(root, ())
    root.replace("archive/runs/2026-11-26.json", b"a run")
    assert inputs(root, ()) == before


def test_the_packages_that_the_program_needs_count(
    house: pathlib.Path, root: DataRoot, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = {"pyarrow": "1", "other": "1"}

    def version(name: str) -> str:
        if name not in versions:
            raise importlib.metadata.PackageNotFoundError(name)
        return versions[name]

    monkeypatch.setattr(
        importlib.metadata, "requires", lambda name: ["pyarrow>=1", "absent[extra]; python_version>'3'"]
    )
    monkeypatch.setattr(importlib.metadata, "version", version)
    before = inputs(root, ())
    versions["other"] = "2"
    assert inputs(root, ()) == before
    versions["pyarrow"] = "2"
    assert inputs(root, ()) != before


def test_of_the_log_the_files_that_are_read_count(house: pathlib.Path, root: DataRoot) -> None:
    read = ("archive/fetches/1.parquet",)
    root.replace(read[0], b"1")
    before, without = inputs(root, read), inputs(root, ())
    root.replace("archive/fetches/2.parquet", b"2")
    assert inputs(root, read) == before
    assert inputs(root, ()) == without != before

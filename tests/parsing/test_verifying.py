"""What `verify` names: whatever under a data root is not as it was written, and nothing else."""

from __future__ import annotations

import pathlib
import shutil

import pytest

from parsers.model import Parsed
from parsing import codec
from parsing.store import Kept, Store
from parsing.verifying import verify
from storage import dataset, integrity
from storage.archive import Archive
from storage.fetch_log import FetchLog
from storage.root import DataRoot
from storage.verdicts import Verdict, Verdicts
from tests.storage.rows import document, fetch, snapshot


def fill(root: DataRoot) -> None:
    """Puts something of every kind into a data root."""
    names = [Archive(root).put(content) for content in (b"one", b"two")]
    FetchLog(root).append([fetch(document_id=name, sequence=number) for number, name in enumerate(names)])
    Verdicts(root).add(Verdict(names[0], "another", "cpu"))
    answer = codec.answer(codec.encode(Parsed(outcome="rejected", reason="no report")))
    Store(root).add([Kept(key="a", document_id=names[1], n_bytes=3, modified=0, answer=answer)])
    dataset.publish(root, snapshot(documents=[document()]))


@pytest.fixture
def filled(root: DataRoot) -> DataRoot:
    fill(root)
    return root


def told(root: DataRoot) -> list[str]:
    return [str(error) for part in verify(root) for error in part.damage]


def test_every_flipped_bit_is_named_with_its_file_and_a_remedy(filled: DataRoot) -> None:
    folders = ("archive", "parsed", dataset.current(filled).folder)
    paths = [path for folder in folders for path in filled.files(folder)]
    assert len(paths) > 15
    for path in paths:
        file = pathlib.Path(filled.full(path))
        good = file.read_bytes()
        for place in (0, len(good) // 2, len(good) - 1):
            file.write_bytes(good[:place] + bytes([good[place] ^ 4]) + good[place + 1 :])
            (error,) = told(filled)
            assert path in error
            assert error.partition(path)[2].count(".") > 1, "what is wrong, and what to do"
        file.write_bytes(good)
    assert told(filled) == []


def test_what_is_missing_is_named(filled: DataRoot) -> None:
    published = [path for path in filled.files(dataset.current(filled).folder) if not path.endswith(integrity.SUMS)]
    for path in (filled.files("archive/objects")[0], *published):
        good = filled.read(path)
        filled.remove_file(path)
        assert any(path in error for error in told(filled)), path
        filled.replace(path, good)
    folder = dataset.current(filled).folder
    shutil.rmtree(filled.full(folder))
    assert told(filled) == [f"{filled.location}/{folder}: the current snapshot is missing. Run `nianbao build`."]


def test_a_file_too_many_is_named(filled: DataRoot) -> None:
    path = f"{dataset.current(filled).folder}/documents/part-1.parquet"
    filled.replace(path, b"rows")
    (error,) = told(filled)
    assert path in error


def test_the_parts_are_told_in_their_order_and_whole_ones_without_damage(filled: DataRoot) -> None:
    assert [(part.name, part.damage) for part in verify(filled)] == [
        ("archive", []),
        ("fetch log", []),
        ("verdicts", []),
        ("store of what was parsed", []),
        ("snapshots", []),
    ]


def test_what_was_never_written_to_its_end_is_no_damage(filled: DataRoot) -> None:
    current = dataset.current(filled).folder
    unfinished = pathlib.Path(filled.full(current)).with_name("0" * 16)
    shutil.copytree(filled.full(current), unfinished)
    assert dataset.is_snapshot(unfinished.name)
    (unfinished / integrity.SUMS).unlink()
    next(unfinished.glob("documents/*")).write_bytes(b"torn")
    assert told(filled) == []


def test_nothing_is_damaged_where_nothing_is_published_yet(root: DataRoot) -> None:
    Archive(root).put(b"one")
    assert told(root) == []


def test_damage_of_an_earlier_snapshot_is_named(filled: DataRoot) -> None:
    earlier = dataset.current(filled).folder
    dataset.publish(filled, snapshot(documents=[document(document_id="b" * 64)]))
    assert dataset.current(filled).folder != earlier
    path = filled.files(f"{earlier}/documents")[0]
    pathlib.Path(filled.full(path)).write_bytes(b"torn")
    (error,) = told(filled)
    assert path in error


def test_a_current_snapshot_without_its_list_of_hashes_is_checked_by_its_id(filled: DataRoot) -> None:
    current = dataset.current(filled).folder
    filled.remove_file(f"{current}/{integrity.SUMS}")
    assert told(filled) == []
    pathlib.Path(filled.full(filled.files(f"{current}/documents")[0])).write_bytes(b"torn")
    (error,) = told(filled)
    assert f"{current}: its tables are not those that its id was computed from" in error

"""What was parsed is kept once, found again, and removed by its rule."""

from __future__ import annotations

import hashlib
import io
import pathlib

import pyarrow.parquet as pq
import pytest

from parsers.model import Parsed
from parsing import codec, store
from parsing.store import Kept, Store
from storage.root import DataRoot


def kept(number: int, version: str = "") -> Kept:
    name = "a" + hashlib.sha256(f"{number}{version}".encode()).hexdigest()[1:]
    message = codec.encode(Parsed(outcome="rejected", reason=f"number {number}", fingerprint=(2**64 - 1, number)))
    return Kept(key=name, document_id=name, n_bytes=number, modified=number, answer=codec.answer(message))


def test_what_was_added_is_found(root: DataRoot) -> None:
    one, two = kept(1), kept(2)
    Store(root).add([one])
    Store(root).add([two])
    keys = Store(root).keys()
    assert keys.keys() == {one.key, two.key}
    assert keys[one.key].answer.payload == b""
    assert keys[one.key].answer.fingerprint == one.answer.fingerprint
    with Store(root).scattered({two.key: 1, "absent": 2}) as read:
        assert [read(number) for number in range(3)] == [{}, {two.key: two}, {}]


def test_documents_come_with_their_payloads(root: DataRoot) -> None:
    documents = [kept(number) for number in range(4)]
    for document in documents:
        Store(root).add([document])
    wanted = [documents[3].key, "absent", documents[1].key]
    found = {one.key: one for one in Store(root).documents(wanted)}
    assert found == {document.key: document for document in (documents[1], documents[3])}
    assert list(Store(root).documents([])) == []


def test_groups_are_given_whole_from_whatever_files(root: DataRoot) -> None:
    documents = [kept(number) for number in range(20)]
    for start in range(0, 20, 5):
        Store(root).add(documents[start : start + 5])
    with Store(root).scattered({document.key: number % 3 for number, document in enumerate(documents)}) as read:
        for group in (2, 0, 1):
            assert read(group) == {document.key: document for document in documents[group::3]}
            assert read(group) == {}, "what was read takes no place on the disk any more"


def test_all_but_what_is_compressed_already_is_compressed(root: DataRoot) -> None:
    Store(root).add([kept(1)])
    (path,) = root.files(store.FOLDER)
    columns = pq.ParquetFile(io.BytesIO(root.read(path))).metadata.row_group(0)
    compressions = {
        columns.column(number).path_in_schema.partition(".")[0]: columns.column(number).compression
        for number in range(columns.num_columns)
    }
    assert compressions.pop("payload") == "UNCOMPRESSED"
    assert set(compressions.values()) == {"ZSTD"}


def test_the_same_again_is_the_same_file(root: DataRoot) -> None:
    documents = [kept(number) for number in range(5)]
    Store(root).add(documents)
    before = root.files(store.FOLDER)
    Store(root).add(documents[::-1])
    assert root.files(store.FOLDER) == before
    assert len(before) == 1


def test_small_files_are_put_together(root: DataRoot) -> None:
    for number in range(3 * store.MOST_PARTS):
        Store(root).add([kept(number)])
        assert len(root.files(store.FOLDER)) <= store.MOST_PARTS
    assert len(Store(root).keys()) == 3 * store.MOST_PARTS


def test_a_file_that_is_not_small_stays_as_it_is(root: DataRoot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put together again and again, it would be written anew with each few documents."""
    monkeypatch.setattr(store, "SMALL", 3)
    Store(root).add([kept(number) for number in range(3)])
    (large,) = root.files(store.FOLDER)
    for number in range(3, 3 + store.MOST_PARTS):
        Store(root).add([kept(number)])
    assert large in root.files(store.FOLDER)
    assert len(root.files(store.FOLDER)) == 2
    assert len(Store(root).keys()) == 3 + store.MOST_PARTS


def test_a_damaged_file_counts_as_absent_and_is_told(root: DataRoot) -> None:
    Store(root).add([kept(1)])
    (path,) = root.files(store.FOLDER)
    file = pathlib.Path(root.full(path))
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert Store(root).keys() == {}
    (told,) = store.damaged(root)
    assert path in str(told)
    Store(root).add([kept(1)])
    assert Store(root).keys().keys() == {kept(1).key}


def test_documents_beside_a_damaged_file_are_found(root: DataRoot) -> None:
    for number in range(3):
        Store(root).add([kept(number)])
    for path in root.files(store.FOLDER):
        good = root.read(path)
        root.replace(path, b"PAR1 torn")
        assert len(Store(root).keys()) == 2, path
        root.replace(path, good)


def test_versions_do_not_mix_and_old_ones_go(root: DataRoot) -> None:
    old, new = Store(root, "0.1+aaaa"), Store(root, "0.2+bbbb")
    old.add([kept(1)])
    assert new.keys() == {}
    new.add([kept(2)])
    new.remove_others()
    assert new.keys().keys() == {kept(2).key}
    assert old.keys() == {}

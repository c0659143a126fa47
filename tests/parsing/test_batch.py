"""A batch of documents goes through the cage into the store, and what became of each is counted."""

from __future__ import annotations

from typing import cast

import pytest

from parsers.model import Parsed
from parsers.version import PARSER_VERSION
from parsing import batch, codec
from parsing.batch import (
    Counts,
    by_digit,
    cut,
    keep_batch,
    keep_counts,
    kept_batch,
    kept_counts,
    parse_batch,
)
from parsing.cage import Cage, Exceeded
from parsing.limits import REASONS
from parsing.sources import Source
from parsing.store import Store
from storage.archive import Archive, document_id
from storage.errors import StorageError
from storage.root import DataRoot
from storage.verdicts import Verdicts


class Played:
    """A cage that answers with the words of a document and its parts, and gives up an endless one."""

    def ask(self, request: bytes) -> bytes:
        document = codec.document(request)
        if document.content == b"endless":
            raise Exceeded("stuck")
        read = b"".join([document.content, *(part.content for part in document.parts)])
        return codec.encode(Parsed(outcome="rejected", reason=read.decode()))


def source(content: bytes, parts: tuple[Source, ...] = ()) -> Source:
    return Source(document_id(content), f"file:{content!r}", "ingest", "file", None, None, None, None, 0, parts=parts)


def run(root: DataRoot, sources: list[Source]) -> Counts:
    return parse_batch(root, cast("Cage", Played()), sources)


def reasons(root: DataRoot, sources: list[Source]) -> dict[str, str | None]:
    """What was read of documents that are kept, by id."""
    with Store(root).scattered(dict.fromkeys([one.key for one in sources], 0)) as read:
        return {one.document_id: codec.decode(one.answer).reason for one in read(0).values()}


def test_what_became_of_documents_is_counted_and_kept(root: DataRoot) -> None:
    for content in (b"one", b"two", b"part", b"endless"):
        Archive(root).put(content)
    with_part = source(b"two", (source(b"part"),))
    without_part = source(b"one", (source(b"never archived"),))
    read = [source(b"one"), with_part]
    others = [without_part, source(b"endless"), source(b"missing")]
    counts = run(root, [*read, *others])
    assert counts == Counts(parsed=2, given_up=1, damaged=2)
    assert counts.total == 5
    assert reasons(root, [*read, *others]) == {document_id(b"one"): "one", document_id(b"two"): "twopart"}
    assert Verdicts(root).read(PARSER_VERSION, REASONS) == ({document_id(b"endless"): "stuck"}, [])


@pytest.mark.parametrize(("limit", "seconds", "writes"), [(250, 10.0, 1), (2, 10.0, 3), (250, -1.0, 6)])
def test_what_was_read_is_written_in_between(
    root: DataRoot, monkeypatch: pytest.MonkeyPatch, limit: int, seconds: float, writes: int
) -> None:
    """An interruption costs no more than what was read since."""
    monkeypatch.setattr(batch, "_MOST_UNWRITTEN", limit)
    monkeypatch.setattr(batch, "_SECONDS_UNWRITTEN", seconds)
    numbered = (f"number {number}".encode() for number in range(1000))
    contents = [content for content in numbered if document_id(content)[0] == "a"][:6]
    for content in contents:
        Archive(root).put(content)
    written: list[int] = []
    add = Store.add

    def counted(store: Store, documents: list[object]) -> None:
        written.extend([len(documents)] if documents else [])
        add(store, documents)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "add", counted)
    assert run(root, [source(content) for content in contents]).parsed == 6
    assert written == [6 // writes] * writes


def test_batches_are_by_the_first_digit_and_in_order() -> None:
    sources = [source(f"number {number}".encode()) for number in range(50)]
    batches = by_digit(sources)
    assert [one for some in batches.values() for one in some] == sorted(sources, key=lambda one: one.document_id)
    assert all(one.document_id[0] == digit for digit, some in batches.items() for one in some)
    assert len(batches) > 1


@pytest.mark.parametrize(("count", "number", "sizes"), [(0, 3, []), (2, 3, [1, 1]), (7, 3, [2, 2, 3]), (6, 1, [6])])
def test_documents_are_divided_evenly_with_neighbours_together(count: int, number: int, sizes: list[int]) -> None:
    sources = [source(f"number {one}".encode()) for one in range(count)]
    batches = cut(sources, number)
    assert [len(batch) for batch in batches] == sizes
    assert [one for batch in batches for one in batch] == sorted(sources, key=lambda one: one.document_id)


def test_lists_of_documents_and_what_became_of_them_are_kept_for_other_processes(root: DataRoot) -> None:
    sources = [source("两页".encode(), (source(b"part"),)), source(b"one")]
    key = keep_batch(root, sources)
    assert keep_batch(root, sources) == key
    assert kept_batch(root, key) == sources
    keep_counts(root, key, Counts(parsed=2, damaged=1))
    assert kept_counts(root, key) == Counts(parsed=2, damaged=1)
    Store(root).remove_others()
    for ask in (kept_batch, kept_counts):
        with pytest.raises(StorageError, match="another build"):
            ask(root, key)

"""What was parsed comes back as it was; what it is not cannot be written."""

from __future__ import annotations

import dataclasses

import pytest

from parsers.model import Document, Parsed
from parsers.pipeline import parse
from parsing import codec
from storage.errors import DamagedData
from storage.schema import Repair
from tests.support import EXAMPLES, SEEDS

DOCUMENTS = [*sorted(SEEDS.glob("0*.txt")), *sorted(EXAMPLES.glob("forms/0*.html"))]


def test_there_are_documents_to_try() -> None:
    assert len(DOCUMENTS) > 8


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem[:6])
def test_every_report_comes_back(path) -> None:  # type: ignore[no-untyped-def]
    parsed = parse(Document(content=path.read_bytes(), url=path.name))
    message = codec.encode(parsed)
    kept = codec.answer(message)
    assert codec.decode(kept) == parsed
    assert codec.encode(codec.decode(kept)) == message
    assert parsed.report is None or kept.report_id == parsed.report.identity.report_id
    assert len(kept.payload) < 20_000


def test_a_document_comes_back() -> None:
    document = Document(content=b"\x00\xff", url="http://127.0.0.1/甲", role="report", charset="gbk", place="320200")
    assert codec.document(codec.request(document)) == document


def test_characters_that_no_text_may_have_survive() -> None:
    parsed = Parsed(
        outcome="failed", reason="\ud800\x00\u2028", repairs=(Repair(kind="a", count=1, before="", after="b"),)
    )
    assert codec.decode(codec.answer(codec.encode(parsed))) == parsed


@pytest.mark.parametrize("hashes", [(), (0,), (2**64 - 1, 7, 2**32)])
def test_hashes_come_back_in_their_order(hashes: tuple[int, ...]) -> None:
    assert codec.unpacked(codec.packed(hashes)) == hashes
    assert len(codec.packed(hashes)) == 8 * len(hashes)


@pytest.mark.parametrize("numbers", [frozenset(), frozenset({"12"}), frozenset({"受理申请12", "公开98.5", "3"})])
def test_numbers_come_back_and_are_the_same_text_whatever_their_order(numbers: frozenset[str]) -> None:
    text = codec.joined(numbers)
    assert codec.separated(text) == numbers
    assert codec.joined(sorted(numbers, reverse=True)) == text


@pytest.mark.parametrize(
    "change",
    [{"reason": 5}, {"repairs": ["a"]}, {"own_numbers": {"a"}, "flags": ("b",)}, {"outcome": None}],
    ids=",".join,
)
def test_a_value_of_another_type_is_not_written(change: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        codec.encode(dataclasses.replace(Parsed(outcome="failed"), **change))  # type: ignore[arg-type]


def test_what_is_torn_or_of_another_type_is_not_read() -> None:
    kept = codec.answer(codec.encode(Parsed(outcome="failed", reason="torn")))
    for payload in (
        b"",
        kept.payload[:9],
        kept.payload[:8] + b"x" * 20,
        codec.pack(Repair(kind="a", count=1, before="", after="")),
    ):
        with pytest.raises(DamagedData):
            codec.decode(dataclasses.replace(kept, payload=payload))


@dataclasses.dataclass(frozen=True)
class Inner:
    number: int | None


@dataclasses.dataclass(frozen=True)
class Outer:
    first: Inner
    others: tuple[Inner, ...]
    within: Outer | None


def test_the_types_of_a_row_are_told_once_for_each_class_also_where_one_holds_itself() -> None:
    inner = "Inner(number:<class 'types.UnionType'>[<class 'int'>,<class 'NoneType'>])"
    within = "<class 'types.UnionType'>[Outer,<class 'NoneType'>]"
    assert codec._shape(Outer, set()) == f"Outer(first:{inner},others:<class 'tuple'>[Inner,Ellipsis],within:{within})"

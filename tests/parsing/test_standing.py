"""What of an archive is parsed, given up, damaged, and still to be parsed."""

from __future__ import annotations

import pytest

from parsers.model import Parsed
from parsers.version import PARSER_VERSION
from parsing import codec
from parsing.limits import REASONS
from parsing.sources import Source
from parsing.standing import DAMAGED, MISSING, UNKNOWN, standing
from parsing.store import Kept, Store
from storage.archive import Archive, object_path
from storage.fetch_log import FetchLog
from storage.root import LocalRoot
from storage.verdicts import Verdict, Verdicts
from tests.storage.rows import fetch

WHOLE = "http://127.0.0.1/whole"


def logged(root: LocalRoot, contents: dict[str, bytes]) -> dict[str, str]:
    """Archives documents; those that are named `part` and a number are parts of the one that is named `whole`."""
    names = {name: Archive(root).put(content) for name, content in contents.items()}
    FetchLog(root).append(
        [
            fetch(
                sequence=number,
                document_id=document,
                url=f"http://127.0.0.1/{name}",
                role="part" if name.startswith("part") else "report",
                referrer=WHOLE if name.startswith("part") else None,
                bytes=len(contents[name]),
            )
            for number, (name, document) in enumerate(names.items())
        ]
    )
    return names


def keep(root: LocalRoot, source: Source) -> None:
    answer = codec.answer(codec.encode(Parsed(outcome="rejected", reason="")))
    modified = Archive(root).modified(source.document_id)
    Store(root).add([Kept(key=source.key, document_id=source.document_id, n_bytes=5, modified=modified, answer=answer)])


def spoil(root: LocalRoot, name: str) -> None:
    (root.folder / object_path(name)).write_bytes(b"spoilt")


def test_a_document_waits_until_it_is_parsed(root: LocalRoot) -> None:
    logged(root, {"one": b"one"})
    (waiting,) = standing(root, FetchLog(root)).waiting
    keep(root, waiting)
    now = standing(root, FetchLog(root))
    assert ([source for source, _ in now.kept], now.waiting, now.failed, now.damage) == ([waiting], [], [], [])


def test_what_cannot_be_parsed_is_told_with_its_reason(root: LocalRoot) -> None:
    names = logged(root, {"damaged": b"damaged", "missing": b"missing", "slow": b"slow", "good": b"good"})
    spoil(root, names["damaged"])
    (root.folder / object_path(names["missing"])).unlink()
    Verdicts(root).add(Verdict(names["slow"], PARSER_VERSION, "cpu"))
    found = standing(root, FetchLog(root))
    reasons = {source.document_id: reason for source, reason in found.failed}
    assert reasons == {names["damaged"]: DAMAGED, names["missing"]: MISSING, names["slow"]: REASONS["cpu"]}
    assert {source.n_bytes for source, _ in found.failed if source.document_id == names["slow"]} == {len(b"slow")}
    assert [source.document_id for source in found.waiting] == [names["good"]]
    assert len(found.damage) == 2


def test_a_document_that_is_given_up_has_the_length_of_its_object(root: LocalRoot) -> None:
    """The log need not say how long an answer was."""
    name = Archive(root).put(b"slow")
    FetchLog(root).append([fetch(document_id=name, bytes=None)])
    Verdicts(root).add(Verdict(name, PARSER_VERSION, "cpu"))
    ((source, _),) = standing(root, FetchLog(root)).failed
    assert source.n_bytes == len(b"slow")


def test_an_object_that_was_changed_since_it_was_parsed_is_read_again(root: LocalRoot) -> None:
    names = logged(root, {"one": b"one"})
    keep(root, standing(root, FetchLog(root)).waiting[0])
    spoil(root, names["one"])
    assert [reason for _, reason in standing(root, FetchLog(root)).failed] == [DAMAGED]
    assert standing(root, FetchLog(root)).kept == []
    Archive(root).put(b"one")
    assert [source.document_id for source, _ in standing(root, FetchLog(root)).kept] == [names["one"]]


def test_a_document_waits_for_its_parts(root: LocalRoot) -> None:
    names = logged(root, {"whole": b"whole", "part1": b"first", "part2": b"second"})
    first, second = sorted(standing(root, FetchLog(root)).waiting, key=lambda source: source.url)
    assert {first.document_id, second.document_id} == {names["part1"], names["part2"]}
    keep(root, first)
    assert [source.document_id for source in standing(root, FetchLog(root)).waiting] == [names["part2"]]
    keep(root, second)
    (whole,) = standing(root, FetchLog(root)).waiting
    assert (whole.document_id, whole.parts, whole.missing_parts) == (names["whole"], (first, second), 0)


def test_who_is_going_to_parse_a_document_need_not_read_it_before(root: LocalRoot) -> None:
    names = logged(root, {"one": b"one", "missing": b"missing", "whole": b"whole", "part1": b"first"})
    spoil(root, names["one"])
    (root.folder / object_path(names["missing"])).unlink()
    found = standing(root, FetchLog(root), unread=False)
    assert {source.document_id for source in found.waiting} == {names["one"], names["part1"]}
    assert (found.held, [reason for _, reason in found.failed]) == (1, [MISSING])
    keep(root, next(source for source in found.waiting if source.document_id == names["part1"]))
    assert standing(root, FetchLog(root), unread=False).held == 0


@pytest.mark.parametrize("trouble", ["damaged", "missing", "given up"])
def test_a_part_that_cannot_be_had_is_counted_and_spoils_nothing_else(root: LocalRoot, trouble: str) -> None:
    names = logged(root, {"whole": b"whole", "part1": b"first", "part2": b"second"})
    if trouble == "damaged":
        spoil(root, names["part1"])
    elif trouble == "missing":
        (root.folder / object_path(names["part1"])).unlink()
    else:
        Verdicts(root).add(Verdict(names["part1"], PARSER_VERSION, "memory"))
    (part,) = standing(root, FetchLog(root)).waiting
    assert part.document_id == names["part2"]
    keep(root, part)
    (whole,) = standing(root, FetchLog(root)).waiting
    assert (whole.document_id, whole.parts, whole.missing_parts) == (names["whole"], (part,), 1)
    assert whole.document(b"", [b"second"]).missing_parts == 1


def test_objects_whose_log_is_damaged_are_not_forgotten(root: LocalRoot) -> None:
    logged(root, {"one": b"one"})
    (damaged,) = root.files("archive/fetches")
    names = logged(root, {"two": b"second"})
    (root.folder / damaged).write_bytes(b"no table")
    found = standing(root, FetchLog(root))
    assert [source.document_id for source in found.waiting] == [names["two"]]
    ((lost, reason),) = found.failed
    assert (lost.document_id, lost.n_bytes, reason) == (Archive(root).put(b"one"), 3, UNKNOWN)
    assert lost.order > found.waiting[0].order
    assert len(found.damage) == 1

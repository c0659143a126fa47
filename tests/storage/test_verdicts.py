"""Verdicts on documents that were given up."""

from __future__ import annotations

import json
import pathlib

import pytest

from storage.root import LocalRoot
from storage.verdicts import FOLDER, Verdict, Verdicts


def verdict(document_id: str = "a" * 64, parser_version: str = "2", kind: str = "time") -> Verdict:
    return Verdict(document_id, parser_version, kind)


def test_a_verdict_counts_for_its_parsers_and_for_kinds_that_there_are(root: LocalRoot) -> None:
    verdicts = Verdicts(root)
    for one in (verdict(), verdict("b" * 64, kind="memory"), verdict("c" * 64, "1"), verdict("d" * 64, kind="luck")):
        verdicts.add(one)
    assert verdicts.read("2", ["time", "memory"]) == ({"a" * 64: "time", "b" * 64: "memory"}, [])
    assert verdicts.read("1", ["time"]) == ({"c" * 64: "time"}, [])
    assert verdicts.read("3", ["time"]) == ({}, [])


def test_of_several_verdicts_the_first_by_name_counts_whichever_was_first(root: LocalRoot) -> None:
    verdicts = Verdicts(root)
    verdicts.add(verdict(kind="time"))
    verdicts.add(verdict(kind="memory"))
    first = json.loads(min((root.folder / FOLDER).iterdir()).read_text(encoding="utf-8"))
    assert verdicts.read("2", ["time", "memory"]) == ({"a" * 64: first["kind"]}, [])


@pytest.mark.parametrize("content", ['{"document_id": "a"}', "[]", "", '{"document_id": "a", "kind": 1, "more": 2}'])
def test_a_file_that_is_no_verdict_is_named_and_the_others_count(root: LocalRoot, content: str) -> None:
    Verdicts(root).add(verdict())
    (root.folder / FOLDER / "0.json").write_text(content, encoding="utf-8")
    found, (damaged,) = Verdicts(root).read("2", ["time"])
    assert found == {"a" * 64: "time"}
    assert damaged.where == f"{root.location}/{FOLDER}/0.json"


def test_a_verdict_that_was_changed_does_not_count(root: LocalRoot) -> None:
    Verdicts(root).add(verdict())
    (path,) = (root.folder / FOLDER).iterdir()
    path.write_text(path.read_text(encoding="utf-8").replace("time", "memory"), encoding="utf-8")
    found, damaged = Verdicts(root).read("2", ["time", "memory"])
    assert found == {}
    assert [pathlib.Path(error.where).name for error in damaged] == [path.name]

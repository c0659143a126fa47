"""What is parsed is kept and used again, until the documents or the parsers change."""

from __future__ import annotations

import asyncio
import dataclasses
import pathlib

import pytest
from flows.ingesting import ingest
from flows.sources import Source

from flows import building
from flows.annual import build
from parsers import Document, Parsed, parse
from storage import dataset
from storage.root import DataRoot
from tests.support import SEEDS

pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses of the documents that are parsed, in order."""
    addresses: list[str] = []

    def parse_and_note(document: Document) -> Parsed:
        addresses.append(document.url)
        return parse(document)

    monkeypatch.setattr(building, "parse", parse_and_note)
    return addresses


def test_new_parsers_read_all_again_and_the_same_ones_nothing(
    root: DataRoot, tmp_path: pathlib.Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest(root, [next(SEEDS.glob("003*"))])
    asyncio.run(build(root.location))
    assert len(read) == 1
    asyncio.run(build(root.location))
    assert len(read) == 1, "the same documents and parsers"
    monkeypatch.setattr(building, "PARSER_VERSION", "0.0.0+another")
    asyncio.run(build(root.location))
    assert read[1:] == read[:1], "other parsers"
    assert len(dataset.current(root).rows("reports")) == 1


def source(name: str) -> Source:
    return Source(name, f"file:{name}", "ingest", "file", None, None, None, None, 0)


def key(*sources: Source) -> str:
    assert building.parse_batch.cache_key_fn is not None
    found = building.parse_batch.cache_key_fn(None, {"data": "data", "sources": sources})  # type: ignore[arg-type]
    assert isinstance(found, str)
    return found


def test_the_key_names_all_that_decides_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(source("a"), source("b"))
    assert before == key(source("a"), source("b"))
    others = {
        key(source("a")),
        key(source("b"), source("a")),
        key(source("a"), dataclasses.replace(source("b"), place="320200")),
        key(source("a"), dataclasses.replace(source("b"), charset="gbk")),
    }
    assert len(others) == 4
    assert before not in others
    monkeypatch.setattr(building, "PARSER_VERSION", "0.0.0+another")
    assert key(source("a"), source("b")) != before

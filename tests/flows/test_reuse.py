"""What is parsed is kept and used again, until the documents or the parsers change."""

from __future__ import annotations

import asyncio
import pathlib

import pytest

from flows import building
from flows.annual import build
from flows.building import BuildResult
from parsing import store
from parsing.sources import Source
from storage import dataset
from storage.ingesting import ingest
from storage.root import DataRoot
from tests.support import SEEDS

pytestmark = pytest.mark.usefixtures("prefect_server")

REPORT = """芜湖市人民政府2016年政府信息公开工作年度报告
一、依申请公开情况
全市收到政府信息公开申请688件，共答复682件，办理工作有序开展，群众较为满意，没有发生问题。
"""


def built(root: DataRoot) -> BuildResult:
    return asyncio.run(build(root.location))


def test_only_what_is_new_is_parsed(root: DataRoot, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "FEW", 2)
    ingest(root, sorted(SEEDS.glob("0*.txt")))
    first = built(root)
    assert first.parsed == 5
    assert built(root) == BuildResult(first.snapshot_id, changed=False, outcomes=first.outcomes)

    page = tmp_path / "page.txt"
    page.write_text(REPORT, encoding="utf-8")
    ingest(root, [page])
    second = built(root)
    assert (second.parsed, second.changed) == (1, True)
    assert second.outcomes == {"report": 6}

    other = store.Store(root, "0.0.0+another")
    key = min(store.Store(root).keys())
    with store.Store(root).scattered({key: 0}) as read:
        other.add([read(0)[key]])
    assert len(root.folders(store.FOLDER)) == 2
    ingest(root, [page])
    third = built(root)
    assert (third.parsed, third.snapshot_id) == (0, second.snapshot_id), "the same bytes again"
    assert len(root.folders(store.FOLDER)) == 1, "what no build can use is removed"


def test_what_was_parsed_may_be_removed(root: DataRoot) -> None:
    ingest(root, [next(SEEDS.glob("003*"))])
    first = built(root)
    root.remove_folder(store.FOLDER)
    again = built(root)
    assert (again.parsed, again.snapshot_id, again.changed) == (1, first.snapshot_id, False)
    assert len(dataset.current(root).rows("reports")) == 1


def source(**columns: object) -> Source:
    values: dict[str, object] = {
        "document_id": "a" * 64,
        "url": "file:a",
        "portal": "ingest",
        "role": "file",
        "media_type": None,
        "charset": None,
        "link_text": None,
        "place": None,
        "order": 0,
    }
    return Source(**{**values, **columns})  # type: ignore[arg-type]


def test_the_key_names_all_that_decides_the_result() -> None:
    changes = [
        {},
        {"document_id": "b" * 64},
        {"url": "file:b"},
        {"role": "report"},
        {"media_type": "text/html"},
        {"charset": "gbk"},
        {"link_text": "gbk"},
        {"place": "320200"},
    ]
    assert len({source(**change).key for change in changes}) == len(changes)
    assert source(order=5, portal="seeds").key == source().key

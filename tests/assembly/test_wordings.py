"""The wordings that gave no figure, ranked."""

from __future__ import annotations

from typing import Any

from assembly.wordings import Wording, rank
from storage import dataset
from storage.dataset import Snapshot
from storage.root import DataRoot
from storage.schema import SNAPSHOT_TABLES
from tests.storage.rows import snapshot, unread


def published(root: DataRoot, *rows: dict[str, Any]) -> Snapshot:
    content = snapshot(unread=[unread(**({"start": place} | row)) for place, row in enumerate(rows)])
    assert set(content) == set(SNAPSHOT_TABLES)
    return dataset.opened(root, dataset.publish(root, content).snapshot_id)


def test_the_most_frequent_comes_first_with_its_commonest_reason_and_shortest_example(root: DataRoot) -> None:
    found = rank(
        published(
            root,
            {"words": "共清理", "unit": "项", "sentence": "共清理5项。"},
            {"words": "接听电话", "sentence": "全年接听电话70件。", "reason": "no word says what it counts"},
            {"words": "接听电话", "sentence": "接听电话8件。", "reason": "no code fits all of the words"},
            {"words": "接听电话", "sentence": "全年接听电话99件。", "reason": "no word says what it counts"},
        )
    )
    assert found == [
        Wording("接听电话", "件", 3, 1, "no word says what it counts", "接听电话8件。", "320200-2017"),
        Wording("共清理", "项", 1, 1, "no word says what it counts", "共清理5项。", "320200-2017"),
    ]


def test_digits_and_places_tell_no_wordings_apart(root: DataRoot) -> None:
    (wording,) = rank(
        published(
            root,
            {"words": "2017年无锡市滨湖区接听电话"},
            {"words": "2016年度", "kind": "no_code"},
            {"words": "接听电话", "report_id": "320300-2017"},
        )
    )
    assert (wording.words, wording.count, wording.reports) == ("接听电话", 2, 2)


def test_measure_words_tell_wordings_apart(root: DataRoot) -> None:
    found = rank(published(root, {"words": "共"}, {"words": "共", "unit": "次"}))
    assert [(wording.words, wording.unit) for wording in found] == [("共", "件"), ("共", "次")]


def test_other_kinds_are_asked_for_by_name(root: DataRoot) -> None:
    known = published(root, {"words": "共"}, {"words": "占", "unit": "%", "kind": "look_alike"})
    assert [wording.words for wording in rank(known, "look_alike")] == ["占"]

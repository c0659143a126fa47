"""The last build is taken for the next one only if nothing has changed since."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable

import pytest

from storage import dataset
from storage.last_build import PATH, LastBuild, last_build
from storage.root import LocalRoot
from tests.storage.rows import document, snapshot


@pytest.fixture
def built(root: LocalRoot) -> LastBuild:
    published = dataset.publish(root, snapshot(documents=[document()]))
    build = LastBuild("inputs", published.snapshot_id, {"report": 1}, ["一份损坏的文件"])
    build.save(root)
    return build


def test_the_same_inputs_need_no_other_build(root: LocalRoot, built: LastBuild) -> None:
    assert last_build(root, "inputs") == built
    assert last_build(root, "other inputs") is None


def _publish_another(root: LocalRoot, built: LastBuild) -> None:
    dataset.publish(root, snapshot())


def _damage(root: LocalRoot, built: LastBuild) -> None:
    (root.folder / dataset.FOLDER / built.snapshot_id / "documents/part-0.parquet").write_bytes(b"x")


def _remove(root: LocalRoot, built: LastBuild) -> None:
    shutil.rmtree(root.folder / dataset.FOLDER / built.snapshot_id)


def _forget(root: LocalRoot, built: LastBuild) -> None:
    (root.folder / PATH).unlink()


def _tear(root: LocalRoot, built: LastBuild) -> None:
    root.replace(PATH, root.read(PATH)[:-5])


def _note_more(root: LocalRoot, built: LastBuild) -> None:
    root.replace(PATH, json.dumps(dataclasses.asdict(built) | {"more": 1}).encode())


@pytest.mark.parametrize("change", [_publish_another, _damage, _remove, _forget, _tear, _note_more])
def test_a_build_that_does_not_hold_any_more_is_made_again(
    root: LocalRoot, built: LastBuild, change: Callable[[LocalRoot, LastBuild], None]
) -> None:
    change(root, built)
    assert last_build(root, "inputs") is None

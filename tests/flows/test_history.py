"""What `nianbao runs` shows of builds that failed."""

from __future__ import annotations

import asyncio
import pathlib

import pytest
from typer.testing import CliRunner

from cli.main import app
from flows import direct
from storage import dataset, history
from storage.errors import StorageError
from storage.ingesting import ingest
from storage.root import open_root
from tests.support import SEEDS


def test_a_build_that_fails_is_in_the_history(tmp_path: pathlib.Path) -> None:
    root = open_root(tmp_path / "data")
    ingest(root, [SEEDS])
    asyncio.run(direct.build(root.location))
    before = dataset.current(root).snapshot_id
    (tmp_path / "late.html").write_text("<p>另一份文件</p>" * 50, encoding="utf-8")
    ingest(root, [tmp_path / "late.html"])
    # Nothing can be written where a file is in the way.
    parsed = tmp_path / "data" / "parsed"
    parsed.rename(tmp_path / "parsed")
    parsed.write_text("", encoding="utf-8")
    with pytest.raises(StorageError):
        asyncio.run(direct.build(root.location))
    first, failed = history.read(root)
    assert (first.result, failed.kind, failed.result) == (history.DONE, history.BUILD, history.FAILED)
    assert str(parsed) in failed.reason
    assert dataset.current(root).snapshot_id == before
    shown = CliRunner().invoke(app, ["runs", "--data", root.location], env={"COLUMNS": "200"}).stdout
    assert "done" in shown
    assert "failed" in shown
    assert "readers keep the snapshot before" in shown

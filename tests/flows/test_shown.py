"""What the runs of flows show: the artifacts that an operator finds at each of them."""

from __future__ import annotations

import asyncio
import contextlib
import pathlib
import uuid
from typing import Any

import pytest
from prefect.artifacts import Artifact, MarkdownArtifact, TableArtifact

from flows import annual as flows
from flows import groups
from flows.errors import CrawlFailed, DamageFound
from spiders.job import CrawlResult, PortalResult
from storage.fetch_log import FetchLog
from storage.ingesting import ingest
from storage.root import DataRoot
from tests.support import SEEDS

pytestmark = pytest.mark.usefixtures("prefect_server")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[Artifact]:
    artifacts: list[Artifact] = []

    async def show(artifact: Artifact) -> list[uuid.UUID]:
        artifacts.append(artifact)
        return []

    monkeypatch.setattr(flows, "show", show)
    return artifacts


def keys(shown: list[Artifact]) -> list[str | None]:
    return [artifact.key for artifact in shown]


def rows(shown: list[Artifact], key: str) -> list[dict[str, object]]:
    (table,) = [artifact.table for artifact in shown if isinstance(artifact, TableArtifact) and artifact.key == key]
    assert isinstance(table, list)
    return table


def words(shown: list[Artifact], key: str) -> str:
    (text,) = [
        artifact.markdown for artifact in shown if isinstance(artifact, MarkdownArtifact) and artifact.key == key
    ]
    return text


def test_the_main_job_shows_what_each_of_its_parts_did(root: DataRoot, shown: list[Artifact]) -> None:
    result = asyncio.run(flows.annual(data=root.location))
    assert keys(shown) == ["crawl-summary", "crawl", "complete", "build", "build-summary"]
    (portal,) = rows(shown, "crawl")
    assert (portal["portal"], portal["requests"], portal["reports"]) == ("seeds", 7, 5)
    assert rows(shown, "build") == [{"outcome": name, "documents": n} for name, n in result.outcomes.items()]
    assert "report" in words(shown, "crawl-summary")
    assert result.snapshot_id in words(shown, "build-summary")


def test_a_crawl_that_fails_shows_first_what_it_found(root: DataRoot, shown: list[Artifact]) -> None:
    with pytest.raises(CrawlFailed):
        asyncio.run(flows.crawl(portals=["seeds"], years=[2010], data=root.location))
    assert keys(shown) == ["crawl-summary", "crawl"]
    (portal,) = rows(shown, "crawl")
    assert portal["reports"] == 0


@pytest.mark.parametrize(
    ("wanted", "result"),
    [({"due_only": True}, "done"), ({"years": [2017]}, "done"), ({}, "below its floor of 5")],
    ids=["the year that is due", "one year", "all years"],
)
def test_a_crawl_of_some_years_is_not_measured_by_a_floor_of_all(
    root: DataRoot,
    shown: list[Artifact],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: pathlib.Path,
    wanted: dict[str, Any],
    result: str,
) -> None:
    async def crawl(*_: object, **__: object) -> CrawlResult:
        return CrawlResult(finish_reason="finished", errors=(), portals={"a": PortalResult(3, 1, {"ok": 3})})

    monkeypatch.setattr(groups, "run_crawl", crawl)
    registry = tmp_path / "portals.csv"
    registry.write_text(
        "portal,adcode,name,level,home_url,floor\na,330483,浙江省/嘉兴市/桐乡市,county,http://tx.example.gov.cn/,5\n",
        encoding="utf-8",
    )
    with contextlib.nullcontext() if result == "done" else pytest.raises(CrawlFailed, match="at least 5"):
        asyncio.run(flows.crawl(portals=["a"], data=root.location, portals_file=str(registry), **wanted))
    (portal,) = rows(shown, "crawl")
    assert portal["result"] == result


def test_a_dry_run_shows_what_it_would_ask_for_and_asks_for_nothing(root: DataRoot, shown: list[Artifact]) -> None:
    assert asyncio.run(flows.annual(dry_run=True, data=root.location)) is None
    assert keys(shown) == ["preview"]
    (preview,) = rows(shown, "preview")
    assert (preview["portals"], preview["crawled before"]) == (1, 0)
    assert FetchLog(root).read() == []


def test_damaged_files_are_listed(root: DataRoot, shown: list[Artifact]) -> None:
    ingest(root, [SEEDS])
    asyncio.run(flows.verify(root.location))
    assert rows(shown, "verify") == []
    shown.clear()
    file = next(path for path in sorted(pathlib.Path(root.location, "archive").rglob("*")) if path.is_file())
    file.chmod(0o644)
    file.write_bytes(b"")
    with pytest.raises(DamageFound, match="1 files are damaged"):
        asyncio.run(flows.verify(root.location))
    assert len(rows(shown, "verify")) == 1

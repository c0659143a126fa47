"""Builds a snapshot from the archive: parse in batches, assemble, publish."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from prefect import task
from prefect.context import TaskRunContext

from assembly.coverage import LOG_COLUMNS, coverage
from assembly.reports import ParsedDocument, assemble
from assembly.sources import Source, distinct_documents
from flows.errors import NothingToBuild
from flows.progress import Bar
from parsers.model import Document
from parsers.pipeline import parse
from parsers.version import PARSER_VERSION
from spiders import portals as registry
from storage import dataset
from storage.archive import Archive
from storage.fetch_log import FetchLog
from storage.root import open_root

BATCH = 250
"""Documents to a task: Prefect costs about 5 ms and 20 KB of database a task, a document 10 to 50 ms."""


@dataclasses.dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made.

    Attributes:
        snapshot_id: The current snapshot.
        changed: False if it was current before the build, too.
        outcomes: How many documents ended how.
    """

    snapshot_id: str
    changed: bool
    outcomes: dict[str, int]


def _batch_key(_: TaskRunContext, arguments: dict[str, Any]) -> str:
    """The same documents and the same parsers give the same result, in whatever run."""
    return hashlib.sha256(repr((PARSER_VERSION, arguments["sources"])).encode()).hexdigest()


@task(name="parse a batch of documents", cache_key_fn=_batch_key, persist_result=True)
def parse_batch(data: str, sources: Sequence[Source]) -> list[ParsedDocument]:
    """Parses some documents of the archive; one that cannot be read costs only itself."""
    archive = Archive(open_root(data))
    documents = []
    for source in sources:
        content = archive.get(source.document_id)
        document = Document(
            content=content,
            url=source.url,
            media_type=source.media_type,
            charset=source.charset,
            role=source.role,
            link_text=source.link_text,
            place=source.place,
        )
        documents.append(ParsedDocument(source, len(content), parse(document)))
    return documents


@task(name="assemble and publish", persist_result=False)
def publish(data: str, documents: Sequence[ParsedDocument]) -> BuildResult:
    """Settles which document is which report, and publishes the snapshot."""
    rows = assemble(documents)
    root = open_root(data)
    rows["coverage"] = coverage(rows["reports"], registry.load(), FetchLog(root).table(LOG_COLUMNS))
    published = dataset.publish(root, rows)
    outcomes = Counter(row.outcome for row in rows["documents"])
    return BuildResult(published.snapshot_id, published.changed, dict(sorted(outcomes.items())))


async def run_build(data: str) -> BuildResult:
    """Builds and publishes the snapshot of an archive.

    Raises:
        NothingToBuild: The archive is empty.
        StorageError: The archive is damaged, or the snapshot cannot be written.
    """
    sources = distinct_documents(FetchLog(open_root(data)).read())
    if not sources:
        raise NothingToBuild(
            "the archive holds no documents",
            where=data,
            remedy="Fetch some with `nianbao crawl`, or take files with `nianbao ingest`.",
        )
    documents = await _parse(data, sources)
    return await asyncio.to_thread(publish, data, documents)


async def _parse(data: str, sources: Sequence[Source]) -> list[ParsedDocument]:
    """Parses all documents; several batches go to the flow's task runner, a single one is not worth its processes."""
    bar = Bar("parse", len(sources))
    batches = [sources[start : start + BATCH] for start in range(0, len(sources), BATCH)]
    pending: list[Callable[[], list[ParsedDocument]]]
    if len(batches) == 1:
        pending = [functools.partial(parse_batch, data, batches[0])]
    else:
        pending = [parse_batch.submit(data, batch).result for batch in batches]
    documents: list[ParsedDocument] = []
    for result in pending:
        documents.extend(await asyncio.to_thread(result))
        bar.update(len(documents))
    return documents

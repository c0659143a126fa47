"""What a crawl has to do, and what it reports at its end: JSON files between the flow and the Scrapy process."""

from __future__ import annotations

import dataclasses
import json
import pathlib
from collections.abc import Mapping
from typing import Any

from spiders.portals import Portal

FILES = "files"
"""What is ordered of a page whose report is not whole: its files, its tables and its pictures."""
ROWS = "rows"
"""What is ordered of a page that is a list: its rows."""
TAKEN_BACK = ("soft_404", "no_report")
"""Outcomes that say of a page which came as a report that it is none."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a page that a crawl took for a report must still give, by what the parsers made of it.

    Attributes:
        portal: Id of the portal.
        url: Address of the page, which the archive holds.
        wants: `FILES` or `ROWS`.
        text: Words of the link that led to it.
        why: What the parsers say of it.
    """

    portal: str
    url: str
    wants: str
    text: str = ""
    why: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CrawlJob:
    """One Scrapy process's work.

    Attributes:
        run_id: Id of the run, which the fetch log carries.
        data: Location of the data root.
        portals: Portals to crawl.
        years: Report years to fetch; empty for all.
        statistics: Path of the file that the process writes when it ends.
        continues: Ids of the runs whose answers are taken from the archive: interrupted ones that this one continues,
            or the crawl that the orders follow.
        orders: What to fetch, and nothing else; empty for a crawl of whole portals.
        settings: Scrapy settings that differ from `spiders.settings`.
    """

    run_id: str
    data: str
    portals: tuple[Portal, ...]
    years: tuple[int, ...] = ()
    statistics: str
    continues: tuple[str, ...] = ()
    orders: tuple[Order, ...] = ()
    settings: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    def save(self, path: pathlib.Path) -> None:
        path.write_text(json.dumps(dataclasses.asdict(self), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: pathlib.Path) -> CrawlJob:
        content = json.loads(path.read_text(encoding="utf-8"))
        content["portals"] = tuple(
            Portal(**{**portal, "former_names": tuple(portal["former_names"])}) for portal in content["portals"]
        )
        content["years"] = tuple(content["years"])
        content["continues"] = tuple(content["continues"])
        content["orders"] = tuple(Order(**order) for order in content["orders"])
        return cls(**content)


@dataclasses.dataclass(slots=True)
class PortalResult:
    """What a crawl found on one portal.

    Attributes:
        requests: Requests made.
        found: Reports received or confirmed unchanged; a report and its attachments count as one.
        outcomes: How the requests ended: outcome to count.
        before: Most reports that an earlier whole crawl has found.
        years: Reports by the years that their links name: year to count.
        years_before: The same, of the earlier crawl that found most.
    """

    requests: int = 0
    found: int = 0
    outcomes: dict[str, int] = dataclasses.field(default_factory=dict)
    before: int = 0
    years: dict[str, int] = dataclasses.field(default_factory=dict)
    years_before: dict[str, int] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CrawlResult:
    """What a Scrapy process reports when it ends; a process that leaves no such file has crashed.

    Attributes:
        finish_reason: Scrapy's own; `finished` if nothing cut the crawl short.
        errors: Errors that the spider's code raised, with their places.
        portals: Result of each portal, by id.
    """

    finish_reason: str
    errors: tuple[str, ...]
    portals: Mapping[str, PortalResult]

    def save(self, path: pathlib.Path) -> None:
        path.write_text(json.dumps(dataclasses.asdict(self), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, path: pathlib.Path) -> CrawlResult:
        content = json.loads(path.read_text(encoding="utf-8"))
        portals = {name: PortalResult(**result) for name, result in content["portals"].items()}
        return cls(finish_reason=content["finish_reason"], errors=tuple(content["errors"]), portals=portals)

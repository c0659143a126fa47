"""The parameters of the flows as Prefect's forms show them: choices, bounds and hints.

Prefect checks what is entered against the schema that these types make, before a run is created. What a schema cannot
say (whether a portal exists) is checked when the run begins, before any work.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import Annotated

from pydantic import AfterValidator, Field

from assembly.coverage import FIRST_YEAR
from spiders import portals as registry

TIME_ZONE = zoneinfo.ZoneInfo("Asia/Shanghai")


def this_year() -> int:
    """The year in China; reports are about years before it."""
    return dt.datetime.now(TIME_ZONE).year


def due_year() -> int:
    """The report year that is due: governments report until 31 March of the next year (Regulations, Article 49)."""
    return this_year() - 1


def provinces() -> list[str]:
    """Names of all provinces of the registry, in the order of their division codes, as lists in China have them."""
    portals = sorted((portal for portal in registry.load() if portal.level), key=lambda portal: portal.adcode or "~")
    return list(dict.fromkeys(portal.name.partition("/")[0] for portal in portals))


def _known_provinces(names: list[str]) -> list[str]:
    for name in names:
        if name not in provinces():
            raise ValueError(f"{name} is no province of the registry")
    return names


def _within_reach(years: list[int]) -> list[int]:
    for year in years:
        if not FIRST_YEAR <= year <= this_year():
            raise ValueError(f"{year} is not between {FIRST_YEAR} and {this_year()}")
    return years


Provinces = Annotated[
    list[str],
    AfterValidator(_known_provinces),
    Field(
        description="All portals of these provinces.",
        json_schema_extra={"items": {"type": "string", "enum": provinces()}, "uniqueItems": True},
    ),
]
Portals = Annotated[
    list[str],
    Field(
        description="Further portals: ids, division codes or names of places (`nianbao portals list`); `all` for all."
    ),
]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=this_year())]
Years = Annotated[
    list[Year],
    AfterValidator(_within_reach),
    # No choice list: Prefect's form would write the years in it as 2,024.
    Field(description=f"Report years to fetch, {FIRST_YEAR} or later; none means all."),
]
DueOnly = Annotated[bool, Field(description="Only the report year that is due, the one before the current year.")]
Variable = Annotated[
    str,
    Field(
        description="Prefect variable with a list of portals or provinces, which take the place of those above; all "
        "portals where it is not set."
    ),
]
DryRun = Annotated[bool, Field(description="Ask no portal; only say how many portals and requests it would be.")]
Data = Annotated[str, Field(description="Data root; empty for the worker's NIANBAO_DATA, else ./data.")]
PortalsFile = Annotated[str, Field(description="Another registry of portals (CSV); empty for nianbao's own.")]
Resume = Annotated[bool, Field(description="Continue the same crawl, if it was interrupted less than a day ago.")]
Batch = Annotated[str, Field(description="Key of a list of documents that a build has kept.")]

"""The registry of portals: one row per government, read from `portals.csv` and checked."""

from __future__ import annotations

import dataclasses
import datetime as dt
import importlib.resources
import pathlib
import re
import urllib.parse
from collections.abc import Iterable, Iterator
from typing import Annotated

from knowledge.divisions import runs, six_digits
from knowledge.errors import KnowledgeError
from knowledge.fields import MAY_BE_EMPTY, NO_COLUMN, UNIQUE, Among, Reader
from knowledge.loading import parse_rows
from spiders.errors import RegistryError

REQUIRED_COLUMNS = ("portal", "adcode", "name", "level", "home_url")
OPTIONAL_COLUMNS = ("family", "column_url", "hosts", "render", "expected_years", "floor", "notes", "bodies")
LEVELS = ("province", "prefecture", "county")
_HOST_NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*(?::\d{1,5})?")
SCHEMES = ("http", "https", "seeds")


def _levels() -> tuple[str, ...]:
    return LEVELS


def _web_address(url: str) -> str:
    if urllib.parse.urlsplit(url).scheme not in SCHEMES:
        raise ValueError(url)
    return url


def _path_of_place(name: str) -> str:
    """The name of a place; units that it belongs to must stand apart, else its reports look like another place's."""
    this_year = dt.datetime.now(dt.UTC).year
    for part in name.split("/"):
        if any(len(run) > 1 and "".join(one.name for one in run) == part for run in runs(part, this_year)):
            raise ValueError(name)
    return name


def _set_of_years(text: str) -> str:
    try:
        years(text)
    except RegistryError as error:
        raise ValueError(text) from error
    return text


def _host_names(text: str) -> str:
    for name in text.split():
        if _HOST_NAME.fullmatch(name) is None:
            raise ValueError(text)
    return text


@dataclasses.dataclass(frozen=True, slots=True)
class Portal:
    """One portal, a row of the registry: of a government, or of one body of a place.

    Attributes:
        portal: Id: the division code, or the host where there is none.
        adcode: Division code of the government; empty where the registry knows none, and for another body.
        name: Path of the place from its province down (江苏省/无锡市); of a department, zone or town that has a portal,
            that of its place with its name behind it (江苏省/无锡市/无锡市水利局).
        level: province, prefecture or county: that of the place; empty for a collection of several governments.
        home_url: Address of the home page.
        family: CMS family (`spiders/families`); empty where it is not known.
        column_url: Address of the 年报 column; empty where it is not known.
        hosts: Further hosts of the portal, with a port where it is not the usual one, separated by spaces.
        render: Whether its pages are shown in a browser to find the reports (`spiders.middlewares.rendering`).
        expected_years: Years that reports are expected for, such as `2008-2024`; empty for the default.
        floor: Fewest reports that a full crawl must find to count as a success; None where none is declared.
        notes: What a person should know.
        bodies: Whether the reports of its departments, towns and other bodies are wanted, too.
        former_names: Names that the place bore earlier, and whose reports it keeps; no column of the registry.
    """

    portal: Annotated[str, UNIQUE]
    adcode: Annotated[str, Reader("a code of six digits", six_digits), MAY_BE_EMPTY]
    name: Annotated[str, Reader("the path of a place, such as 江苏省/无锡市", _path_of_place)]
    level: Annotated[str, Among("a level of places", _levels), MAY_BE_EMPTY]
    home_url: Annotated[str, Reader("a web address", _web_address)]
    family: str = ""
    column_url: str = ""
    hosts: Annotated[str, Reader("hosts, such as old.example.gov.cn:8080, separated by spaces", _host_names)] = ""
    render: bool = False
    expected_years: Annotated[str, Reader("a set of years such as 2014-2018,2021", _set_of_years)] = ""
    floor: int | None = None
    notes: str = ""
    bodies: bool = False
    former_names: Annotated[tuple[str, ...], NO_COLUMN] = ()

    @property
    def further_hosts(self) -> tuple[str, ...]:
        """Hosts, with or without port, that are the portal's own beside that of its home page."""
        return tuple(self.hosts.lower().split())

    @property
    def place(self) -> str:
        """Name of the place itself, without the units it belongs to."""
        return self.name.rpartition("/")[2]


class Registry:
    """All portals of a registry file, by id, which no two of its rows share."""

    def __init__(self, portals: Iterable[Portal], origin: str) -> None:
        self._portals = {portal.portal: portal for portal in portals}
        self.origin = origin

    def __iter__(self) -> Iterator[Portal]:
        return iter(self._portals.values())

    def __len__(self) -> int:
        return len(self._portals)

    def find(self, name: str) -> Portal:
        """Finds a portal by id, division code or the name of its place.

        Raises:
            RegistryError: No portal, or more than one, has this name.
        """
        if name in self._portals:
            return self._portals[name]
        matches = [portal for portal in self._portals.values() if name in (portal.adcode, portal.name, portal.place)]
        if len(matches) == 1:
            return matches[0]
        if not matches:
            raise RegistryError(
                f"there is no portal {name!r}",
                where=self.origin,
                remedy="`nianbao portals list TEXT` searches the registry.",
            )
        raise RegistryError(
            f"{name!r} names several portals: {', '.join(f'{match.portal} ({match.name})' for match in matches)}",
            where=self.origin,
            remedy="Give one of these ids.",
        )


def load(path: str | pathlib.Path | None = None) -> Registry:
    """Reads a registry.

    Args:
        path: A CSV file with at least the columns portal, adcode, name, level and home_url; by default nianbao's own.

    Raises:
        RegistryError: The file is missing, lacks a column, or has a row that cannot be right.
    """
    origin = str(path or "spiders/portals.csv")
    try:
        text = pathlib.Path(path or own_file()).read_text(encoding="utf-8-sig" if path else "utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"cannot be read: {error}", where=origin, remedy="Give a CSV file in UTF-8.") from error
    try:
        return Registry(parse_rows(text, Portal, origin, partial=path is not None), origin)
    except KnowledgeError as error:
        raise RegistryError(error.what, where=error.where, remedy=error.remedy) from error


def own_file() -> pathlib.Path:
    """Path of nianbao's own registry."""
    return pathlib.Path(str(importlib.resources.files("spiders") / "portals.csv"))


def unnamed(home_url: str) -> Portal:
    """A portal of which only the home page is known; its host stands for its name.

    Raises:
        RegistryError: The address is none of the web.
    """
    parts = urllib.parse.urlsplit(home_url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise RegistryError(f"{home_url!r} is not a web address", remedy="Give it as http://www.example.gov.cn/.")
    return Portal(portal=parts.netloc, adcode="", name=parts.netloc, level="", home_url=home_url)


def years(text: str, where: str = "") -> tuple[int, ...]:
    """Reads a set of years such as `2014-2016,2019`.

    Raises:
        RegistryError: The text is not such a set.
    """
    found: set[int] = set()
    for part in filter(None, re.split(r"[,\s]+", text)):
        match = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", part)
        if match is None or int(match[2] or match[1]) < int(match[1]):
            raise RegistryError(f"{text!r} is not a set of years", where=where, remedy="Write 2019 or 2014-2018,2021.")
        found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return tuple(sorted(found))

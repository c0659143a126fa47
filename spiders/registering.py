"""Rows of the registry of portals: what is wrong with them, and what row a new portal should get."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import pathlib
import re
import tempfile
import urllib.parse
from collections.abc import Iterable, Sequence

from knowledge import divisions
from knowledge.publishers import OF_GOVERNMENT, names_a_body, read_name
from spiders import families, portals
from spiders.discovery import addresses, titles
from spiders.discovery.owners import owner
from spiders.errors import RegistryError
from spiders.portals import Portal
from spiders.survey import Survey

_PIECES = re.compile(r"[\s_|·•,，—–-]+")
"""What parts the name of a site from other words of its title."""
_SITE = re.compile(r"(?:政府)?(?:官方|门户|政务)*(?:网站?|官网|首页|门户)$")


def lint(registry: Iterable[Portal]) -> list[str]:
    """What is wrong with the rows of a registry; a row that cannot be read at all is an error when it is loaded."""
    problems = []
    homes: dict[str, str] = {}
    for portal in registry:
        where = f"{portal.portal} ({portal.name})"
        if portal.family and portal.family not in families.names():
            problems.append(f"{where}: there is no family {portal.family!r}")
        if portal.level not in ("", *portals.LEVELS):
            problems.append(f"{where}: level {portal.level!r} is none of {', '.join(portals.LEVELS)}")
        if portal.adcode and divisions.by_code(portal.adcode, dt.date.today().year) is None:  # noqa: DTZ011
            problems.append(f"{where}: no place has or had the code {portal.adcode}")
        if portal.adcode and not owner(portal.name).is_government:
            problems.append(f"{where}: has the code of a government, and the name of another body")
        if not urllib.parse.urlsplit(portal.home_url).netloc:
            problems.append(f"{where}: home_url {portal.home_url!r} names no host")
        if portal.column_url and addresses.resolve(portal.home_url, portal.column_url) is None:
            problems.append(f"{where}: column_url {portal.column_url!r} is not a web address")
        home = addresses.key(portal.home_url)
        if home in homes and homes[home] not in portal.notes:
            problems.append(f"{where}: has the home page of {homes[home]}")
        homes[home] = portal.portal
    return problems


def propose(found: Survey, registry: portals.Registry) -> Portal:
    """The row that a portal should get: its place, or body below that, by what its home page calls itself.

    Raises:
        RegistryError: The portal is in the registry already.
    """
    home = addresses.host(found.home_url)
    for known in registry:
        if addresses.host(known.home_url) in (home, addresses.host(found.portal.home_url)):
            raise RegistryError(
                f"{known.home_url} is already the portal {known.portal} ({known.name})", where=registry.origin
            )
    governments = " ".join(titles.governments_named(found.title))
    body = "" if governments else _body_named(found.title)
    named = governments or body or found.title
    places = divisions.mentioned(named, dt.date.today().year)  # noqa: DTZ011
    meant = divisions.most_specific(places)
    host = urllib.parse.urlsplit(found.home_url).netloc
    learned = dataclasses.replace(
        found.portal, family=found.families[0] if len(found.families) == 1 else "", column_url=found.column_url
    )
    if len(meant) != 1:
        candidates = ", ".join(f"{place.code} {place.province}{place.name}" for place in meant)
        notes = f"place not certain: {candidates}" if candidates else "the home page does not say whose it is"
        return dataclasses.replace(learned, portal=host, name=found.title or host, notes=notes)
    place = meant[0]
    path = "/".join(dict.fromkeys(filter(None, (place.province, place.prefecture, place.name))))
    if body:
        return dataclasses.replace(learned, portal=host, name=f"{path}/{body}", level=place.level)
    return dataclasses.replace(learned, portal=place.code, adcode=place.code, name=path, level=place.level)


def _body_named(title: str) -> str:
    """The name of the body whose site has a title; an empty string where it is none, or that of a place."""
    year = dt.date.today().year  # noqa: DTZ011
    for piece in _PIECES.split(title):
        words = _SITE.sub("", piece)
        name = read_name(words, year)
        if name is not None and name.kind not in OF_GOVERNMENT and names_a_body(words, year):
            return words
    return ""


def row(portal: Portal, columns: Sequence[str] = (*portals.REQUIRED_COLUMNS, *portals.OPTIONAL_COLUMNS)) -> str:
    """A portal as a line of a registry.

    Args:
        portal: The portal.
        columns: Columns of that registry; by default those of nianbao's own.
    """
    line = io.StringIO()
    values = _written(portal)
    csv.writer(line, lineterminator="\n").writerow([values[name] for name in columns])
    return line.getvalue()


def _written(portal: Portal) -> dict[str, str]:
    """What a registry says of a portal, by column."""
    columns = (*portals.REQUIRED_COLUMNS, *portals.OPTIONAL_COLUMNS)
    values = {name: getattr(portal, name) for name in columns}
    return {
        name: "yes" if value is True else "" if value is None or value is False else str(value)
        for name, value in values.items()
    }


def append(portal: Portal, path: pathlib.Path) -> None:
    """Adds a portal to a registry file, and reads the file again to be sure that it still can be.

    Raises:
        RegistryError: The file has other columns, or cannot hold the portal.
    """
    before = path.read_text(encoding="utf-8")
    columns = before.partition("\n")[0].strip().lstrip("\ufeff").split(",")
    # A registry of an earlier release lacks columns that were added later.
    needed = {name for name, value in _written(portal).items() if value} | set(portals.REQUIRED_COLUMNS)
    if not needed <= set(columns) <= {*portals.REQUIRED_COLUMNS, *portals.OPTIONAL_COLUMNS}:
        raise RegistryError(
            "has other columns than nianbao's own registry, so no row is added",
            where=str(path),
            remedy="Add the row by hand, or give the file all columns.",
        )
    text = f"{before}{'' if before.endswith(chr(10)) else chr(10)}{row(portal, columns)}"
    with tempfile.TemporaryDirectory(prefix="nianbao-") as folder:
        trial = pathlib.Path(folder, "portals.csv")
        trial.write_text(text, encoding="utf-8")
        portals.load(trial)
    path.write_text(text, encoding="utf-8")

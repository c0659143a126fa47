"""Which portals a run is for, and in which groups they are crawled."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from flows.errors import WrongSetting
from spiders import portals as registry
from spiders.portals import Portal

EVERYTHING = "all"
OFFLINE = "seeds"
"""The offline portal, which `all` leaves out."""
_FEW = 3
"""Provinces that are named one by one."""


@dataclasses.dataclass(frozen=True, slots=True)
class Group:
    """Portals that one process crawls, and that fail and are tried again together.

    Attributes:
        name: Their province; the name of the portal where there is no province.
        portals: The portals.
    """

    name: str
    portals: Sequence[Portal]

    @property
    def size(self) -> int:
        """Number of its portals."""
        return len(self.portals)

    def __str__(self) -> str:
        """Its name in those of runs (江苏省 (98 portals))."""
        return f"{self.name}{_counted(self.size)}"


def chosen(provinces: Sequence[str], names: Sequence[str], portals_file: str = "") -> list[Portal]:
    """The portals of some provinces and some others, each once, in the order of the registry.

    Args:
        provinces: Names of provinces.
        names: Ids, division codes or names of places; provinces, or `all`, too.
        portals_file: Another registry of portals (CSV); empty for nianbao's own.

    Raises:
        RegistryError: A name is that of no portal, or of several.
        WrongSetting: Nothing is chosen, or a province has no portal.
    """
    known = registry.load(portals_file or None)
    by_province: dict[str, list[Portal]] = {}
    for portal in known:
        by_province.setdefault(_province(portal), []).append(portal)
    wanted: set[str] = set()
    for province in provinces:
        if province not in by_province:
            raise WrongSetting(
                f"{province} has no portal", where=known.origin, remedy="`nianbao portals list` shows the registry."
            )
        wanted.update(portal.portal for portal in by_province[province])
    for name in names:
        if name == EVERYTHING:
            wanted.update(portal.portal for portal in known if portal.portal != OFFLINE)
        else:
            wanted.add(known.find(name).portal)
    if not wanted:
        raise WrongSetting(
            "no portal is chosen",
            where="the parameters of the run",
            remedy=f"Name provinces, portals or `{EVERYTHING}`.",
        )
    return [portal for portal in known if portal.portal in wanted]


def chosen_by_name(names: Sequence[str], portals_file: str = "") -> list[Portal]:
    """The same from one list; the name of a province means all of its portals, also where it is a municipality.

    Raises:
        RegistryError: A name is that of no portal, or of several.
        WrongSetting: Nothing is chosen.
    """
    known = {_province(portal) for portal in registry.load(portals_file or None)}
    return chosen(
        [name for name in names if name in known], [name for name in names if name not in known], portals_file
    )


def measured(portals: Sequence[Portal], years: Sequence[int]) -> list[Portal]:
    """Portals with the floors by which a crawl is measured: those of the registry are of all years.

    Args:
        portals: The portals.
        years: Report years wanted; empty for all.
    """
    return [dataclasses.replace(portal, floor=None) for portal in portals] if years else list(portals)


def groups(portals: Sequence[Portal]) -> list[Group]:
    """Divides portals by province, in the order in which they come."""
    by_province: dict[str, list[Portal]] = {}
    for portal in portals:
        by_province.setdefault(_province(portal), []).append(portal)
    return [Group(name, tuple(members)) for name, members in by_province.items()]


def describe(portals: Sequence[Portal], years: Sequence[int]) -> str:
    """What a run is for, in a few words (江苏省 2024 (98 portals))."""
    names = list(dict.fromkeys(portal.name if len(portals) == 1 else _province(portal) for portal in portals))
    places = "、".join(names) if len(names) <= _FEW else f"{len(names)} provinces"
    of_years = f" {_written(years)}" if years else ""
    return f"{places}{of_years}{_counted(len(portals))}"


def _counted(portals: int) -> str:
    return f" ({portals} portals)" if portals > 1 else ""


def _written(years: Sequence[int]) -> str:
    """A set of years, runs of them from the first to the last (2014-2018, 2021)."""
    spans: list[list[int]] = []
    for year in sorted(set(years)):
        if spans and spans[-1][1] == year - 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def _province(portal: Portal) -> str:
    return portal.name.partition("/")[0]

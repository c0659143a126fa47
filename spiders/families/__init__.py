"""One class per CMS family: how to get from a portal's home to its reports."""

from __future__ import annotations

from collections.abc import Mapping

from spiders.errors import RegistryError
from spiders.families.base import Family, System
from spiders.families.general.walk import General
from spiders.families.gkmlpt import Gkmlpt
from spiders.families.hanweb import AnnualReportPage, Catalogue, Jpage
from spiders.families.jpaas import Units
from spiders.families.query import FormColumns, QueryPages
from spiders.families.search import JsonSearch
from spiders.families.seeds import Seeds
from spiders.families.state import PageState
from spiders.families.trs import Trs
from spiders.families.ucap import Ucap
from spiders.portals import Portal

SYSTEMS: Mapping[str, type[System]] = {
    system.name: system
    for system in (
        Jpage,
        Catalogue,
        AnnualReportPage,
        Units,
        Trs,
        Ucap,
        Gkmlpt,
        JsonSearch,
        PageState,
        FormColumns,
        QueryPages,
    )
}
"""What a page may show itself to be made with, in the order in which they are asked."""

FAMILIES: dict[str, type[Family]] = {family.name: family for family in (General, Seeds)}
"""Ways through a whole portal."""


def names() -> tuple[str, ...]:
    """Everything that the column `family` of the registry may say."""
    return (*FAMILIES, *SYSTEMS)


def find(portal: Portal, years: tuple[int, ...] = ()) -> Family:
    """The way through a portal: by default the general walk, in which each system that a page shows takes its part.

    Args:
        portal: The portal.
        years: Report years wanted; empty for all.

    Raises:
        RegistryError: The portal's family is not one that is known here.
    """
    if portal.family in names():
        first = [SYSTEMS[portal.family]] if portal.family in SYSTEMS else []
    elif portal.family:
        raise RegistryError(
            f"portal {portal.portal} ({portal.name}) is of the unknown family {portal.family!r}",
            where="spiders/portals.csv",
            remedy=f"Families are: {', '.join(names())}; leave it empty where it is not known.",
        )
    else:
        first = []
    family = FAMILIES.get(portal.family, General)
    if family is General:
        return General(portal, years, [*first, *(system for system in SYSTEMS.values() if system not in first)])
    return family(portal, years)

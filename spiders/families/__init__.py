"""One class per CMS family: how to get from a portal's home to its reports."""

from __future__ import annotations

from spiders.errors import RegistryError
from spiders.families.base import Family
from spiders.families.seeds import Seeds
from spiders.portals import Portal

FAMILIES: dict[str, type[Family]] = {family.name: family for family in (Seeds,)}


def find(portal: Portal) -> type[Family]:
    """The class that walks a portal.

    Raises:
        RegistryError: The portal's family is not one that is known here.
    """
    if portal.family not in FAMILIES:
        raise RegistryError(
            f"portal {portal.portal} ({portal.name}) is of the family {portal.family or 'not yet known'!r}",
            where="spiders/portals.csv",
            remedy=f"Families that can be crawled are: {', '.join(FAMILIES)}.",
        )
    return FAMILIES[portal.family]

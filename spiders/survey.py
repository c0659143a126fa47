"""What is found out about a portal by visiting it: plain data, for the flow that visits, the registry and the views."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from spiders.portals import Portal


@dataclasses.dataclass(frozen=True, slots=True)
class Survey:
    """How a portal answers.

    Attributes:
        portal: The portal.
        home: How the request for its home page ended.
        home_url: Address that answered, after redirects.
        title: Title of the home page and the site's name on it.
        families: Families that its pages show.
        column_url: Column that most of its reports stand in; empty where none is found.
        links: Links to reports and their files.
        outcomes: How all requests ended.
    """

    portal: Portal
    home: str
    home_url: str
    title: str
    families: tuple[str, ...]
    column_url: str
    links: int
    outcomes: Mapping[str, int]

"""Places known from outside a report's text: from its portal, its index number and the owner of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from knowledge import divisions
from knowledge.divisions import Division
from knowledge.publishers import OF_GOVERNMENT, PublisherName, read_name
from parsers.body.finding import Body
from parsers.identify.levels import possible_levels
from parsers.model import Document

_CREDIT_CODE = re.compile(r"\b1[1-9](\d{6})[0-9A-Z]{10}\b")


def known_places(body: Body, document: Document, year: int) -> Iterator[Division]:
    """Places that the portal or manifest gives, and the publisher's code in the index number."""
    codes = [document.place or "", *_CREDIT_CODE.findall(body.metadata.get("index_number", ""))]
    for code in codes:
        division = divisions.by_code(code, year)
        if division:
            yield division
    if document.place and not document.place.isdigit():
        # A path names the larger places first (江苏省泰州市姜堰区), and a name of several places is not told by itself.
        named = divisions.mentioned(document.place, year)
        smallest = divisions.most_specific(named)
        if len(smallest) == 1:
            yield smallest[0]
            yield from (place for place in named if divisions.is_within(smallest[0], place))


def places_of_sites(body: Body, name: PublisherName, opening: str, year: int) -> Mapping[Division, str]:
    """Places whose government owns the page's site, with its name, as far as the report speaks of such a place.

    A county's body may publish on the site of its city: 我区 is not said of a city.
    """
    levels = possible_levels(name, opening)
    found: dict[Division, str] = {}
    for words in body.sites:
        site = read_name(words, year)
        if site is None or site.kind not in OF_GOVERNMENT:
            continue
        places = divisions.most_specific(site.places, (), ())
        if len(places) == 1 and (not levels or places[0].level in levels):
            found.setdefault(places[0], words)
    return found


def agrees(division: Division, known: Sequence[Division]) -> bool:
    """Whether a place is one of those known, a part of one, or what one is a part of."""
    return any(
        division == other or divisions.is_within(division, other) or divisions.is_within(other, division)
        for other in known
    )

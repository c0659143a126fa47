"""Places known from outside a report's text: from its portal, its index number and the owner of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from knowledge import divisions
from knowledge.divisions import Division
from knowledge.publishers import PublisherName, read_name
from parsers.body.finding import Body
from parsers.identify.levels import possible_levels
from parsers.model import Document

_CREDIT_CODE = re.compile(r"\b1[1-9](\d{6})[0-9A-Z]{10}\b")


def known_places(body: Body, document: Document, year: int) -> Iterator[Division]:
    """Places that the portal or manifest gives, and by the publisher's code in the index number, as they were then."""
    codes = [document.place or "", *_CREDIT_CODE.findall(body.metadata.get("index_number", ""))]
    for code in codes:
        division = divisions.of_code(code, year)
        if division:
            yield division
    if document.place and not document.place.isdigit():
        yield from divisions.of_path(document.place, year)


def places_of_sites(body: Body, name: PublisherName, opening: str, year: int) -> Mapping[Division, str]:
    """Places whose government owns the page's site, with its name, as far as the report speaks of such a place.

    A county's body may publish on the site of its city: 我区 is not said of a city. A copy of an old report stands on
    the site that the place has today; where that was not there yet, neither it nor a larger place is told.
    """
    levels = possible_levels(name, opening)
    found: dict[Division, str] = {}
    not_there: list[Division] = []
    for words in body.sites:
        owner = _place_of_site(words, year)
        if owner is None or any(divisions.is_within(other, owner) for other in not_there):
            continue
        place = divisions.in_year(owner, year)
        if place is None:
            not_there.append(owner)
        elif not levels or place.level in levels:
            found.setdefault(place, words)
    return found


def _place_of_site(words: str, year: int) -> Division | None:
    """The place of the government that a page names as the owner of its site: by its name of today, or of the year."""
    for when in (divisions.TODAY, year):
        site = read_name(words, when)
        if site is None or site.by_short_name:
            continue
        places = divisions.most_specific(site.places, (), ())
        if len(places) == 1:
            return places[0]
    return None


def agrees(division: Division, known: Sequence[Division]) -> bool:
    """Whether a place is one of those known, a part of one, or what one is a part of."""
    return any(
        division == other or divisions.is_within(division, other) or divisions.is_within(other, division)
        for other in known
    )

"""Which place a body is of: by its name, by the other names, by its portal, by the text, by the owner of the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from knowledge import divisions
from knowledge.divisions import Division
from knowledge.publishers import OF_TOWNSHIP, PublisherName, is_away, is_branch_of_centre
from parsers.errors import NotAReport
from parsers.identify.addressees import without_addresses
from parsers.identify.branches import place_of_branch
from parsers.identify.citations import cited_titles, without_citations
from parsers.identify.evidence import EVIDENCE
from parsers.identify.levels import is_below, level_words


def find_place(
    name: PublisherName,
    named: Mapping[str, PublisherName],
    known: Sequence[Division],
    sites: Sequence[Division],
    opening: str,
    year: int,
) -> Division | None:
    """Says which place a body is of; None for a branch of the centre that neither its name nor its portal places.

    Args:
        name: The body.
        named: All names that speak for a publisher, by the kind of evidence.
        known: Places known from outside the text.
        sites: Places whose government owns the page's site.
        opening: First words of the report.
        year: Year whose places are meant.

    Raises:
        NotAReport: Nothing tells which place, or which of several.
    """
    around = [*divisions.mentioned(without_citations(opening), year), *sites]
    with_places = [other for kind in EVIDENCE if (other := named.get(kind)) and other.places]
    others = [other.places for other in sorted(with_places, key=lambda other: other.key != name.key)]
    may_name_its_place = not name.places and name.kind not in OF_TOWNSHIP and not is_away(name.own)
    within = divisions.mentioned(name.words, year) if may_name_its_place else []
    for places in (name.places, tuple(within), *others):
        found = divisions.most_specific(places, known, around)
        if len(found) == 1:
            return _certain(name, _within(name, found[0], known, year), (known, sites, around), year)
        if found:
            listed = ", ".join(f"{place.province}{place.prefecture or ''}{place.name}" for place in found)
            raise NotAReport(f"The report may be of any of these places, and nothing tells which: {listed}.")
    if not known and is_branch_of_centre(name.own):
        return None
    bound = _bound_by(name, opening, year)
    beside = (*_told(name, opening, around, year), *sites, *bound)
    if known and is_below(name, opening, known[0]):
        within = [division for division in beside if divisions.is_within(division, known[0])]
        if not within:
            raise NotAReport(f"The report is of a place in {known[0].name}, and nothing tells which.")
        known = within
    for division in (*known, *beside):
        return _certain(name, division, (known, sites, bound, around), year)
    raise NotAReport("Neither the document nor its portal says which place it is about.")


def _told(name: PublisherName, opening: str, around: Sequence[Division], year: int) -> Iterator[Division]:
    """Places that the text itself names, as far as it speaks of a place of their level (我县).

    Of names that stand one right behind the other the last is meant (北京市西城区); one that several places have and
    nothing else tells apart tells nothing. To whom a report is sent may be of a larger place, unless that level fits.
    """
    words = level_words(name, opening)
    text = without_citations(opening if words else without_addresses(opening, year))
    for run in divisions.runs(text, year):
        called = [place for place in run if not words or place.name.endswith(words)]
        places = divisions.most_specific(called, (), around)
        yield from places if len(places) == 1 else ()


def _bound_by(name: PublisherName, opening: str, year: int) -> Sequence[Division]:
    """The county whose own rules and notices the text cites: they bind none but its bodies (《某县政府信息公开规定》).

    Those of a city bind the bodies of all its counties and tell nothing of them.
    """
    words = level_words(name, opening)
    if name.kind not in OF_TOWNSHIP and not words:
        return ()
    cited = [place for title in cited_titles(opening) for place in divisions.mentioned(title, year)]
    counties = divisions.most_specific([place for place in cited if place.level == "county"], (), cited)
    certain = len(counties) == 1 and (not words or counties[0].name.endswith(words))
    return counties if certain else ()


def _within(name: PublisherName, place: Division, known: Sequence[Division], year: int) -> Division:
    """The part of a place that a body is of: a branch names it (公安局增城区分局), a zone's portal may be of it."""
    parts = divisions.mentioned(name.own, year) if not is_away(name.own) else []
    inner = [part for part in parts if divisions.is_within(part, place)]
    branch = place_of_branch(name.own) if not inner else ""
    for length, named in divisions.short_in_front(branch, year, behind=(place,)) if branch else ():
        inner.extend(named if length == len(branch) else ())
    if inner:
        return inner[-1]
    portal = next((part for part in known if divisions.is_within(part, place)), None)
    return portal if portal is not None and name.kind == "zone" else place


def _certain(name: PublisherName, division: Division, told: Sequence[Sequence[Division]], year: int) -> Division:
    """The place of a body; a town's must be a county, or a city that has none.

    Args:
        name: The body.
        division: Its place, as far as its name or the strongest evidence says.
        told: Places that other evidence tells, the strongest first; several counties of one tell nothing.
        year: Year whose places are meant.

    Raises:
        NotAReport: Nothing tells the county of a town.
    """
    is_of_city = division.level == "prefecture" and not divisions.has_counties(division, year)
    if name.kind not in OF_TOWNSHIP or division.level == "county" or is_of_city:
        return division
    for places in told:
        within = (place for place in places if place.level == "county" and divisions.is_within(place, division))
        counties = list(dict.fromkeys(within))
        if len(counties) == 1:
            return counties[0]
    raise NotAReport(f"The report is of {name.own}, and nothing tells which county of {division.name} it belongs to.")

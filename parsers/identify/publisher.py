"""Who publishes a report: the body and its place, by all that speaks for one, the strongest evidence first.

The names that speak for a body are collected with what they stand in (`evidence`, and `opening` for the first
sentences), beside what the report calls itself (`self_naming`). One of them is chosen (`body_choice`), and its
place is found (`place`), with what is known of it from outside the text (`known_places`). What speaks for another body
or place becomes a flag.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from knowledge.divisions import Division
from knowledge.publishers import CENTRAL, OF_GOVERNMENT, PublisherName, body_words, names_government
from parsers.body.finding import Body
from parsers.identify.body_choice import choose_body
from parsers.identify.branches import as_of_district
from parsers.identify.coordinators import is_coordinator
from parsers.identify.evidence import names_by_evidence
from parsers.identify.known_places import agrees, known_places, places_of_sites
from parsers.identify.levels import with_level
from parsers.identify.opening import contacts
from parsers.identify.place import find_place
from parsers.identify.self_naming import count_self_references
from parsers.model import Document, Flag
from storage.schema import Evidence

_WITHOUT_PEOPLES_GOVERNMENT = ("地区", "盟")
"""Prefectures in which an office of their province governs."""

_COMMITTEE = re.compile(r"(?:管理委员会|管委会)$")


@dataclasses.dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes a report.

    Attributes:
        name: The body's name, taken apart.
        division: Its place; None for a central body, and for a branch of one that is of no place.
        town: The town or street that it is of, by the same name; empty where it is of none.
        agency: The body by the fullest name that the report or its page gives.
        evidence: What spoke for it.
        flags: Evidence that speaks for another body or place.
    """

    name: PublisherName
    division: Division | None
    town: str
    agency: str
    evidence: tuple[Evidence, ...]
    flags: tuple[Flag, ...]


def find_publisher(body: Body, document: Document, opening: str, year: int) -> Publisher:
    """Says who publishes a report.

    Args:
        body: The report.
        document: Its document, with what the portal says.
        opening: First words of its text.
        year: Year whose places are meant.

    Raises:
        NotAReport: Nothing tells which body, or which place.
    """
    known = tuple(known_places(body, document, year))
    named = _with_zones_in_full(names_by_evidence(body, document, opening, year, known))
    name, deciding = choose_body(named, count_self_references(body), contacts(opening, year), document.place)
    if deciding == "contact":
        named[deciding] = name
    leveled = with_level(name, named.values())
    sites = places_of_sites(body, leveled, opening, year)
    division = None if name.kind == CENTRAL else find_place(leveled, named, known, tuple(sites), opening, year)
    # Behind the name of a body may stand its own office, which is no fuller name.
    full = [kind for kind, other in named.items() if other.words.endswith(other.own)]
    name = dataclasses.replace(name, own=as_of_district(name.own, division))
    named = {kind: dataclasses.replace(other, own=as_of_district(other.own, division)) for kind, other in named.items()}
    evidence = [Evidence(kind=kind, words=found.words) for kind, found in named.items()]
    evidence += [Evidence(kind="portal", words=document.place)] if document.place else []
    is_told = bool(known) or any(division in found.places for found in named.values())
    if division is not None and division in sites and not is_told:
        evidence.append(Evidence(kind="site", words=sites[division]))
    fullest = _fullest(name, [named[kind] for kind in full], division)
    return Publisher(
        name=dataclasses.replace(name, own=fullest.own) if name.kind == "street" else name,
        division=division,
        town=fullest.town,
        agency=_government(name, named, division) if name.kind == "government" else fullest.words,
        evidence=tuple(sorted(evidence, key=lambda item: item.kind != deciding)),
        flags=tuple(_disagreements(name, deciding, named, division, known)),
    )


def _with_zones_in_full(named: Mapping[str, PublisherName]) -> dict[str, PublisherName]:
    """The names, those that are the noun of a zone alone (开发区) being of the one zone whose name ends in it."""
    zones = {other.key: other for other in named.values() if other.kind == "zone" and not _is_noun_of_zone(other)}
    found = dict(named)
    for kind, name in named.items():
        if name.kind == "zone" and _is_noun_of_zone(name):
            noun = _COMMITTEE.sub("", name.own)
            full = [other for other in zones.values() if _COMMITTEE.sub("", other.own).endswith(noun)]
            found[kind] = dataclasses.replace(full[0], words=name.words) if len(full) == 1 else name
    return found


def _is_noun_of_zone(name: PublisherName) -> bool:
    return not name.places and _COMMITTEE.sub("", name.own) in body_words()


def _government(name: PublisherName, named: Mapping[str, PublisherName], division: Division | None) -> str:
    """A government as the report names it: by who compiled its report, where the report says so."""
    of_its_place = [one for one in named.values() if one.kind in OF_GOVERNMENT and division in one.places]
    told = (named.get("author"), name, named.get("publisher"), *of_its_place)
    own = next((one for one in told if one is not None and _is_a_government(one)), None)
    if own is None:
        return _in_law(division) if division is not None else name.words
    in_full = (one.words for one in of_its_place if one.kind == own.kind and _is_a_government(one))
    return own.words if own.places else max(in_full, key=len, default=own.words)


def _is_a_government(name: PublisherName) -> bool:
    return name.kind in OF_GOVERNMENT and names_government(name.words)


def _in_law(division: Division) -> str:
    """The government of a place where the report does not name it."""
    is_league = division.level == "prefecture" and division.name.endswith(_WITHOUT_PEOPLES_GOVERNMENT)
    return division.name + ("行政公署" if is_league else "人民政府")


def _fullest(name: PublisherName, named: Iterable[PublisherName], division: Division | None) -> PublisherName:
    """Of the names for a body the one with most of its places in front, and of these the longest."""
    names = filter(name.is_same_body, named)
    of_its_place = (other for other in names if not other.places or division is None or agrees(division, other.places))
    return max((name, *of_its_place), key=lambda other: (_n_places(other), len(other.words)))


def _n_places(name: PublisherName) -> int:
    """How many places one behind the other a name begins with."""
    return len({place.level for place in name.places})


def _disagreements(
    name: PublisherName,
    deciding: str,
    named: Mapping[str, PublisherName],
    division: Division | None,
    known: Sequence[Division],
) -> Iterator[Flag]:
    """What speaks for another body or another place, and a kind of body that is not known."""
    for kind, other in named.items():
        same_body = other.is_same_body(name) or {other.kind, name.kind} <= {*OF_GOVERNMENT, ""}
        if other.kind and not same_body and not is_coordinator(other.own):
            taken = name.words or "the government"
            sentence = f"the {kind} names {other.words}, the {deciding} {taken}, which was taken"
            yield Flag("other_publisher", sentence, other.words)
    if division is not None and known and not agrees(division, known[:1]):
        yield Flag("other_place", f"the portal is of {known[0].name}, the report of {division.name}", known[0].name)
    if not name.kind:
        yield Flag("agency_kind_unknown", f"what kind of body {name.own} is, is not known", name.own)

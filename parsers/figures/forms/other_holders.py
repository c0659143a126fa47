"""Whether words around a table of a form say that its numbers are of others than the report, or of some of these."""

from __future__ import annotations

import dataclasses
import re

from knowledge.publishers import read_name
from knowledge.self_references import whole_place
from knowledge.territory_parts import is_part
from parsers.figures.own_tables.holders import holder_of_caption, names_in_front
from parsers.knowledge.forms import label_key, without_among
from parsers.model import Identity
from parsers.prose.words.lexicon import find_terms

_WHOLE = re.compile(whole_place())
_A_WORD = re.compile(r"[^\W\d]")


@dataclasses.dataclass(frozen=True, slots=True)
class Territory:
    """The place whose government reports for all of it.

    Attributes:
        level: Its level.
        name: Its name.
        around: The names of the places around it, which may have given out the form.
    """

    level: str
    name: str
    around: frozenset[str]


def territory_of(identity: Identity) -> Territory | None:
    """The place that a report covers; None for a report of one body."""
    if not identity.covers_a_place:
        return None
    names = (identity.province, identity.city, identity.county, identity.township)
    *around, name = filter(None, names)
    return Territory(identity.level, name, frozenset(around))


def is_of_all(words: str, year: int, territory: Territory | None) -> bool | None:
    """Whether the numbers below words are of all that the report covers; None where they do not say.

    Args:
        words: The words, without spaces.
        year: Year of the report.
        territory: The place that it covers; None where it is one body, of which no words can tell who is a part.
    """
    if territory is None:
        return None
    if holder_of_caption([words], year, territory.level) != "":
        return False
    names = list(names_in_front(words))
    if _WHOLE.search(words):
        return True
    if any(is_part(label_key(name)) or _is_elsewhere(name, year, territory) for name in names):
        return False
    return True if territory.name in names else None


def names_a_part(words: str) -> bool:
    """Whether words say that they name a part of all, and it is not one of the applicants (其中：网上申请).

    Args:
        words: The words, without spaces.
    """
    rest = without_among(words)
    return rest != words and _A_WORD.search(rest) is not None and not names_some_applicants(rest)


def names_some_applicants(words: str) -> bool:
    """Whether words name some of the applicants, and not both people and organisations (自然人申请情况).

    Args:
        words: The words, without spaces.
    """
    terms = find_terms(words)
    are_people = any(term.value("party") == "natural_person" for term in terms)
    are_bodies = any(term.value("who") or term.value("party") not in (None, "natural_person") for term in terms)
    return are_people != are_bodies


def _is_elsewhere(name: str, year: int, territory: Territory) -> bool:
    """Whether a name is that of another place, or of its government."""
    read = read_name(name, year)
    if read is None or not read.places or read.by_short_name:
        return False
    return read.places[-1].name not in (territory.name, *territory.around)

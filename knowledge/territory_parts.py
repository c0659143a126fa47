"""Titles of columns that count a part of the territory of a report, beside the column that counts the whole.

`data/territory_parts.csv` lists their words; a title may put several together (县区及乡镇, 其中：市直部门).
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.fields import UNIQUE, Fault
from knowledge.loading import read_rows

_TIERS = ("province", "prefecture", "county", "township")
"""From the largest to the smallest."""
_BESIDE_TERMS = ("及", "和", "与", "含")
_EACH = "各"
"""What may stand in front of any word of a term (各县区, 县直各单位); terms that begin with it must have it there."""
_COUNTED = re.compile("(?:合计|小计|总计|数量|数)?$")
_AMONG = re.compile("其中|其[他它余]")


@dataclasses.dataclass(frozen=True, slots=True)
class TerritoryPart:
    """A row of `territory_parts.csv`.

    Attributes:
        term: Words of a title.
        scope: `office` for a government itself, `other` for departments and places.
        tier: The tier of government that they name; None where they name none.
    """

    term: Annotated[str, UNIQUE]
    scope: Literal["office", "other"]
    tier: Literal["province", "prefecture", "county", "township"] | None = None

    @classmethod
    def check(cls, rows: Sequence[TerritoryPart]) -> Iterator[Fault]:
        """No two terms differ by 各 alone, which may stand in front of the words of any."""
        terms: dict[str, str] = {}
        for index, row in enumerate(rows):
            other = terms.setdefault(row.plain, row.term)
            if other != row.term:
                what = f"{row.term!r} differs from {other!r} in a line above by {_EACH} alone"
                yield Fault((index, "term"), what, "Remove one of them")

    @property
    def plain(self) -> str:
        """The term without 各."""
        return self.term.replace(_EACH, "")


def is_part(title: str) -> bool:
    """Whether a title, without marks and spaces, names a part of a territory."""
    return bool(_parts_in(title))


def scope_of_part(title: str, beside: Sequence[str]) -> str:
    """What the numbers below a title of a part cover: `office` for the government itself, else `other`.

    市级 beside 县级 is the city itself and 县级 its counties; 县级 beside 乡镇 is the county itself.

    Args:
        title: Title of a part, without marks and spaces.
        beside: Titles of the parts that stand beside it.
    """
    parts = _parts_in(title)
    others = [part for other in beside for part in _parts_in(other)]
    of_larger = any(_rank(other) < _rank(part) for part in parts for other in others if other.tier)
    return "other" if of_larger or any(part.scope == "other" for part in parts) else "office"


def _rank(part: TerritoryPart) -> int:
    """How many tiers are larger."""
    return _TIERS.index(part.tier) if part.tier else 0


def _parts_in(title: str) -> Sequence[TerritoryPart]:
    """The terms that a title is made of; none, where it says anything else.

    Terms overlap (县, 县区, 区县), so it is read from place to place and never again from the same one: the time grows
    with the length of a title, whatever its words.
    """
    terms, longest = _known()
    plain = title.replace(_EACH, "")
    with_each = _places_behind_each(title)
    among = _AMONG.match(plain)
    behind: dict[int, tuple[int, TerritoryPart | None]] = dict.fromkeys({0, among.end() if among else 0}, (0, None))
    for place in range(len(plain)):
        if place not in behind:
            continue
        if behind[place][1] is not None and _COUNTED.match(plain, place):
            return _parts_up_to(place, behind)
        start = place + plain.startswith(_BESIDE_TERMS, place)
        for begin in {place, start}:
            for end in range(begin + 1, begin + longest + 1):
                part = terms.get(plain[begin:end])
                if part is not None and (begin in with_each or not part.term.startswith(_EACH)):
                    behind.setdefault(end, (place, part))
    return _parts_up_to(len(plain), behind)


def _places_behind_each(title: str) -> Container[int]:
    """The places of a title, counted without 各, in front of which it stands."""
    places: set[int] = set()
    length = 0
    for character in title:
        if character == _EACH:
            places.add(length)
        else:
            length += 1
    return places


def _parts_up_to(place: int, behind: Mapping[int, tuple[int, TerritoryPart | None]]) -> Sequence[TerritoryPart]:
    """The terms that lead to a place."""
    parts: list[TerritoryPart] = []
    while place in behind and (part := behind[place][1]) is not None:
        parts.append(part)
        place = behind[place][0]
    return parts[::-1]


@functools.cache
def _known() -> tuple[Mapping[str, TerritoryPart], int]:
    """The terms without 各, and the length of the longest."""
    terms = {row.plain: row for row in read_rows("knowledge", "territory_parts.csv", TerritoryPart)}
    return terms, max(map(len, terms))

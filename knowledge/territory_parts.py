"""Titles of columns that count a part of the territory of a report, beside the column that counts the whole.

`data/territory_parts.csv` lists their words; a title may put several together (县区及乡镇, 其中：市直部门).
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal

from knowledge.fields import UNIQUE
from knowledge.loading import read_rows

_TIERS = ("province", "prefecture", "county", "township")
"""From the largest to the smallest."""
_BESIDE_TERMS = "及|和|与|含"
_EACH = "各"
"""What may stand in front of any word of a term (各县区, 县直各单位)."""
_COUNTED = "合计|小计|总计|数量|数"


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
    of_larger = any(_rank(other) < _rank(part) for part in parts for other in others if other.tier and part.tier)
    return "other" if of_larger or any(part.scope == "other" for part in parts) else "office"


def _rank(part: TerritoryPart) -> int:
    """How many tiers are larger."""
    return _TIERS.index(part.tier) if part.tier else 0


def _parts_in(title: str) -> Sequence[TerritoryPart]:
    """The terms that a title is made of; none, where it says anything else."""
    by_term, of_parts, term = _known()
    if not of_parts.fullmatch(title):
        return ()
    return [by_term[word if word in by_term else word.replace(_EACH, "")] for word in term.findall(title)]


@functools.cache
def _known() -> tuple[Mapping[str, TerritoryPart], re.Pattern[str], re.Pattern[str]]:
    """The terms, the form of a title that is made of them, and what finds them in it."""
    by_term = {row.term: row for row in read_rows("knowledge", "territory_parts.csv", TerritoryPart)}
    term = "|".join(f"{_EACH}?".join(("", *word)) for word in sorted(by_term, key=len, reverse=True))
    of_parts = re.compile(f"(?:其中|其[他它余])?(?:(?:{_BESIDE_TERMS})?(?:{term}))+(?:{_COUNTED})?")
    return by_term, of_parts, re.compile(term)

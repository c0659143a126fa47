"""The level of the place that a report is of, by the words for it: in its body's name (县教育局), or 我县 and 全市."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping

from knowledge.divisions import Division
from knowledge.publishers import OF_TOWNSHIP, PublisherName
from knowledge.self_references import is_all, of_its_level

_IN_NAME = re.compile(r"([省市县区旗州盟])(?!场|容|民|立|域|划)")
_LEVELS: Mapping[str, tuple[str, ...]] = {
    "省": ("province",),
    "市": ("province", "prefecture", "county"),
    "县": ("county",),
    "区": ("province", "county"),
    "旗": ("county",),
    "州": ("prefecture",),
    "盟": ("prefecture",),
}
"""Levels of places that a report may call so: 全市 is said of Shanghai, of Wuxi and of Tongxiang."""
_RANKS = ("county", "prefecture", "province")
_REGION = "自治区"
"""What may call itself 我区, too."""


def is_below(name: PublisherName, opening: str, division: Division) -> bool:
    """Whether a body is of a smaller place than one, by its name (县教育局) or by what it calls its place (我县)."""
    if name.kind in OF_TOWNSHIP or name.kind == "zone":
        return False
    first = _IN_NAME.match(name.words)
    own = {match["level"] for match in _spoken().finditer(opening) if not is_all(match["whose"])}
    levels = {level for word in ({first[1]} if first else own) for level in _LEVELS[word]}
    if not division.province.endswith(_REGION) and "county" in levels and "prefecture" not in levels:
        levels.discard("province")
    return bool(levels) and all(_RANKS.index(level) < _RANKS.index(division.level) for level in levels)


def with_level(name: PublisherName, named: Iterable[PublisherName]) -> PublisherName:
    """A name that tells no place, by another one of the same body that tells the level (教育局, and 县教育局)."""
    if name.places or _IN_NAME.match(name.words):
        return name
    same = (other for other in named if other.kind == name.kind and other.is_same_body(name))
    return next((other for other in same if not other.places and _IN_NAME.match(other.words)), name)


def level_words(name: PublisherName, opening: str) -> tuple[str, ...]:
    """What a body calls its place: by its name (县教育局), by 我县, or failing both by 全县.

    A town speaks of itself otherwise, and a zone calls itself a district (全区).
    """
    if name.kind in OF_TOWNSHIP or name.kind == "zone":
        return ()
    first = _IN_NAME.match(name.words)
    spoken = list(_spoken().finditer(opening))
    own = {match["level"] for match in spoken if not is_all(match["whose"])}
    return tuple({first[1]} if first else own or {match["level"] for match in spoken})


def possible_levels(name: PublisherName, opening: str) -> frozenset[str]:
    """Levels of all places that a body's name and its report may speak of so; empty where neither says any."""
    words = {match["level"] for match in _spoken().finditer(opening)}
    words.update(match[1] for match in [_IN_NAME.match(name.words)] if match)
    return frozenset(level for word in words for level in _LEVELS[word])


@functools.cache
def _spoken() -> re.Pattern[str]:
    return re.compile(of_its_level())

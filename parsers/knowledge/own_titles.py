"""What the titles and labels of an office's own tables say of the numbers below or beside them."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping
from typing import Literal

from knowledge.loading import read_rows

_YEAR = re.compile(r"^(?:20\d{2}|本|上|当)年度?(?=.)")
TitleKind = Literal["number", "unit", "total", "sorts", "bodies", "look_alike", "nothing"]


@dataclasses.dataclass(frozen=True, slots=True)
class OwnTitle:
    """A row of `own_titles.csv`: words of titles and labels in tables of an office's own making.

    Attributes:
        kind: What they say: that `number`s stand there, of whatever the other axis names; that their `unit` does, where
            any cell below is one (单位 may name agencies, too); that they are the `total` of the others; that names of
            `sorts` of information or of `bodies` stand below; that numbers only look like counts of the year
            (`look_alike`); that what stands below counts `nothing`, nor names anything.
        place: Whether they are the `whole` title, or may stand anywhere `within` it.
        words: The words.
    """

    kind: TitleKind
    place: Literal["whole", "within"]
    words: tuple[str, ...]


def says(kind: TitleKind, title: str) -> bool:
    """Whether a title is of a kind.

    Args:
        kind: The kind.
        title: The title, without spaces and without the unit in brackets behind it.
    """
    whole, within = _titles()[kind]
    return title in whole or any(word in title for word in within)


def without_total(label: str) -> str:
    """What a label of a total names in front of that word (乡镇小计); empty where it names nothing."""
    ends = [word for word in _titles()["total"][0] if label.endswith(word) and label != word]
    return label.removesuffix(max(ends, key=len)) if ends else ""


def without_year(title: str) -> str:
    """A title behind the year that it begins with (2018年公开数)."""
    return _YEAR.sub("", title)


@functools.cache
def _titles() -> Mapping[str, tuple[frozenset[str], tuple[str, ...]]]:
    rows = read_rows("parsers", "own_titles.csv", OwnTitle)

    def words(kind: str, place: str) -> list[str]:
        return [word for row in rows if (row.kind, row.place) == (kind, place) for word in row.words]

    return {row.kind: (frozenset(words(row.kind, "whole")), tuple(words(row.kind, "within"))) for row in rows}

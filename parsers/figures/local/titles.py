"""What the titles of an office's own tables say of what stands below or beside them."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import Literal

from knowledge.loading import read_rows

TitleKind = Literal["number", "total", "sorts", "look_alike", "nothing"]


@dataclasses.dataclass(frozen=True, slots=True)
class LocalTitle:
    """A row of `local_titles.csv`: words of titles in tables of an office's own making.

    Attributes:
        kind: What they say: that `number`s stand below, of whatever the rows name; that a row is the `total` of the
            others; that names of `sorts` of information stand below; that numbers below only look like counts of the
            year (`look_alike`); that what stands below counts `nothing`.
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


@functools.cache
def _titles() -> Mapping[str, tuple[frozenset[str], tuple[str, ...]]]:
    rows = read_rows("parsers", "local_titles.csv", LocalTitle)

    def words(kind: str, place: str) -> list[str]:
        return [word for row in rows if (row.kind, row.place) == (kind, place) for word in row.words]

    return {row.kind: (frozenset(words(row.kind, "whole")), tuple(words(row.kind, "within"))) for row in rows}

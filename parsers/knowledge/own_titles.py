"""What the titles and labels of an office's own tables say of the numbers below or beside them."""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Mapping
from typing import Literal, NamedTuple

from knowledge.loading import read_rows

TitleKind = Literal[
    "labels",
    "years",
    "number",
    "unit",
    "total",
    "sorts",
    "bodies",
    "media",
    "look_alike",
    "nothing",
    "roles",
    "offices",
    "opening",
]


@dataclasses.dataclass(frozen=True, slots=True)
class OwnTitle:
    """A row of `own_titles.csv`: words of titles and labels in tables of an office's own making.

    Attributes:
        kind: What they say: that `labels` stand below them; that these are `years`; that `number`s stand there, of
            whatever the other axis names; that their `unit` does, where any cell below is one (单位 may name agencies,
            too); that they are the `total` of the others; that names of `sorts` of information, of `bodies` or of
            `media` stand below; that numbers only look like counts of the year (`look_alike`); that what stands below
            counts and names `nothing`; the `roles` that `offices` have with the numbers of others, read as one
            (审核部门); that the ways of disclosure are parted, compared or opened, whatever is disclosed there
            (`opening`).
        place: Whether they are the `whole` title, stand at its `end`, or anywhere `within` it.
        words: The words.
    """

    kind: TitleKind
    place: Literal["whole", "end", "within"]
    words: tuple[str, ...]


def says(kind: TitleKind, title: str) -> bool:
    """Whether a title is of a kind.

    Args:
        kind: The kind.
        title: The title, without spaces and without the unit in brackets behind it.
    """
    words = _titles()[kind]
    return title in words.whole or title.endswith(words.end) or any(word in title for word in words.within)


def is_total(label: str) -> bool:
    """Whether a label is that of a total, also of one that it names (合计, 乡镇小计)."""
    return says("total", label) or without_total(label) != ""


def without_total(label: str) -> str:
    """What a label of a total names in front of that word (乡镇小计); empty where it names nothing."""
    ends = [word for word in _titles()["total"].whole if label.endswith(word) and label != word]
    return label.removesuffix(max(ends, key=len)) if ends else ""


def without_words(kind: TitleKind, title: str) -> str:
    """A title without the words of a kind that may stand anywhere within it, the longest first."""
    for word in sorted(_titles()[kind].within, key=len, reverse=True):
        title = title.replace(word, "")
    return title


class _Words(NamedTuple):
    """The words of a kind by their place."""

    whole: frozenset[str]
    end: tuple[str, ...]
    within: tuple[str, ...]


@functools.cache
def _titles() -> Mapping[str, _Words]:
    rows = read_rows("parsers", "own_titles.csv", OwnTitle)

    def words(kind: str, place: str) -> list[str]:
        return [word for row in rows if (row.kind, row.place) == (kind, place) for word in row.words]

    found: dict[str, _Words] = {
        row.kind: _Words(
            frozenset(words(row.kind, "whole")), tuple(words(row.kind, "end")), tuple(words(row.kind, "within"))
        )
        for row in rows
    }
    in_roles = map("".join, itertools.product(found["roles"].within, found["offices"].within))
    return found | {"roles": _Words(frozenset(), (), tuple(in_roles))}

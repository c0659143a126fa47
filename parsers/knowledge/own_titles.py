"""What the titles and labels of an office's own tables say of the numbers below or beside them."""

from __future__ import annotations

import dataclasses
import functools
import itertools
import re
from collections.abc import Mapping
from typing import Literal, NamedTuple, get_args

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
    "holders",
    "offices",
    "opening",
    "grouping",
]


_HOW_MANY = re.compile(r"[(（]共?\d+(?:\D|个账号)?[)）]$")
"""How many a total counts, in brackets behind it (小计（3个）)."""


@dataclasses.dataclass(frozen=True, slots=True)
class OwnTitle:
    """A row of `own_titles.csv`: words of titles and labels in tables of an office's own making.

    Attributes:
        kind: What they say: that `labels` stand below them; that these are `years`; that `number`s stand there, of
            whatever the other axis names; that their `unit` does, where any cell below is one (单位 may name agencies,
            too); that they are the `total` of the others; that names of `sorts` of information, of `bodies` or of
            `media` stand below; that numbers only look like counts of the year (`look_alike`); that what stands below
            counts and names `nothing`; the `roles` that `offices` have with the numbers of others, read as one
            (审核部门), and those of `holders`, who fill in a table or of whom its numbers are (填报单位); that the ways
            of disclosure are parted, compared or opened, whatever is disclosed there (`opening`); that columns below
            the title of a group are told apart, whatever they count, which narrows none of them (`grouping`).
        place: Whether they are the `whole` title, stand at its `end`, or anywhere `within` it.
        words: The words.
    """

    kind: TitleKind
    place: Literal["whole", "end", "within"]
    words: tuple[str, ...]


@functools.lru_cache(maxsize=4096)
def says(kind: TitleKind, title: str) -> bool:
    """Whether a title is of a kind.

    Args:
        kind: The kind.
        title: The title, without spaces and without the unit in brackets behind it.
    """
    words = _titles()[kind]
    title = _HOW_MANY.sub("", title) if kind == "total" else title
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


class Office(NamedTuple):
    """The title of an office (填报单位, 审核部门名称).

    Attributes:
        in_front: What stands in front of its roles.
        role: What it has to do with the numbers of a table: as a `holder` it fills that in, or the numbers are its own;
            its last role is an `other` (公开责任单位); `several` roles differ (汇总填报单位); `none` is known.
    """

    in_front: str
    role: Literal["holder", "other", "several", "none"]


def office_in(title: str) -> Office | None:
    """The office that a title ends with, by the roles in front of it; None for any other title.

    Args:
        title: The title, without spaces.
    """
    match = _office_at_end().search(title)
    if match is None:
        return None
    front = title[: match.start()]
    holders, others = _words("holders", "end"), _words("roles", "within")
    roles: list[str] = []
    while ends := [word for word in (*holders, *others) if front.endswith(word)]:
        roles.append(max(ends, key=len))
        front = front.removesuffix(roles[-1])
    if not roles:
        return Office(front, "none")
    if roles[0] in others:
        return Office(front, "other")
    return Office(front, "several" if any(role in others for role in roles) else "holder")


class _Words(NamedTuple):
    """The words of a kind by their place."""

    whole: frozenset[str]
    end: tuple[str, ...]
    within: tuple[str, ...]


@functools.cache
def _office_at_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(_words('offices', 'within'))})(?:名称)?(?:[(（][^()（）]*[)）])?$")


@functools.cache
def _words(kind: TitleKind, place: str) -> tuple[str, ...]:
    rows = read_rows("parsers", "own_titles.csv", OwnTitle)
    return tuple(word for row in rows if (row.kind, row.place) == (kind, place) for word in row.words)


@functools.cache
def _titles() -> Mapping[str, _Words]:
    found: dict[str, _Words] = {
        kind: _Words(frozenset(_words(kind, "whole")), _words(kind, "end"), _words(kind, "within"))
        for kind in get_args(TitleKind)
    }
    in_roles = map("".join, itertools.product(found["roles"].within, found["offices"].within))
    return found | {"roles": _Words(frozenset(), (), tuple(in_roles))}

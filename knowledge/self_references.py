"""How a report speaks of the body that publishes it and of its place: 我局, 本镇, 全市.

`data/self_references.csv` lists the nouns of bodies and places, with what may stand in front of each.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.fields import UNIQUE
from knowledge.loading import read_rows
from knowledge.publishers import OF_GOVERNMENT, OF_TOWNSHIP, AgencyKind

_ITSELF = "[我本]"
_ALL = "全"
_AUTONOMOUS = "自治"
_OF_PLACES = (*OF_GOVERNMENT, *OF_TOWNSHIP)


@dataclasses.dataclass(frozen=True, slots=True)
class SelfReference:
    """A noun by which a report speaks of itself or of its place: a row of the file.

    Attributes:
        noun: The noun (局, 市).
        kind: Kind of body that it makes; None where any body may call itself so (本单位).
        in_front: What tells that kind in front of it: a bureau writes of 本市 and 全县, too.
        not_before: What must not follow it, lest it be part of another word (我办理, 全区域).
    """

    noun: Annotated[str, UNIQUE]
    kind: AgencyKind | None = None
    in_front: frozenset[Literal["我", "本", "全"]] = frozenset()
    not_before: tuple[str, ...] = ()

    @property
    def pattern(self) -> str:
        """A piece of a regular expression for the noun."""
        behind = "|".join(map(re.escape, self.not_before))
        return re.escape(self.noun) + (f"(?!{behind})" if behind else "")


def of_itself() -> str:
    """A piece of a regular expression for any word by which a report speaks of its body or place (我局, 本单位)."""
    return f"{_ITSELF}(?:{_any_of(_rows())})"


def of_its_level() -> str:
    """The same for the words that tell the level of a place (我县, 本市, 全省), with the groups `whose` and `level`."""
    nouns = _any_of([row for row in _rows() if row.kind == "government"])
    return f"(?P<whose>{_ITSELF}|{_ALL})(?P<level>{nouns})"


def whole_place(kinds: Collection[str] = _OF_PLACES) -> str:
    """The same for the words for all of a place or body (全市, 全自治县, 全镇).

    Args:
        kinds: The kinds of bodies whose places, or who themselves, may be meant.
    """
    return (
        f"{_ALL}(?:{_AUTONOMOUS})?(?:{_any_of([row for row in _rows() if _ALL in row.in_front and row.kind in kinds])})"
    )


def is_all(whose: str) -> bool:
    """Whether what stands in front of a noun means all of a place, which bodies in it write of, too (全县)."""
    return whose == _ALL


@functools.cache
def kinds() -> Mapping[str, AgencyKind]:
    """The kind of body that each word tells which a report speaks of itself by (我局: department)."""
    return {front + row.noun: row.kind for row in _rows() if row.kind for front in row.in_front}


@functools.cache
def telling() -> re.Pattern[str]:
    """The words that tell a kind of body, the longest of several at one place."""
    words = [(front + row.noun, front + row.pattern) for row in _rows() if row.kind for front in row.in_front]
    return re.compile("|".join(pattern for _, pattern in sorted(words, key=lambda word: (-len(word[0]), word[0]))))


@functools.cache
def nouns_of_bodies() -> Mapping[str, AgencyKind]:
    """The nouns of bodies that are no government, with the kind of each."""
    return {row.noun: row.kind for row in _rows() if row.kind and row.kind != "government"}


def _any_of(rows: Sequence[SelfReference]) -> str:
    return "|".join(row.pattern for row in sorted(rows, key=lambda row: (-len(row.noun), row.noun)))


@functools.cache
def _rows() -> tuple[SelfReference, ...]:
    return read_rows("knowledge", "self_references.csv", SelfReference)

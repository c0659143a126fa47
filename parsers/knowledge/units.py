"""Measure words and what they count, and the magnitudes that stand before them."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Annotated, Literal

from knowledge.fields import UNIQUE, Fault, is_not
from knowledge.loading import read_rows


@dataclasses.dataclass(frozen=True, slots=True)
class Magnitude:
    """One row of `parsers/data/magnitudes.csv`.

    Attributes:
        word: What stands behind a number (百万).
        factor: What the number is multiplied by.
    """

    word: Annotated[str, UNIQUE]
    factor: int


@dataclasses.dataclass(frozen=True, slots=True)
class Unit:
    """One measure word of `parsers/data/units.csv`.

    Attributes:
        unit: The word.
        stands_for: Units of the codebook that it may count.
        in_tables: Whether tables print it: `cell` behind a number, `column` also apart from it, in the column of units.
        not_before: What must not follow it in running text, lest it be part of another word; regular expressions.
    """

    unit: Annotated[str, UNIQUE]
    stands_for: frozenset[str]
    in_tables: Literal["cell", "column"] | None = None
    not_before: re.Pattern[str] | None = None

    @property
    def pattern(self) -> str:
        """A regular expression for the word in running text."""
        return re.escape(self.unit) + (f"(?!{self.not_before.pattern})" if self.not_before else "")

    @classmethod
    def check(cls, rows: Sequence[Unit]) -> Iterator[Fault]:
        """What a word stands for is a measure word, or one behind a magnitude (万元)."""
        words = {row.unit for row in rows}
        known = words | {magnitude + word for magnitude in magnitudes() for word in words}
        for index, row in enumerate(rows):
            for unit in sorted(row.stands_for - known):
                yield Fault((index, "stands_for"), is_not(unit, "a measure word of this file"))


@functools.cache
def magnitudes() -> Mapping[str, int]:
    """All magnitudes by their words."""
    rows = read_rows("parsers", "magnitudes.csv", Magnitude)
    return MappingProxyType({row.word: row.factor for row in rows})


@functools.cache
def units() -> Mapping[str, Unit]:
    """All measure words, in the order of the file."""
    return MappingProxyType({row.unit: row for row in read_rows("parsers", "units.csv", Unit)})


@functools.cache
def units_of_codes() -> Collection[str]:
    """The units that a code of the codebook can be counted in."""
    return frozenset().union(*(unit.stands_for for unit in units().values()))


@functools.cache
def units_of_tables(*, in_columns: bool = False) -> tuple[Unit, ...]:
    """The measure words of tables, longest first; or only those that stand in a column of units."""
    printed = [unit for unit in units().values() if unit.in_tables == "column" or (unit.in_tables and not in_columns)]
    return tuple(sorted(printed, key=lambda unit: -len(unit.unit)))


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of some words, the longest first, so that no part of one is taken for it.

    Where there are no words, it matches nothing.
    """
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or r"(?!)"

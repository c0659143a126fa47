"""The codebook: what can be counted, in which unit, under which names."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Literal

from knowledge.fields import UNIQUE, Among, Fault, is_not
from knowledge.loading import read_rows
from parsers.knowledge.units import units_of_codes


@dataclasses.dataclass(frozen=True, slots=True)
class Code:
    """One indicator of `parsers/data/codebook.csv`.

    Attributes:
        code: Its code.
        parent: Code of the indicator that it is part of; empty at the top.
        name_zh: Chinese name.
        aliases: Names that reports use for it.
        name_en: English name.
        unit: Unit that every value is converted to.
        value_type: Whether its values are whole numbers.
        notes: What a person must know to code it by hand or to compare it over the years; `RULE:` texts bind.
    """

    code: Annotated[str, UNIQUE]
    name_zh: str
    name_en: str
    unit: Annotated[str, Among("a unit that units.csv counts", units_of_codes)]
    value_type: Literal["integer", "decimal"]
    notes: str
    parent: str = ""
    aliases: tuple[str, ...] = ()

    @property
    def is_integer(self) -> bool:
        return self.value_type == "integer"

    @classmethod
    def check(cls, rows: Sequence[Code]) -> Iterator[Fault]:
        """Every parent is a code."""
        codes = {row.code for row in rows}
        for index, row in enumerate(rows):
            if row.parent and row.parent not in codes:
                yield Fault((index, "parent"), is_not(row.parent, "a code of this file"))


@functools.cache
def codebook() -> Mapping[str, Code]:
    """All indicators by code, in the order of the file.

    Raises:
        KnowledgeError: The file contradicts itself, or has a code, unit or parent that there is not.
    """
    return {row.code: row for row in read_rows("parsers", "codebook.csv", Code)}


CODE = Among("a code of codebook.csv", codebook)
"""Mark of a field that holds a code."""


@functools.cache
def areas() -> Collection[str]:
    """All codes and their beginnings (`applications.received`): what a passage can be about."""
    parts = (code.split(".") for code in codebook())
    return frozenset(".".join(words[:length]) for words in parts for length in range(1, len(words) + 1))

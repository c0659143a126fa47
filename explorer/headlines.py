"""The codes and ratios that are asked for most: they stand first wherever all of them are listed."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Sequence

from knowledge.fields import Fault
from knowledge.loading import read_rows


@dataclasses.dataclass(frozen=True, slots=True)
class Headline:
    """One row of `explorer/data/headlines.csv`.

    Attributes:
        code: Code of the codebook, or id of a ratio.
    """

    code: str

    @classmethod
    def check(cls, rows: Sequence[Headline]) -> Iterator[Fault]:
        """A code stands there once."""
        seen: set[str] = set()
        for index, row in enumerate(rows):
            if row.code in seen:
                yield Fault((index, "code"), f"{row.code} is there twice")
            seen.add(row.code)


@functools.cache
def headlines() -> tuple[str, ...]:
    """The codes in their order."""
    return tuple(row.code for row in read_rows("explorer", "headlines.csv", Headline))

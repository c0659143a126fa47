"""Where each province stands on the map of tiles."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping, Sequence

from knowledge.fields import Fault
from knowledge.loading import read_rows


@dataclasses.dataclass(frozen=True, slots=True)
class Tile:
    """One row of `explorer/data/tiles.csv`.

    Attributes:
        code: First two digits of the division codes of the province.
        short_zh: Short Chinese name.
        name_en: English name.
        column: Column of the map, from 1 in the west.
        row: Row of the map, from 1 in the north.
    """

    code: str
    short_zh: str
    name_en: str
    column: int
    row: int

    @classmethod
    def check(cls, rows: Sequence[Tile]) -> Iterator[Fault]:
        """A code stands there once, and no two tiles lie on each other."""
        seen: set[object] = set()
        for index, row in enumerate(rows):
            if row.code in seen:
                yield Fault((index, "code"), f"{row.code} is there twice")
            if (row.column, row.row) in seen:
                yield Fault((index, "column"), f"another tile is in column {row.column} and row {row.row}, too")
            seen |= {row.code, (row.column, row.row)}


@functools.cache
def tiles() -> Mapping[str, Tile]:
    """The tiles by their code."""
    return {tile.code: tile for tile in read_rows("explorer", "tiles.csv", Tile)}

"""The columns of the table `government_years`: the figures and ratios that are asked for first.

The names and units of `data/headlines.csv` repeat those of the codebook and of the ratios, which the parsers keep;
their own model of the file compares the two.
"""

from __future__ import annotations

import dataclasses
import functools
from typing import Annotated, Literal

from knowledge.fields import MAY_BE_EMPTY, UNIQUE
from knowledge.loading import read_rows

FILE = "headlines.csv"
CODE, RATIO = "code", "ratio"


@dataclasses.dataclass(frozen=True, slots=True)
class Headline:
    """A row of `headlines.csv`: one column of the table.

    Attributes:
        column: Name of the column.
        source: Whether its values are figures of a code or a ratio.
        id: The code, or the id of the ratio.
        name_zh: Chinese name.
        name_en: English name.
        unit: Unit of the code; empty for a ratio.
    """

    column: Annotated[str, UNIQUE]
    source: Literal["code", "ratio"]
    id: Annotated[str, UNIQUE]
    name_zh: str
    name_en: str
    unit: Annotated[str, MAY_BE_EMPTY] = ""


@functools.cache
def headlines() -> tuple[Headline, ...]:
    """All columns, in the order of the file.

    Raises:
        KnowledgeError: The file contradicts itself.
    """
    return read_rows("knowledge", FILE, Headline)

"""What the codebook and the ratios say of the columns in `knowledge/data/headlines.csv`."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from knowledge.fields import Fault, is_not
from knowledge.headlines import CODE, Headline
from parsers.checks.ratios import ratios
from parsers.knowledge.codebook import codebook


@dataclasses.dataclass(frozen=True, slots=True)
class KnownHeadline(Headline):
    """A column whose code or ratio is there, under the same names and in the same unit."""

    @classmethod
    def check(cls, rows: Sequence[KnownHeadline]) -> Iterator[Fault]:
        for index, row in enumerate(rows):
            own = (row.name_zh, row.name_en, row.unit)
            if row.source == CODE:
                code = codebook().get(row.id)
                told = (code.name_zh, code.name_en, code.unit) if code else None
            else:
                ratio = ratios().get(row.id)
                told = (ratio.name_zh, ratio.name_en, "") if ratio else None
            if told is None:
                what = "a code of codebook.csv" if row.source == CODE else "a ratio of derived.csv"
                yield Fault((index, "id"), is_not(row.id, what))
                continue
            for column, mine, theirs in zip(("name_zh", "name_en", "unit"), own, told, strict=True):
                if mine != theirs:
                    yield Fault((index, column), f"{mine!r} is not what {row.id} is called there", f"Write {theirs}.")

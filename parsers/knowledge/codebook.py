"""The codebook: what can be counted, in which unit, under which names."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping

from knowledge.errors import KnowledgeError
from knowledge.loading import read_csv


@dataclasses.dataclass(frozen=True, slots=True)
class Code:
    """One indicator of `parsers/data/codebook.csv`.

    Attributes:
        code: Its code.
        parent: Code of the indicator that it is part of; empty at the top.
        name_zh: Chinese name.
        name_en: English name.
        unit: Unit that every value is converted to.
        is_integer: Whether its values are whole numbers.
        aliases: Names that reports use for it.
    """

    code: str
    parent: str
    name_zh: str
    name_en: str
    unit: str
    is_integer: bool
    aliases: tuple[str, ...]


@functools.cache
def codebook() -> Mapping[str, Code]:
    """All indicators by code, in the order of the file.

    Raises:
        KnowledgeError: A code stands there twice, or names a parent that does not exist.
    """
    columns = ("code", "parent_code", "name_zh", "aliases_zh", "name_en", "unit", "value_type")
    codes: dict[str, Code] = {}
    for row in read_csv("codebook.csv", *columns):
        if row["code"] in codes:
            raise KnowledgeError(f"parsers/data/codebook.csv: {row['code']} stands there twice")
        codes[row["code"]] = Code(
            code=row["code"],
            parent=row["parent_code"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            unit=row["unit"],
            is_integer=row["value_type"] == "integer",
            aliases=tuple(filter(None, row["aliases_zh"].split("|"))),
        )
    orphans = [code.code for code in codes.values() if code.parent and code.parent not in codes]
    if orphans:
        raise KnowledgeError(f"parsers/data/codebook.csv: the parents of {', '.join(orphans)} do not exist")
    return codes

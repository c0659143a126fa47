"""How well documents are read, as it was measured: the table `quality`."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Annotated, Any, Literal

from knowledge.fields import UNIQUE, Among, Fault, Reader
from knowledge.loading import read_rows
from parsers.knowledge.codebook import codebook
from storage import schema


def _month(text: str) -> str:
    if not re.fullmatch(r"20\d\d-(?:0[1-9]|1[0-2])", text):
        raise ValueError(text)
    return text


def _share(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 1:
        raise ValueError(text)
    return value


def _sources() -> Collection[str]:
    return schema.SOURCES


def _forms() -> Collection[str]:
    return schema.FORMS


_SHARE = Reader("a share from 0 to 1", _share)


@dataclasses.dataclass(frozen=True, slots=True)
class Quality:
    """A row of `quality.csv`; fields as in `storage.schema.Quality`, empty where a measure is about all."""

    measure: Annotated[str, UNIQUE]
    measured_on: Annotated[str, Reader("a month such as 2026-11", _month)]
    blind: bool
    items: Literal["passage", "document"]
    n_items: int
    precision: Annotated[float, _SHARE]
    recall: Annotated[float, _SHARE]
    material: str
    source: Annotated[str, Among("a source of figures", _sources)] = ""
    form: Annotated[str, Among("a form, or narrative", _forms)] = ""
    code: Annotated[str, Among("a code of the codebook", codebook)] = ""
    n_items_with_false_number: int | None = None

    @classmethod
    def check(cls, rows: Sequence[Quality]) -> Iterator[Fault]:
        """No more items are wrong than there are."""
        for index, row in enumerate(rows):
            if (row.n_items_with_false_number or 0) > row.n_items:
                yield Fault((index, "n_items_with_false_number"), f"there are only {row.n_items} items")


def quality() -> Iterator[schema.Quality]:
    """The rows of the table.

    Raises:
        KnowledgeError: The file has a mistake.
    """
    for row in read_rows("assembly", "quality.csv", Quality):
        values: dict[str, Any] = {field.name: getattr(row, field.name) for field in dataclasses.fields(row)}
        for name in ("source", "form", "code"):
            values[name] = values[name] or None
        yield schema.Quality(**values)

"""The official forms, row by row, as `parsers/data/form_layout.csv` gives them."""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Mapping

from parsers.codebook import codebook
from parsers.errors import KnowledgeError
from parsers.knowledge import read_csv

_NOT_WORDS = re.compile(r"[^\w]+|_")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+(?=[、.．])|[（(][一二三四五六七八九十]+[）)]|\d+(?=[、.．]))[、.．]?"
)
_AMONG = re.compile(r"^其中")


@dataclasses.dataclass(frozen=True, slots=True)
class Row:
    """One row of an official form, or one cell of a table that is read by columns.

    Attributes:
        era: Form: 2014, 2019 or 2021.
        table: 统计表 for 2014; 表二, 表三, 表四 for the later forms.
        label: Words of the row.
        columns: Column that the value stands under, or several for a row of the applicants' matrix.
        code: Code of the codebook; empty for a row without a value.
        unit: Unit of the value as the form prints it.
    """

    era: str
    table: str
    label: str
    columns: tuple[str, ...]
    code: str
    unit: str

    @property
    def is_header(self) -> bool:
        return not self.code


@functools.cache
def layout(era: str, table: str) -> tuple[Row, ...]:
    """The rows of one table of a form, in order.

    Raises:
        KnowledgeError: A row names a code that the codebook does not have.
    """
    columns = ("era", "table", "seq", "label", "column", "kind", "code", "unit")
    rows = []
    for row in read_csv("form_layout.csv", *columns):
        if row["code"] and row["code"] not in codebook():
            raise KnowledgeError(f"parsers/data/form_layout.csv: code {row['code']} is not in the codebook")
        if (row["era"], row["table"]) == (era, table):
            names = tuple(filter(None, row["column"].split("|")))
            rows.append(Row(era, table, row["label"], names, row["code"], row["unit"]))
    return tuple(rows)


def label_key(label: str) -> str:
    """What identifies a label however it is broken, numbered and punctuated.

    White space, punctuation, widths and numbering (（一）, 1., 其中：) do not count.
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", label))
    text = _NUMBERING.sub("", text)
    return _AMONG.sub("", _NOT_WORDS.sub("", text))


@functools.cache
def variants() -> Mapping[str, str]:
    """Keys of labels as some offices print them, with the key of the official label each stands for."""
    return {
        label_key(row["variant"]): label_key(row["label"]) for row in read_csv("form_labels.csv", "variant", "label")
    }


def official_key(label: str) -> str:
    """The key of a printed label, with known variants put back to the official wording."""
    key = label_key(label)
    return variants().get(key, key)

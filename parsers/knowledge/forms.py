"""The official forms, row by row, as `parsers/data/form_layout.csv` gives them."""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Mapping

from knowledge.errors import KnowledgeError
from knowledge.loading import read_csv
from parsers.knowledge.codebook import codebook

_NOT_WORDS = re.compile(r"[^\w]+|_")
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七八九十]+(?=[、.．])|[（(][一二三四五六七八九十]+[）)]|\d+(?=[、.．]))[、.．]?"
)
_AMONG = re.compile(r"^\W*其中\W*")
_NOTE = re.compile(r"\((?![一二三四五六七八九十]+\))[^()]*\)")
_PARTICLES = re.compile(r"[的了和与及或者等、]|工作|政府(?=信息)|经(?=主动)")
_COUNT = re.compile(r"(?:总|件|次|人)?(?:数量|数|次)$")


@dataclasses.dataclass(frozen=True, slots=True)
class FormRow:
    """One row of an official form, or one cell of a table that is read by columns.

    Attributes:
        era: Form: 2014, 2019 or 2021.
        table: 统计表 for 2014; 表二, 表三, 表四 for the later forms.
        label: Words of the row.
        columns: Column that the value stands under, or several for a row of the applicants' matrix.
        is_header: Whether the form asks for no value in it; some offices print one all the same.
        code: Code of the codebook; empty where none is defined.
        unit: Unit of the value as the form prints it.
    """

    era: str
    table: str
    label: str
    columns: tuple[str, ...]
    is_header: bool
    code: str
    unit: str

    @property
    def key(self) -> str:
        return official_key(self.label)


@functools.cache
def layout(era: str, table: str) -> tuple[FormRow, ...]:
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
            rows.append(FormRow(era, table, row["label"], names, row["kind"] == "header", row["code"], row["unit"]))
    return tuple(rows)


@functools.lru_cache(maxsize=4096)
def label_key(label: str) -> str:
    """What identifies a label however it is broken, numbered and punctuated.

    White space, punctuation, widths and numbering (（一）, 1., 其中：) do not count.
    """
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", label))
    text = _NUMBERING.sub("", _AMONG.sub("", _NUMBERING.sub("", text)))
    return _NOT_WORDS.sub("", text)


@functools.lru_cache(maxsize=4096)
def official_key(label: str, form: str = "") -> str:
    """The key of a printed label in the official wording, where it is a known variant of it; else its own key.

    Notes in brackets, particles and a closing 数 do not count either, where what is left means one label only.

    Args:
        label: Label as printed.
        form: Only the labels of this form, `2014` or `2019` (which stands for 2021, too); of all, where it is empty.
    """
    key = label_key(label)
    known = _official_keys(form)
    return known.get(key) or known.get(_loosened(label)) or key


@functools.cache
def _official_keys(form: str) -> Mapping[str, str]:
    """Keys of official labels and their variants, with the official key that each stands for."""
    eras = {"": {"2014", "2019", "2021"}, "2014": {"2014"}}.get(form, {"2019", "2021"})
    rows = read_csv("form_layout.csv", "era", "table", "label")
    everywhere = {label_key(row["label"]) for row in rows}
    labels = [row["label"] for row in rows if row["era"] in eras]
    known = {label_key(label): label_key(label) for label in labels}
    loose: dict[str, set[str]] = {}
    for label in labels:
        loose.setdefault(_loosened(label), set()).add(label_key(label))
    for row in read_csv("form_labels.csv", "variant", "label"):
        official = label_key(row["label"])
        if official not in everywhere:
            raise KnowledgeError(f"parsers/data/form_labels.csv: {row['label']} is no label of a form")
        if official in known:
            known.setdefault(label_key(row["variant"]), official)
            loose.setdefault(_loosened(row["variant"]), set()).add(official)
    return {key: next(iter(keys)) for key, keys in loose.items() if len(keys) == 1} | known


def _loosened(label: str) -> str:
    text = _NOTE.sub("", unicodedata.normalize("NFKC", label))
    return _PARTICLES.sub("", _COUNT.sub("", label_key(text))).replace("其它", "其他").replace("负责人", "负责同志")

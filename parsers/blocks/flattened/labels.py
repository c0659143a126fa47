"""Labels and titles of the forms as lines show them: broken, with headings in front and notes behind."""

from __future__ import annotations

import functools
import re

from knowledge.forms import CELLS, forms, grid_forms
from parsers.knowledge.forms import (
    ends_in,
    label_key,
    layout,
    list_keys,
    matrix_keys,
    official_key,
    outcomes,
)
from parsers.knowledge.units import alternatives

LONGEST_LABEL = 5
"""Lines that one label may be broken over."""
_TELLING = 3
"""Characters from which the beginning of words tells a label."""


def without_spaces(words: str) -> str:
    """Words as one label, however lines and spaces break them."""
    return re.sub(r"\s+", "", words)


def is_of_form(label: str) -> bool:
    """Whether words are a label of a form, begin with one, or name its columns."""
    key = label_key(label)
    return (
        ends_in(label) is not None
        or official_key(label) in list_keys()
        or any(key in outcomes(form) for form in grid_forms())
        or any(len(name) > _TELLING and key.startswith(name) for name in matrix_keys())
        or re.search(title_pattern(), without_spaces(label)) is not None
    )


@functools.cache
def title_pattern() -> str:
    """A column title of a table of cells, with or without the note behind it."""
    titles = {row.column.partition("（")[0] for form in grid_forms() for row in layout(form, CELLS)}
    return rf"(?:{alternatives(titles)})(?:（[^（）]*）)?"


@functools.cache
def head_pattern() -> str:
    """A title that stands above the labels of a table of cells."""
    return alternatives({table.head for form in forms().values() for table in form.tables if table.head})


@functools.cache
def label_pattern() -> str:
    """A label of a table of cells."""
    labels = {row.label for form in grid_forms() for row in layout(form, CELLS)}
    return alternatives(labels)

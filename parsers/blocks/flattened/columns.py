"""Columns that only spaces part: the spaces become borders of cells before any are taken for a copy's damage.

In running text a space between Chinese characters, or in a number before its unit, means nothing. In a line that is
nothing but a label of a form with its numbers, or pieces of titles of its columns, it parts cells.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence

from knowledge.forms import forms, grid_forms
from parsers.blocks.flattened.groups import words_and_cells
from parsers.blocks.flattened.labels import is_of_form
from parsers.knowledge.forms import label_key, layout
from parsers.model import Block, Paragraph

BORDER = "\x1f"
"""The character that parts units of data; what is repaired behind it leaves it, and no document shows it."""
_SPACES = re.compile(r"[ \t\u3000]+")
_GAP = re.compile(r"\S(?:[ \u3000]{2,}|\u3000|\t)\S")
_LONGEST = 120
_FEW = 2
"""Cells behind words that are a row if the words are a label or wide gaps stand before them; more always are."""


def with_marked_columns(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Paragraphs that are rows of a form with a mark between their cells."""
    return tuple(
        dataclasses.replace(block, text=_marked(block.text))
        if isinstance(block, Paragraph) and not block.aside and _SPACES.search(block.text)
        else block
        for block in blocks
    )


def _marked(text: str) -> str:
    pieces = _SPACES.split(text.strip())
    if len(text) > _LONGEST or "。" in text:
        return text
    if _are_titles(pieces):
        return BORDER.join(pieces)
    words, cells = words_and_cells(text.strip())
    if not words:
        return BORDER.join(cells)
    if len(cells) > _FEW or (len(cells) == _FEW and (_GAP.search(text.strip()) or is_of_form(words))):
        return BORDER.join([words, *cells])
    return text


def _are_titles(pieces: Sequence[str]) -> bool:
    """Whether words are pieces of titles of columns; single characters alone are one word that is spaced out."""
    keys = [label_key(piece) for piece in pieces]
    return max(map(len, keys)) > 1 and all(key and any(key in title for title in _titles()) for key in keys)


@functools.cache
def _titles() -> frozenset[str]:
    """Keys of all titles that stand above the numbers of a form or beside each other above its labels."""
    found = {table.head for form in forms().values() for table in form.tables}
    for name in grid_forms():
        found.update(
            word for row in layout(name) for word in (row.column, *(row.label.split("/") if row.column else ()))
        )
        found.update(word for applicant in forms()[name].applicants for word in (*applicant.words, applicant.group))
    return frozenset(map(label_key, found)) - {""}

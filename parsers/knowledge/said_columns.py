"""Words that say what columns of a form count, each in front of its number: 本年制发件数：3，本年废止件数：1."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from knowledge.forms import CELLS, grid_forms
from parsers.knowledge.forms import cells_keys, column_titles, label_key, layout, title_key
from parsers.knowledge.units import alternatives, units_of_tables
from parsers.text.cells import read_cell

_LONGEST_LABEL = 24
_LONGEST = 200
_CHANGE = "增减"


class SaidColumn(NamedTuple):
    """A column of a form and its number.

    Attributes:
        title: The title, with the note behind it.
        number: The number, with its unit.
        start: Where the number stands in the words.
    """

    title: str
    number: str
    start: int


def said_columns(words: str, start: int = 0) -> tuple[SaidColumn, ...]:
    """The columns that words say one by one, from a place on; none where they say anything else.

    Only a change is ever below nothing: of a count, nobody can tell whether the sign is a dash.

    Args:
        words: The words.
        start: Where they begin.
    """
    found: list[SaidColumn] = []
    place = start
    while len(words) <= _LONGEST and (match := _pattern().match(words, place)):
        number = read_cell(match["number"])
        if number is None or (number.value < 0 and _CHANGE not in title_key(match["title"])):
            return ()
        found.append(SaidColumn(match["title"], match["number"], match.start("number")))
        place = match.end()
    return tuple(found) if place == len(words) else ()


def said_row(words: str) -> tuple[str, tuple[SaidColumn, ...]]:
    """The label of a row of a table of cells and the columns that words say behind it; empty for any other words.

    Args:
        words: The words.
    """
    first = _pattern().search(words)
    if first is None or first.start() > _LONGEST_LABEL:
        return "", ()  # as nearly all lines of a page
    for end in range(min(len(words), _LONGEST_LABEL), 0, -1):
        if (columns := said_columns(words, end)) and label_key(words[:end]) in cells_keys():
            return words[:end].strip(" \t\u3000:："), columns
    return "", ()


@functools.cache
def _pattern() -> re.Pattern[str]:
    printed = {row.column for form in grid_forms() for row in layout(form, CELLS)}
    titles = alternatives({*column_titles(), *(column for column in printed if title_key(column) in column_titles())})
    units = alternatives(unit.unit for unit in units_of_tables())
    return re.compile(
        rf"[\s：:]*(?P<title>(?:{titles})(?:\s*[（(][^（）()]*[)）])?)[\s：:]*"
        rf"(?P<number>[+\-－＋−]?\d+(?:[,，]\d{{3}}(?!\d))*(?:[.．]\d+)?[万亿]?(?:{units})?)(?=$|[\s，,；;、。/]|{titles})[\s，,；;、。/]*"
    )

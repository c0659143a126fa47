"""Numbers of printed pages that a copy has left between the lines of a text (－ 3 －)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from parsers.model import Block, Paragraph
from parsers.repair.log import RepairLog

_PAGE_NUMBER = re.compile(r"\s*(?P<sign>[-\u2013\u2014\u2015\u2500\uff0d])\s*(?P<number>\d{1,3})\s*(?P=sign)\s*")
"""A number between two strokes, which no cell of a table and no item of a list has on both sides."""


def remove_page_numbers(blocks: Sequence[Block], log: RepairLog) -> tuple[Block, ...]:
    """Removes lines that hold a number between strokes and nothing else, if they count upwards as pages do."""
    texts = {place: block.text for place, block in enumerate(blocks) if isinstance(block, Paragraph)}
    matches = {place: match for place, text in texts.items() if (match := _PAGE_NUMBER.fullmatch(text)) is not None}
    numbers = {place: int(match["number"]) for place, match in matches.items()}
    if not all(one < following for one, following in itertools.pairwise(numbers.values())):
        return tuple(blocks)
    for place in numbers:
        log.add("page_number", texts[place].strip(), "")
    return tuple(block for place, block in enumerate(blocks) if place not in numbers)

"""What printed pages leave between lines: their numbers (－ 3 －), and the heads that stand beside them."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from parsers.model import Block, Paragraph
from parsers.repair.log import RepairLog

_NUMBER = re.compile(r"(?P<sign>[-\u2013\u2014\u2015\u2500\uff0d])\s*(?P<number>\d{1,3})\s*(?P=sign)")
"""A number between two strokes, which no cell of a table and no item of a list has on both sides."""
_PAGE = re.compile(r"[-—–－·]+\s*\d{1,3}\s*[-—–－·]+|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?")
"""The number of a page in any of its forms, with what tells it from a figure."""
_LONGEST_HEAD = 40


def without_printed_pages(blocks: Sequence[Block], log: RepairLog) -> tuple[Block, ...]:
    """Leaves out heads that come again beside the numbers of pages, but for the first, and numbers between strokes.

    Such numbers go only if they count upwards as pages do.
    """
    lines = [block.text.strip() if isinstance(block, Paragraph) else "" for block in blocks]
    again = _later_heads(lines)
    numbers = {place: int(match["number"]) for place, line in enumerate(lines) if (match := _NUMBER.fullmatch(line))}
    if not all(one < following for one, following in itertools.pairwise(numbers.values())):
        numbers = {}
    for place in numbers:
        log.add("page_number", lines[place], "")
    return tuple(block for place, block in enumerate(blocks) if place not in numbers and place not in again)


def _later_heads(lines: Sequence[str]) -> set[int]:
    """Where short lines stand that come again and again beside the numbers of pages, but for their first places."""
    pages = {place for place, line in enumerate(lines) if _PAGE.fullmatch(line)}
    beside = {lines[near] for page in pages for near in (page - 1, page + 1) if 0 <= near < len(lines)}
    count = Counter(lines)
    short = (line for line in beside if 0 < len(line) <= _LONGEST_HEAD and "。" not in line)
    heads = {line for line in short if count[line] > 1} - {lines[page] for page in pages}
    first = {line: lines.index(line) for line in heads}
    return {place for place, line in enumerate(lines) if first.get(line, place) != place}

"""Dots that lead from a label to its number: what stands beside each other in a row, and not a text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from parsers.model import Block, Paragraph
from parsers.repair.log import RepairLog
from parsers.text.cells import read_cell

_LEADERS = re.compile(r"(?<=[^\s.．…‥·])\s*(?:[…‥·]{3,}|[.．]{4,}|(?:[.．·…] ){3,}[.．·…]?)\s*(?=[^\s.．…‥·]+$)")
_LONGEST = 120
_GAP = "  "


def remove_leaders(blocks: Sequence[Block], log: RepairLog) -> tuple[Block, ...]:
    """Lines with a wide gap for the dots that lead from a label to its number; one without a unit may be of a page."""
    return tuple([_with_gap(block, log) if isinstance(block, Paragraph) else block for block in blocks])


def _with_gap(line: Paragraph, log: RepairLog) -> Paragraph:
    """A line with a wide gap for its dots; itself, as nearly always, where it has none."""
    text = _without_leaders(line.text, log)
    return line if text == line.text else dataclasses.replace(line, text=text)


def _without_leaders(text: str, log: RepairLog) -> str:
    match = _LEADERS.search(text) if len(text) <= _LONGEST else None
    if match is None:
        return text
    number = read_cell(text[match.end() :])
    if number is None or not number.unit:
        return text
    parted = _GAP.join((text[: match.start()], text[match.end() :]))
    log.add("leader_dots", text, parted)
    return parted

"""Headings that a copy has broken off their number: `一、` on one line and `概述` on the next."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from knowledge import numbering
from parsers.model import Block, Paragraph
from parsers.repair.log import RepairLog

_BARE_NUMBER = re.compile(rf"{numbering.PART}|{numbering.CHINESE}、|{numbering.BRACKETED}|{numbering.ARABIC}")
_LONGEST = 60


def rejoin_headings(blocks: Sequence[Block], log: RepairLog) -> tuple[Block, ...]:
    """Puts a number that stands alone in front of the line that it numbers."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            isinstance(block, Paragraph)
            and isinstance(before, Paragraph)
            and before.aside == block.aside
            and _BARE_NUMBER.fullmatch(before.text)
            and not _BARE_NUMBER.match(block.text)
            and (len(block.text) <= _LONGEST or "。" in block.text)
        ):
            log.add("broken_heading", f"{before.text}\n{block.text}", before.text + block.text)
            joined[-1] = dataclasses.replace(block, text=before.text + block.text)
            continue
        joined.append(block)
    return tuple(joined)

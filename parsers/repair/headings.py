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
_NUMBERED = re.compile(rf"(?P<number>{numbering.CHINESE})(?=、)")
_NUMBER_LOST = re.compile(r"、(?=[\u4e00-\u9fff])")


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


def renumber_headings(blocks: Sequence[Block], log: RepairLog) -> tuple[Block, ...]:
    """Puts back a number that a heading has lost (、主动公开情况) where its neighbours leave one open."""
    whole = list(blocks)
    for index, block in enumerate(whole):
        if not isinstance(block, Paragraph) or len(block.text) > _LONGEST or not _NUMBER_LOST.match(block.text):
            continue
        before = next(filter(None, map(_number, reversed(whole[:index]))), 0)
        after = next(filter(None, map(_number, whole[index + 1 :])), None)
        if before + 1 < len(_NUMBERS) and after in (None, before + 2) and (before or after):
            text = _NUMBERS[before] + block.text
            log.add("lost_number", block.text, text)
            whole[index] = dataclasses.replace(block, text=text)
    return tuple(whole)


_NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


def _number(block: Block) -> int | None:
    """The number of a heading of the first level; None for anything else."""
    match = _NUMBERED.match(block.text) if isinstance(block, Paragraph) else None
    return _NUMBERS.index(match["number"]) + 1 if match and match["number"] in _NUMBERS else None

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
_MOST_DAMAGED = 20
"""Headings without a number, of which more are a list of another kind."""


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
    """Puts back what the number of a heading has lost, where its neighbours leave one number open.

    Lost are numerals (、主动公开情况 and （）组织领导) or the mark behind them (二主动公开情况).
    """
    whole = list(blocks)
    for level in _LEVELS:
        damaged = [index for index, block in enumerate(whole) if _text(block) and level.lost.match(_text(block))]
        if not 0 < len(damaged) <= _MOST_DAMAGED:
            continue
        numbers = [level.number_of(block) for block in whole]
        for index in damaged:
            block, lost = whole[index], level.lost.match(_text(whole[index]))
            if not isinstance(block, Paragraph) or lost is None or numbers[index]:
                continue
            before = next(filter(None, reversed(numbers[:index])), 0)
            after = next(filter(None, numbers[index + 1 :]), None)
            if not _fits(lost, before, after):
                continue
            text = level.written.format(_NUMBERS[before]) + block.text[lost.end() :]
            log.add("lost_number", block.text, text)
            whole[index] = dataclasses.replace(block, text=text)
            numbers[index] = before + 1
    return tuple(whole)


def _text(block: Block) -> str:
    """The text of a paragraph of the main content; empty for anything else."""
    return block.text if isinstance(block, Paragraph) and not block.aside else ""


_NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@dataclasses.dataclass(frozen=True, slots=True)
class _Level:
    """How headings of one level are numbered.

    Attributes:
        whole: A number as it should be, with the numeral as its only group.
        lost: The same with something lost; a group holds the numeral that is left, if it is.
        written: The number with a place for the numeral.
    """

    whole: re.Pattern[str]
    lost: re.Pattern[str]
    written: str

    def number_of(self, block: Block) -> int | None:
        """The number of a heading of this level; None for anything else."""
        match = self.whole.match(_text(block))
        return _NUMBERS.index(match[1]) + 1 if match and match[1] in _NUMBERS else None


_LEVELS = (
    _Level(
        re.compile(rf"({numbering.CHINESE})、"),
        re.compile(
            rf"、(?=[\u4e00-\u9fff][^。]{{1,{_LONGEST}}}$)"
            rf"|({numbering.CHINESE})(?=[\u4e00-\u9fff]{{2,{_LONGEST // 2}}}$)"
        ),
        "{}、",
    ),
    _Level(
        re.compile(rf"[（(]({numbering.CHINESE})[）)]"),
        re.compile(r"[（(][）)]()(?=[\u4e00-\u9fff])"),
        "（{}）",
    ),
)


def _fits(lost: re.Match[str], before: int, after: int | None) -> bool:
    """Whether a number is missing between two others, and is the one of which a part is left."""
    if before + 1 >= len(_NUMBERS) or not (before or after):
        return False
    if lost[1]:
        return lost[1] == _NUMBERS[before] and after in (None, before + 2) and before > 0
    # The second level begins anew under each heading of the first, so that a 1 may follow.
    return after in (None, before + 2) or (lost[1] == "" and after == 1)

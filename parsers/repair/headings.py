"""Headings that a copy has broken off their number: `一、` on one line and `概述` on the next."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from knowledge import numbering
from parsers.model import Block, Paragraph
from parsers.repair.log import RepairLog

_BARE_NUMBER = re.compile(rf"{numbering.PART}|{numbering.CHINESE}、|{numbering.BRACKETED}|{numbering.ARABIC}")
_LONGEST = 60
_ENDS = ("。", "；", "：", "！", "？", "”", "）")
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
    above: list[int | None] = [None] * len(whole)
    for level in _LEVELS:
        numbers = [level.number_of(block) for block in whole]
        damaged = [
            (index, block, lost)
            for index, block in enumerate(whole)
            if isinstance(block, Paragraph) and not block.aside and (lost := level.lost.match(block.text))
        ]
        for index, block, lost in damaged if len(damaged) <= _MOST_DAMAGED else ():
            if not _begins(whole, index, numbers):
                continue
            before = _nearest(numbers, above, range(index - 1, -1, -1)) or 0
            after = _nearest(numbers, above, range(index + 1, len(whole)))
            if not _fits(lost, before, after):
                continue
            text = level.written.format(_NUMBERS[before]) + block.text[lost.end() :]
            log.add("lost_number", block.text, text)
            whole[index] = dataclasses.replace(block, text=text)
            numbers[index] = before + 1
        above = numbers
    return tuple(whole)


def _begins(blocks: Sequence[Block], index: int, numbers: Sequence[int | None]) -> bool:
    """Whether a block begins anew, and goes on with no line that was broken."""
    before = _text(blocks[index - 1]) if index else ""
    return numbers[index - 1] is not None or before.endswith(_ENDS) or len(before) <= _LONGEST // 2


def _nearest(numbers: Sequence[int | None], above: Sequence[int | None], places: Iterable[int]) -> int | None:
    """The next number at some places, up to a heading of the level above."""
    for place in places:
        if numbers[place] is not None or above[place] is not None:
            return numbers[place]
    return None


def _text(block: Block) -> str:
    """The text of a paragraph of the main content; empty for anything else."""
    return block.text if isinstance(block, Paragraph) and not block.aside else ""


_NUMBERS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@dataclasses.dataclass(frozen=True, slots=True)
class _Level:
    """How headings of one level are numbered.

    Attributes:
        whole: A number as it should be, with the numeral as its only group.
        lost: The same with something lost; a group may hold the numeral that is left.
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
            rf"|({numbering.CHINESE})(?!是)(?=[\u4e00-\u9fff]{{2,{_LONGEST // 2}}}$)"
        ),
        "{}、",
    ),
    _Level(
        re.compile(rf"[（(]({numbering.CHINESE})[）)]"),
        re.compile(r"[（(][）)](?=[\u4e00-\u9fff])"),
        "（{}）",
    ),
)


def _fits(lost: re.Match[str], before: int, after: int | None) -> bool:
    """Whether one number is missing between two others, and is the one of which a part is left.

    A numeral that is left (五公开 is a word) needs both its neighbours.
    """
    if before + 1 >= len(_NUMBERS) or not (before or after):
        return False
    if lost.lastindex:
        return lost[1] == _NUMBERS[before] and after == before + 2
    return after in (None, before + 2)

"""Other reports on the page of a report: where the next one begins, and pages that set two reports side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge import numbering
from knowledge.titles import Title, read_title
from parsers.model import Block, Paragraph

_LONGEST_TITLE = 80
_TITLE_WORDS = re.compile(r"公开.*(?:报告|年报|总结)")
_PERIOD = re.compile(r"统计(?:数据)?(?:的)?(?:期限|时限|时段|时间|周期|期间)\D{0,12}(20\d{2})")
_MAIN_HEADING = re.compile(rf"(?:{numbering.PART}|{numbering.CHINESE}[、．])\S")
_FIRST_HEADING = re.compile(r"(?:第一部分|一[、．])\S")
_READ_BEFORE = 2
"""Fewest main headings of a report that another one can follow."""
_LEAD = 12
"""Blocks between a report's title and its first main heading."""


def first_report(blocks: Sequence[Block], title: Title | None) -> tuple[Sequence[Block], str]:
    """The blocks of the first report on a page, and the words with which the next one begins; empty if there is none.

    Another report begins with a title of another year or body, or with a clause of another statistical period; the
    first main heading must follow, and some must stand before it. A list of links to other reports proves nothing.

    Args:
        blocks: The body, without the title.
        title: Title of the first report.
    """
    year, agency = (title.year, title.agency) if title else (None, "")
    headings = 0
    for index, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        if headings >= _READ_BEFORE:
            begins = _begins(block.text, blocks[index + 1 : index + 1 + _LEAD], year, agency)
            if begins:
                return blocks[:index], begins
        stated = _PERIOD.search(block.text)
        if year is None and stated:
            year = int(stated[1])
        headings += _MAIN_HEADING.match(block.text) is not None
    return blocks, ""


def _begins(text: str, following: Sequence[Block], year: int | None, agency: str) -> str:
    """The words of a paragraph with which another report begins, else none."""
    if len(text) <= _LONGEST_TITLE and _TITLE_WORDS.search(text):
        found = read_title(text)
        if found is None or (found.year in (None, year) and _is_same(found.agency, agency)):
            return ""
        words = found.text
    else:
        stated = _PERIOD.search(text)
        if stated is None or year is None or int(stated[1]) == year:
            return ""
        words = text
    if any(isinstance(block, Paragraph) and _FIRST_HEADING.match(block.text) for block in following):
        return words
    return ""


def _is_same(one: str, other: str) -> bool:
    """Whether two names may be of one body: one is the end of the other (市教育局, 某某市教育局), or not given."""
    return one.endswith(other) or other.endswith(one)


def years_side_by_side(blocks: Sequence[Block]) -> list[int]:
    """The years of the statistical periods that a body states in paragraphs of their own, if there are several."""
    years = sorted({int(stated[1]) for stated in _periods(blocks)})
    return years if len(years) > 1 else []


def _periods(blocks: Sequence[Block]) -> Iterator[re.Match[str]]:
    for block in blocks:
        if isinstance(block, Paragraph) and (stated := _PERIOD.search(block.text)):
            yield stated

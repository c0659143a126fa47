"""What encyclopaedias and other copies build around a report and into it: summaries, contents, marks of editing."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Sequence

from knowledge import numbering
from parsers.model import Block, Paragraph

_ENTRY = re.compile(rf"(?:{numbering.HEADING}|(?<!\d)\d{{1,2}}(?:\.\d{{1,2}})*[、.．]?(?=[\u4e00-\u9fff]))")
_CONTENTS = re.compile(r"[【\[]?(?:本文|文章|内容|词条|报告)?目\s*录[】\]]?[:：]?")
_PAGE_NUMBER = re.compile(r"[\s.．…·—-]*\d{0,3}\s*$")
_FEWEST_ENTRIES = 3
_LONGEST_ENTRY = 40
_BOX = re.compile(r"(?:基本(?:信息|介绍|资料)|词条信息|摘要)?[:：|｜\s]*(?:中文名|词条名|外文名|英文名)")
"""How a summary box begins."""
_BOX_FEWEST = 2
_SUMMARY = re.compile(
    r"[《“]?[^。，《》“”]{4,40}?(?:报告|年报)(?:（[^（）]{0,30}）)?[》”]?(?:，)?是(?:一[份篇]|由|[^。]{2,24}?(?:于|在|为|发布|公布|编制|制作|撰写))"
    r"[^。]{0,120}。"
)
_SUMMARY_LENGTH = 200
_EDIT_MARK = re.compile(
    r"^(?:折叠)?(?:编辑本段|折叠编辑本段)|(?:[\[【]?(?:编辑(?:本段)?|语音|播报|折叠|展开|收起)[\]】]?[\s|｜/·]*)+$"
)
_EDIT_LINE = re.compile(
    r"(?:编辑|播报|语音|折叠|展开|收起|讨论|上传视频|收藏|查看|我的收藏|有用|\+\d*|已?投票|赞|锁定|同义词|添加义项|分享|纠错|本词条|"
    r"词条统计|\d{1,4}|[|｜、/·\s])+"
)
_NOTE_MARK = re.compile(r"(?<=[\u4e00-\u9fff。，；：）》”%\d])\[\d{1,2}(?:[-–,，]\d{1,2})*\](?!\d)")
_ENCYCLOPAEDIA = re.compile(r"词条|百科|编辑本段|参考资料|基本介绍|中文名")
_NOTES_HEADING = re.compile(r"参考(?:资料|文献|来源)|注释(?:与参考)?|引用(?:来源)?")


_FIRST_BLOCKS = 200
"""Blocks of the main content among which a list of contents stands."""
_MOST_ENTRIES = 80
_LOOK_AHEAD = 2000


def without_frames(blocks: Sequence[Block], labels: Iterable[str]) -> tuple[Block, ...]:
    """Leaves out what a copy's site has added around a report and into it.

    Args:
        blocks: The page.
        labels: What stands before values on pages and in summary boxes.
    """
    lines = [block.text for block in blocks if isinstance(block, Paragraph) and not block.aside]
    encyclopaedia = any(len(line) <= _LONGEST_ENTRY and _ENCYCLOPAEDIA.search(line) for line in lines)
    kept = [block for block in _without_contents(blocks) if not _is_frame(block, encyclopaedia, labels)]
    return tuple(_without_marks(block) for block in kept) if encyclopaedia else tuple(kept)


def _is_frame(block: Block, encyclopaedia: bool, labels: Iterable[str]) -> bool:
    if not isinstance(block, Paragraph) or block.aside:
        return False
    if _is_box(block.text, labels):
        return True
    if encyclopaedia and _EDIT_LINE.fullmatch(block.text) and not block.text.isdigit():
        return True
    return encyclopaedia and _SUMMARY.fullmatch(block.text) is not None


def _is_box(text: str, labels: Iterable[str]) -> bool:
    """Whether a line is a box of labels and values that has lost its lines: 中文名 … 发布单位 … 实施时间."""
    if "。" in text or len(text) > 2 * _SUMMARY_LENGTH or not _BOX.match(text):
        return False
    return sum(label in text for label in labels) > _BOX_FEWEST


def _without_marks(block: Block) -> Block:
    if not isinstance(block, Paragraph):
        return block
    text = _NOTE_MARK.sub("", block.text)
    if len(text) <= _LONGEST_ENTRY and "。" not in text:
        text = _EDIT_MARK.sub("", text) or text
    return block if text == block.text else dataclasses.replace(block, text=text)


def _without_contents(blocks: Sequence[Block]) -> list[Block]:
    """Leaves out lists of contents: one line of headings, or lines below 目录 that come again as headings."""
    kept: list[Block] = []
    position = looked_at = 0
    while position < len(blocks) and looked_at < _FIRST_BLOCKS:
        block = blocks[position]
        position += 1
        if not isinstance(block, Paragraph) or block.aside:
            kept.append(block)
            continue
        looked_at += 1
        following = blocks[position : position + _LOOK_AHEAD]
        if _is_line_of_contents(block.text, following):
            continue
        if _CONTENTS.fullmatch(block.text):
            entries = _entries(following)
            line = following[0].text if following and isinstance(following[0], Paragraph) else ""
            if entries >= _BOX_FEWEST or _is_line_of_contents(line, following[1:]):
                position += entries
                continue
        kept.append(block)
    return [*kept, *blocks[position:]]


def _is_line_of_contents(text: str, following: Sequence[Block]) -> bool:
    """Whether a line is the headings that come again below it, one after the other."""
    text = _CONTENTS.sub("", text, count=1) if _CONTENTS.match(text) else text
    if "。" in text or len(text) > 10 * _LONGEST_ENTRY:
        return False
    starts = [match.start() for match in _ENTRY.finditer(text)]
    if len(starts) < _FEWEST_ENTRIES or starts[0] > 1:
        return False
    entries = [_heading(text[start:end]) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    entries = [entry for entry in entries if len(entry) > 1]
    headings = _headings(following)
    again = sum(any(heading.startswith(entry) for heading in headings) for entry in entries)
    return len(entries) >= _FEWEST_ENTRIES and 3 * again >= 2 * len(entries)


def _entries(blocks: Sequence[Block]) -> int:
    """How many blocks are entries of a list of contents: lines that come again further below."""
    headings = _headings(blocks)
    for index, block in enumerate(blocks[:_MOST_ENTRIES]):
        if not isinstance(block, Paragraph) or "。" in block.text:
            return index
        entry = _heading(block.text)
        if len(entry) > 1 and not any(heading.startswith(entry) for heading in headings[index + 1 :]):
            return index
    return min(len(blocks), _MOST_ENTRIES)


def _headings(blocks: Sequence[Block]) -> list[str]:
    """The beginning of each block as a heading would be written; empty for a table."""
    lines = (block.text if isinstance(block, Paragraph) else "" for block in blocks)
    return [_heading(line[: 2 * _LONGEST_ENTRY]) for line in lines]


def _heading(text: str) -> str:
    """A heading without its number, its page and its marks."""
    bare = _ENTRY.sub("", text.strip(" |｜▪·•"), count=1) if _ENTRY.match(text.strip(" |｜▪·•")) else text
    return _PAGE_NUMBER.sub("", _EDIT_MARK.sub("", bare)).strip(" |｜▪·•、，；;")

"""All repairs of characters, in their order: a repaired place never supports another repair."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from parsers.blocks.flattened.columns import with_marked_columns
from parsers.blocks.flattened.own_tables import with_own_tables
from parsers.model import LINE, Block, Cell, Flag, Page, Paragraph, Table
from parsers.repair import glosses, glyphs, headings, leaders, losses, marks, script, spaces, spam, widths
from parsers.repair.lines import rejoin_lines, rejoin_measures, rejoin_numbers
from parsers.repair.log import RepairLog
from parsers.repair.printed_pages import without_printed_pages

_Holder = TypeVar("_Holder", Cell, Paragraph)
_END_OF_LINE = re.compile(rf"(?<=\d){LINE}(?=\d)")
"""Where a line of a cell ends in a number and the next begins with one: without it they are groups of one number."""


def repair(page: Page) -> tuple[Page, str]:
    """Undoes what copying has done to the characters of a page; also returns the script that they were in.

    What can be put back of lost characters is recorded here and put back by `restored`, behind the identification of
    the report, which tells of a period that is not printed whole.
    """
    log = RepairLog()
    torn = [text for block in page.blocks for text in _texts(block)]
    looks = script.detect(torn)
    # What a line is, is told by words as simplified script has them; the line itself stays as it is.
    read = script.simplifier(looks, RepairLog(), torn)
    blocks = without_printed_pages(page.blocks, log)
    blocks = rejoin_lines(rejoin_numbers(blocks, log, read), log, read)
    blocks = leaders.remove_leaders(rejoin_measures(blocks, log, read), log)
    has_glyphs = glyphs.may_hold_glyphs(_whole(blocks))
    blocks = _with_glyphs(blocks, log) if has_glyphs else blocks
    blocks = marks.remove_marks(blocks, log)
    if glosses.may_hold_glosses(_whole(blocks)):
        injected = glosses.are_injected(text for block in blocks for text in _texts(block))
        blocks = _each_text(blocks, lambda text: glosses.remove_glosses(text, log, injected=injected))
    blocks = headings.rejoin_headings(blocks, log)
    texts = [text for block in blocks for text in _texts(block)]
    # Whole lines tell the vocabulary of traditional text better than torn ones.
    written_in = looks if looks == "hans" else script.detect(texts)
    simplify = script.simplifier(written_in, log, texts)
    blocks = with_marked_columns(with_own_tables(_each_text(blocks, simplify)))
    blocks = _each_text(blocks, lambda text: spaces.close_up(widths.full_width(text), log))
    blocks, foreign = spam.remove_spam(headings.renumber_headings(blocks, log), log)
    if written_in != "hans" and any(entry.kind == "pinyin_gloss" for entry in log.entries()):
        written_in = "hant-pinyin"
    simplified = {
        name: simplify(glyphs.restore_glyphs(value.replace("\t", " "), RepairLog()))
        for name, value in page.metadata.items()
    }
    flags = _flags(_each_text([block for block in blocks if not block.aside], lambda text: losses.restore(text, log)))
    return dataclasses.replace(
        page,
        blocks=blocks,
        metadata=simplified,
        repairs=(*page.repairs, *log.entries()),
        flags=(*page.flags, *foreign, *flags),
    ), written_in


def restored(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks with the lost characters put back that only one reading leaves room for."""
    return _each_text(blocks, lambda text: losses.restore(text, RepairLog()))


def _flags(blocks: Sequence[Block]) -> list[Flag]:
    text = "\n".join(text for block in blocks for text in _texts(block))
    found = list(losses.flags(text))
    unknown = sorted(set(glyphs.PRIVATE_USE.findall(text)))
    if unknown:
        characters = " ".join(map(ascii, unknown))
        sentence = f"private-use characters that stand for something unknown: {characters}"
        found.append(Flag("unknown_characters", sentence, characters))
    return found


def _whole(blocks: Sequence[Block]) -> str:
    """All texts of a page as one, in which a scan finds at once whether any of them needs a repair."""
    return "\n".join([text for block in blocks for text in _texts(block)])


def _texts(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]


def _with_glyphs(blocks: Sequence[Block], log: RepairLog) -> tuple[Block, ...]:
    """Blocks with the characters that stand for others replaced, in cells line by line."""
    return _each_text(
        blocks,
        lambda text: glyphs.restore_glyphs(text, log),
        lambda text: LINE.join(glyphs.restore_glyphs(line, log) for line in _END_OF_LINE.split(text)),
    )


def _each_text(
    blocks: Sequence[Block], change: Callable[[str], str], in_cell: Callable[[str], str] | None = None
) -> tuple[Block, ...]:
    """Applies a change to every paragraph and cell; paragraphs that it empties go.

    Args:
        blocks: The blocks.
        change: Changes the text of a paragraph.
        in_cell: Changes the text of a cell, where that is another change.
    """
    in_cell = in_cell or change
    changed: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            cells = tuple(_with_text(cell, in_cell(cell.text)) for cell in block.cells)
            changed.append(block if cells == block.cells else dataclasses.replace(block, cells=cells))
        elif text := change(block.text):
            changed.append(_with_text(block, text))
    return tuple(changed)


def _with_text(holder: _Holder, text: str) -> _Holder:
    """A cell or paragraph with another text; itself, if that is the same, as it is for most of a page."""
    return holder if text == holder.text else dataclasses.replace(holder, text=text)

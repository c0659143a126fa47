"""All repairs of characters, in their order: a repaired place never supports another repair."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence

from parsers.model import Block, Flag, Page, Paragraph, Table
from parsers.repair import glosses, glyphs, headings, losses, script, spaces, widths
from parsers.repair.log import RepairLog


def repair(page: Page) -> tuple[Page, str]:
    """Undoes what copying has done to the characters of a page; also returns the script that they were in."""
    log = RepairLog()
    blocks = _each_text(page.blocks, lambda text: glosses.remove_glosses(glyphs.restore_glyphs(text, log), log))
    blocks = headings.rejoin_headings(blocks, log)
    written_in = script.detect([text for block in blocks for text in _texts(block)])
    simplify = script.simplifier(written_in, log)
    blocks = _each_text(blocks, lambda text: spaces.close_up(widths.full_width(simplify(text)), log))
    if written_in != "hans" and any(entry.kind == "pinyin_gloss" for entry in log.entries()):
        written_in = "hant-pinyin"
    simplified = {name: simplify(glyphs.restore_glyphs(value, RepairLog())) for name, value in page.metadata.items()}
    return dataclasses.replace(
        page,
        blocks=blocks,
        metadata=simplified,
        repairs=(*page.repairs, *log.entries()),
        flags=(*page.flags, *_flags(blocks)),
    ), written_in


def _flags(blocks: Sequence[Block]) -> list[Flag]:
    text = "\n".join(text for block in blocks if not block.aside for text in _texts(block))
    found = list(losses.flags(text))
    unknown = sorted(set(glyphs.PRIVATE_USE.findall(text)))
    if unknown:
        characters = " ".join(map(ascii, unknown))
        sentence = f"private-use characters that stand for something unknown: {characters}"
        found.append(Flag("unknown_characters", sentence, characters))
    return found


def _texts(block: Block) -> list[str]:
    return [block.text] if isinstance(block, Paragraph) else [cell.text for cell in block.cells]


def _each_text(blocks: Sequence[Block], change: Callable[[str], str]) -> tuple[Block, ...]:
    """Applies a change to every paragraph and cell; paragraphs that it empties go."""
    changed: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            cells = tuple(dataclasses.replace(cell, text=change(cell.text)) for cell in block.cells)
            changed.append(dataclasses.replace(block, cells=cells))
        elif text := change(block.text):
            changed.append(dataclasses.replace(block, text=text))
    return tuple(changed)

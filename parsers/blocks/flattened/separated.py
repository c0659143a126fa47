"""Cells that separators part: paragraphs of `a | b |`, and cells with a separator on the line behind each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from parsers.blocks.flattened.labels import is_of_form
from parsers.blocks.plain import SEPARATORS, cells_of_rows, is_row, table_of
from parsers.model import Block, Paragraph, Table

_FEW = 4
"""Separators on lines of their own that make them part cells."""


def with_rows_as_tables(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which neighbouring paragraphs of cells are tables, where any of the cells is of a form."""
    changed: list[Block] = []
    rows: list[Paragraph] = []
    for block in (*blocks, None):
        if isinstance(block, Paragraph) and is_row(block.text):
            rows.append(block)
            continue
        changed.extend(_as_table(rows))
        rows = []
        if block is not None:
            changed.append(block)
    return changed


def _as_table(rows: Sequence[Paragraph]) -> Iterator[Block]:
    cells = cells_of_rows([row.text for row in rows])
    if any(is_of_form(cell) for row in cells for cell in row):
        yield Table(table_of(cells).cells, aside=any(row.aside for row in rows))
    else:
        yield from rows


def is_separator(block: Block) -> bool:
    """Whether a block is a separator and nothing else."""
    return isinstance(block, Paragraph) and block.text.strip() in SEPARATORS


def without_separators(lines: Sequence[tuple[str, Block]]) -> list[tuple[str, Block]]:
    """Lines without the separators that stand on lines of their own; between two of them lies a blank cell."""
    if sum(is_separator(block) for _, block in lines) < _FEW:
        return list(lines)
    kept: list[tuple[str, Block]] = []
    for place, (text, block) in enumerate(lines):
        if not is_separator(block):
            kept.append((text, block))
        elif place and is_separator(lines[place - 1][1]):
            kept.append(("", block))
    return kept

"""Plain text to paragraphs and tables: one paragraph a line, rows of `a | b | c` as a table."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from parsers.errors import NotAReport
from parsers.model import Block, Cell, Paragraph, Table

LONGEST = 2_000_000
"""Characters of a text; the longest report known has 0.2 million."""
SEPARATORS = ("|", "｜")
_CORNERS = "┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝┏┳┓┣╋┫┗┻┛╭╮╰╯"
_RULE = re.compile(rf"[\s|｜:+=─━═{_CORNERS}-]*[-─━═]{{2}}[\s|｜:+=─━═{_CORNERS}-]*")
"""The line that Markdown draws below the titles of columns, and the rules of tables that are drawn with characters."""
_DRAWN = str.maketrans("│┃║", "|||")
"""Characters that draw the sides of cells."""
_BROKEN = 4
"""Lines that a cell may be broken over."""
_PIPE = re.compile(r"\s*[|｜]\s*")


def read_plain_text(text: str, *, keep_indents: bool = False) -> tuple[Block, ...]:
    """Splits a text into its paragraphs, with neighbouring lines of cells put together as a table.

    Args:
        text: The text.
        keep_indents: Whether paragraphs keep the spaces they begin with, which tell whole ones from broken lines.

    Raises:
        NotAReport: The text is longer than any report.
    """
    if len(text) > LONGEST:
        raise NotAReport(f"The text has {len(text)} characters, more than any report.")
    blocks: list[Block] = []
    rows: list[str] = []
    lines = re.split(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028\u2029]", text.translate(_DRAWN))
    for line in _whole_rows(list(_drawn_rows(lines))):
        if is_row(line):
            if not _RULE.fullmatch(line):
                rows.append(line)
            continue
        if not line.strip() or (rows and line.strip() in SEPARATORS):
            continue
        blocks.extend(_table(rows))
        rows = []
        blocks.append(Paragraph(line.rstrip() if keep_indents else line.strip()))
    blocks.extend(_table(rows))
    return tuple(blocks)


def _whole_rows(lines: Sequence[str]) -> Iterator[str]:
    """Lines, with a row that was broken within a cell put together: it begins with a separator and lacks its last."""
    position = 0
    while position < len(lines):
        line = lines[position]
        position += 1
        if line.lstrip().startswith(SEPARATORS) and not line.rstrip().endswith(SEPARATORS):
            following = list(itertools.takewhile(_may_go_on, lines[position : position + _BROKEN]))
            heights = (height for height, other in enumerate(following, 1) if other.rstrip().endswith(SEPARATORS))
            height = next(heights, 0)
            line = "".join([line.strip(), *(other.strip() for other in following[:height])]) if height else line
            position += height
        yield line


def _may_go_on(line: str) -> bool:
    """Whether a line may be the next one of a broken row: it says something, and begins no row."""
    return bool(line.strip()) and not line.lstrip().startswith(SEPARATORS)


def _drawn_rows(lines: Sequence[str]) -> Iterator[str]:
    """Lines without the rules of drawn tables, and with the lines between two rules put together cell by cell.

    They are one row only where one of them at most holds numbers: not all tables have a rule between their rows.
    """
    rows: list[str] = []
    ruled = False
    for place, line in enumerate(lines):
        if is_row(line) and not _RULE.fullmatch(line):
            rows.append(line)
            continue
        # The rule of Markdown, which stands below titles only, has separators in it.
        is_rule = _RULE.fullmatch(line) is not None and not is_row(line)
        yield from _one_row(rows) if is_rule and ruled else rows
        beside_rows = bool(rows) or (place + 1 < len(lines) and is_row(lines[place + 1]))
        ruled = is_rule and beside_rows
        rows = []
        if not ruled:
            yield line
    yield from rows


def _one_row(lines: Sequence[str]) -> Sequence[str]:
    cells = [cells_of(line) for line in lines]
    numbered = sum(any(cell.isdecimal() for cell in row) for row in cells)
    if len(lines) < 2 or numbered > 1 or len({len(row) for row in cells}) > 1:
        return lines
    return ["|" + "|".join(map("".join, zip(*cells, strict=True))) + "|"]


def is_row(line: str) -> bool:
    """Whether a line is a table row: two separators, or one that begins or ends more than itself."""
    stripped = line.strip()
    if stripped in SEPARATORS:
        return False
    separators = stripped.count("|") + stripped.count("｜")
    return separators > 1 or (separators == 1 and (stripped[0] in "|｜" or stripped[-1] in "|｜"))


def cells_of(line: str) -> list[str]:
    """The cells of a row; the separators that frame it are no cells."""
    return [cell.strip() for cell in _PIPE.split(re.sub(r"^\s*[|｜]|[|｜]\s*$", "", line))]


def cells_of_rows(lines: Sequence[str]) -> list[list[str]]:
    """The cells of neighbouring rows; where most begin with a cell, a separator in front stands behind a blank one."""
    begins = [line.lstrip().startswith(SEPARATORS) for line in lines]
    framed = 2 * sum(begins) >= len(lines)
    return [
        ["", *cells_of(line)] if begin and not framed else cells_of(line)
        for line, begin in zip(lines, begins, strict=True)
    ]


def table_of(rows: Sequence[Sequence[str]]) -> Table:
    """A table whose cells all have the size one."""
    return Table(tuple(Cell(text, row, column) for row, cells in enumerate(rows) for column, text in enumerate(cells)))


def _table(rows: Sequence[str]) -> Iterable[Block]:
    if rows:
        yield table_of(cells_of_rows(rows))

"""Table 四 of the forms since 2019, put together from lines: reconsideration and litigation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.blocks.flattened.groups import Group, RebuiltTable
from parsers.blocks.flattened.labels import OUTCOMES, without_spaces

_PROCEEDINGS = re.compile("(?:行政复议|行政诉讼|未经复议直接起诉|复议后起诉|" + "|".join(OUTCOMES) + ")+")
_PROCEEDING_WORDS = re.compile("行政复议|行政诉讼|未经复议直接起诉|复议后起诉|" + "|".join(OUTCOMES))


def rebuild_proceedings(groups: Sequence[Group], position: int) -> RebuiltTable | None:
    """Table 四: the titles of its fifteen cells, and the cells; blank titles may stand between them."""
    end = position
    while end + 1 < len(groups) and not any(groups[end].cells):
        end += 1
    group = groups[end]
    labels = [without_spaces(label) for one in groups[position : end + 1] for label in one.labels]
    start = next((i for i in range(len(labels)) if _PROCEEDINGS.fullmatch("".join(labels[i:]))), None)
    if start is None or start >= len(groups[position].labels):
        return None
    titles = _PROCEEDING_WORDS.findall("".join(labels[start:]))
    if [title for title in titles if title in OUTCOMES] != [*OUTCOMES] * 3:
        return None
    cells = list(group.cells)
    while len(cells) > 3 * len(OUTCOMES) and not cells[0]:
        cells.pop(0)
    certain = len(cells) == 3 * len(OUTCOMES)
    return RebuiltTable(groups[position].first + start, group.last, [titles, cells] if certain else [])

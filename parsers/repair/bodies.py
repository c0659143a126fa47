"""A body that stands twice: the second copy goes, and where the two differ, that is reported."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from parsers.model import Block, Paragraph, Table

_SHORTEST = 200
"""Characters that a repeated stretch must have to be a second body rather than a repeated phrase."""
_ALIKE = 0.9
_ANCHOR = 12
"""Characters of a paragraph that are enough to recognise it by."""


@dataclasses.dataclass(frozen=True, slots=True)
class SecondBody:
    """A second copy that was removed.

    Attributes:
        share: Its share of the text, 0 to 1.
        differences: Paragraphs of the second copy that differ from the first, as printed there.
    """

    share: float
    differences: tuple[str, ...]


def without_second_body(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], SecondBody | None]:
    """Removes a second copy of the body.

    The copies are found paragraph by paragraph: both begin alike, follow each other, and agree but for single
    figures. A stretch that differs by more is not a copy and stays.
    """
    texts = [block.text if isinstance(block, Paragraph) else _printed(block) for block in blocks]
    total = sum(map(len, texts))
    first_seen: dict[str, int] = {}
    for second, text in enumerate(texts):
        if len(text) < _ANCHOR:
            first_seen.setdefault(text, second)
            continue
        first = first_seen.setdefault(text, second)
        if first == second:
            continue
        found = _copy_around(texts, first, second)
        if found:
            start, length, differences = found
            copy = sum(map(len, texts[start : start + length]))
            kept = (*blocks[:start], *blocks[start + length :])
            return kept, SecondBody(copy / total, differences)
    return tuple(blocks), None


def _printed(table: Table) -> str:
    return "\n".join(" | ".join(cell.text for cell in row) for row in table.rows())


def _copy_around(texts: Sequence[str], first: int, second: int) -> tuple[int, int, tuple[str, ...]] | None:
    """The copy that holds the repeated paragraph: its start, its length, and what differs; None if it is too small."""
    distance = second - first
    start = end = second
    while start > distance and _alike(texts[start - 1], texts[start - 1 - distance]):
        start -= 1
    while end < len(texts) and end - distance < start and _alike(texts[end], texts[end - distance]):
        end += 1
    copy = texts[start:end]
    if sum(map(len, copy)) < _SHORTEST:
        return None
    original = texts[start - distance : end - distance]
    return start, end - start, tuple(text for text, before in zip(copy, original, strict=True) if text != before)


def _alike(one: str, other: str) -> bool:
    return Levenshtein.normalized_similarity(one, other, score_cutoff=_ALIKE) > 0

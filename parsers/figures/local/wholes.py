"""What the total of a table counts: that of which its rows are the parts, if they add up to it."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.figures.local.subjects import is_part
from parsers.knowledge.codebook import codebook

_ROUNDING = 1e-6


def make_up(parts: Sequence[float], total: float) -> bool:
    """Whether numbers add up to their total."""
    return abs(sum(parts) - total) < _ROUNDING


def code_of_a_total(codes: Sequence[str]) -> str:
    """The code of which all codes that are no part of another one are parts; empty where there is none."""
    widest = {code for code in codes if not any(is_part(code, other) for other in codes)}
    parents = {codebook()[code].parent for code in widest}
    return parents.pop() if len(parents) == 1 else ""

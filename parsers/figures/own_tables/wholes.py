"""What the total of a table counts: that of which its numbers are the parts, if they add up to it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

from parsers.figures.own_tables.subjects import is_part, wholes_of
from parsers.knowledge.codebook import codebook
from parsers.prose.words.codes import SORTS

_ROUNDING = 1e-6
_MOST_READINGS = 256
"""Ways to tell parts of parts from parts, beyond which a total is left open."""


class Part(NamedTuple):
    """A number that may be a part of a total.

    Attributes:
        value: The number.
        code: What it counts; empty where nothing names it.
        is_among: Whether its label says that it is a part of the one above (其中).
    """

    value: float
    code: str
    is_among: bool


def make_up(parts: Sequence[Part], total: float) -> bool:
    """Whether numbers add up to their total, without those that 其中 makes parts of the one above.

    As many numbers below 其中 may belong to the same whole as are no more than it together.

    Args:
        parts: The numbers in the order of the table, with the parts of parts below their whole.
        total: The total.
    """
    codes = {part.code for part in parts if part.code}
    nested = [part.is_among or any(part.code and is_part(part.code, other) for other in codes) for part in parts]
    runs = [index for index, part in enumerate(parts) if part.is_among and (not index or not parts[index - 1].is_among)]
    choices = [_lengths(parts, nested, start) for start in runs]
    for lengths in itertools.islice(itertools.product(*choices), _MOST_READINGS):
        within = {index for start, length in zip(runs, lengths, strict=True) for index in range(start, start + length)}
        apart = [p.value for index, p in enumerate(parts) if index not in within and not nested[index]]
        if len(apart) > 1 and abs(sum(apart) - total) < _ROUNDING:
            return True
    return False


def _lengths(parts: Sequence[Part], nested: Sequence[bool], start: int) -> list[int]:
    """How many numbers from one on may be parts of the number above: as long as they are no more than it together."""
    whole = parts[start - 1].value if start else 0.0
    found: list[int] = []
    so_far = 0.0
    for index in range(start, len(parts)):
        if parts[index].is_among and index > start and not parts[index - 1].is_among:
            break
        so_far += parts[index].value
        if so_far > whole + _ROUNDING:
            break
        if index + 1 == len(parts) or not nested[index + 1]:
            found.append(index + 1 - start)
    return found or [1]


def code_of_a_total(codes: Sequence[str]) -> str:
    """The nearest code that all codes are parts of; empty where there is none, or where all are one but no sorts."""
    if len(set(codes)) < 2 and SORTS not in codes:
        return ""
    first, *others = (wholes_of(code) for code in codes)
    common = next((whole for whole in first if all(whole in wholes for wholes in others)), "")
    families = {code.rpartition(".")[0] for code in codes}
    of_family = f"{families.pop()}.total" if len(families) == 1 else ""
    return common or (of_family if of_family in codebook() and of_family not in codes else "")

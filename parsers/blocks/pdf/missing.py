"""Rules that a page lacks, and a person does not miss.

A page break takes the rule at the end of a table, and many makers draw none at its sides.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from parsers.blocks.pdf.characters import Thing
from parsers.blocks.pdf.edges import ACROSS, DOWN, TOLERANCE, edge, inside

_COVERED = 0.98
"""Share of a table's edge from which rules on it count as whole."""


def open_ends(across: Sequence[Thing], down: Sequence[Thing], side: str) -> Iterator[Thing]:
    """The rules that are missing at one end of tables: where vertical ones end together and none lies across.

    Two of them need a rule elsewhere that crosses them; three make cells by themselves.
    """
    for ends in _together(down, side):
        level = sum(rule[side] for rule in ends) / len(ends)
        left, right = min(rule["x0"] for rule in ends), max(rule["x0"] for rule in ends)
        near = [rule for rule in across if abs(rule["top"] - level) <= TOLERANCE]
        on = sum(max(0.0, min(rule["x1"], right) - max(rule["x0"], left)) for rule in near)
        crossed = any(
            rule["x0"] <= left + TOLERANCE
            and rule["x1"] >= right - TOLERANCE
            and any(other["top"] <= rule["top"] <= other["bottom"] for other in ends)
            for rule in across
        )
        goes_on = any(
            left - TOLERANCE <= rule["x0"] <= right + TOLERANCE
            and rule["top"] < level - TOLERANCE
            and rule["bottom"] > level + TOLERANCE
            for rule in down
        )
        if len(ends) >= 2 + (not crossed) and right > left and on < _COVERED * (right - left) and not goes_on:
            left, right = _up_to_sides(across, down, ends, level)
            yield edge(ACROSS, (left, level, right, level), right - left)


def _up_to_sides(
    across: Sequence[Thing], down: Sequence[Thing], ends: Sequence[Thing], level: float
) -> tuple[float, float]:
    """How far a rule goes that is missing where others end: to the sides of the table also where it has none."""
    left, right = min(rule["x0"] for rule in ends), max(rule["x0"] for rule in ends)
    crossing = [
        rule
        for rule in across
        if rule["x0"] <= right
        and rule["x1"] >= left
        and any(one["top"] <= rule["top"] <= one["bottom"] for one in ends)
    ]
    start, end = min([left, *(rule["x0"] for rule in crossing)]), max([right, *(rule["x1"] for rule in crossing)])
    beside = [rule["x0"] for rule in down if rule["top"] <= level + TOLERANCE and rule["bottom"] >= level - TOLERANCE]
    is_open_left = not any(start - TOLERANCE <= x < left for x in beside)
    is_open_right = not any(right < x <= end + TOLERANCE for x in beside)
    return start if is_open_left else left, end if is_open_right else right


def open_sides(across: Sequence[Thing], down: Sequence[Thing], characters: Sequence[Thing]) -> Iterator[Thing]:
    """The rules that are missing at the sides of tables: where horizontal ones end together and none goes down.

    One is missing between two rules only if another one of the table goes down from the first to the second, and only
    if something is written between that one and the side.
    """
    for side in ("x0", "x1"):
        for ends in _together(across, side):
            if len(ends) < 2:
                continue
            x = sum(rule[side] for rule in ends) / len(ends)
            ends.sort(key=lambda rule: rule["top"])
            last: Thing | None = None
            for first, second in itertools.pairwise(ends):
                top, bottom = first["top"], second["top"]
                if not _is_open(x, top, bottom, down, max(first["x0"], second["x0"]), min(first["x1"], second["x1"])):
                    continue
                if last is not None and last["bottom"] == top:
                    last["bottom"], last["length"] = bottom, bottom - last["top"]
                    continue
                if last is not None and _is_written_beside(last, down, characters, is_left=side == "x0"):
                    yield last
                last = edge(DOWN, (x, top, x, bottom), bottom - top)
            if last is not None and _is_written_beside(last, down, characters, is_left=side == "x0"):
                yield last


def _is_open(x: float, top: float, bottom: float, down: Sequence[Thing], left: float, right: float) -> bool:
    """Whether a rule goes down from one level to another within two sides or at the other one, and none at a place."""
    between = [rule["x0"] for rule in down if rule["top"] <= top + TOLERANCE and rule["bottom"] >= bottom - TOLERANCE]
    within = (left - TOLERANCE <= one <= right + TOLERANCE for one in between)
    return any(within) and all(abs(one - x) > TOLERANCE for one in between)


def _is_written_beside(side: Thing, down: Sequence[Thing], characters: Sequence[Thing], *, is_left: bool) -> bool:
    """Whether something stands between a side of a table and the next rule within it."""
    x, top, bottom = side["x0"], side["top"], side["bottom"]
    reaching = [rule for rule in down if rule["top"] < bottom - TOLERANCE and rule["bottom"] > top + TOLERANCE]
    within = [rule["x0"] for rule in reaching if (rule["x0"] > x) == is_left]
    if not within:
        return False
    inner = min(within) if is_left else max(within)
    column = (min(x, inner), top, max(x, inner), bottom)
    return any(inside(one, column) for one in characters if one["text"].strip())


def _together(rules: Sequence[Thing], side: str) -> Iterator[list[Thing]]:
    """Rules by the place at which they end."""
    group: list[Thing] = []
    for rule in sorted(rules, key=lambda rule: rule[side]):
        if group and rule[side] - group[0][side] > TOLERANCE:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group

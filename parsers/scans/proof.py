"""What the sums of a form prove about numbers that may be misread.

A cell has readings, and a doubt: what it takes to believe that the first of them is not what is printed. The sums of
the form must all hold. First one way is sought to make them hold: cells that were not read well are computed from the
others, and a well-read cell is changed only where nothing else mends two sums at once. Then each number is put to the
proof: if it were another one, some further cells would have to be misread, too, so that every sum that one of them
stands in has another one of them. What the likeliest such set of cells takes is the distance of the number, as in an
error-correcting code; a number is proved where it is large enough.

Everything is counted in whole numbers, and which numbers the cells would have in the other explanation is not asked:
what is refused here may be right, what is proved does not hang on the likelihood of any digit.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, Literal, TypeVar

SURE, BLANK, LIKELY, DOUBTFUL, UNREAD = 4, 3, 2, 1, 0
"""Doubt of a cell that was read twice, alike and clearly; that has no ink; that was read alike but less clearly;
otherwise; not at all."""
ENOUGH = SURE + DOUBTFUL
"""Distance from which a number is proved: more than any cell has alone, so that at least one other holds it up."""
_MOST_CHANGES = 12
"""Well-read cells that may be changed; where more are wrong, nothing can be said."""
_MOST_STEPS = 1_000
"""Steps after which the search for another explanation of one cell gives up; the cell is not proved then."""

Key = TypeVar("Key", bound=Hashable)
Kind = Literal["proved", "derived", "contradicted", "open", "unconstrained"]


@dataclasses.dataclass(frozen=True, slots=True)
class Unknown(Generic[Key]):
    """A cell whose number is asked for.

    Attributes:
        key: What identifies it.
        readings: Numbers that it may be, the likeliest first; a cell without ink counts as 0.
        doubt: What it takes to believe that it is not the first of them.
    """

    key: Key
    readings: tuple[int, ...]
    doubt: int


@dataclasses.dataclass(frozen=True, slots=True)
class Equation(Generic[Key]):
    """Two sides of a sum that must be equal."""

    left: tuple[Key, ...]
    right: tuple[Key, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a cell.

    Attributes:
        kind: `proved`: the number is one of its readings. `derived`: it follows from the others, and no reading of
            the cell is it. `contradicted`: the sums ask for another number than the one that was read well. `open`:
            several numbers are possible. `unconstrained`: it stands in no sum.
        value: The number, where there is one.
    """

    kind: Kind
    value: int | None = None


def prove(cells: Iterable[Unknown[Key]], equations: Iterable[Equation[Key]]) -> dict[Key, Verdict]:
    """A verdict on every cell.

    Args:
        cells: The cells.
        equations: Sums that hold; one that names a cell which is not given proves nothing and is left out.
    """
    known = list(cells)
    places = {cell.key: place for place, cell in enumerate(known)}
    signs = [_signs(one, places) for one in equations if all(key in places for key in (*one.left, *one.right))]
    whole = _Explanation(known, [one for one in signs if one])
    return {cell.key: whole.verdict(place) for place, cell in enumerate(known)}


def _signs(equation: Equation[Key], places: Mapping[Key, int]) -> dict[int, int]:
    """How often each cell counts in a sum: those of the left side for it, those of the right side against it."""
    signs: dict[int, int] = {}
    for keys, sign in ((equation.left, 1), (equation.right, -1)):
        for key in keys:
            signs[places[key]] = signs.get(places[key], 0) + sign
    return {place: sign for place, sign in signs.items() if sign}


class _Explanation(Generic[Key]):
    """Numbers of all cells with which the sums hold, as far as there are any, and what speaks against others."""

    def __init__(self, cells: Sequence[Unknown[Key]], equations: Sequence[Mapping[int, int]]) -> None:
        self._cells = cells
        self._equations = list(equations)
        self._steps = 0
        self._changed: set[int] = set()
        self._torn: list[frozenset[int]] = []
        self._values: list[int | None] = []
        self._mend()
        self._holding: list[list[int]] = [[] for _ in cells]
        for number, signs in enumerate(self._equations):
            for place in signs:
                self._holding[place].append(number)
        self._costs = [self._cost(place) for place in range(len(cells))]
        self._gains = [place for place, cost in enumerate(self._costs) if cost < 0]

    def verdict(self, place: int) -> Verdict:
        """What is known of a cell."""
        cell, value = self._cells[place], self._values[place]
        if not self._holding[place]:
            return Verdict("open" if any(place in cells for cells in self._torn) else "unconstrained")
        if value is None or not self._is_far(place):
            return Verdict("open")
        if value in cell.readings:
            return Verdict("proved", value)
        return Verdict("contradicted" if cell.doubt >= LIKELY else "derived", value)

    def _mend(self) -> None:
        """Finds numbers with which the sums hold; sums that no single change mends are given up, with their cells."""
        while True:
            self._compute()
            broken = [number for number, signs in enumerate(self._equations) if self._rest(signs)]
            if not broken:
                return
            place = self._cell_to_change(broken) if len(self._changed) < _MOST_CHANGES else None
            if place is not None:
                self._changed.add(place)
                continue
            self._torn.extend(frozenset(self._equations[number]) for number in broken)
            self._equations = [signs for number, signs in enumerate(self._equations) if number not in broken]

    def _compute(self) -> None:
        """The numbers that were read well, and those that follow from them; what is left is as it was read, if it fits.

        A cell that was not read well is taken for unread first: whatever its sums make of it stands.
        """
        self._values = [
            cell.readings[0] if cell.readings and cell.doubt >= LIKELY and place not in self._changed else None
            for place, cell in enumerate(self._cells)
        ]
        self._follow()
        for place, cell in enumerate(self._cells):
            if self._values[place] is None and cell.readings and place not in self._changed:
                self._values[place] = cell.readings[0]
        broken = {place for signs in self._equations if self._rest(signs) for place in signs if self._is_unsure(place)}
        for place in broken:
            self._values[place] = None
        self._follow()

    def _is_unsure(self, place: int) -> bool:
        return self._cells[place].doubt < LIKELY

    def _follow(self) -> None:
        """Computes each cell that is the only one of a sum without a number."""
        changed = True
        while changed:
            changed = False
            for signs in self._equations:
                missing = [place for place in signs if self._values[place] is None]
                if len(missing) == 1:
                    rest = sum(sign * (self._values[place] or 0) for place, sign in signs.items())
                    value, remainder = divmod(-rest, signs[missing[0]])
                    if not remainder and value >= 0:
                        self._values[missing[0]] = value
                        changed = True

    def _rest(self, signs: Mapping[int, int]) -> int:
        """By how much the sides of a sum differ; by nothing where a number is missing."""
        values = [(sign, self._values[place]) for place, sign in signs.items()]
        return 0 if any(value is None for _, value in values) else sum(sign * (value or 0) for sign, value in values)

    def _cell_to_change(self, broken: Sequence[int]) -> int | None:
        """The only cell all of whose sums are broken, at least two, each by the same amount."""
        amounts: dict[int, set[int]] = {}
        counts: dict[int, int] = {}
        for number in broken:
            rest = self._rest(self._equations[number])
            for place, sign in self._equations[number].items():
                amounts.setdefault(place, set()).add(sign * rest)
                counts[place] = counts.get(place, 0) + 1
        closed: dict[int, int] = {}
        for signs in self._equations:
            if all(self._values[place] is not None for place in signs):
                for place in signs:
                    closed[place] = closed.get(place, 0) + 1
        fitting = [
            place
            for place, found in amounts.items()
            if len(found) == 1 and counts[place] >= 2 and counts[place] == closed[place] and place not in self._changed
        ]
        mended = [(counts[place], place) for place in fitting]
        most = max((count for count, _ in mended), default=0)
        best = [place for count, place in mended if count == most]
        # Cells that stand in no common sum mend different ones; which of them is changed first is all the same.
        return best[0] if best and all(not self._share(best[0], other) for other in best[1:]) else None

    def _share(self, one: int, other: int) -> bool:
        return any(one in signs and other in signs for signs in self._equations)

    def _cost(self, place: int) -> int:
        """What it takes to believe another number of a cell; less than nothing where it would be as it was read."""
        cell, value = self._cells[place], self._values[place]
        if value is None:
            return 0
        return cell.doubt if value in cell.readings[:1] else -cell.doubt

    def _is_far(self, place: int) -> bool:
        """Whether no set of misread cells with this one takes less than what is enough."""
        self._steps = 0
        return not self._reaches({place}, set())

    def _reaches(self, misread: set[int], excluded: set[int]) -> bool:
        """Whether cells can be added to misread ones, at less than is enough, until no sum has only one of them."""
        # A sum that was given up holds in the other explanation once one of its cells is another one.
        mended = sum(not misread.isdisjoint(cells) for cells in self._torn)
        spent = sum(self._costs[place] for place in misread) - SURE * mended
        if spent - self._gain(misread) >= ENOUGH:
            return False
        self._steps += 1
        lonely = self._lonely(misread)
        if lonely is None or self._steps > _MOST_STEPS:
            return True
        excluded = set(excluded)
        for place in sorted(self._equations[lonely], key=lambda place: (self._costs[place], place)):
            if place in misread or place in excluded:
                continue
            excluded.add(place)
            if self._reaches(misread | {place}, excluded):
                return True
        return False

    def _gain(self, misread: set[int]) -> int:
        """What cells that are not among the misread ones can give back at most."""
        gain = sum(max(0, -self._net(place, misread)) for place in self._gains if place not in misread)
        for cells in self._torn:
            if misread.isdisjoint(cells):
                gain += max(0, SURE - min((max(0, self._net(place, misread)) for place in cells), default=SURE))
        return gain

    def _net(self, place: int, misread: set[int]) -> int:
        """What a cell takes at least with the others it needs: one in each sum without a misread cell."""
        needed = [
            min((max(0, self._costs[other]) for other in self._equations[number] if other != place), default=SURE)
            for number in self._holding[place]
            if misread.isdisjoint(self._equations[number])
        ]
        return self._costs[place] + max(needed, default=0)

    def _lonely(self, misread: set[int]) -> int | None:
        """A sum that only one misread cell stands in."""
        for place in misread:
            for number in self._holding[place]:
                if len(misread.intersection(self._equations[number])) == 1:
                    return number
        return None

"""Confusions of one digit, planted into every cell that a sum reaches, both recognitions alike: never published."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

from parsers.scans import figures as room
from parsers.scans.proof import SURE, Equation, Unknown, Verdict, prove
from tests.parsers.figures.sheets import YEARS, Key
from tests.parsers.scans.recorded import ERAS, recorded

SIMILAR = {
    "0": "689",
    "1": "47",
    "2": "7",
    "3": "58",
    "4": "19",
    "5": "36",
    "6": "058",
    "7": "12",
    "8": "0369",
    "9": "048",
}
"""Digits that each is taken for."""
MOST = 1
"""Confusions of each cell that are tried; with all of them the test takes minutes, and holds as well."""


@pytest.mark.parametrize("era", ERAS)
def test_no_confusion_of_a_digit_is_published(era: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cells: list[Unknown[Key]] = []
    equations: list[Equation[Key]] = []

    def kept(given: Iterable[Unknown[Key]], sums: Iterable[Equation[Key]]) -> dict[Key, Verdict]:
        cells.extend(given)
        equations.extend(sums)
        return prove(cells, equations)

    monkeypatch.setattr(room, "prove", kept)
    room.settle(recorded(era).blocks, YEARS[era])
    numbers = {cell.key: cell.readings[0] for cell in cells if cell.readings}
    reached = {key for equation in equations for key in (*equation.left, *equation.right)} & numbers.keys()
    n_planted = 0
    for key in sorted(reached):
        for misread in confusions(numbers[key])[:MOST]:
            planted = [Unknown(key, (misread,), SURE) if cell.key == key else cell for cell in cells]
            found = prove(planted, equations)
            published = {one: verdict.value for one, verdict in found.items() if verdict.kind in ("proved", "derived")}
            wrong = {one: value for one, value in published.items() if value != numbers.get(one, value)}
            assert not wrong, (key, misread)
            n_planted += 1
    assert n_planted >= len(reached) > 30


def confusions(number: int) -> list[int]:
    """The numbers that a number may be taken for with one of its digits read as another, in an order of chance."""
    text = str(number)
    places = [(index, digit) for index, one in enumerate(text) for digit in SIMILAR[one]]
    found = {int(text[:index] + digit + text[index + 1 :]) for index, digit in places} - {number}
    return random.Random(number).sample(sorted(found), k=len(found))

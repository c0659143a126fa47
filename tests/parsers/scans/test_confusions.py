"""Confusions of one digit, planted into every cell that a sum reaches, both recognitions alike: never published.

With NIANBAO_ALL_CONFUSIONS=1 each digit is taken for each other one in turn; otherwise one confusion is drawn for each
cell.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterable

import pytest

from parsers.scans import figures as room
from parsers.scans.proof import SURE, Equation, Unknown, Verdict, prove
from tests.parsers.figures.sheets import YEARS, Key
from tests.parsers.scans.recorded import ERAS, recorded

ALL = os.environ.get("NIANBAO_ALL_CONFUSIONS") == "1"


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
        for misread in confusions(numbers[key])[: None if ALL else 1]:
            planted = [Unknown(key, (misread,), SURE) if cell.key == key else cell for cell in cells]
            found = prove(planted, equations)
            published = {one: verdict.value for one, verdict in found.items() if verdict.kind in ("proved", "derived")}
            wrong = {one: value for one, value in published.items() if value != numbers.get(one, value)}
            assert not wrong, (key, misread)
            n_planted += 1
    assert n_planted >= len(reached) > 30


def confusions(number: int) -> list[int]:
    """The numbers that a number is with one of its digits replaced by another, in an order of chance."""
    text = str(number)
    places = [(index, digit) for index in range(len(text)) for digit in "0123456789"]
    found = {int(text[:index] + digit + text[index + 1 :]) for index, digit in places} - {number}
    return random.Random(number).sample(sorted(found), k=len(found))

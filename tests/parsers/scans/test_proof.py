"""What sums prove: exactly what they must, and never a wrong number."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parsers.scans.proof import DOUBTFUL, LIKELY, SURE, UNREAD, Equation, Unknown, Verdict, prove

Cell = tuple[str, str]
ONE_SUM = [Equation(("sum",), ("a", "b", "c"))]
NUMBERS = {"a": 3, "b": 0, "c": 14, "sum": 17}


def verdicts(
    numbers: Mapping[str, int], equations: Sequence[Equation[str]], **otherwise: Unknown[str]
) -> dict[str, Verdict]:
    """Verdicts on cells that are surely read, but for some."""
    return prove([otherwise.get(key, Unknown(key, (value,), SURE)) for key, value in numbers.items()], equations)


def test_a_sum_that_holds_proves_its_numbers() -> None:
    assert verdicts(NUMBERS, ONE_SUM) == {key: Verdict("proved", value) for key, value in NUMBERS.items()}


def test_a_single_misread_cell_of_one_sum_may_be_any_of_them() -> None:
    found = verdicts(NUMBERS, ONE_SUM, c=Unknown("c", (19,), SURE))
    assert {verdict.kind for verdict in found.values()} == {"open"}


@pytest.mark.parametrize(
    ("readings", "doubt", "kind"),
    [((), UNREAD, "derived"), ((1000, 2), DOUBTFUL, "proved"), ((1000,), SURE, "contradicted")],
)
def test_a_cell_of_a_matrix_follows_from_the_others(readings: tuple[int, ...], doubt: int, kind: str) -> None:
    numbers, equations = matrix(random.Random(1), 4, 4)
    numbers |= {("r1", "c1"): 2}
    numbers |= {
        (row, "sum"): sum(numbers[row, f"c{column}"] for column in range(4)) for row in ("r0", "r1", "r2", "r3")
    }
    numbers |= {("sum", f"c{column}"): sum(numbers[f"r{row}", f"c{column}"] for row in range(4)) for column in range(4)}
    numbers |= {("sum", "sum"): sum(numbers["sum", f"c{column}"] for column in range(4))}
    cells = [
        Unknown(key, readings if key == ("r1", "c1") else (value,), doubt if key == ("r1", "c1") else SURE)
        for key, value in numbers.items()
    ]
    found = prove(cells, equations)
    assert found["r1", "c1"] == Verdict(kind, 2)  # type: ignore[arg-type]
    assert {verdict.kind for key, verdict in found.items() if key != ("r1", "c1")} == {"proved"}


@pytest.mark.parametrize(("readings", "doubt"), [((), UNREAD), ((19, 14), DOUBTFUL)])
def test_one_sum_alone_does_not_say_which_of_its_cells_is_misread(readings: tuple[int, ...], doubt: int) -> None:
    found = verdicts(NUMBERS, ONE_SUM, c=Unknown("c", readings, doubt))
    assert {verdict.kind for verdict in found.values()} == {"open"}


def test_one_sum_proves_a_doubtful_reading_that_fits() -> None:
    found = verdicts(NUMBERS, ONE_SUM, c=Unknown("c", (14,), DOUBTFUL))
    assert found["c"] == Verdict("proved", 14)


def test_two_cells_that_were_not_read_stay_open() -> None:
    found = verdicts(NUMBERS, ONE_SUM, a=Unknown("a", (), UNREAD), c=Unknown("c", (), UNREAD))
    assert (found["a"].kind, found["c"].kind) == ("open", "open")


def test_two_doubtful_cells_prove_each_other_nothing() -> None:
    found = verdicts(NUMBERS, ONE_SUM, a=Unknown("a", (3,), DOUBTFUL), c=Unknown("c", (14,), LIKELY))
    assert found["a"].kind == "open"
    assert found["c"].kind == "open"


def test_a_number_is_never_negative() -> None:
    found = verdicts(NUMBERS, ONE_SUM, a=Unknown("a", (30,), SURE), b=Unknown("b", (), UNREAD))
    assert found["b"].value is None


def test_a_cell_in_no_sum_is_unconstrained() -> None:
    assert verdicts({"x": 5}, []) == {"x": Verdict("unconstrained")}
    assert verdicts({"x": 5}, [Equation(("x",), ("not there",))]) == {"x": Verdict("unconstrained")}


def matrix(rng: random.Random, n_rows: int, n_columns: int) -> tuple[dict[Cell, int], list[Equation[Cell]]]:
    """Numbers with a sum of each row and each column."""
    rows, columns = [f"r{row}" for row in range(n_rows)], [f"c{column}" for column in range(n_columns)]
    numbers = {
        (row, column): rng.choice((0, 0, 1, rng.randrange(10), rng.randrange(900)))
        for row in rows
        for column in columns
    }
    numbers |= {("sum", column): sum(numbers[row, column] for row in rows) for column in columns}
    numbers |= {(row, "sum"): sum(numbers[row, column] for column in columns) for row in (*rows, "sum")}
    equations = [Equation(((row, "sum"),), tuple((row, column) for column in columns)) for row in (*rows, "sum")]
    equations += [Equation((("sum", column),), tuple((row, column) for row in rows)) for column in (*columns, "sum")]
    return numbers, equations


def test_a_misread_cell_of_a_matrix_is_found_and_the_others_are_proved() -> None:
    numbers, equations = matrix(random.Random(1), 20, 6)
    for key, value in numbers.items():
        cells = [Unknown(other, (value + 1 if other == key else known,), SURE) for other, known in numbers.items()]
        found = prove(cells, equations)
        assert found.pop(key) == Verdict("contradicted", value)
        assert found == {other: Verdict("proved", numbers[other]) for other in found}


@st.composite
def misread(draw: st.DrawFn) -> tuple[dict[Cell, int], list[Equation[Cell]], list[Unknown[Cell]]]:
    """A matrix of which cells were misread: a surely read one, or others that are doubtful enough together."""
    rng = random.Random(draw(st.integers(0, 10**9)))
    numbers, equations = matrix(rng, draw(st.integers(1, 6)), draw(st.integers(1, 5)))
    if draw(st.booleans()):
        equations = [equation for equation in equations if rng.random() < 0.8]
    keys = sorted(numbers)
    doubts = draw(st.sampled_from([(SURE,), (LIKELY,), (LIKELY, DOUBTFUL), (DOUBTFUL,), (DOUBTFUL,) * 3]))
    wrong = dict(zip(rng.sample(keys, k=min(len(keys), len(doubts))), doubts, strict=False))
    unread = set(rng.sample(keys, k=min(len(keys), draw(st.integers(0, 4))))) - wrong.keys()
    cells = []
    for key, value in numbers.items():
        misread_as = abs(value + rng.choice((-6, -4, 1, 4, 6, 10, 60)))
        if key in wrong and misread_as != value:
            cells.append(Unknown(key, (misread_as,), wrong[key]))
        elif key in unread:
            cells.append(Unknown(key, (), UNREAD))
        else:
            cells.append(Unknown(key, (value,), rng.choice((SURE, SURE, SURE, LIKELY, DOUBTFUL))))
    return numbers, equations, cells


@settings(max_examples=400, deadline=None)
@given(misread())
def test_nothing_wrong_is_published(
    drawn: tuple[dict[Cell, int], list[Equation[Cell]], list[Unknown[Cell]]],
) -> None:
    numbers, equations, cells = drawn
    found = prove(cells, equations)
    published = {key: verdict.value for key, verdict in found.items() if verdict.kind in ("proved", "derived")}
    assert published == {key: numbers[key] for key in published}


def test_the_same_cells_give_the_same_verdicts() -> None:
    numbers, equations = matrix(random.Random(7), 12, 6)
    rng = random.Random(3)
    cells = [
        Unknown(key, (value,) if rng.random() < 0.9 else (), rng.choice((SURE, LIKELY)))
        for key, value in numbers.items()
    ]
    assert prove(cells, equations) == prove(cells, equations)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.6])
def test_many_misread_cells_take_bounded_time_and_publish_nothing_wrong(share: float) -> None:
    numbers, equations = matrix(random.Random(5), 22, 6)
    rng = random.Random(str(share))
    cells = []
    for key, value in numbers.items():
        if rng.random() < share:
            cells.append(Unknown(key, (value + 7,), rng.choice((DOUBTFUL, UNREAD))))
        else:
            cells.append(Unknown(key, (value,), rng.choice((SURE, LIKELY))))
    found = prove(cells, equations)
    published = {key: verdict.value for key, verdict in found.items() if verdict.kind in ("proved", "derived")}
    assert published == {key: numbers[key] for key in published}

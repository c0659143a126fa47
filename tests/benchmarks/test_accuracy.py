"""No document is read less well than before: every figure against truth made by hand."""

from __future__ import annotations

import pytest

from benchmarks import accuracy
from benchmarks.accuracy import Result, Score, Truth, below_floor, floors, measure, summaries, truths


@pytest.mark.parametrize("truth", list(truths()), ids=lambda truth: truth.name)
def test_documents_hold_their_floor(truth: Truth) -> None:
    result = measure(truth)
    assert below_floor("document", truth.name, result.score) == [], (result.missing[:10], result.wrong[:10])


def test_every_set_is_measured() -> None:
    names = {truth.name.partition("/")[0] for truth in truths()}
    assert names == set(accuracy.FOLDERS)
    assert len(list(truths())) >= 42


def test_floors_name_what_exists() -> None:
    known = summaries(Result(truth, dict.fromkeys(truth.sources.values(), Score()), (), ()) for truth in truths())
    assert {(kind, name) for kind, names in floors().items() for name in names} <= known.keys()


@pytest.mark.parametrize(
    ("score", "complaints"),
    [
        (Score(right=9, wrong=1), ["form 2014: precision 0.9000 is below its floor of 1.0"]),
        (Score(right=9, missing=1), ["form 2014: recall 0.9000 is below its floor of 1.0"]),
        (Score(right=9), []),
        (Score(missing=9), ["form 2014: recall 0.0000 is below its floor of 1.0"]),
    ],
)
def test_what_falls_below_a_floor_is_named(score: Score, complaints: list[str]) -> None:
    assert below_floor("form", "2014", score) == complaints


def test_a_regression_fails_the_benchmark(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    truth = next(iter(truths()))
    (code, *_), source = next(iter(truth.sources.items()))
    worse = Truth(
        truth.name,
        truth.document,
        truth.form,
        truth.year,
        {**truth.sources, (code, "total", 1999, -1.0): source},
        truth.optional,
        (),
    )
    monkeypatch.setattr(accuracy, "truths", lambda: [worse])
    monkeypatch.setattr(accuracy, "floors", dict)
    assert accuracy.main() == 1
    assert f"document {truth.name}: recall" in capsys.readouterr().out

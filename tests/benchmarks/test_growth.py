"""That the tool tells linear growth from steeper one, and that its documents reach the readers."""

from __future__ import annotations

import math

import pytest

from benchmarks import growth as tool
from benchmarks.families import LONGEST, Family, families
from benchmarks.growth import Growth, complaints, measure
from parsers.model import Document
from parsers.pipeline import parse

SIZES = [2**power * 1000 for power in range(6)]


def powers(exponent: float, seconds: float = 0.2) -> Growth:
    """Times that grow with a power of the size."""
    return Growth("made", [(size, seconds * (size / 1000) ** exponent) for size in SIZES])


@pytest.mark.parametrize("exponent", [0.0, 0.5, 1.0, 1.25, 1.35, 2.0, 3.0])
def test_the_exponent_is_the_power(exponent: float) -> None:
    found = powers(exponent)
    assert found.exponent == pytest.approx(exponent)
    assert (found.fault is not None) == (exponent > 1.3)


@pytest.mark.parametrize(
    ("times", "exponent"),
    [
        pytest.param([(1, 0.01), (2, 0.04), (4, 0.09)], None, id="noise"),
        pytest.param([(1, 0.09), (2, 0.2), (4, 0.8)], None, id="two times above the noise"),
        pytest.param([(1, 0.1), (2, 0.2), (4, 0.4)], 1.0, id="three"),
        pytest.param([(1, 8.0), (2, 1.0), (4, 2.0), (8, 4.0), (16, 8.0)], 1.0, id="only the largest sizes"),
    ],
)
def test_what_is_fitted(times: list[tuple[int, float]], exponent: float | None) -> None:
    found = Growth("made", times).exponent
    assert found == (None if exponent is None else pytest.approx(exponent))


def test_a_document_that_reaches_a_limit_is_a_fault() -> None:
    assert Growth("made", [(1, 0.01), (2, 0.02), (4, math.inf)]).fault == "reaches a limit of the cage"
    assert Growth("made", [(1, 3.0)]).fault == "takes too long for its growth to be measured"
    steep = [(1, 0.01), (2, 0.02), (4, 0.06), (8, 0.4), (16, 2.5)]
    assert Growth("made", steep).fault == "takes too long for its growth to be measured", (
        "two of its sizes tell nothing"
    )
    assert Growth("made", []).fault == "is no report"


def test_complaints_name_what_is_new_and_what_is_no_exception_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    steep, flat = powers(2.0), powers(1.0)
    assert complaints([steep]) == ["made grows with the power 2.00 of its size"]
    assert complaints([flat]) == []
    monkeypatch.setattr(tool, "KNOWN", {"made": "a reason"})
    assert complaints([steep]) == []
    assert complaints([flat]) == ["made is no exception any more; take it out of KNOWN"]
    assert complaints([]) == [], "a family that was not measured says nothing"


def test_documents_grow_until_they_take_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tool, "seconds", lambda content: len(content) / 50_000)
    quick = Family("quick", "text", lambda length: b"x" * (length // 100), most=100_000)
    slow = Family("slow", "text", lambda length: b"x" * length, most=LONGEST)
    assert [size for size, _ in measure(quick).times] == [*(1_000 * 2**power for power in range(7)), 100_000]
    assert measure(slow).times[-1] == (128_000, 2.56)
    monkeypatch.setattr(tool, "seconds", lambda content: None if len(content) > 10_000 else 0.1)
    assert measure(slow).times == [(1_000, 0.1), (2_000, 0.1), (4_000, 0.1), (8_000, 0.1)]


def test_a_document_is_read_in_a_process_of_its_own() -> None:
    assert 0 < (tool.seconds(families()[0].make(2000)) or 0) < 5
    assert tool.seconds(b"<p>") is None


def test_there_are_enough_families() -> None:
    names = [family.name for family in families()]
    assert len(names) == len(set(names))
    kinds = [family.kind for family in families()]
    assert kinds.count("text") >= 40
    assert kinds.count("markup") >= 40
    assert set(tool.KNOWN) <= set(names)


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_documents_of_a_family_are_reports(family: Family) -> None:
    """What is rejected at once measures no reader."""
    parsed = parse(Document(content=family.make(min(4_000, family.most))))
    assert parsed.outcome == "report", parsed.reason

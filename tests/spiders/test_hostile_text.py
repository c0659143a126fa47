"""Texts that are made so that a pattern begins again at each of their characters: reading them ends.

How fast says nothing here: what took a step for each pair of characters would take minutes.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.scripting.expressions import Expression

MANY = 200_000
CPU_SECONDS = 10
PARAMETERS = Expression(r"[?&]+([^=&]+)=([^&]*)", "g")
READERS: dict[str, Callable[[], object]] = {
    "parameters without values": lambda: PARAMETERS.each_found("a" * MANY),
}


class StillReadingError(Exception):
    """A text is read for longer than any that is read once."""


@pytest.fixture
def limited() -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise StillReadingError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_SECONDS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize("name", READERS)
def test_reading_ends(name: str) -> None:
    READERS[name]()


WHEREVER = re.compile(r"[?&]?([^?&=#]+)=([^&#]*)")
"""Parameters, by a pattern that begins anywhere."""


@given(st.text("ab%2?&=#", max_size=30))
def test_parameters_are_found_wherever_they_begin(query: str) -> None:
    found = PARAMETERS.each_found(query)
    assert found == [[match[0], match[1], match[2]] for match in WHEREVER.finditer(query)]


@given(st.dictionaries(st.text("abc", min_size=1), st.text("12%/:", max_size=5)), st.sampled_from(["?", "", "/l?"]))
def test_the_parameters_of_an_ordinary_query(fields: dict[str, str], before: str) -> None:
    query = before + "&".join(f"{name}={value}" for name, value in fields.items())
    found = PARAMETERS.each_found(query) or []
    assert [(name, value) for _, name, value in found] == list(fields.items())

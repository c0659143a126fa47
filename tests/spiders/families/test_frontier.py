"""The pages that the walk may still ask for: which come in, in which order they come out, and each once."""

from __future__ import annotations

from typing import Any

import pytest

from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import Kind, Step
from spiders.families.general import identity
from spiders.families.general.frontier import Frontier
from spiders.families.general.territory import Territory
from tests.spiders.families.walking import HOST, PORTAL, short

BOUNDS = vocabulary().bounds


def frontier(*years: int) -> Frontier:
    return Frontier(BOUNDS, years, Territory(PORTAL))


def step(path: str, score: int = 10, kind: Kind = Kind.PATH, **of: Any) -> Step:
    return Step(url=f"{HOST}{path}", kind=kind, score=score, **of)


def order(queue: Frontier, **how: Any) -> list[tuple[str | None, int]]:
    """The address and score of each step, as they come out."""
    return [(short(one.url), one.score) for one in iter(lambda: queue.pop(**how), None)]


def test_the_most_promising_step_comes_first_and_of_those_alike_the_first() -> None:
    queue = frontier()
    assert (len(queue), queue.best, queue.pop()) == (0, 0, None)
    queue.add_all([step("/a/", 10), step("/b/", 30), step("/c/", 10), step("/d/", 20)])
    assert (len(queue), queue.best) == (4, 30)
    assert order(queue) == [("/b/", 30), ("/d/", 20), ("/a/", 10), ("/c/", 10)]
    assert (len(queue), queue.best) == (0, 0)


def test_a_page_comes_in_again_only_with_a_better_score_and_out_once() -> None:
    queue = frontier()
    queue.add_all([step("/a/", 10), step("/a/index.html", 10), step("/a/", 9), step("/b/", 0), step("/b/", 0)])
    assert len(queue) == 2
    queue.add(step("/a/", 11))
    assert len(queue) == 3
    first = queue.pop()
    assert first is not None
    assert (short(first.url), first.score) == ("/a/", 11)
    assert queue.claim(first.url)
    assert not queue.claim(f"{HOST}/a/index.html"), "one page under two addresses"
    queue.add(step("/a/", 99))
    assert order(queue) == [("/b/", 0)]


def test_what_is_pushed_is_asked_for_whatever_is_known_of_it() -> None:
    queue = frontier(2024)
    queue.push(step("/a/", 5))
    queue.push(step("/a/", 5, depth=BOUNDS.depth + 1, text="2013年"))
    assert order(queue) == [("/a/", 5)] * 2
    queue.push(step("/b/", 7))
    queue.add(step("/b/", 7))
    assert order(queue) == [("/b/", 7)], "what has been pushed is known"


@pytest.mark.parametrize(
    ("given", "comes_in", "told"),
    [
        pytest.param(step("/a/", depth=BOUNDS.depth), True, set(), id="as deep as may be"),
        pytest.param(
            step("/a/", depth=BOUNDS.depth + 1),
            False,
            {f"pages more than {BOUNDS.depth} steps from the home page"},
            id="deeper",
        ),
        pytest.param(
            step(f"/{'a' * 9000}/"), False, {"an address that is too long to be asked for"}, id="a very long address"
        ),
        pytest.param(Step(url="http://www.stranger.com/", kind=Kind.PATH), False, set(), id="of another site"),
        pytest.param(step("/a/", text="2024年年报"), True, set(), id="a year that is wanted"),
        pytest.param(step("/a/", text="2013至2024年"), True, set(), id="one of several years"),
        pytest.param(step("/a/", text="2013年年报"), False, set(), id="another year"),
        pytest.param(step("/a/", text="年报"), True, set(), id="no year"),
    ],
)
def test_which_steps_come_in(given: Step, comes_in: bool, told: set[str]) -> None:
    queue = frontier(2024)
    queue.add(given)
    assert (len(queue), queue.bounded) == (int(comes_in), told)


def test_without_years_all_are_wanted() -> None:
    queue = frontier()
    queue.add(step("/a/", text="2013年年报"))
    assert len(queue) == 1
    assert queue.is_wanted(frozenset({2013}))
    assert not frontier(2024).is_wanted(frozenset({2013}))


def test_former_times_have_a_queue_of_their_own() -> None:
    def filled(best: int) -> Frontier:
        queue = frontier()
        queue.add_all([step("/way/", 20), step("/old/", 30, former=True), step("/nb/", best, Kind.COLUMN, former=True)])
        assert (len(queue), queue.best) == (3, max(best, 30))
        return queue

    assert order(filled(10)) == [("/old/", 30), ("/way/", 20), ("/nb/", 10)]
    assert order(filled(40)) == [("/nb/", 40), ("/old/", 30), ("/way/", 20)]
    assert order(filled(40), former_first=True) == [("/nb/", 40), ("/old/", 30), ("/way/", 20)]
    alike = frontier()
    alike.add_all([step("/old/", 20, former=True), step("/way/", 20), step("/older/", 20, former=True)])
    assert [path for path, _ in order(alike)] == ["/old/", "/way/", "/older/"]


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (step("/a/"), step("/a/index.html"), True),
        (step("/a/"), step("/b/"), False),
        (step("/a/", hops=1), step("/a/index.html", hops=1), False),
        (step("/a/", hops=1), step("/a/", hops=2), True),
        (step("/a/", hops=1), step("/a/"), False),
        (step("/a/", body="p=1&q=2"), step("/a/", body="q=2&p=1"), True),
        (step("/a/", body="p=1&q=2"), step("/a/", body="p=2&q=2"), False),
        (step("/a/", body="p=1"), step("/a/"), False),
        (step("/a/", body='{"p": 1}'), step("/a/", body='{"p": 2}'), False),
        (step("/a/#/x"), step("/a/#/y"), False),
        (step("/a/#/x"), step("/a/index.html#/x"), True),
    ],
)
def test_which_steps_lead_to_one_page(one: Step, other: Step, is_one: bool) -> None:
    assert (identity.of_step(one) == identity.of_step(other)) is is_one
    logged = f"{one.url}#post:{one.body}" if one.body else one.url
    assert (identity.of_logged(logged) == identity.of_step(one)) is (one.hops == 0)

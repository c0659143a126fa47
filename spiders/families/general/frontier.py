"""The pages that the walk may still ask for, the most promising first."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Iterable

from spiders.discovery import addresses, titles
from spiders.discovery.vocabulary import Bounds
from spiders.families.base import Kind, Step
from spiders.families.general import identity
from spiders.families.general.territory import Territory

_WITHIN_COLUMN = 3
"""Steps that a column of reports may lie deeper than the way to it may be long: to a part of it, and to its list."""


class Frontier:
    """The queue of steps, and what has left it for good.

    Args:
        bounds: How far the walk may go.
        years: Report years wanted; empty for all.
        territory: The hosts of the portal.
    """

    def __init__(self, bounds: Bounds, years: tuple[int, ...], territory: Territory) -> None:
        self._territory = territory
        self._bounds = bounds
        self._years = years
        self._queue: list[tuple[int, int, Step]] = []
        self._former: list[tuple[int, int, Step]] = []
        """Ways to what the site keeps of former times, in a queue of their own."""
        self._order = itertools.count()
        self._scores: dict[str, int] = {}
        """Best score of pages that have been in the queue."""
        self.seen: set[str] = set()
        """Pages asked for, or judged once and for all."""
        self.bounded: set[str] = set()
        """Bounds that were hit, in words."""

    def __len__(self) -> int:
        return len(self._queue) + len(self._former)

    @property
    def best(self) -> int:
        """What the step promises that comes next; 0 where there is none."""
        return max((queue[0][2].score for queue in (self._queue, self._former) if queue), default=0)

    def is_wanted(self, years: frozenset[int]) -> bool:
        """Whether what names some years may be among what is wanted."""
        return not self._years or not years or not years.isdisjoint(self._years)

    def claim(self, url: str) -> bool:
        """Marks a page as seen; returns whether it was not yet."""
        known = identity.of_page(url)
        is_new = known not in self.seen
        self.seen.add(known)
        return is_new

    def add(self, step: Step) -> None:
        """Puts a step in the queue unless its page is known, too far away, or none of the portal's."""
        if step.depth > self._bounds.depth + _WITHIN_COLUMN * step.column:
            self.bounded.add(f"pages more than {self._bounds.depth} steps from the home page")
            return
        if addresses.resolve(step.url, step.url) is None:
            self.bounded.add("an address that is too long to be asked for")
            return
        known = identity.of_step(step)
        is_known = known in self.seen or self._scores.get(known, -1) >= step.score
        if not is_known and self.is_wanted(titles.years(step.text)) and self._territory.admits(step.url, step.why):
            self.push(step)

    def add_all(self, steps: Iterable[Step]) -> None:
        """Puts several steps in the queue."""
        for step in steps:
            self.add(step)

    def push(self, step: Step) -> None:
        """Puts a step in the queue, whatever is known of its page."""
        self._scores[identity.of_step(step)] = step.score
        queue = self._former if step.former and step.kind is Kind.PATH else self._queue
        heapq.heappush(queue, (-step.score, next(self._order), step))

    def pop(self, *, former_first: bool = False) -> Step | None:
        """Takes the best step whose page has not been seen; None where there is none.

        Args:
            former_first: Whether ways to what the site keeps of former times come before all other pages of the way,
                though behind columns and lists.
        """
        while self._queue or self._former:
            step = heapq.heappop(self._better(former_first=former_first))[2]
            if identity.of_step(step) not in self.seen:
                return step
        return None

    def _better(self, *, former_first: bool) -> list[tuple[int, int, Step]]:
        """The queue whose first step comes next."""
        if not (self._queue and self._former):
            return self._queue or self._former
        if former_first and self._queue[0][2].kind is Kind.PATH:
            return self._former
        return min(self._queue, self._former, key=lambda queue: queue[0][:2])

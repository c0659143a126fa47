"""How a request ends that is not made, or whose answer is not what was asked for."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class Refused(IgnoreRequest):
    """A request that ends without an answer for the spider.

    Args:
        outcome: Outcome of the fetch log (`storage.schema.FETCH_OUTCOMES`), with its kind where it has one.
        reason: Why, for a person to read.
        logged: False where the fetch log already tells, and another row would only repeat it.
    """

    def __init__(self, outcome: str, reason: str, *, logged: bool = True) -> None:
        self.outcome = outcome
        self.reason = reason
        self.logged = logged
        super().__init__(f"{outcome}: {reason}")

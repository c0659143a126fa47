"""Where a page leads by itself: frames, pages that take its place, and the few links of one that shows nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from spiders.discovery import addresses
from spiders.discovery.pages import PortalPage
from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import Kind, Step
from spiders.families.general.territory import Territory

DEPTH_COST = 2
"""What a step from the home page takes off a score."""
_FRAME_SCORE = 52
_MOST_REFRESHES = 3


class Leads:
    """Steps that no reader of the page would choose among others.

    Args:
        territory: The hosts of the portal.
    """

    def __init__(self, territory: Territory) -> None:
        self._territory = territory

    def inner(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The pages that this one shows inside itself, or that take its place after a while."""
        hops = int(step.data.get("hops", 0))
        if hops < _MOST_REFRESHES:
            for url in page.refresh:
                if self._territory.holds(url) or step.kind is Kind.HOME:
                    yield _led_on(step, url, page.url, hops)
        for frame in page.frames:
            # What a column shows within itself is the column, wherever it lies.
            is_part = step.column and not step.agency and self._territory.take_in(frame.url)
            if not (is_part or self._territory.may_follow(frame.url)):
                continue
            if step.column:
                yield dataclasses.replace(step, url=frame.url, referrer=page.url, kind=Kind.COLUMN, otherwise=None)
            elif step.kind is Kind.HOME and len(page.links) <= len(page.frames):
                yield _led_on(step, frame.url, page.url, hops)
            elif step.kind is Kind.PATH:
                score = _FRAME_SCORE - DEPTH_COST * step.depth
                yield dataclasses.replace(step, url=frame.url, referrer=page.url, score=score)

    def few_links(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The few links of a page that shows nothing else: a splash page, or one that announces the next."""
        hops = int(step.data.get("hops", 0))
        if not page.is_bare or hops >= _MOST_REFRESHES or step.kind is Kind.LIST:
            return
        words = vocabulary()
        for link in page.links:
            away = words.avoid.search(link.url.lower()) or words.step_never.search(link.label)
            suffix = addresses.suffix(link.url) in (words.avoid_suffixes | words.file_suffixes)
            elsewhere = step.kind is Kind.HOME and addresses.domain(addresses.host(link.url)).endswith(".gov.cn")
            ours = elsewhere or self._territory.holds(link.url)
            if link.origin in ("link", "script") and ours and not away and not suffix:
                yield _led_on(step, link.url, page.url, hops)


def _led_on(step: Step, url: str, referrer: str, hops: int) -> Step:
    """The step to the page that another leads to and that takes its place, also where both seem to have one address."""
    data = {**step.data, "hops": hops + 1, "exact": True}
    return dataclasses.replace(step, url=url, referrer=referrer, data=data, otherwise=None)

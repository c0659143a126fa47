"""Where a page leads by itself: frames, pages that take its place, and the few links of one that shows nothing else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from spiders.discovery import addresses
from spiders.discovery.pages import Link, PortalPage
from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import Kind, Step, Why

DEPTH_COST = 2
"""What a step from the home page takes off a score."""
_FRAME_SCORE = 52
_MOST_REFRESHES = 3


class Leads:
    """Steps that no reader of the page would choose among others."""

    def inner(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The pages that this one shows inside itself, or that take its place after a while."""
        if step.hops < _MOST_REFRESHES:
            why = Why.HOME_LEADS if step.kind is Kind.HOME else Why.PAGE
            yield from (_led_on(step, url, page.url, why) for url in page.refresh)
        for frame in page.frames:
            if step.column:
                yield _shown_within(frame, page, step, Why.PAGE)
            elif step.kind is Kind.HOME and len(page.links) <= len(page.frames):
                yield _led_on(step, frame.url, page.url, Why.PAGE)
            elif step.kind is Kind.PATH:
                score = _FRAME_SCORE - DEPTH_COST * step.depth
                yield dataclasses.replace(step.to_page(frame.url, page.url), score=score)

    def frames_elsewhere(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """What the government's own column shows inside itself from another host, where it shows no list besides.

        The host of each is taken in as its step is put in the queue.
        """
        if step.column and not step.agency:
            yield from (_shown_within(frame, page, step, Why.FRAME_OF_COLUMN) for frame in page.frames)

    def few_links(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The few links of a page that shows nothing else: a splash page, or one that announces the next."""
        if not page.is_bare or step.hops >= _MOST_REFRESHES or step.kind is Kind.LIST:
            return
        words = vocabulary()
        for link in page.links:
            away = words.step_never.search(link.label)
            suffix = addresses.suffix(link.url) in (words.avoid_suffixes | words.file_suffixes)
            if link.origin not in ("link", "script") or away or suffix:
                continue
            yield _led_on(step, link.url, page.url, Why.SPLASH if step.kind is Kind.HOME else Why.PAGE)


def _shown_within(frame: Link, page: PortalPage, step: Step, why: Why) -> Step:
    """The step to what a column shows inside itself: it is the column."""
    return dataclasses.replace(step.to_page(frame.url, page.url), kind=Kind.COLUMN, why=why)


def _led_on(step: Step, url: str, referrer: str, why: Why) -> Step:
    """The step to the page that another leads to and that takes its place, also where both seem to have one address."""
    return dataclasses.replace(step.to_page(url, referrer), why=why, hops=step.hops + 1)

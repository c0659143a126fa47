"""Reports that are spread over several documents: chapters, numbered pages of one text, pictures in it, frames."""

from __future__ import annotations

import dataclasses
import re
import urllib.parse
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from spiders import queries
from spiders.discovery.attachments import pictures
from spiders.discovery.chapters import chapters
from spiders.discovery.pager import following
from spiders.discovery.pages import PortalPage
from spiders.discovery.vocabulary import vocabulary
from spiders.families.base import Kind, Step, Why
from spiders.families.general import identity
from spiders.families.general.frontier import Frontier
from spiders.families.general.territory import Territory

_MOST_PARTS = 60
"""Further pages of one report."""
_NUMBER = re.compile(r"\d{1,3}")


class Parts:
    """The further pages of each report.

    Args:
        territory: The hosts of the portal.
        frontier: What has been asked for.
    """

    def __init__(self, territory: Territory, frontier: Frontier) -> None:
        self._territory = territory
        self._frontier = frontier
        self._known: defaultdict[str, set[str]] = defaultdict(set)
        """Further pages by the address of the report's first one."""

    def chapters(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The chapters of a report whose page only lists them; each may have several pages."""
        for link in chapters(page):
            if self._territory.admits(link.url, Why.PAGE):
                yield from self._part(link.url, str(step.data.get("whole", page.url)), step, link.text)

    def further(self, page: PortalPage, step: Step, turned: Mapping[str, Mapping[str, Any]]) -> Iterator[Step]:
        """Further pages of one long text: they bear its name and a number.

        Args:
            page: A page of the text.
            step: The step that led there.
            turned: Addresses that a content-management system would turn to from it, with what it wants to know again.
        """
        # What is told of one page of a text holds for all of them, such as the number of the first.
        step = dataclasses.replace(step, data={**next(iter(turned.values()), {}), **step.data})
        whole = str(step.data.get("whole", page.url))
        for url in dict.fromkeys((*turned, *following(page, step.url, turned=step.kind is Kind.PART))):
            if _is_part(url, whole) or _is_part(url, page.url):
                yield from self._part(url, whole, step, step.text)

    def pictured(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """Pictures in the text of a report, which may show its tables: read where they stand on its page."""
        whole = page.url.partition("#")[0]
        step = dataclasses.replace(step, data={})
        for picture in pictures(page):
            if self._territory.admits(picture.url, Why.REPORT):
                yield from self._part(picture.url, whole, step, step.text)

    def within(self, page: PortalPage, step: Step) -> Iterator[Step]:
        """The text of a report whose page has none: what a frame shows, or what the page leads on to.

        It does so by itself, or by the only link that says no more than that the text is there (查看全文).
        """
        more = [link.url for link in page.links if vocabulary().more.match(link.text) and not link.url.endswith("/")]
        for url in (*(frame.url for frame in page.frames), *page.refresh, *(more if len(more) == 1 else ())):
            if self._territory.admits(url, Why.PAGE) and self._frontier.claim(url):
                # What the frame shows may be a list, of a year or of several.
                yield dataclasses.replace(
                    step, url=url, kind=Kind.REPORT, referrer=page.url, data={}, awaited=None, score=0, otherwise=None
                )

    def _part(self, url: str, whole: str, step: Step, text: str) -> Iterator[Step]:
        """The step to a part, unless it is known or one too many; its words tell where it belongs."""
        if len(self._known[whole]) < _MOST_PARTS and self._frontier.claim(url):
            self._known[whole].add(identity.of_page(url))
            data = {**step.data, "whole": whole}
            yield Step(url=url, kind=Kind.PART, text=text, referrer=whole, depth=step.depth, data=data)


def _is_part(url: str, whole: str) -> bool:
    """Whether an address is that of a page with a number within a text: that of the text, with the number added."""
    one, other = urllib.parse.urlsplit(url), urllib.parse.urlsplit(whole)
    stem, name = (parts.path.rpartition("/")[2].partition(".")[0] for parts in (other, one))
    if one.path == other.path:
        had, has = (dict(queries.fields(parts.query)) for parts in (other, one))
        return has != had and had.items() <= has.items()
    if one.path.rpartition("/")[0] != other.path.rpartition("/")[0] or not stem:
        return False
    if _NUMBER.fullmatch(stem) and _NUMBER.fullmatch(name):
        return stem != name
    return re.fullmatch(rf"{re.escape(stem)}[_-]\d{{1,3}}", name) is not None

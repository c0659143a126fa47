"""What all families share: requests that say for whom and why they are made."""

from __future__ import annotations

import abc
import re
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import scrapy
from scrapy.http import Response

from spiders.portals import Portal

_YEAR = re.compile(r"(?<!\d)(20[0-2]\d)(?!\d)")


class Family(abc.ABC):
    """The way through one portal.

    Args:
        portal: The portal.
        years: Report years wanted; empty for all.
    """

    name: ClassVar[str]

    def __init__(self, portal: Portal, years: tuple[int, ...] = ()) -> None:
        self.portal = portal
        self.years = years

    @abc.abstractmethod
    def start(self) -> Iterable[scrapy.Request]:
        """The first requests to the portal."""

    def request(
        self,
        url: str,
        role: str,
        callback: Callable[..., Any] | None = None,
        *,
        referrer: str | None = None,
        link_text: str | None = None,
    ) -> scrapy.Request:
        """A request that the fetch log can account for."""
        record = {
            "portal": self.portal.portal,
            "place": self.portal.adcode or None,
            "role": role,
            "referrer": referrer,
            "link_text": link_text,
        }
        return scrapy.Request(url, callback=callback or self.keep, meta={"record": record})

    def keep(self, _: Response) -> Iterable[scrapy.Request]:
        """Callback of a response that is wanted for its bytes alone; the recorder has archived them."""
        return ()

    def wanted(self, title: str) -> bool:
        """Whether a title names a year that was asked for; a title without a year is always worth a look."""
        named = {int(year) for year in _YEAR.findall(title)}
        return not self.years or not named or not named.isdisjoint(self.years)

"""The gate: which requests are made at all."""

from __future__ import annotations

import urllib.parse

import scrapy
from scrapy.crawler import Crawler

from spiders.middlewares.public_addresses import AddressGuard
from spiders.middlewares.recording import Recorder, record_of
from spiders.middlewares.refusal import Refused

SCHEMES = ("http", "https", "seeds")


class GuardMiddleware:
    """Refuses requests to addresses outside the public internet, to portals that block, and beyond a portal's limit.

    A spider ends a walk that never ends with `request.meta["refuse"] = (outcome, reason)`: it is logged, and not made.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._recorder: Recorder = crawler.settings["RECORDER"]
        self._addresses: AddressGuard = crawler.settings["ADDRESS_GUARD"]
        self._limit = crawler.settings.getint("PORTAL_REQUEST_LIMIT")
        self._patience = crawler.settings.getint("BLOCKS_IN_A_ROW")
        self._beyond: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        return cls(crawler)

    def process_request(self, request: scrapy.Request) -> None:
        portal = record_of(request)["portal"]
        self._check_address(portal, request.url)
        if "refuse" in request.meta:
            outcome, reason = request.meta["refuse"]
            raise Refused(outcome, reason)
        block = self._recorder.left_alone(portal, self._patience)
        if block is not None:
            raise Refused(
                block, f"the portal is left alone for the rest of this run: it answered {block} again and again"
            )
        self._check_limit(portal)

    def _check_address(self, portal: str, url: str) -> None:
        scheme = urllib.parse.urlsplit(url).scheme
        if scheme not in SCHEMES:
            raise Refused("refused_address", f"{scheme}: is not supported")
        objection = self._addresses.objection(portal, url)
        if objection is not None:
            raise Refused("refused_address", objection)

    def _check_limit(self, portal: str) -> None:
        result = self._recorder.portals.get(portal)
        if result is not None and result.requests >= self._limit:
            first = portal not in self._beyond
            self._beyond.add(portal)
            raise Refused("bounded", f"{self._limit} requests were made to the portal in this run", logged=first)
